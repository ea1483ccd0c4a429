import { reasonText } from "../reason-text";
import type { Comparison } from "./comparison";

/** For programs. Waves are numbered over all stages: what has the same number may run in parallel. */
export function formatJson({ against, commits = {}, affected, notes }: Comparison): string {
  const stages = affected.stages.map(({ stage, change, stacks, removed, total }) => {
    const waves = [...new Set(stacks.map(({ wave }) => wave))].map((wave) => ({
      wave,
      stacks: stacks
        .filter((entry) => entry.wave === wave)
        .map(({ stack, account, layer, change: how, reasons }) => ({
          stack,
          account,
          layer,
          change: how,
          reasons: reasons.map((reason) => ({ ...reason, text: reasonText(reason, stage) })),
        })),
    }));
    return { stage, change, total, waves, removed };
  });
  return JSON.stringify({ version: 1, base: { against, ...commits }, stages, notes }, undefined, 2);
}
