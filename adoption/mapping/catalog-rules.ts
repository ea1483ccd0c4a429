import type { LiveRule } from "../live";
import { type AdoptedVocabulary, KEEP } from "./catalog";
import type { DomainMapping } from "./domain-mapping";
import { keysOf } from "./keys";
import { compact, textOf, type CatalogInput } from "./parts";

type RuleInput = NonNullable<CatalogInput["rules"]>[string];

/** Rules that name nothing but what the owner's stage adopts. */
export function mapRules(mapping: DomainMapping, vocabulary: AdoptedVocabulary): NonNullable<CatalogInput["rules"]> {
  const { live, outcome, stages } = mapping;
  const keys = keysOf(live.catalog.rules, ({ name }) => name, "rule");
  const entries = live.catalog.rules.flatMap((rule) => {
    const key = keys.get(rule.id) ?? "";
    const input = mapRule(mapping, vocabulary, rule);
    if (input === undefined) {
      outcome.leave(`rule "${rule.name}" (${rule.id})`, "it names something that the stage does not adopt", KEEP);
      return [];
    }
    outcome.adopt(stages.owner, rule.id, "MetadataRule", key);
    return [[key, input] as const];
  });
  return Object.fromEntries(entries);
}

/** The rule as a file has it; undefined where it names something that is not adopted. */
function mapRule(
  { keys, outcome, stages }: DomainMapping,
  { terms, forms, assetTypes }: AdoptedVocabulary,
  rule: LiveRule,
): RuleInput | undefined {
  const adopted = outcome.adoptedBy(stages.owner);
  const projectKey = (id: string): string | undefined => {
    const key = keys.projects.find(id);
    return key !== undefined && adopted[`Project/${key}`] === id ? key : undefined;
  };
  const unit = keys.units.find(rule.unitId);
  const named = {
    assetTypes: rule.assetTypes?.map((name) => (name.startsWith("amazon.datazone.") ? name : assetTypes.get(name))),
    projects: rule.projectIds?.map(projectKey),
    forms: rule.forms.length === 0 ? undefined : rule.forms.map((name) => forms.get(name)),
    terms: rule.termIds.length === 0 ? undefined : rule.termIds.map((id) => terms.get(id)),
  };
  const isMissing = Object.values(named).some((names) => names?.includes(undefined));
  if (unit === undefined || isMissing) return undefined;
  return compact<RuleInput>({
    name: rule.name,
    description: textOf(rule.description),
    on: rule.on,
    unit: unit === "root" ? undefined : unit,
    includeChildUnits: rule.includesChildren ? undefined : false,
    ...(named as Pick<RuleInput, "assetTypes" | "projects" | "forms" | "terms">),
    dataProducts: rule.dataProducts ? true : undefined,
  });
}
