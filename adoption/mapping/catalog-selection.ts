import { TYPE_NAME } from "../../contracts/kinds/adoption";
import type { LiveProject } from "../live";
import type { LiveAssetType, LiveCatalog, LiveGlossary } from "../live-catalog";
import type { DomainMapping } from "./domain-mapping";

/** Action about vocabulary that is left. */
export const KEEP = "keep it by hand; the configuration leaves it alone";
/** Action about what has an earlier revision of a form. */
export const RENEW =
  "save it with the form's last revision in the portal and run the command again, or keep it by hand";
/** Beginning of the names of types that the service brings. */
const MANAGED = "amazon.datazone.";

/** Glossaries and types that a configuration with one owner can hold. */
export type AdoptableVocabulary = Omit<LiveCatalog, "rules">;

/** The vocabulary that the owner has, as far as a configuration can say it; the rest is left. */
export function ownedBy(mapping: DomainMapping, owner: LiveProject | undefined): AdoptableVocabulary {
  const { live, outcome } = mapping;
  const kept = <T extends { name: string; projectId: string }>(
    what: string,
    items: readonly T[],
    named: boolean,
  ): T[] =>
    items.filter(({ name, projectId }) => {
      const other = projectId !== owner?.id;
      const reason = other ? `project ${projectId} owns it` : `its name is none that a configuration can have`;
      if (!other && (!named || TYPE_NAME.test(name))) return true;
      outcome.leave(`${what} "${name}"`, reason, KEEP);
      return false;
    });
  const { glossaries, forms, assetTypes } = live.catalog;
  const adoptedForms = kept("form", forms, true);
  const formNames = new Set(adoptedForms.map(({ name }) => name));
  return {
    glossaries: withoutForeignRelations(mapping, kept("glossary", glossaries, false)),
    forms: adoptedForms,
    assetTypes: kept("asset type", assetTypes, true).filter((type) => {
      const foreign = foreignForm(type, formNames);
      const reason = outdatedForms(type) ?? foreign;
      if (reason === undefined) return true;
      outcome.leave(`asset type "${type.name}"`, reason, foreign === undefined ? RENEW : KEEP);
      return false;
    }),
  };
}

/** The reason for which an asset type or a rule is left whose forms have moved on; undefined where none has. */
export function outdatedForms({
  outdatedForms: names,
}: {
  readonly outdatedForms: readonly string[];
}): string | undefined {
  if (names.length === 0) return undefined;
  const forms = names.map((name) => `"${name}"`).join(", ");
  return `it has an earlier revision of form ${forms}, and a configuration knows the last one only`;
}

function foreignForm({ forms }: LiveAssetType, own: ReadonlySet<string>): string | undefined {
  const foreign = Object.values(forms).find(({ typeName }) => !own.has(typeName) && !typeName.startsWith(MANAGED));
  return foreign === undefined ? undefined : `its form "${foreign.typeName}" is not adopted`;
}

/**
 * Leaves a glossary as a whole when one of its terms is related to a term that is not adopted: without the relation the first
 * apply would change the term, and without the term it would change the glossary. What relates to a term of it is left, too.
 */
function withoutForeignRelations(mapping: DomainMapping, glossaries: readonly LiveGlossary[]): LiveGlossary[] {
  const own = new Set(glossaries.flatMap(({ terms }) => terms.map(({ id }) => id)));
  const kept = glossaries.filter((glossary) => {
    const related = glossary.terms.find(({ isA, classifies }) => [...isA, ...classifies].some((id) => !own.has(id)));
    if (related === undefined) return true;
    const reason = `its term "${related.name}" is related to a term that is not adopted`;
    mapping.outcome.leave(`glossary "${glossary.name}"`, reason, KEEP);
    return false;
  });
  return kept.length === glossaries.length ? kept : withoutForeignRelations(mapping, kept);
}
