import { laterBy } from "../access/time";
import { placeSubjects } from "./claims";
import { markedDescription } from "./mark";
import { endWith, lookAgain, type Moment } from "./moment";
import { CHOOSE, type FailedAttempt, type FailureReason, type ProjectRecord } from "./record";
import { alarmOfRefusal, notify, reportProblem, store } from "./remember";
import type { Step } from "./step";
import type { LiveProject } from "./view";

/** Attempts to make a project: the second is in another account. */
const ATTEMPTS = 2;
/** Minutes in which a project that the service has made may be out of sight. */
const OUT_OF_SIGHT = 10;

/** Tells whether something has been out of sight for so long that it will not be seen any more. */
export const isGoneFromSight = (since: string, now: string): boolean =>
  now >= laterBy(since, { minutes: OUT_OF_SIGHT });

/** Steps from an approval to a project that the service has. */
export function planCreation(record: ProjectRecord, project: LiveProject | undefined, moment: Moment): Step {
  const { placement } = record;
  // The answer of the creation may have been lost: a project that carries the request's mark is the one.
  if (project?.status === "there")
    return store(record, { phase: "following", projectId: project.id, createdAt: moment.now });
  if (project !== undefined) return lookAgain(moment);
  if (placement === undefined) return { kind: "choose-account" };
  if (!placement.claimed) return { kind: "claim-account" };
  return { kind: "create", description: markedDescription(record) };
}

/** Steps from a project that the service has to one that is deployed. */
export function planFollowing(record: ProjectRecord, project: LiveProject | undefined, moment: Moment): Step {
  const { createdAt = moment.now } = record;
  if (project === undefined) {
    if (!isGoneFromSight(createdAt, moment.now)) return lookAgain(moment);
    const gone = { configuration: "", said: "The project is gone: somebody has deleted it.", means: [] };
    return store(record, failedWith(record, [gone], moment.now));
  }
  if (project.status !== "there") return lookAgain(moment);
  if (project.deployment === "failed") return store(record, failedWith(record, project.reasons, moment.now));
  if (project.deployment === "done") return store(record, { phase: "members", problem: undefined });
  const { slowAfterMinutes } = moment.settings;
  const slow =
    moment.now < laterBy(createdAt, { minutes: slowAfterMinutes })
      ? undefined
      : reportProblem(record, {
          kind: "slow",
          message: `The service has worked on the project for more than ${slowAfterMinutes} minutes: look at its stacks.`,
        });
  return slow ?? lookAgain(moment);
}

/** Record of a request whose attempt has failed: what was made goes, and where the choice was free another account is tried once. */
export function failedWith(
  record: ProjectRecord,
  reasons: readonly FailureReason[],
  at: string,
): Partial<ProjectRecord> {
  const attempt: FailedAttempt = { at, accountId: record.placement?.accountId, projectId: record.projectId, reasons };
  const failures = [...record.failures, attempt];
  const again = mayTryAgain({ ...record, failures });
  return { failures, phase: again ? "following" : "failed", discarding: true, problem: undefined };
}

/** Another account is worth a try where the application chose the first one, and the service had taken the project. */
function mayTryAgain({ failures, wish, placement, projectId }: ProjectRecord): boolean {
  return (
    failures.length < ATTEMPTS &&
    projectId !== undefined &&
    wish.account === CHOOSE &&
    placement?.accountId !== undefined
  );
}

/** Steps that take away what a failed attempt has made, and lead to the next attempt or to the end. */
export function planDiscard(record: ProjectRecord, project: LiveProject | undefined, moment: Moment): Step {
  const again = record.phase === "following";
  const told = again ? notify(record, "another-account") : notify(record, "failed");
  if (told !== undefined) return told;
  if (project?.status === "deletion-failed") {
    const reported = reportProblem(record, deletionFailed(project));
    if (reported !== undefined) return reported;
  }
  if (project?.status === "going") return lookAgain(moment);
  if (project !== undefined) return alarmOfRefusal(record) ?? { kind: "delete", projectId: project.id };
  const without = { projectId: undefined, createdAt: undefined, problem: undefined, discarding: undefined };
  if (!again) return endWith(record, "failed", { ...without, phase: "failed" }, moment.now);
  const next: ProjectRecord = { ...record, ...without, placement: undefined, phase: "creating" };
  return { kind: "release", subjects: placeSubjects(record), record: next };
}

/** Problem of a project that the service cannot delete. */
export function deletionFailed({ name, reasons }: LiveProject): NonNullable<ProjectRecord["problem"]> {
  const said = reasons.flatMap(({ said: text, means }) => [text, ...means]).join("; ");
  return { kind: "deletion-failed", message: `The service cannot delete ${name}: ${said || "it does not say why"}` };
}
