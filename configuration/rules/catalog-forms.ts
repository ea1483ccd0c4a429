import { FORM_MODEL_LENGTH, formProblem } from "../../contracts/service/form-structure";
import type { CatalogForm, FormField } from "../model";
import { show, type Path } from "../problems";
import { formSmithy } from "../resolve";
import { catalogOf } from "./catalog";
import { unknownName, type Finding } from "./finding";
import type { StageView } from "./view";

/** Largest number of forms in an asset type. */
const FORMS_PER_TYPE = 10;

/** A form asks something, in words that the service's grammar has. */
export function formsFitTheService(stage: StageView): Finding[] {
  return forms(stage).flatMap(([key, { name, content }]): Finding[] => {
    const path = ["catalog", "forms", key, "content"];
    if ("fields" in content && Object.keys(content.fields).length === 0)
      return [{ code: "FORM_STRUCTURE", path: [...path, "fields"], got: "no field", allowed: "at least one field" }];
    const text = formSmithy(name, content);
    const reads = [{ path }, { path: ["catalog", "forms", key, "name"] }];
    const place = "smithy" in content ? [...path, "smithy"] : path;
    if (text.length > FORM_MODEL_LENGTH)
      return [
        {
          code: "FORM_STRUCTURE",
          path: place,
          got: `${text.length} characters of Smithy`,
          allowed: `at most ${FORM_MODEL_LENGTH}`,
          reads,
        },
      ];
    const problem = formProblem(text, name);
    if (problem === undefined) return [];
    const allowed = `one structure ${name} with members, and lists before it`;
    return [{ code: "FORM_STRUCTURE", path: place, got: problem, allowed, reads }];
  });
}

/** Limits of fields leave something between them, and an enumeration needs none. */
export function formFieldsHaveARange(stage: StageView): Finding[] {
  return forms(stage).flatMap(([key, { content }]) =>
    "fields" in content
      ? Object.entries(content.fields).flatMap(([name, field]) =>
          fieldProblems(["catalog", "forms", key, "content", "fields", name], field),
        )
      : [],
  );
}

function fieldProblems(path: Path, field: FormField): Finding[] {
  const found: Finding[] = [];
  for (const [low, high] of [
    ["min", "max"],
    ["minLength", "maxLength"],
    ["minItems", "maxItems"],
  ] as const) {
    const [smallest, largest] = [limit(field, low), limit(field, high)];
    if (smallest === undefined || largest === undefined || smallest <= largest) continue;
    found.push({
      code: "FORM_FIELD_LIMITS",
      path: [...path, low],
      got: `${low} ${smallest} and ${high} ${largest}`,
      allowed: `${low} up to ${high}`,
      reads: [{ path: [...path, low] }, { path: [...path, high] }],
    });
  }
  if (field.type === "string" && field.values !== undefined && (field.minLength ?? field.maxLength) !== undefined)
    found.push({
      code: "FORM_FIELD_LIMITS",
      path: [...path, "values"],
      got: "values and lengths",
      allowed: "one of the two",
      fix: "remove the lengths: the values say it all",
      reads: [{ path }],
    });
  const isWhole = field.type === "integer" || field.type === "long";
  for (const name of ["min", "max"] as const) {
    const value = limit(field, name);
    if (!isWhole || value === undefined || Number.isInteger(value)) continue;
    const allowed = `a whole number for a field of type ${field.type}`;
    found.push({ code: "FORM_FIELD_LIMITS", path: [...path, name], got: show(value), allowed, reads: [{ path }] });
  }
  return found;
}

function limit(field: FormField, name: string): number | undefined {
  const value = (field as Readonly<Record<string, unknown>>)[name];
  return typeof value === "number" ? value : undefined;
}

/** Forms that asset types have exist, and are not too many. */
export function formsOfTypesExist(stage: StageView): Finding[] {
  return Object.entries(catalogOf(stage)?.assetTypes ?? {}).flatMap(([key, type]): Finding[] => {
    const path = ["catalog", "assetTypes", key, "forms"];
    const { length } = Object.keys(type.forms);
    const tooMany: Finding[] =
      length > FORMS_PER_TYPE
        ? [{ code: "CATALOG_COUNT", path, got: `${length} forms`, allowed: `at most ${FORMS_PER_TYPE} in a type` }]
        : [];
    const unknown = Object.entries(type.forms).flatMap(([name, form]) =>
      "form" in form ? unknownForm(stage, [...path, name, "form"], form.form) : [],
    );
    return [...tooMany, ...unknown];
  });
}

/** Forms that are in use can be chosen. */
export function formsInUseAreEnabled(stage: StageView): Finding[] {
  const catalog = catalogOf(stage);
  if (catalog === undefined) return [];
  const uses = [
    ...Object.entries(catalog.assetTypes).flatMap(([key, { forms: used }]) =>
      Object.entries(used).map(([name, form]) => ({
        key: "form" in form ? form.form : "",
        path: ["catalog", "assetTypes", key, "forms", name] as Path,
      })),
    ),
    ...Object.entries(catalog.rules).flatMap(([key, { forms: demanded = [] }]) =>
      demanded.map((form, index) => ({ key: form, path: ["catalog", "rules", key, "forms", index] as Path })),
    ),
  ];
  return uses.flatMap(({ key, path }) => disabledForm(stage, path, key));
}

/** A reference to a form that the vocabulary of the stage's domain does not have. */
export function unknownForm({ owner }: StageView, path: Path, name: string): Finding[] {
  const known = owner?.environment.catalog?.forms ?? {};
  if (owner === undefined || Object.hasOwn(known, name)) return [];
  const among = [["catalog"], ["catalog", "forms"]].map((at) => ({ stage: owner, path: at }));
  return [unknownName("FORM_UNKNOWN", { path, name, names: Object.keys(known), home: "catalog.forms", among })];
}

/** A reference to a form of the vocabulary that nobody can choose any more. */
function disabledForm({ owner }: StageView, path: Path, name: string): Finding[] {
  const known = owner?.environment.catalog?.forms ?? {};
  if (owner === undefined || !Object.hasOwn(known, name) || known[name].status === "ENABLED") return [];
  return [
    {
      code: "FORM_DISABLED",
      path,
      got: `${show(name)}, which is disabled`,
      allowed: "forms that are enabled",
      fix: `take it out here first, or enable catalog.forms.${name}`,
      reads: [{ stage: owner, path: ["catalog", "forms", name, "status"] }, { path }],
    },
  ];
}

/**
 * Forms that assets and data sources cannot carry: unknown ones and disabled ones.
 *
 * @param path - Place of the list of forms.
 * @param entries - The list; an entry that does not name a form of the vocabulary names a type of the service.
 */
export function unusableForms(stage: StageView, path: Path, entries: readonly object[]): Finding[] {
  return entries.flatMap((entry, index) => {
    if (!("form" in entry) || typeof entry.form !== "string") return [];
    const at = [...path, index, "form"];
    return [...unknownForm(stage, at, entry.form), ...disabledForm(stage, at, entry.form)];
  });
}

function forms(stage: StageView): [string, CatalogForm][] {
  return Object.entries(catalogOf(stage)?.forms ?? {});
}
