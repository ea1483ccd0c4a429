import { isHumanOwner, planMembers, type Member, type MemberChange } from "../members/plan-members";
import { endWith, lookAgain, type Moment } from "./moment";
import { isRefused, planPlatform, refusedMembers, reportRefused } from "./plan-platform";
import type { ProjectRecord } from "./record";
import { keepEvidence, notify, reportHidden, reportProblem, store } from "./remember";
import type { Step } from "./step";
import type { LiveProject } from "./view";

/** Steps from the members that a project has to those that it is to have. */
export function planMembership(record: ProjectRecord, project: LiveProject | undefined, moment: Moment): Step {
  if (project === undefined) return endWith(record, "gone", { phase: "retired" }, moment.now);
  const { members: live, kept, hidden } = project;
  if (hidden !== undefined) return reportHidden(record, hidden) ?? lookAgain(moment);
  if (live === undefined || kept === undefined || project.status !== "there") return lookAgain(moment);
  // The platform comes first: nobody works in a project that the application does not see.
  const platform = planPlatform(record, project, moment);
  if (platform !== undefined) return platform;
  const plan = planMembers({ live, desired: record.members, kept });
  if ("refused" in plan)
    return reportProblem(record, { kind: "no-human-owner", message: plan.message }) ?? lookAgain(moment);
  const theirs = live.filter(({ id }) => !kept.includes(id));
  const change = plan.find((one) => !isRefused(record, one.member, moment.now) && isSafe(theirs, one));
  if (change !== undefined) return { kind: "change-member", projectId: project.id, change };
  if (!theirs.some(isHumanOwner)) return reportProblem(record, noOwner(record)) ?? lookAgain(moment);
  return planSettled(record, plan.length + (project.missing ?? []).length, moment);
}

/**
 * The owner who was to come may have been refused: then the one who is there stays, and keeps the designation, too, which changes by a
 * removal and an addition.
 */
function isSafe(live: readonly Member[], { change, member }: MemberChange): boolean {
  if (change === "add") return !live.some(({ id }) => id === member.id);
  return !isHumanOwner(member) || live.some((one) => one.id !== member.id && isHumanOwner(one));
}

const noOwner = (record: ProjectRecord): NonNullable<ProjectRecord["problem"]> => ({
  kind: "no-human-owner",
  message: `The project has no person or group of people who owns it, for the service has refused ${refusedMembers(record)}. Let them be members (ADD_TO_PROJECT_MEMBER_POOL), or name others.`,
});

/** Members are as they can be: people are told, and of those that are missing, too. */
function planSettled(record: ProjectRecord, open: number, { now }: Moment): Step {
  const problem = open === 0 ? undefined : reportRefused(record);
  if (problem !== undefined) return problem;
  // The time is stored first: evidence that is kept twice has to say the same.
  // Members that a project begins with are no news.
  if (record.activeAt === undefined) return store(record, { activeAt: now, done: [...record.done, "members-changed"] });
  const told = keepEvidence(record, "active") ?? notify(record, "ready") ?? notify(record, "members-changed");
  if (told !== undefined) return told;
  const rest = open === 0 ? { problem: undefined, refusedMembers: undefined } : {};
  return store(record, { phase: "active", ...rest });
}
