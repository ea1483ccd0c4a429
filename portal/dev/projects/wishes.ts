import type { Member } from "../../../governance/members/plan-members";
import {
  placeOfProblem,
  profileSubject,
  projectRoles,
  projectParts,
  unitSubject,
  type CheckProblem,
  type ProjectRecord,
  type ProjectWish,
  type WantedMember,
} from "../../../governance/project-requests";
import { checkWish } from "../../../governance/project-requests/checks";
import { nameSubject } from "../../../governance/project-requests/claims";
import { freshRecord } from "../../../governance/project-requests/record";
import type { Caller } from "../../../governance/people";
import type { Operations, ProjectChoices } from "../../api/operations";
import { groupOf, userOf } from "../people";
import { daysFromNow } from "../world";
import { officeCallerOf } from "./shown";
import { PROFILES_OF_PROJECTS, PROJECT_SETTINGS, UNIT_NAMES } from "./settings";
import type { ProjectWorld } from "./world";

const ENDS: readonly ProjectRecord["phase"][] = ["retired", "failed", "rejected"];
const DESIGNATIONS: ProjectChoices["designations"] = [
  "PROJECT_OWNER",
  "PROJECT_CONTRIBUTOR",
  "PROJECT_CATALOG_VIEWER",
  "PROJECT_CATALOG_CONSUMER",
  "PROJECT_CATALOG_STEWARD",
];

/** Roles of a caller in a unit. */
const rolesIn = (caller: Caller, unit: string) => projectRoles(projectParts(officeCallerOf(caller), { unit }));

/** Weight of living requests by subject. */
function claimed(world: ProjectWorld): Record<string, { weight: number; revision: number; requests: string[] }> {
  const claims: ReturnType<typeof claimed> = {};
  for (const { phase, wish } of world.requests.values())
    if (!ENDS.includes(phase))
      for (const subject of [nameSubject(wish.name), unitSubject(wish.unit), profileSubject(wish.profile)]) {
        const before = claims[subject]?.weight ?? 0;
        claims[subject] = { weight: before + 1, revision: 0, requests: [] };
      }
  return claims;
}

/** Everything that a caller may ask for. Without accounts a profile has its account itself. */
export function choicesOf(world: ProjectWorld, caller: Caller): ProjectChoices {
  const { units, profiles, naming, lifetime } = PROJECT_SETTINGS;
  const claims = claimed(world);
  const quota = (maximum: number | undefined, subject: string) =>
    maximum === undefined ? undefined : { maximum, left: Math.max(0, maximum - (claims[subject]?.weight ?? 0)) };
  const mine = Object.entries(units).filter(([key, { askers }]) =>
    rolesIn(caller, key).some((role) => askers.includes(role)),
  );
  return {
    units: mine.map(([key, { maximum, approval, profiles: keys }]) => ({
      key,
      name: UNIT_NAMES[key],
      profiles: keys ?? Object.keys(profiles),
      quota: quota(maximum, unitSubject(key)),
      approval: approval && { deciders: approval.deciders, lapseAfterDays: approval.lapseAfterDays },
    })),
    profiles: Object.entries(profiles).map(([key, { maximum }]) => {
      const { name, description, configurations, parameters } = PROFILES_OF_PROJECTS[key];
      return {
        key,
        name,
        description,
        quota: quota(maximum, profileSubject(key)),
        accounts: world.offered.map(({ accountId, regions }) => ({ id: accountId, regions })),
        configurations: configurations.map((one) => ({ name: one.name, parameters: parameters[one.name] ?? [] })),
      };
    }),
    naming,
    lifetime: { defaultDays: lifetime.defaultDays, maximumDays: lifetime.maximumDays },
    designations: DESIGNATIONS,
  };
}

/** Member that somebody names; nothing where the domain does not know it. */
export function resolvedMember(wanted: WantedMember): Member | undefined {
  const found = "user" in wanted ? userOf(wanted.user) : groupOf(wanted.group);
  return found && { id: found.id, kind: "people", designation: wanted.designation };
}

/** Everything that is wrong with a wish. */
export function problemsOf(world: ProjectWorld, caller: Caller, wish: ProjectWish): CheckProblem[] {
  const pooled = world.offered.length > 0;
  const configurations = PROFILES_OF_PROJECTS[wish.profile]?.configurations;
  return checkWish({
    wish,
    facts: {
      configurations: configurations?.map((one) => (pooled ? one : { ...one, poolIds: [] })),
      offered: world.offered,
      nameTaken: [...world.projects.values()].some(({ name }) => name === wish.name),
      members: wish.members.map((wanted) => ({ wanted, member: resolvedMember(wanted) })),
    },
    claimed: claimed(world),
    settings: PROJECT_SETTINGS,
    roles: rolesIn(caller, wish.unit),
  });
}

/** Answer of a dry run. */
export function checkedWish(
  world: ProjectWorld,
  caller: Caller,
  wish: ProjectWish,
): Operations["checkProjectRequest"]["answer"] {
  const problems = problemsOf(world, caller, wish).map((one) => ({ ...one, at: placeOfProblem(one.code) }));
  const fitting = world.offered.find(({ accountId, regions }) => {
    const isWanted = wish.account === "choose" || wish.account === accountId;
    return isWanted && (wish.region === undefined || regions.includes(wish.region));
  });
  const account = fitting && { id: fitting.accountId, regions: [wish.region ?? fitting.regions[0]] };
  return { problems, name: wish.name, account };
}

/** Request that is made of a wish with nothing wrong: it is held, where its unit asks for a decision. */
export function requestOf(caller: Caller, wish: ProjectWish, requestId: string): ProjectRecord {
  const asked = { requestId, requester: caller.profileId ?? "", askedAt: daysFromNow(0), wish };
  const fresh = freshRecord({ ...asked, members: wish.members.flatMap((one) => resolvedMember(one) ?? []) });
  const approval = PROJECT_SETTINGS.units[wish.unit]?.approval;
  if (approval === undefined) return fresh;
  const { remindAfterDays, lapseAfterDays } = approval;
  const held = { since: daysFromNow(0), remindAt: daysFromNow(remindAfterDays), lapsesAt: daysFromNow(lapseAfterDays) };
  return { ...fresh, phase: "held", held };
}
