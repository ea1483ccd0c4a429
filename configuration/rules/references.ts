import { nearest, show, type Path } from "../problems";
import * as p from "../schema/primitives";
import { list, unknownName, type Finding } from "./finding";
import type { StageView } from "./view";

/** The key that stands for the domain's root unit wherever a unit is named. */
export const ROOT_UNIT = "root";

/** A reference to an account that the stage does not provision. */
export function unknownAccount(stage: StageView, path: Path, name: string): Finding[] {
  if (stage.accounts.has(name)) return [];
  const among = [{ path: ["accounts"] }];
  if (!stage.ownsDomain && name === stage.owner?.environment.governanceAccount) {
    const allowed = `one of ${list(stage.accounts)}`;
    const fix = `the governance account is provisioned by stage "${stage.owner.name}": move this there`;
    return [{ code: "ACCOUNT_UNKNOWN", path, got: show(name), allowed, fix, among }];
  }
  return [unknownName("ACCOUNT_UNKNOWN", { path, name, names: stage.accounts, home: "accounts", among })];
}

/** A reference to a pool that the stage does not have. */
export function unknownPool(stage: StageView, path: Path, name: string): Finding[] {
  const { pools } = stage.environment;
  if (Object.hasOwn(pools, name)) return [];
  return [
    unknownName("POOL_UNKNOWN", { path, name, names: Object.keys(pools), home: "pools", among: [{ path: ["pools"] }] }),
  ];
}

/** A reference to a profile that the stage does not have. */
export function unknownProfile(stage: StageView, path: Path, name: string): Finding[] {
  const { profiles } = stage.environment;
  if (Object.hasOwn(profiles, name)) return [];
  const among = [{ path: ["profiles"] }];
  return [unknownName("PROFILE_UNKNOWN", { path, name, names: Object.keys(profiles), home: "profiles", among })];
}

/** A reference to a unit that the domain does not have. */
export function unknownUnit(stage: StageView, path: Path, name: string): Finding[] {
  if (stage.domain === undefined || name === ROOT_UNIT || Object.hasOwn(stage.domain.units, name)) return [];
  const names = [ROOT_UNIT, ...Object.keys(stage.domain.units)];
  return [unknownName("UNIT_UNKNOWN", { path, name, names, ...homeInDomain(stage, "units") })];
}

/** A user or a group (of a principal, an owner, a member) that the domain does not have. */
export function unknownMember(stage: StageView, path: Path, member: object): Finding[] {
  if (stage.domain === undefined) return [];
  const { users } = stage.domain;
  if ("user" in member && typeof member.user === "string" && !Object.hasOwn(users, member.user)) {
    const reference = { path: [...path, "user"], name: member.user, names: Object.keys(users) };
    return [unknownName("USER_UNKNOWN", { ...reference, ...homeInDomain(stage, "users") })];
  }
  if ("group" in member && typeof member.group === "string")
    return unknownGroup(stage, [...path, "group"], member.group);
  return [];
}

/** A reference to a group that the domain does not have. */
export function unknownGroup(stage: StageView, path: Path, name: string): Finding[] {
  if (stage.domain === undefined || Object.hasOwn(stage.domain.groups, name)) return [];
  const names = Object.keys(stage.domain.groups);
  return [unknownName("GROUP_UNKNOWN", { path, name, names, ...homeInDomain(stage, "groups") })];
}

/** A Region that is not among an account's. Nothing for accounts that are unknown: that is reported already. */
export function regionOutsideAccount(stage: StageView, path: Path, account: string, region: string): Finding[] {
  const regions = stage.regions[account];
  // A malformed Region of the account may be the one that is meant.
  const uncertain = regions === undefined || Object.keys(regions).some((key) => !p.region.safeParse(key).success);
  if (uncertain || Object.hasOwn(regions, region)) return [];
  if (Object.keys(regions).length === 0) {
    const got = `account ${show(account)}, which enables no blueprints, so no project runs in it`;
    const at = ["accounts", account, "blueprints"];
    const fix = `enable blueprints under ${at.join(".")}`;
    const among = [{ path: at }, { path: ["accounts", account, "regions"] }];
    return [{ code: "BLUEPRINT_NOT_ENABLED", path, got, allowed: "accounts that enable blueprints", fix, among }];
  }
  const hint = nearest(region, Object.keys(regions));
  return [
    {
      code: "REGION_NOT_IN_ACCOUNT",
      path,
      got: show(region),
      allowed: `one of ${list(Object.keys(regions))}`,
      fix:
        hint === undefined
          ? `add it under accounts.${account}.regions, or use one that is there`
          : `did you mean "${hint}"?`,
      reads: domainRegion(stage),
      among: [{ path: ["accounts", account, "regions"] }, { path: ["accounts", account, "blueprints"] }],
    },
  ];
}

/** The domain's Region as evidence: it is the default of many others. */
export function domainRegion(stage: StageView): { stage: StageView; path: Path }[] {
  return stage.owner === undefined ? [] : [{ stage: stage.owner, path: ["domain", "region"] }];
}

function homeInDomain(stage: StageView, map: string) {
  const file = stage.ownsDomain ? "" : ` of ${stage.owner?.file}`;
  return { home: `domain.${map}${file}`, among: [{ stage: stage.owner, path: ["domain", map] }] };
}
