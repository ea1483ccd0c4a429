import type { Catalog, Grant } from "../model";
import { show, type Path } from "../problems";
import { misplacedPart } from "./domain-part";
import { repeated, unknownName, type Finding } from "./finding";
import { functionMayWriteIn, functionRole } from "./function-member";
import { unknownUnit } from "./references";
import type { StageView } from "./view";

/** Quotas of DataZone. @see https://docs.aws.amazon.com/datazone/latest/userguide/quotas.html */
const QUOTAS = { glossaries: 1000, assetTypes: 1000 } as const;
const TERMS_PER_DOMAIN = 10_000;

/** The vocabulary of a stage, where it counts: in the stage that owns the domain. */
export function catalogOf({ ownsDomain, environment }: StageView): Catalog | undefined {
  return ownsDomain ? environment.catalog : undefined;
}

/** A domain has one vocabulary, in the stage that owns it. */
export function catalogComesWithTheDomain(stage: StageView): Finding[] {
  const allowed = "one in the stage that owns the domain";
  return misplacedPart(stage, "catalog", { code: "CATALOG_MISPLACED", what: "a vocabulary", allowed });
}

/** The owner of the vocabulary is a standing project, or one in a unit that exists. */
export function catalogOwnerExists(stage: StageView): Finding[] {
  const owner = catalogOf(stage)?.owner;
  if (owner === undefined) return [];
  if ("project" in owner) return unknownProject(stage, ["catalog", "owner", "project"], owner.project);
  return unknownUnit(stage, ["catalog", "owner", "create", "unit"], owner.create.unit);
}

/**
 * The function's role can write in the project that owns the vocabulary: it owns the projects that it has created, and must be
 * a member of one that is taken over.
 */
export function catalogOwnerHasTheFunction(stage: StageView): Finding[] {
  const owner = catalogOf(stage)?.owner;
  if (owner === undefined || !("project" in owner) || stage.domain === undefined) return [];
  const project = stage.environment.projects[owner.project];
  if (project === undefined || functionMayWriteIn(stage, owner.project, project)) return [];
  return [
    {
      code: "CATALOG_OWNER_MEMBER",
      path: ["catalog", "owner", "project"],
      got: `${show(owner.project)}, which is taken over and has no member for the control-plane function`,
      allowed: `a project with a group for the role ...${functionRole(stage)} among its owners`,
      fix: `add the group under domain.groups and as PROJECT_OWNER under projects.${owner.project}.members`,
      reads: [{ path: ["projects", owner.project] }, { path: ["domain", "groups"] }, { path: ["adopt"] }],
    },
  ];
}

/** Glossaries, forms and asset types have names of their own. */
export function catalogNamesAreUnique(stage: StageView): Finding[] {
  const catalog = catalogOf(stage);
  if (catalog === undefined) return [];
  return (["glossaries", "forms", "assetTypes"] as const).flatMap((part) =>
    duplicateNames(["catalog", part], catalog[part]),
  );
}

/** Entries of a map that have the name of an earlier one. */
export function duplicateNames(path: Path, entries: Readonly<Record<string, { readonly name: string }>>): Finding[] {
  return repeated(Object.entries(entries), ([, { name }]) => name).map(
    ({ first: [firstKey], again: [key, { name }] }) => ({
      code: "CATALOG_NAME_DUPLICATE",
      path: [...path, key, "name"],
      got: `${show(name)}, which is also the name of ${[...path, firstKey].join(".")}`,
      allowed: "a name once",
      reads: [firstKey, key].map((entry) => ({ path: [...path, entry, "name"] })),
    }),
  );
}

/** A domain takes 1000 glossaries and asset types, and 10 000 terms. */
export function catalogIsNotTooLarge(stage: StageView): Finding[] {
  const catalog = catalogOf(stage);
  if (catalog === undefined) return [];
  const terms = Object.values(catalog.glossaries).reduce(
    (sum, glossary) => sum + Object.keys(glossary.terms).length,
    0,
  );
  const counts = [
    { part: "glossaries", what: "glossaries", count: Object.keys(catalog.glossaries).length, limit: QUOTAS.glossaries },
    {
      part: "assetTypes",
      what: "asset types",
      count: Object.keys(catalog.assetTypes).length,
      limit: QUOTAS.assetTypes,
    },
    { part: "glossaries", what: "terms", count: terms, limit: TERMS_PER_DOMAIN },
  ];
  return counts
    .filter(({ count, limit }) => count > limit)
    .map(({ part, what, count, limit }) => ({
      code: "CATALOG_COUNT",
      path: ["catalog", part],
      got: `${count} ${what}`,
      allowed: `at most ${limit} in a domain`,
    }));
}

/** A reference to a standing project that the stage does not have. */
export function unknownProject(stage: StageView, path: Path, name: string): Finding[] {
  const { projects } = stage.environment;
  if (Object.hasOwn(projects, name)) return [];
  const among = [{ path: ["projects"] }];
  return [unknownName("PROJECT_UNKNOWN", { path, name, names: Object.keys(projects), home: "projects", among })];
}

/** The grants that the layer makes for the owner of the vocabulary, with the parts of the file that need them. */
export function ownerGrants(stage: StageView): { readonly path: Path; readonly grant: Grant }[] {
  const catalog = catalogOf(stage);
  if (catalog?.ownerGrants !== true) return [];
  const { owner } = catalog;
  const unit = "create" in owner ? owner.create.unit : stage.environment.projects[owner.project]?.unit;
  if (unit === undefined) return [];
  const needed = [
    { part: "glossaries", policy: "CREATE_GLOSSARY" },
    { part: "forms", policy: "CREATE_FORM_TYPE" },
    { part: "assetTypes", policy: "CREATE_ASSET_TYPE" },
  ] as const;
  return needed
    .filter(({ part }) => Object.keys(catalog[part]).length > 0)
    .map(({ part, policy }) => ({
      path: ["catalog", part],
      grant: {
        policy,
        unit,
        includeChildUnits: false,
        principal: { project: { designation: "OWNER", projectId: "owner-of-the-catalog", includeChildUnits: false } },
      },
    }));
}
