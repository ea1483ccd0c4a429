import { code, fenced, folded, line, table, text, trusted, type Content } from "../../formats/markdown";
import { formatSeconds } from "../progress";
import type { PlannedChange } from "../terraform";
import { formatCounts, formatDone, formatStatus } from "./format";
import { countChanges, isDestructive, sortChanges, worstFirst, type StackOutcome } from "./outcome";
import { totalsOf, type RunReport } from "./report";
import { formatUnconfiguredCount, unconfiguredMarkdown } from "./unconfigured";

/** Largest comment on GitHub (65,536 characters), less room for the text that a pipeline adds. */
const LIMIT = 60_000;

const WORDS: Partial<Record<PlannedChange["action"], string>> = { delete: "destroy", remove: "forget" };

/**
 * The report for a merge request: what is replaced or destroyed, a table of stacks, every resource folded away, and errors.
 * Details that do not fit into a comment are left out, and said to be.
 */
export function reportMarkdown(report: RunReport): string {
  const { outcome, command } = report;
  const stacks = worstFirst(outcome.stacks);
  const head = [
    title(report),
    "",
    ...scope(report),
    ...lossLines(stacks, command),
    ...(outcome.unconfigured === undefined ? [] : unconfiguredMarkdown(outcome.stage, outcome.unconfigured)),
    ...overview(stacks),
    ...attentionLines(stacks),
    ...failures(stacks),
  ];
  const lines = [...head];
  let length = lines.join("\n").length;
  let omitted = 0;
  for (const stack of stacks.filter(({ changes }) => changes.length > 0)) {
    const details = detailsOf(stack);
    const size = details.join("\n").length + 1;
    if (length + size > LIMIT) omitted++;
    else {
      lines.push(...details);
      length += size;
    }
  }
  if (omitted > 0)
    lines.push("", `The resources of ${omitted} more stacks do not fit here; the JSON summary lists them.`);
  return `${lines
    .join("\n")
    .slice(0, LIMIT + 1000)
    .trimEnd()}\n`;
}

function title({ command, outcome }: RunReport): string {
  const { stage, stacks, unconfigured, exitCode, seconds } = outcome;
  const counts = totalsOf(stacks);
  const changed = stacks.some(({ status }) => status === "changed" || status === "applied");
  const failed = exitCode === 1 ? ["**not completed**"] : [];
  // "No changes" would be a promise about stacks that nobody could look at.
  const none = failed.length > 0 ? [] : ["no changes"];
  const what = !changed ? none : [command === "plan" ? formatCounts(counts) : formatDone(counts)];
  const left = unconfigured === undefined ? undefined : formatUnconfiguredCount(unconfigured);
  const parts = [...what, ...(left === undefined ? [] : [left]), ...failed];
  const verb = command === "plan" ? "Plan" : "Apply";
  return `### ${verb} of stage ${code(stage)}: ${parts.join(" — ")} (${formatSeconds(seconds)})`;
}

function scope({ affected, outcome }: RunReport): string[] {
  if (affected === undefined) return [];
  const count = outcome.stacks.length;
  return [
    `Affected stacks only: ${count} of ${count + affected.skipped}, compared with ${code(affected.against)}.`,
    "",
  ];
}

/** Lines about what is destroyed or replaced: they come before anything else. */
function lossLines(stacks: readonly StackOutcome[], command: RunReport["command"]): string[] {
  const lost = stacks.filter(({ changes }) => isDestructive(changes));
  if (lost.length === 0) return [];
  const lines = lost.flatMap(({ stack, changes }) =>
    sortChanges(changes)
      .filter((change) => isDestructive([change]))
      .map((change) => `- ${code(stack)} ${changeText(change)}`),
  );
  const shown = lines.slice(0, 100);
  const more = lines.length - shown.length;
  return [
    command === "plan" ? "**Will be replaced or destroyed:**" : "**Planned to be replaced or destroyed:**",
    "",
    ...shown,
    ...(more > 0 ? [`- and ${more} more`] : []),
    "",
  ];
}

function overview(stacks: readonly StackOutcome[]): string[] {
  const listed = stacks.filter(({ status }) => status !== "unchanged");
  const unchanged = stacks.length - listed.length;
  const rows = listed.map((outcome) => {
    const { create, update, replace, destroy } = countChanges(outcome.changes);
    const counts = [replace, destroy, update, create].map((count) => (count === 0 ? "" : String(count)));
    return [code(outcome.stack), ...counts, statusOf(outcome)];
  });
  const counts = ["Replace", "Destroy", "Update", "Create"].map((title) => ({ title, align: "right" as const }));
  return [
    ...(rows.length === 0 ? [] : [...table(["Stack", ...counts, ""], rows), ""]),
    ...(unchanged === 0 ? [] : [`Nothing to do in ${unchanged} ${unchanged === 1 ? "stack" : "stacks"}.`, ""]),
  ];
}

function statusOf(outcome: StackOutcome): Content {
  if (outcome.status === "failed") return trusted("**failed**");
  if (outcome.status === "waiting") return formatStatus(outcome);
  if (outcome.status === "changed" && outcome.changes.length === 0) return "outputs change";
  return outcome.status === "changed" ? "" : outcome.status;
}

/** Sentences about what waits for a person: nothing that was planned waits with it. */
function attentionLines(stacks: readonly StackOutcome[]): string[] {
  const lines = stacks.flatMap(({ stack, attention = [] }) =>
    attention.map((sentence) => `- ${code(stack)}: ${text(sentence)}`),
  );
  return lines.length === 0 ? [] : ["**Waits for a person:**", "", ...lines, ""];
}

function failures(stacks: readonly StackOutcome[]): string[] {
  return stacks
    .filter(({ status }) => status === "failed")
    .flatMap(({ stack, errors }) => [
      `**${code(stack)} failed**`,
      "",
      ...fenced(
        errors
          .flatMap(({ summary, detail }) => [summary, detail])
          .join("\n")
          .slice(0, 4000),
        "text",
      ),
      "",
    ]);
}

function detailsOf({ stack, changes }: StackOutcome): string[] {
  const lines = sortChanges(changes).map((change) => `- ${changeText(change)}`);
  return [...folded(line`${code(stack)}: ${formatCounts(countChanges(changes))}`, lines), ""];
}

/** `replace` `address` (terraform's reason): what differs. */
function changeText({ action, address, reason, differences }: PlannedChange): string {
  const why = reason === undefined ? "" : ` (${text(reason.replaceAll("_", " "))})`;
  const what = differences === undefined ? "" : `: ${code(differences)}`;
  return `${WORDS[action] ?? action} ${code(address)}${why}${what}`;
}
