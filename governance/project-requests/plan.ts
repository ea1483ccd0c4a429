import { planActive } from "./plan-active";
import { planCreation, planDiscard, planFollowing } from "./plan-creation";
import { planDeciding, planHeld } from "./plan-decision";
import { planMembership } from "./plan-membership";
import { planRetirement } from "./plan-retirement";
import { readMark } from "./mark";
import type { ProjectRecord } from "./record";
import { store } from "./remember";
import type { ProjectSettings } from "./settings";
import type { Step } from "./step";
import type { LiveProject, ProjectServiceView } from "./view";

/**
 * The next step of a request, from what is remembered and what the service says. Pure: a step that was begun and cut off is planned
 * again, and one that the service has carried out already is not.
 */
export function planStep(
  record: ProjectRecord,
  { project }: ProjectServiceView,
  settings: ProjectSettings,
  now: string,
): Step {
  if (record.endedAt !== undefined) return { kind: "wait" };
  const moment = { settings, now };
  if (record.discarding === true) return planDiscard(record, project, moment);
  if (project?.status === "there" && isAskedAgain(record)) return store(record, foundAgain(project, now));
  switch (record.phase) {
    case "checking":
      return { kind: "check" };
    case "held":
      return planHeld(record, now);
    case "deciding":
    case "rejected":
      return planDeciding(record, moment);
    case "creating":
      return planCreation(record, project, moment);
    case "following":
      return planFollowing(record, project, moment);
    case "members":
      return planMembership(record, project, moment);
    case "active":
      return planActive(record, project, moment);
    case "retiring":
    case "retired":
      return planRetirement(record, project, moment);
    case "failed":
      return planDiscard(record, undefined, moment);
  }
}

/** A request that is not decided has no project, unless its record was lost and it was asked for again. */
const isAskedAgain = ({ phase }: ProjectRecord): boolean => ["checking", "held", "deciding"].includes(phase);

/** Memory of a project that is there already: nobody decides twice. */
function foundAgain({ id, description }: LiveProject, at: string): Partial<ProjectRecord> {
  const endsAt = readMark(description)?.endsAt;
  const reason = "The project is there: the request was approved before its record was lost.";
  return {
    phase: "following",
    projectId: id,
    createdAt: at,
    verdict: { outcome: "approve", decider: { kind: "before-loss" }, reason, at },
    ...(endsAt === undefined ? {} : { endsAt }),
  };
}
