import type { BlueprintName } from "../../contracts/service/blueprints";
import { MODEL_GOVERNANCE } from "../../contracts/service/model-governance";
import type { Profile, ResolvedTarget } from "../model";
import { show, type Path } from "../problems";
import { configurationPath } from "./configurations";
import { list, repeated, type Evidence, type Finding } from "./finding";
import { domainRegion, regionOutsideAccount, unknownAccount, unknownPool, unknownUnit } from "./references";
import type { StageView } from "./view";

/** `accountPools` of an environment configuration. */
const POOLS_PER_TARGET = 10;
/** `projectResourceTags` of a profile. */
const RESOURCE_TAGS = 25;

/** An account and Region in which environments of a configuration may run. */
export interface ReachedPlace {
  readonly account: string;
  readonly region: string;
  /** Values from which this follows, beside the configuration itself. */
  readonly reads: readonly Evidence[];
}

/** Units that own profiles exist. */
export function profileUnitsExist(stage: StageView): Finding[] {
  return profiles(stage).flatMap(([key, { unit }]) => unknownUnit(stage, ["profiles", key, "unit"], unit));
}

/** Accounts and Regions to which profiles are bound exist. */
export function targetAccountsExist(stage: StageView): Finding[] {
  return targets(stage).flatMap(({ path, target }) => {
    if (!("account" in target)) return [];
    const unknown = unknownAccount(stage, [...path, "account"], target.account);
    if (unknown.length > 0 || stage.domain === undefined) return unknown;
    // The domain's Region is not in the file: what is wrong with it is wrong with the account.
    const place = target.region === undefined ? "account" : "region";
    return regionOutsideAccount(stage, [...path, place], target.account, target.region ?? stage.domain.region);
  });
}

/** Every configuration has a place: its own, or the profile's. */
export function configurationsHaveATarget(stage: StageView): Finding[] {
  return profiles(stage).flatMap(([key, { target, configurations }]): Finding[] => {
    if (target !== undefined) return [];
    const lacking = stage.configurations[key].filter(
      ({ name }) => !Object.hasOwn(configurations, name) || configurations[name].target === undefined,
    );
    if (lacking.length === 0) return [];
    const got = `nothing, and ${list(lacking.map(({ name }) => name))} has none of its own`;
    const path = ["profiles", key, "target"];
    const reads = [{ path }, { path: ["profiles", key, "configurations"] }, { path: ["profiles", key, "template"] }];
    return [
      { code: "TARGET_MISSING", path, got, allowed: "an account, pools, or SSM paths", fix: 'add "target"', reads },
    ];
  });
}

/** Pools to which profiles are bound exist: 1 to 10 of them, each once. */
export function targetPoolsExist(stage: StageView): Finding[] {
  return targets(stage).flatMap(({ path, target }): Finding[] => {
    if (!("pools" in target)) return [];
    const at = [...path, "pools"];
    const { length } = target.pools;
    const allowed = `1 to ${POOLS_PER_TARGET} pools, each once`;
    const twice = repeated([...target.pools.entries()], ([, key]) => key).map(({ again: [index, key] }): Finding => {
      return { code: "TARGET_POOLS", path: [...at, index], got: `${show(key)} twice`, allowed, reads: [{ path: at }] };
    });
    const count: Finding[] =
      length >= 1 && length <= POOLS_PER_TARGET
        ? []
        : [{ code: "TARGET_POOLS", path: at, got: `${length} pools`, allowed }];
    return [...count, ...twice, ...target.pools.flatMap((key, index) => unknownPool(stage, [...at, index], key))];
  });
}

/** The blueprints of a profile are enabled wherever its environments may run. SSM paths are the service's to read. */
export function blueprintsAreEnabledWhereProfilesReach(stage: StageView): Finding[] {
  return profiles(stage).flatMap(([key, profile]) => {
    /** By blueprint and places: configurations that lack the same are one finding. */
    const lacking = new Map<string, { blueprint: BlueprintName; places: ReachedPlace[]; names: string[] }>();
    for (const { name, blueprint, target } of stage.configurations[key]) {
      const places = placesWithout(stage, blueprint, target);
      const id = [blueprint, ...places.map(nameOf)].join();
      const same = lacking.get(id);
      if (same !== undefined) same.names.push(name);
      else if (places.length > 0) lacking.set(id, { blueprint, places, names: [name] });
    }
    return [...lacking.values()].map(({ blueprint, places, names }): Finding => {
      const shown = places.slice(0, 3).map(nameOf).join(", ");
      const got = `${show(blueprint)}, which is not enabled in ${shown}${places.length > 3 ? `, ... (${places.length})` : ""}`;
      const own = names.filter((name) => Object.hasOwn(profile.configurations, name));
      const remove = own.length === 0 ? `add ${list(names)} to "without"` : "take it out of the profile";
      return {
        code: "BLUEPRINT_NOT_ENABLED",
        path: configurationPath(key, profile, names[0]),
        got,
        allowed: "blueprints that every account and Region of the profile enables",
        fix: `enable it under accounts.${places[0].account}.blueprints, or ${remove}`,
        reads: [...reachEvidence(key, profile, own), ...domainRegion(stage)],
      };
    });
  });
}

function reachEvidence(key: string, profile: Profile, names: readonly string[]): Evidence[] {
  const own = ["target", "template", "without"].map((part) => ({ path: ["profiles", key, part] }));
  const parts = names.flatMap((name) =>
    ["blueprint", "target"].map((part) => ({ path: [...configurationPath(key, profile, name), part] })),
  );
  return [...parts, ...own];
}

/** Places that a target reaches, each once, and that certainly do not enable the blueprint. */
function placesWithout(stage: StageView, blueprint: BlueprintName, target: ResolvedTarget): ReachedPlace[] {
  const missing = reachedPlaces(stage, target).filter(({ account, region, reads }) => {
    const enabled = stage.environment.accounts[account].blueprints[blueprint];
    // A Region that the account does not have is a finding of its own; it may stand for this one.
    const known = enabled?.regions?.every((name) => name in stage.regions[account]) ?? true;
    const isEnabled = enabled !== undefined && (enabled.regions?.includes(region) ?? region in stage.regions[account]);
    if (isEnabled || !known) return false;
    const at = ["accounts", account];
    const sets = [
      [...at, "blueprints"],
      [...at, "regions"],
    ].every((path) => !stage.mended.covers(path));
    return (
      sets &&
      [...reads, { path: [...at, "blueprints", blueprint, "regions"] }].every((evidence) => isCertain(stage, evidence))
    );
  });
  return [...new Map(missing.map((place) => [nameOf(place), place])).values()];
}

function nameOf({ account, region }: ReachedPlace): string {
  return `${account} ${region}`;
}

/** Production accounts are reached from production profiles, and production profiles reach nothing else. */
export function productionProfilesReachProduction(stage: StageView): Finding[] {
  return profiles(stage).flatMap(([key, { production, configurations }]) => {
    const reached = stage.configurations[key].flatMap(({ target }) => reachedPlaces(stage, target));
    const isWrong = ({ account }: ReachedPlace): boolean =>
      stage.environment.accounts[account].production !== production;
    const wrong = reached.find(isWrong);
    // A mixed pool is a finding of its own (`PRODUCTION_MIXED`), and every profile on it would be wrong either way.
    const [pool] = (wrong?.reads ?? []).map(({ path }) => String(path[1]));
    const mixed =
      pool !== undefined && poolPlaces(stage, pool).some((place) => isKnown(stage, place) && !isWrong(place));
    if (wrong === undefined || mixed) return [];
    const path = ["profiles", key, "production"];
    const kind = production ? "" : "not ";
    const got = `${production}, but it reaches account ${show(wrong.account)}, which is ${production ? "not " : ""}production`;
    const allowed = `accounts that are ${kind}production`;
    const own: Path[] = [
      ["profiles", key, "target"],
      ["accounts", wrong.account, "production"],
      ...Object.keys(configurations).map((name) => ["profiles", key, "configurations", name, "target"]),
    ];
    const reads = [...wrong.reads, ...own.map((evidence) => ({ path: evidence }))];
    const among = [{ path: ["profiles", key, "configurations"] }];
    return [{ code: "PRODUCTION_MISMATCH", path, got, allowed, reads, among } satisfies Finding];
  });
}

/** A profile sets at most 25 resource tags. */
export function profileTagsAreNotTooMany(stage: StageView): Finding[] {
  return profiles(stage).flatMap(([key, { resourceTags }]): Finding[] => {
    const { length } = Object.keys(resourceTags);
    if (length <= RESOURCE_TAGS) return [];
    return [
      {
        code: "RESOURCE_TAG_COUNT",
        path: ["profiles", key, "resourceTags"],
        got: `${length} tags`,
        allowed: `at most ${RESOURCE_TAGS}`,
      },
    ];
  });
}

/** Somebody may use the profile, or a project is made from it. */
export function profilesAreUsed(stage: StageView): Finding[] {
  const { grants, projects } = stage.environment;
  const used = new Set([
    ...Object.values(grants).flatMap((grant) => ("profiles" in grant ? grant.profiles : [])),
    ...Object.values(projects).map(({ profile }) => profile),
  ]);
  // A misspelt name is a finding of its own; it may stand for any of the others.
  if ([...used].some((key) => !Object.hasOwn(stage.environment.profiles, key))) return [];
  return profiles(stage).flatMap(([key, { template }]): Finding[] => {
    // Model governance without its project is a finding of its own.
    if (used.has(key) || template === MODEL_GOVERNANCE.template) return [];
    const at = {
      path: ["profiles", key],
      got: "no grant and no project",
      reads: [{ path: ["grants"] }, { path: ["projects"] }],
    };
    return [
      {
        ...at,
        code: "PROFILE_UNUSED",
        allowed: "a CREATE_PROJECT_FROM_PROJECT_PROFILE grant or a project that names it",
      },
    ];
  });
}

/** Places that a target reaches, as far as they are known: accounts that exist, in Regions that are theirs. */
export function reachedPlaces(stage: StageView, target: ResolvedTarget): ReachedPlace[] {
  const places: ReachedPlace[] =
    "account" in target
      ? [{ account: target.account, region: target.region, reads: [] }]
      : "pools" in target
        ? target.pools.flatMap((key) => poolPlaces(stage, key))
        : [];
  return places.filter((place) => isKnown(stage, place));
}

function isKnown(stage: StageView, { account, region }: ReachedPlace): boolean {
  return stage.accounts.has(account) && region in stage.regions[account];
}

function poolPlaces({ pools }: StageView, key: string): ReachedPlace[] {
  const source = pools[key]?.source;
  if (source === undefined || !("accounts" in source)) return [];
  const reads = [{ path: ["pools", key, "source"] }];
  return source.accounts.flatMap(({ account, regions }) => regions.map((region) => ({ account, region, reads })));
}

function isCertain(stage: StageView, { path }: Evidence): boolean {
  return !stage.mended.touches(path);
}

/** Every target in the words of the file: the profile's, and those that configurations have of their own. */
function targets(stage: StageView): { path: Path; target: NonNullable<Profile["target"]> }[] {
  // That of model governance deploys nothing, and may have no target: a rule of its own says so.
  const deploying = profiles(stage).filter(([, { template }]) => template !== MODEL_GOVERNANCE.template);
  return deploying.flatMap(([key, { target, configurations }]) => [
    ...(target === undefined ? [] : [{ path: ["profiles", key, "target"], target }]),
    ...Object.entries(configurations).flatMap(([name, configuration]) =>
      configuration.target === undefined
        ? []
        : [{ path: ["profiles", key, "configurations", name, "target"], target: configuration.target }],
    ),
  ]);
}

function profiles({ environment }: StageView): [string, Profile][] {
  return Object.entries(environment.profiles);
}
