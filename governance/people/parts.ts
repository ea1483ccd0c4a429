import { lineageOf } from "../access-rules";
import type { DeciderRole } from "../access";
import type { Member } from "../members/plan-members";
import type { Caller } from "./caller";

/** Part that a caller has in a request for access or for a project, in a project, or in its assets. */
export type Part =
  | "requester"
  | "consumer-member"
  | "producer-owner"
  | "producer-contributor"
  | "producer-member"
  | "project-owner"
  | "project-member"
  | "unit-lead"
  | "unit-steward"
  | "governance-team"
  | "auditor";

/** Designation in a project, as far as rights depend on it. */
export type Membership = "owner" | "member";

/** Member of a project, as far as rights depend on it. */
export type ProjectMember = Pick<Member, "id" | "designation">;

/** Membership of a caller among the members of a project, as a person or through a group. */
export function membershipOf(caller: Caller, members: readonly ProjectMember[]): Membership | undefined {
  const theirs = members.filter(({ id }) => id === caller.profileId || caller.groupProfiles.includes(id));
  if (theirs.length === 0) return undefined;
  return theirs.some(({ designation }) => designation === "PROJECT_OWNER") ? "owner" : "member";
}

/** Facts of a request on which rights depend; what is not known gives no right. */
export interface Involved {
  readonly requester: string;
  /** Membership of the caller in the project that asks. */
  readonly consumer?: Membership;
  /** Membership of the caller in the project that owns the asset. */
  readonly producer?: Membership;
  /** Unit of the producing project. */
  readonly producerUnit?: string;
}

/** Parts of a caller in a request. */
export function partsIn(caller: Caller, involved: Involved, unitParents: Readonly<Record<string, string>>): Part[] {
  const { standing, profileId } = caller;
  const units = lineageOf(involved.producerUnit, unitParents) ?? [];
  const parts: readonly (readonly [Part, boolean])[] = [
    ["requester", profileId !== undefined && involved.requester === profileId],
    ["consumer-member", involved.consumer !== undefined],
    ["producer-owner", involved.producer === "owner"],
    ["unit-steward", units.some((unit) => standing.stewards.includes(unit))],
    ["governance-team", standing.governanceTeam],
    ["auditor", standing.auditor],
  ];
  return parts.filter(([, has]) => has).map(([part]) => part);
}

/**
 * Parts of a caller in the assets of a project.
 *
 * @param members - Members of the project that owns them, as they are now.
 * @param unit - Unit of the project; nothing where it is not known.
 */
export function partsInAssets(
  caller: Caller,
  { members, unit }: { readonly members: readonly ProjectMember[]; readonly unit: string | undefined },
  unitParents: Readonly<Record<string, string>>,
): Part[] {
  const { standing, profileId, groupProfiles } = caller;
  const theirs = members.filter(({ id }) => id === profileId || groupProfiles.includes(id));
  const is = (wanted: string): boolean => theirs.some(({ designation }) => designation === wanted);
  const units = lineageOf(unit, unitParents) ?? [];
  const parts: readonly (readonly [Part, boolean])[] = [
    ["producer-owner", is("PROJECT_OWNER")],
    ["producer-contributor", is("PROJECT_CONTRIBUTOR")],
    ["producer-member", theirs.length > 0],
    ["unit-steward", units.some((one) => standing.stewards.includes(one))],
    ["governance-team", standing.governanceTeam],
    ["auditor", standing.auditor],
  ];
  return parts.filter(([, has]) => has).map(([part]) => part);
}

/** Parts that a caller has whatever is concerned, by the caller's standing alone. */
export function standingParts({ standing }: Caller): Part[] {
  const parts: readonly (readonly [Part, boolean])[] = [
    ["unit-steward", standing.stewards.length > 0],
    ["governance-team", standing.governanceTeam],
    ["auditor", standing.auditor],
  ];
  return parts.filter(([, has]) => has).map(([part]) => part);
}

const DECIDERS: Readonly<Partial<Record<Part, DeciderRole>>> = {
  "producer-owner": "producer-owners",
  "unit-steward": "unit-stewards",
  "governance-team": "governance-team",
};

/** Parts in the words of queues. */
export const deciderRoles = (parts: readonly Part[]): DeciderRole[] => parts.flatMap((part) => DECIDERS[part] ?? []);

/** Keys of the units of which one is a steward, those below among them. */
export function stewardedUnits(stewards: readonly string[], unitParents: Readonly<Record<string, string>>): string[] {
  const all = [...new Set(["root", ...Object.keys(unitParents)])];
  return all.filter((unit) => lineageOf(unit, unitParents)?.some((one) => stewards.includes(one)));
}
