import type { AccessRecord } from "./record";

/** Key of evidence in its bucket: by day for reports, then by request and name. */
export function evidenceKey(record: AccessRecord, name: string): string {
  return `evidence/access/day=${evidenceTime(record, name).slice(0, 10)}/${record.requestId}/${name}.json`;
}

/** Time that evidence is of: that of the decision, or of the end. @throws Error where neither is known */
export function evidenceTime({ decidedAt, ending }: AccessRecord, name: string): string {
  const time = name === "ended" ? (ending?.at ?? decidedAt) : decidedAt;
  if (time === undefined) throw new Error(`evidence ${name} of a request that is not decided`);
  return time;
}
