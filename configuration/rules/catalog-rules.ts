import type { Catalog } from "../model";
import { show, type Path } from "../problems";
import { catalogOf, unknownProject } from "./catalog";
import { unknownForm } from "./catalog-forms";
import { unknownTerm } from "./catalog-terms";
import { repeated, unknownName, type Finding } from "./finding";
import { unknownUnit } from "./references";
import type { StageView } from "./view";

type Rule = Catalog["rules"][string];

/** A rule demands forms or terms. */
export function metadataRulesDemandOneThing(stage: StageView): Finding[] {
  return rules(stage).flatMap(([key, { forms, terms }]): Finding[] => {
    if ((forms === undefined) !== (terms === undefined)) return [];
    const path = ["catalog", "rules", key];
    const got = forms === undefined ? "neither forms nor terms" : "both forms and terms";
    const fix = forms === undefined ? "say what the rule demands" : "make two rules of it";
    return [
      { code: "METADATA_RULE_CONTENT", path, got, allowed: "exactly one of forms and terms", fix, reads: [{ path }] },
    ];
  });
}

/**
 * Requests to subscribe carry forms and no terms, so no rule can demand terms of them.
 *
 * @see https://docs.aws.amazon.com/sagemaker-unified-studio/latest/userguide/metadata-rules-publishing.html
 */
export function requestsCarryNoTerms(stage: StageView): Finding[] {
  return rules(stage).flatMap(([key, { on, terms }]): Finding[] => {
    if (on !== "subscribe" || terms === undefined) return [];
    const path = ["catalog", "rules", key, "terms"];
    const fix = 'demand a form, or demand the terms of what is published (on: "publish")';
    const reads = ["on", "terms"].map((part) => ({ path: ["catalog", "rules", key, part] }));
    return [{ code: "METADATA_RULE_CONTENT", path, got: "terms", allowed: "forms, on subscribing", fix, reads }];
  });
}

/** Units, asset types, projects, forms and terms that rules name exist. */
export function metadataRuleReferencesExist(stage: StageView): Finding[] {
  return rules(stage).flatMap(([key, rule]) => {
    const path = ["catalog", "rules", key];
    return [
      ...unknownUnit(stage, [...path, "unit"], rule.unit),
      ...(rule.assetTypes ?? []).flatMap((type, index) =>
        unknownAssetType(stage, [...path, "assetTypes", index], type),
      ),
      ...(rule.projects ?? []).flatMap((name, index) => unknownProject(stage, [...path, "projects", index], name)),
      ...(rule.forms ?? []).flatMap((form, index) => unknownForm(stage, [...path, "forms", index], form)),
      ...(rule.terms ?? []).flatMap((term, index) => unknownTerm(stage, [...path, "terms", index], term)),
    ];
  });
}

/** Units in which an asset type may be used exist, and are named once. */
export function unitsOfTypesExist(stage: StageView): Finding[] {
  return Object.entries(catalogOf(stage)?.assetTypes ?? {}).flatMap(([key, { usableIn }]) => {
    const path = ["catalog", "assetTypes", key, "usableIn"];
    return [
      ...usableIn.flatMap(({ unit }, index) => unknownUnit(stage, [...path, index, "unit"], unit)),
      ...repeated(
        usableIn.map(({ unit }, index) => ({ unit, index })),
        ({ unit }) => unit,
      ).map(
        ({ first, again }): Finding => ({
          code: "ENTRY_DUPLICATE",
          path: [...path, again.index, "unit"],
          got: `${show(again.unit)}, which is also ${[...path, first.index].join(".")}`,
          allowed: "a unit once",
          reads: [first, again].map(({ index }) => ({ path: [...path, index, "unit"] })),
        }),
      ),
    ];
  });
}

/** Rules on one unit have names of their own. */
export function metadataRuleNamesAreUnique(stage: StageView): Finding[] {
  const identity = ([, { unit, name }]: [string, Rule]) => JSON.stringify([unit, name]);
  return repeated(rules(stage), identity).map(({ first: [firstKey], again: [key, { name }] }) => ({
    code: "CATALOG_NAME_DUPLICATE",
    path: ["catalog", "rules", key, "name"],
    got: `${show(name)}, which is also the name of catalog.rules.${firstKey} on the same unit`,
    allowed: "a name once on a unit",
    reads: [firstKey, key].flatMap((rule) =>
      ["name", "unit"].map((part) => ({ path: ["catalog", "rules", rule, part] })),
    ),
  }));
}

/** A reference to an asset type that is neither one of the vocabulary nor one that the service brings. */
export function unknownAssetType(stage: StageView, path: Path, name: string): Finding[] {
  const assetTypes = catalogOf(stage)?.assetTypes ?? {};
  if (name.includes(".") || Object.hasOwn(assetTypes, name)) return [];
  const among = [{ path: ["catalog"] }, { path: ["catalog", "assetTypes"] }];
  const names = Object.keys(assetTypes);
  return [unknownName("ASSET_TYPE_UNKNOWN", { path, name, names, home: "catalog.assetTypes", among })];
}

function rules(stage: StageView): [string, Rule][] {
  return Object.entries(catalogOf(stage)?.rules ?? {});
}
