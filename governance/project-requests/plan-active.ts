import { earlier, laterBy } from "../access/time";
import { renewalOf } from "./claims";
import { markedDescription, readMark } from "./mark";
import { endWith, lookAgain, type Moment } from "./moment";
import type { ProjectRecord } from "./record";
import { notify, store } from "./remember";
import type { Step } from "./step";
import type { LiveProject } from "./view";

/** Steps of a project that people work in, until its end. */
export function planActive(record: ProjectRecord, project: LiveProject | undefined, moment: Moment): Step {
  // Somebody may delete a project in the portal: then it is retired, whoever did it.
  if (project === undefined) return endWith(record, "gone", { phase: "retired" }, moment.now);
  if (project.status !== "there") return lookAgain(moment);
  return planMark(record, project) ?? planEnd(record, moment);
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

function planEnd(record: ProjectRecord, { settings, now }: Moment): Step {
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
