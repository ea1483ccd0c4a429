import type { Affected } from "../model";
import { reasonLine } from "../reason-text";

/** One job of a pipeline. */
export interface MatrixEntry {
  readonly stage: string;
  /** Value for `--stack`: one id, or several with commas where there are more stacks than jobs. */
  readonly stack: string;
  /** From 1. All jobs of a wave may run at once, after those of the waves before. */
  readonly wave: number;
  readonly reason: string;
}

/** The affected stacks as jobs, by wave, at most `limit`; stacks of one stage and wave share a job where there are more. */
export function matrixEntries(affected: Affected, limit: number): MatrixEntry[] {
  const single = affected.stages
    .flatMap(({ stacks }) => stacks)
    .map(({ stage, stack, wave, reasons }) => ({ stage, stack, wave, reason: reasonLine(reasons, stage) }));
  const order = new Map(affected.stages.map(({ stage }, index) => [stage, index]));
  const place = ({ stage }: MatrixEntry): number => order.get(stage) ?? 0;
  const sorted = single.sort((a, b) => a.wave - b.wave || place(a) - place(b));
  for (let size = 1; ; size++) {
    const grouped = size === 1 ? sorted : group(sorted, size);
    if (grouped.length <= limit || size >= sorted.length) return grouped;
  }
}

/** Puts up to `size` neighbours of one stage and wave into one entry. */
function group(entries: readonly MatrixEntry[], size: number): MatrixEntry[] {
  const groups: MatrixEntry[][] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    const fits =
      last !== undefined && last.length < size && last[0].stage === entry.stage && last[0].wave === entry.wave;
    if (fits) last.push(entry);
    else groups.push([entry]);
  }
  return groups.map((members) => ({
    ...members[0],
    stack: members.map(({ stack }) => stack).join(","),
    reason: members.length === 1 ? members[0].reason : `${members.length} stacks: ${members[0].reason}; and others`,
  }));
}
