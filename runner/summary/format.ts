import { formatSeconds } from "../progress";
import type { Diagnostic, PlannedChange } from "../terraform";
import {
  addCounts,
  countChanges,
  isDestructive,
  sortChanges,
  worstFirst,
  type ChangeCounts,
  type StackOutcome,
  type StageOutcome,
} from "./outcome";
import { formatUnconfigured, formatUnconfiguredCount } from "./unconfigured";

const SIGNS: Partial<Record<PlannedChange["action"], string>> = {
  create: "+",
  update: "~",
  replace: "-/+",
  delete: "-",
  import: "import",
  move: "move",
  remove: "forget",
};

/** `2 to create, 1 to update`; `no changes` where there are none. */
export function formatCounts(counts: ChangeCounts): string {
  const parts = [
    [counts.create, "to create"],
    [counts.update, "to update"],
    [counts.replace, "to replace"],
    [counts.destroy, "to destroy"],
  ] as const;
  const text = parts.filter(([count]) => count > 0).map(([count, verb]) => `${count} ${verb}`);
  return text.length === 0 ? "no changes" : text.join(", ");
}

/** `2 created, 1 updated`: the same counts, when it is done. */
export function formatDone(counts: ChangeCounts): string {
  const parts = [
    [counts.create, "created"],
    [counts.update, "updated"],
    [counts.replace, "replaced"],
    [counts.destroy, "destroyed"],
  ] as const;
  const text = parts.filter(([count]) => count > 0).map(([count, verb]) => `${count} ${verb}`);
  return text.length === 0 ? "outputs changed" : text.join(", ");
}

/** A few words on a stack, as progress and tables show them. */
export function formatStatus(outcome: StackOutcome): string {
  switch (outcome.status) {
    case "changed":
      return outcome.changes.length === 0 ? "outputs change" : formatCounts(countChanges(outcome.changes));
    case "applied":
    case "destroyed":
      return formatDone(countChanges(outcome.changes));
    case "waiting":
      return `waits for ${outcome.waitsFor}`;
    case "failed":
      return `FAILED: ${firstLine(outcome.errors[0]?.summary ?? "unknown error")}`;
    case "unchanged":
      return "no changes";
    case "not started":
      return "not started";
  }
}

/** Every changed resource, replacements and deletions first. */
export function formatChanges(changes: readonly PlannedChange[], indent = "    "): string[] {
  return sortChanges(changes).flatMap((change) => [
    `${indent}${formatChange(change)}`,
    ...formatDifferences(change, `${indent}    `),
  ]);
}

/** One changed resource: sign, address, terraform's reason. */
export function formatChange({ action, address, reason }: PlannedChange): string {
  return `${(SIGNS[action] ?? action).padStart(3)} ${address}${reason ? ` (${reason.replaceAll("_", " ")})` : ""}`;
}

function formatDifferences({ differences }: PlannedChange, indent: string): string[] {
  return differences === undefined ? [] : [`${indent}${differences}`];
}

/** An error as terraform says it: one line, then its detail. */
export function formatError(error: Diagnostic, indent = "    "): string {
  const where = error.address === undefined ? "" : ` (${error.address})`;
  const lines = [`${firstLine(error.summary)}${where}`, ...restOf(error.summary), ...error.detail.split("\n")];
  return lines
    .filter((line) => line.trim() !== "")
    .map((line) => indent + line)
    .join("\n");
}

/**
 * The end of a run: changes per stack, errors with their log, and a line of totals. Stacks that lose something come first.
 *
 * @param options.listResources every resource of a plan; otherwise, of what was done, those that were replaced or destroyed
 */
export function formatStage(outcome: StageOutcome, options: { readonly listResources: boolean }): string {
  const lines: string[] = [];
  for (const stack of worstFirst(outcome.stacks)) {
    if (stack.status === "changed" && options.listResources) {
      lines.push(`  ${stack.stack}: ${formatStatus(stack)}`, ...formatChanges(stack.changes));
    }
    if (stack.status === "applied" && !options.listResources) {
      const lost = stack.changes.filter((change) => isDestructive([change]));
      lines.push(`  ${stack.stack}: ${formatStatus(stack)}`, ...formatChanges(lost));
    }
    if (stack.status === "waiting") lines.push(`  ${stack.stack}: ${formatStatus(stack)}, which is not applied yet`);
  }
  for (const stack of outcome.stacks) {
    if (stack.status !== "failed") continue;
    lines.push(
      `  ${stack.stack} FAILED`,
      ...stack.errors.map((error) => formatError(error)),
      `    log: ${stack.logFile}`,
    );
  }
  lines.push(...formatAttention(outcome.stacks));
  if (outcome.unconfigured !== undefined) lines.push(...formatUnconfigured(outcome.stage, outcome.unconfigured));
  lines.push(`${outcome.stage}: ${formatTotals(outcome)} (${formatSeconds(outcome.seconds)})`);
  return lines.join("\n");
}

/** Sentences about what waits for a person, stack by stack. */
function formatAttention(stacks: readonly StackOutcome[]): string[] {
  return stacks.flatMap(({ stack, attention = [] }) => attention.map((sentence) => `  ${stack}: ${sentence}`));
}

function formatTotals({ stacks, unconfigured }: StageOutcome): string {
  const ended = stacks.filter(({ status }) => status === "applied" || status === "destroyed");
  const planned = stacks.filter(({ status }) => status === "changed");
  const count = (some: readonly StackOutcome[]) => addCounts(some.map(({ changes }) => countChanges(changes)));
  const changes = ended.length > 0 ? formatDone(count(ended)) : formatCounts(count(planned));
  const rest = (["waiting", "failed", "not started"] as const).flatMap((status) => {
    const number = stacks.filter((stack) => stack.status === status).length;
    return number > 0 ? [`${number} ${number === 1 ? "stack" : "stacks"} ${status}`] : [];
  });
  // "No changes" would be a promise about stacks that nobody could look at.
  const known = ended.length > 0 || planned.length > 0 || rest.length === 0;
  const left = unconfigured === undefined ? undefined : formatUnconfiguredCount(unconfigured);
  return [...(known ? [changes] : []), ...rest, ...(left === undefined ? [] : [left])].join("; ");
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}

function restOf(text: string): string[] {
  return text.split("\n").slice(1);
}
