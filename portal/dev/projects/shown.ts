import type { OfficeCaller } from "../../../contracts/application/project-office";
import type { Member } from "../../../governance/members/plan-members";
import { stewardedUnits, type Caller } from "../../../governance/people";
import {
  designationsOf,
  mayDecide,
  nothingPossible,
  phaseWords,
  placeOfProblem,
  possibleOnProject,
  projectParts,
  projectRoles,
  type PersonOnProject,
  type ProjectRecord,
} from "../../../governance/project-requests";
import type { Operations, ProjectDetail, ProjectRequestSummary, ProjectSummary } from "../../api/operations";
import { groupOf, nameOf, userOf } from "../people";
import { RULES } from "../rules";
import { daysFromNow } from "../world";
import { PROFILES_OF_PROJECTS, PROJECT_SETTINGS, UNIT_NAMES } from "./settings";
import type { FakeLiveProject, ProjectWorld } from "./world";

/** The caller as the office of projects knows one. */
export function officeCallerOf({ standing, groupProfiles, id, kind, profileId }: Caller): OfficeCaller {
  const { leads, stewards, governanceTeam, auditor } = standing;
  return {
    id,
    kind,
    profileId,
    groupProfiles: [...groupProfiles],
    leads: [...leads],
    stewards: stewardedUnits(stewards, RULES.unitParents),
    governanceTeam,
    auditor,
  };
}

/** Parts of a caller in a request, and in the project that came of it. */
export function partsInRequest(world: ProjectWorld, caller: Caller, { requester, wish, projectId }: ProjectRecord) {
  const members = world.projects.get(projectId ?? "")?.members;
  return projectParts(officeCallerOf(caller), { requester, unit: wish.unit, members });
}

/** Parts of a caller in a project. */
export function partsInProject(world: ProjectWorld, caller: Caller, { unit, members, requestId }: FakeLiveProject) {
  const requester = world.requests.get(requestId ?? "")?.requester;
  return projectParts(officeCallerOf(caller), { requester, unit, members });
}

/** The caller as one who acts. */
export const actingIn = (caller: Caller, parts: ReturnType<typeof projectParts>): PersonOnProject => ({
  id: caller.profileId ?? caller.id,
  roles: projectRoles(parts),
});

/** Unit and profile by key, with their names as far as the settings know them. */
const namedOf = <U extends string | undefined, P extends string | undefined>(unit: U, profile: P) => ({
  ...{ unit, profile },
  unitName: UNIT_NAMES[unit ?? ""] as string | undefined,
  profileName: (PROFILES_OF_PROJECTS[profile ?? ""] as { readonly name: string } | undefined)?.name,
});

/** A request in a list, as the API shows it. */
export function requestSummary(record: ProjectRecord): ProjectRequestSummary {
  const { requestId, phase, askedAt, requester, wish, projectId, held, endsAt, problem } = record;
  const { name, unit, profile, purpose } = wish;
  const lapsesAt = phase === "held" ? held?.lapsesAt : undefined;
  const of = { id: requestId, phase, askedAt, requester, name, purpose, ...namedOf(unit, profile) };
  return { ...of, ...phaseWords(record), projectId, lapsesAt, endsAt, problem };
}

/** A request with everything, as the API shows it to a caller. */
export function requestDetail(
  world: ProjectWorld,
  record: ProjectRecord,
  caller: Caller,
): Operations["readProjectRequest"]["answer"] {
  const { verdict, held, phase, placement, failures, members, refusedMembers = {}, requester, retirement } = record;
  const parts = partsInRequest(world, caller, record);
  const decider = verdict?.decider.kind === "person" ? verdict.decider.person : undefined;
  const account = placement?.accountId;
  const ids = [requester, decider ?? "", retirement?.person ?? ""];
  const deciders = PROJECT_SETTINGS.units[record.wish.unit]?.approval?.deciders ?? [];
  return {
    ...requestSummary(record),
    wish: record.wish,
    account: account === undefined ? undefined : { id: account, regions: ["eu-central-1"] },
    members: members.map((one) => ({ ...shownMember(one), refused: refusedMembers[one.id] })),
    problems: (record.problems ?? []).map((one) => ({ ...one, at: placeOfProblem(one.code) })),
    held: phase === "held" && held !== undefined ? { ...held, deciders } : undefined,
    decision: verdict && {
      outcome: verdict.outcome,
      by: verdict.decider.kind,
      person: decider,
      reason: verdict.reason,
      at: verdict.at,
    },
    failures: failures.map(({ at, accountId, reasons }) => ({ at, accountId, reasons })),
    createdAt: record.createdAt,
    activeAt: record.activeAt,
    retirement,
    endedAt: record.endedAt,
    evidence: [],
    yourParts: parts,
    possible: { decision: mayDecide(record, PROJECT_SETTINGS, actingIn(caller, parts), daysFromNow(0)) },
    people: Object.fromEntries(
      ids.flatMap((id) => (nameOf(id) === undefined ? [] : [[id, nameOf(id) ?? ""] as const])),
    ),
  };
}

/** A member with name and type, as far as the domain knows it. */
export function shownMember({ id, kind, designation }: Member) {
  const found = userOf(id) ?? groupOf(id);
  if (found !== undefined) return { id, kind, designation, type: found.type, name: found.name };
  const name = id.replace(/^profile-/, kind === "program" ? "arn:aws:iam::111111111111:role/smus-" : "");
  return { id, kind, designation, type: "user" as const, name };
}

/** A project in a list, as the API shows it to a caller. */
export function projectSummary(world: ProjectWorld, project: FakeLiveProject, caller: Caller): ProjectSummary {
  const { id, name, unit, profile, requestId, members } = project;
  const record = world.requests.get(requestId ?? "");
  const [designation] = designationsOf(officeCallerOf(caller), members);
  return {
    id,
    name,
    ...namedOf(unit, profile),
    origin: record === undefined ? "standing" : "asked-for",
    status: record?.phase === "retiring" ? "going" : "ready",
    designation,
    requestId,
    account: record?.placement?.accountId,
    endsAt: record?.endsAt,
  };
}

const STANDING = "This project is kept by the platform team, in its configuration: ask there for a change.";

/** A project with everything, as the API shows it to a caller. */
export function projectDetail(world: ProjectWorld, project: FakeLiveProject, caller: Caller): ProjectDetail {
  const { description, members, kept, uses, reasons, requestId } = project;
  const record = world.requests.get(requestId ?? "");
  const parts = partsInProject(world, caller, project);
  return {
    ...projectSummary(world, project, caller),
    description,
    createdAt: record?.createdAt,
    members: members.map((one) => ({ ...shownMember(one), platform: kept.includes(one.id) })),
    environments: uses.environments.map(({ id, name }) => ({
      id,
      name,
      status: "ACTIVE",
      account: record?.placement?.accountId ?? "",
      region: "eu-central-1",
    })),
    reasons,
    request: record && requestSummary(record),
    yourParts: parts,
    possible:
      record === undefined
        ? nothingPossible(STANDING)
        : possibleOnProject(record, PROJECT_SETTINGS, actingIn(caller, parts), daysFromNow(0)),
  };
}
