import { laterBy } from "../access/time";
import { askingSubjects, placeSubjects, wishSubjects } from "./claims";
import type { ProjectRecord } from "./record";
import { keepEvidence, notify, store } from "./remember";
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

/**
 * The end of a record's life: evidence is kept, people are told, everything that was claimed is given back, and nothing is done any more.
 *
 * The time is stored first: evidence that is kept twice has to say the same.
 */
export function endWith(record: ProjectRecord, notice: NoticeKind, changes: Partial<ProjectRecord>, now: string): Step {
  if (record.endingAt === undefined) return store(record, { endingAt: now });
  const subjects = [...wishSubjects(record.wish), ...placeSubjects(record), ...askingSubjects(record)];
  const release: Step = { kind: "release", subjects, record: { ...record, ...changes, endedAt: now } };
  // A rejection is evidence of its own.
  const kept = changes.phase === "rejected" ? undefined : keepEvidence(record, "ended");
  return kept ?? notify(record, notice) ?? release;
}
