import type { AccessRecord } from "./record";
import type { NoticeKind, Step } from "./step";

/** A step that stores a record with changes. */
export function store(record: AccessRecord, changes: Partial<AccessRecord>): Step {
  return { kind: "store", record: { ...record, ...changes } };
}

/** A step that tells people something, if they have not been told; nothing where they have. */
export function notify(record: AccessRecord, notice: NoticeKind, name: string = notice): Step | undefined {
  if (record.done.includes(name)) return undefined;
  return { kind: "notify", notice, record: { ...record, done: [...record.done, name] } };
}

/** A step that keeps evidence, if it is not kept; nothing where it is. */
export function keepEvidence(record: AccessRecord, name: string): Step | undefined {
  if (record.done.includes(`evidence:${name}`)) return undefined;
  return { kind: "keep-evidence", name, record: { ...record, done: [...record.done, `evidence:${name}`] } };
}
