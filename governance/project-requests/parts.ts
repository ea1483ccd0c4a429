import type { OfficeCaller } from "../../contracts/application/project-office";
import type { Designation, Member } from "../members/plan-members";
import type { ProjectRole } from "./settings";

/** Part of a caller in a request for a project, or in a project. */
export type ProjectPart =
  | "requester"
  | "project-owner"
  | "project-member"
  | "unit-lead"
  | "unit-steward"
  | "governance-team"
  | "auditor";

/** Facts of a request or a project on which rights depend; what is not known gives no right. */
export interface ProjectFacts {
  /** Person who asked. */
  readonly requester?: string;
  /** Key of the unit. */
  readonly unit?: string;
  /** Members as they are now. */
  readonly members?: readonly Pick<Member, "id" | "designation">[];
}

/** Parts of a caller in a request or a project. */
export function projectParts(caller: OfficeCaller, { requester, unit, members = [] }: ProjectFacts): ProjectPart[] {
  const { profileId, leads, stewards, governanceTeam, auditor } = caller;
  const mine = designationsOf(caller, members);
  const isOf = (units: readonly string[]): boolean => unit !== undefined && units.includes(unit);
  const parts: readonly (readonly [ProjectPart, boolean])[] = [
    ["requester", profileId !== undefined && requester === profileId],
    ["project-owner", mine.includes("PROJECT_OWNER")],
    ["project-member", mine.length > 0],
    ["unit-lead", isOf(leads)],
    ["unit-steward", isOf(stewards)],
    ["governance-team", governanceTeam],
    ["auditor", auditor],
  ];
  return parts.filter(([, has]) => has).map(([part]) => part);
}

/** Designations of a caller among members, as a person and through groups; the strongest first. */
export function designationsOf(
  { profileId, groupProfiles }: OfficeCaller,
  members: readonly Pick<Member, "id" | "designation">[],
): Designation[] {
  const theirs = members.filter(({ id }) => id === profileId || groupProfiles.includes(id));
  return theirs.map(({ designation }) => designation).sort((one, other) => rank(one) - rank(other));
}

const RANKS: readonly Designation[] = ["PROJECT_OWNER", "PROJECT_CONTRIBUTOR"];
const rank = (designation: Designation): number =>
  RANKS.includes(designation) ? RANKS.indexOf(designation) : RANKS.length;

const ROLES: Readonly<Partial<Record<ProjectPart, ProjectRole>>> = {
  "project-owner": "project-owners",
  "unit-lead": "unit-leads",
  "unit-steward": "unit-stewards",
  "governance-team": "governance-team",
};

/** Parts in the words of the settings. */
export const projectRoles = (parts: readonly ProjectPart[]): ProjectRole[] =>
  parts.flatMap((part) => ROLES[part] ?? []);
