import { laterBy } from "../access/time";
import { placeSubjects, wishSubjects } from "./claims";
import type { ProjectRecord } from "./record";
import { notify } from "./remember";
import type { ProjectSettings } from "./settings";
import type { NoticeKind, Step } from "./step";

/** Choices and time that a step is planned with. */
export interface Moment {
  readonly settings: ProjectSettings;
  readonly now: string;
}

/** Another look at something that the service works on. */
export function lookAgain({ settings, now }: Moment): Step {
  return { kind: "wait", until: laterBy(now, { minutes: settings.lookAgainMinutes }) };
}

/** The end of a record's life: people are told, everything that was claimed is given back, and nothing is done any more. */
export function endWith(record: ProjectRecord, notice: NoticeKind, changes: Partial<ProjectRecord>, now: string): Step {
  const subjects = [...wishSubjects(record.wish), ...placeSubjects(record)];
  return notify(record, notice) ?? { kind: "release", subjects, record: { ...record, ...changes, endedAt: now } };
}
