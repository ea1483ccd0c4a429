import { show, type Path } from "../problems";
import { placedTerm } from "../resolve";
import { enabledBlueprints } from "./blueprints";
import { catalogOf } from "./catalog";
import { repeated, type Finding } from "./finding";
import type { StageView } from "./view";

interface PlacedList {
  readonly path: Path;
  readonly entries: readonly string[];
}

/** Lists of names, ids and Regions hold each once: the service drops repetitions, or refuses them. */
export function listsHoldEntriesOnce(stage: StageView): Finding[] {
  return lists(stage).flatMap(({ path, entries }) =>
    repeated([...entries.entries()], ([, entry]) => entry).map(
      ({ first: [position], again: [index, entry] }): Finding => ({
        code: "ENTRY_DUPLICATE",
        path: [...path, index],
        got: `${show(entry)}, which is also entry ${position}`,
        allowed: "an entry once",
        reads: [{ path }],
      }),
    ),
  );
}

/** A blueprint is granted once to the projects of a unit by designation: with the units below it, or without them. */
export function blueprintGrantsAreUnambiguous(stage: StageView): Finding[] {
  return enabledBlueprints(stage).flatMap(({ blueprint, path }) =>
    repeated([...blueprint.grantTo.entries()], ([, { unit, designation }]) => `${designation} ${unit}`)
      // Equal ones are found among all grants of the domain.
      .filter(({ first, again }) => first[1].includeChildUnits !== again[1].includeChildUnits)
      .map(({ first: [position], again: [index, { unit, designation }] }): Finding => {
        const at = [...path, "grantTo"];
        const got = `unit ${show(unit)} and ${designation}, as in grantTo[${position}] with another includeChildUnits`;
        const allowed = "a unit and designation once";
        return { code: "GRANT_DUPLICATE", path: [...at, index], got, allowed, fix: "keep one", reads: [{ path: at }] };
      }),
  );
}

function lists(stage: StageView): PlacedList[] {
  const { environment, accounts } = stage;
  const { principals } = environment.sharing;
  const catalog = catalogOf(stage);
  return [
    { path: ["organization", "platforms"], entries: environment.organization.platforms ?? [] },
    ...(typeof principals === "object" && "organizationalUnitArns" in principals
      ? [
          {
            path: ["sharing", "principals", "organizationalUnitArns"],
            entries: principals.organizationalUnitArns,
          },
        ]
      : []),
    ...[...accounts].flatMap((key) => accountLists(stage, key)),
    ...Object.entries(environment.pools).flatMap(([key, { source }]) => poolLists(["pools", key, "source"], source)),
    ...Object.entries(environment.profiles).map(([key, { without }]) => ({
      path: ["profiles", key, "without"],
      entries: without,
    })),
    ...Object.entries(environment.grants).flatMap(([key, grant]) =>
      "profiles" in grant ? [{ path: ["grants", key, "profiles"], entries: grant.profiles }] : [],
    ),
    ...Object.entries(environment.projects).map(([key, { glossaryTermIds }]) => ({
      path: ["projects", key, "glossaryTermIds"],
      entries: glossaryTermIds,
    })),
    ...(catalog === undefined ? [] : catalogLists(catalog)),
    ...applicationLists(environment.application),
  ];
}

function applicationLists(application: StageView["environment"]["application"]): PlacedList[] {
  const network = application?.network;
  if (network === undefined) return [];
  return (["subnetIds", "securityGroupIds"] as const).map((list) => ({
    path: ["application", "network", list],
    entries: network[list],
  }));
}

function catalogLists({ glossaries, rules }: NonNullable<ReturnType<typeof catalogOf>>): PlacedList[] {
  return [
    ...Object.entries(glossaries).flatMap(([glossary, { terms }]) =>
      Object.entries(terms).flatMap(([key, term]) =>
        (["isA", "classifies"] as const).map((relation) => ({
          path: ["catalog", "glossaries", glossary, "terms", key, relation],
          entries: term[relation].map((name) => placedTerm(glossary, name)),
        })),
      ),
    ),
    ...Object.entries(rules).flatMap(([key, rule]) =>
      (["assetTypes", "projects", "forms", "terms"] as const).map((part) => ({
        path: ["catalog", "rules", key, part],
        entries: rule[part] ?? [],
      })),
    ),
  ];
}

function accountLists(stage: StageView, key: string): PlacedList[] {
  const { regions, blueprints } = stage.environment.accounts[key];
  const at = ["accounts", key];
  return [
    ...Object.entries(regions).flatMap(([region, { network }]) =>
      network.mode === "create" && network.interfaceEndpoints !== undefined
        ? [{ path: [...at, "regions", region, "network", "interfaceEndpoints"], entries: network.interfaceEndpoints }]
        : [],
    ),
    ...Object.entries(blueprints).flatMap(([name, blueprint]) => [
      { path: [...at, "blueprints", name, "regions"], entries: blueprint.regions ?? [] },
      {
        path: [...at, "blueprints", name, "exactly", "lakeFormation", "excludeS3Locations"],
        entries: blueprint.exactly?.lakeFormation?.excludeS3Locations ?? [],
      },
    ]),
  ];
}

function poolLists(path: Path, source: StageView["environment"]["pools"][string]["source"]): PlacedList[] {
  if (!("discover" in source)) return [];
  const { regions, organizationalUnitIds } = source.discover;
  return [
    { path: [...path, "discover", "regions"], entries: regions },
    { path: [...path, "discover", "organizationalUnitIds"], entries: organizationalUnitIds },
  ];
}
