import type { AffectedStack, AffectedStage } from "../model";
import { reasonText } from "../reason-text";
import type { Comparison } from "./comparison";

/** Reasons that are shown of one stack; `--json` has all. */
const SHOWN = 8;

/** For people: per stage, wave by wave, each stack with its reasons. */
export function formatAffected({ against, affected, notes }: Comparison): string {
  const lines = [`compared with ${against}`];
  for (const stage of affected.stages) lines.push(...stageLines(stage));
  const stacks = affected.stages.reduce((sum, stage) => sum + stage.stacks.length, 0);
  const total = affected.stages.reduce((sum, stage) => sum + stage.total, 0);
  const removed = affected.stages.reduce((sum, stage) => sum + stage.removed.length, 0);
  lines.push(`affected: ${stacks} of ${total} stacks${removed === 0 ? "" : `; removed: ${removed}`}`);
  lines.push(...notes.map((note) => `note: ${note}`));
  return lines.join("\n");
}

function stageLines(stage: AffectedStage): string[] {
  const lines = [headline(stage)];
  for (const wave of new Set(stage.stacks.map(({ wave: number }) => number))) {
    lines.push(`  wave ${wave}`);
    for (const stack of stage.stacks.filter(({ wave: number }) => number === wave)) lines.push(...stackLines(stack));
  }
  if (stage.removed.length > 0) {
    lines.push("  removed from the configuration; their states stay until somebody destroys them:");
    lines.push(...stage.removed.map((stack) => `    ${stack}`));
  }
  return lines;
}

function headline({ stage, change, stacks, total }: AffectedStage): string {
  switch (change) {
    case "unchanged":
      return `${stage}: not affected (${total} stacks)`;
    case "removed":
      return `${stage}: removed stage`;
    case "new":
      return `${stage}: new stage, ${total} stacks`;
    case "changed":
      return `${stage}: ${stacks.length} of ${total} stacks`;
  }
}

function stackLines({ stage, stack, reasons }: AffectedStack): string[] {
  if (reasons.length === 1 && reasons[0].kind === "new stack") return [`    ${stack}: new stack`];
  const shown = reasons.slice(0, SHOWN).map((reason) => `      ${reasonText(reason, stage)}`);
  const more = reasons.length - shown.length;
  return [`    ${stack}`, ...shown, ...(more > 0 ? [`      and ${more} more`] : [])];
}
