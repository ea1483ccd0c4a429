import { earlier, laterBy } from "../access/time";
import { renewalOf } from "./claims";
import { markedDescription, readMark } from "./mark";
import { endWith, lookAgain, type Moment } from "./moment";
import type { ProjectRecord } from "./record";
import { nextSearch, planPlatform, reportRefused } from "./plan-platform";
import { notify, reportHidden, store } from "./remember";
import type { Step } from "./step";
import type { LiveProject } from "./view";

/** Minutes after which a project is looked at again that does not show itself. */
const HIDDEN_AGAIN = 60;

/** Steps of a project that people work in, until its end. */
export function planActive(record: ProjectRecord, project: LiveProject | undefined, moment: Moment): Step {
  // Somebody may delete a project in the portal: then it is retired, whoever did it.
  if (project === undefined) return endWith(record, "gone", { phase: "retired" }, moment.now);
  if (project.status !== "there") return lookAgain(moment);
  // Nothing of the project can be changed before an owner has let the application in again.
  if (project.hidden !== undefined)
    return (
      reportHidden(record, project.hidden) ?? { kind: "wait", until: laterBy(moment.now, { minutes: HIDDEN_AGAIN }) }
    );
  if (record.problem?.kind === "not-a-member") return store(record, { problem: undefined });
  return planMark(record, project) ?? planNeeds(record, project, moment) ?? planEnd(record, moment);
}

/** Steps that mend what the application needs of the project: somebody may have taken it away, and what was in use may be free. */
function planNeeds(record: ProjectRecord, project: LiveProject, moment: Moment): Step | undefined {
  const missing = project.missing ?? [];
  return planPlatform(record, project, moment) ?? (missing.length === 0 ? undefined : reportRefused(record));
}

/** The mark in the description says when the project ends, for the day on which this record is lost. What people wrote stays. */
function planMark(record: ProjectRecord, { id, description }: LiveProject): Step | undefined {
  const mark = readMark(description);
  if (mark?.requestId === record.requestId && mark.endsAt === record.endsAt) return undefined;
  const purpose = mark?.purpose ?? description;
  return {
    kind: "describe",
    projectId: id,
    description: markedDescription({ ...record, wish: { ...record.wish, purpose } }),
  };
}

function planEnd(record: ProjectRecord, moment: Moment): Step {
  const step = planTime(record, moment);
  const searchAt = nextSearch(record);
  if (step.kind !== "wait" || step.until === undefined || searchAt === undefined) return step;
  return { kind: "wait", until: earlier(step.until, searchAt) };
}

function planTime(record: ProjectRecord, { settings, now }: Moment): Step {
  const renewAt = renewalOf(record, now);
  if (now >= renewAt) return { kind: "renew-claims" };
  const { endsAt } = record;
  if (endsAt === undefined) return { kind: "wait", until: renewAt };
  if (now >= endsAt) {
    const reason = `The project was asked for until ${endsAt}.`;
    return store(record, { phase: "retiring", retirement: { at: now, reason, acknowledged: false } });
  }
  const remindAt = laterBy(endsAt, { days: -settings.lifetime.remindDays });
  if (now < remindAt) return { kind: "wait", until: earlier(remindAt, renewAt) };
  // An extension moves the end: people are reminded of each end once.
  return notify(record, "end-reminder", `end-reminder:${endsAt}`) ?? { kind: "wait", until: earlier(endsAt, renewAt) };
}
