import type { LiveRule } from "../live-catalog";
import type { AdoptedVocabulary } from "./catalog";
import { KEEP, outdatedForms, RENEW } from "./catalog-selection";
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
    const subject = `rule "${rule.name}" (${rule.id})`;
    const outdated = outdatedForms(rule);
    if (input === undefined || outdated !== undefined) {
      const missing = "it names something that the stage does not adopt";
      outcome.leave(subject, outdated ?? missing, outdated === undefined ? KEEP : RENEW);
      return [];
    }
    outcome.adopt(stages.owner, rule.id, "MetadataRule", key);
    return [[key, input] as const];
  });
  return Object.fromEntries(entries);
}

/** Says of every rule that it is left, where the domain's vocabulary is. */
export function leaveRules({ live, outcome }: DomainMapping): void {
  for (const { name, id } of live.catalog.rules)
    outcome.leave(`rule "${name}" (${id})`, "the vocabulary of the domain is not adopted", KEEP);
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
