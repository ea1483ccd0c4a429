import type { ResolvedCatalog, Stage } from "../../configuration/model";
import { unitId } from "./ids";
import type { RuleView, VocabularyView } from "./items";
import type { Sources } from "./sources";
import { UnitTree } from "./units";

/** The vocabulary of a domain; nothing where its stage configures none. */
export function vocabularyOf(owner: Stage, sources: Sources): { readonly vocabulary?: VocabularyView } {
  const { catalog, name: stage, projects } = owner;
  if (catalog === undefined) return {};
  const at = (...path: string[]) => sources.at(stage, ["catalog", ...path]);
  const { owner: project } = catalog;
  return {
    vocabulary: {
      owner: "create" in project ? project.create.name : projects[project.project].name,
      glossaries: Object.entries(catalog.glossaries).map(([key, { name, governed, terms }]) => ({
        name,
        what: governed ? "governed glossary" : "glossary",
        content: Object.values(terms).map((term) => term.name),
        source: at("glossaries", key),
      })),
      forms: Object.entries(catalog.forms).map(([key, { name, smithy }]) => ({
        name,
        what: "form",
        content: fieldsOf(smithy),
        source: at("forms", key),
      })),
      assetTypes: Object.entries(catalog.assetTypes).map(([key, { name, forms }]) => ({
        name,
        what: "asset type",
        content: Object.values(forms).map((form) => ("form" in form ? catalog.forms[form.form].name : form.managed)),
        source: at("assetTypes", key),
      })),
      rules: Object.keys(catalog.rules).map((key) => ruleView(owner, catalog, key, at("rules", key))),
    },
  };
}

function ruleView(
  { domain, name: stage }: Stage,
  catalog: ResolvedCatalog,
  key: string,
  source: RuleView["source"],
): RuleView {
  const { name, on, unit, includeChildUnits, assetTypes, forms, terms } = catalog.rules[key];
  const tree = new UnitTree(domain.units);
  const termName = (reference: string): string => {
    const [glossary, term] = reference.split("/");
    return catalog.glossaries[glossary].terms[term].name;
  };
  return {
    name,
    on,
    units: tree.covered(unit, includeChildUnits).map((covered) => unitId(stage, covered)),
    where: tree.label(unit, includeChildUnits),
    demands: [...(forms ?? []).map((form) => catalog.forms[form].name), ...(terms ?? []).map(termName)],
    assetTypes: (assetTypes ?? []).map((type) => catalog.assetTypes[type]?.name ?? type),
    source,
  };
}

/** Names of the members of a form's structure. */
function fieldsOf(smithy: string): string[] {
  // Texts first: they may hold brackets.
  const withoutTexts = smithy.replace(/"(?:[^"\\]|\\.)*"/g, "");
  const body = withoutTexts.slice(withoutTexts.lastIndexOf("structure")).replace(/\([^)]*\)/g, "");
  return [...body.matchAll(/([A-Za-z_]\w*)\s*:/g)].map(([, field]) => field);
}
