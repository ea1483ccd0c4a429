import type { DriftFinding, StageDrift } from "./report";
import { ACTIONS, allDrift, allPending, CHANGES, headline, unreadStacks, valueText } from "./words";

/** What a comment or an issue may hold on GitHub (65,536 characters), less room for what a pipeline adds. */
const LIMIT = 60_000;

/** The report for an issue or a merge request: a table of drift, the rest folded away. */
export function driftMarkdown(report: StageDrift): string {
  const drift = allDrift(report);
  const lines = [
    `### Drift of ${headline(report)}`,
    "",
    `Read at ${report.readAt}. Nothing was written.`,
    "",
    ...(drift.length === 0 ? [] : driftTable(drift)),
    ...commands(drift),
    ...pending(report),
    ...unread(report),
    ...folded(
      "Cannot be seen, and may differ",
      report.undetectable.map(({ what, why }) => `- ${escaped(what)}: ${escaped(why)}`),
    ),
  ];
  const text = lines.join("\n");
  if (text.length <= LIMIT) return `${text.trimEnd()}\n`;
  const cut = text.slice(0, text.lastIndexOf("\n", LIMIT));
  return `${cut}\n\nMore does not fit here: the JSON report has all of it.\n`;
}

function driftTable(drift: readonly DriftFinding[]): string[] {
  const rows = drift.flatMap(({ account, accountId, resource, change, properties, since, repair }) =>
    properties.map(({ path, live, configured }) =>
      row([
        `${account} (${accountId})`,
        `${resource} ${CHANGES[change]}`,
        code(path),
        code(valueText(live)),
        code(valueText(configured)),
        since ?? "not known",
        repair,
      ]),
    ),
  );
  const head = ["Account", "Resource", "Property", "Live", "Configured", "Since the apply of", "Repair"];
  return [row(head), row(head.map(() => "---")), ...rows, ""];
}

function commands(drift: readonly DriftFinding[]): string[] {
  const found = drift.flatMap(({ command }) => command ?? []);
  return found.length === 0 ? [] : ["What `npm run apply` does not remove:", "", "```sh", ...found, "```", ""];
}

function pending(report: StageDrift): string[] {
  const lines = allPending(report).flatMap(({ stack, resource, action, properties }) => [
    `- ${escaped(`${stack}: ${resource} ${ACTIONS[action]}`)}`,
    ...properties.map(
      ({ path, applied, configured }) =>
        `  - ${code(path)}: applied ${code(valueText(applied))}, configured ${code(valueText(configured))}`,
    ),
  ]);
  return folded("Pending: configured, and not applied yet (no drift)", lines);
}

function unread(report: StageDrift): string[] {
  const lines = unreadStacks(report).map(({ stack, status, waitsFor, errors }) => {
    const why = status === "waiting" ? `cannot be read before ${waitsFor} is applied` : (errors[0]?.summary ?? status);
    return `- ${stack}: ${escaped(why.split("\n", 1)[0] ?? "")}`;
  });
  return lines.length === 0 ? [] : ["**Not read:**", "", ...lines, ""];
}

function folded(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`<details><summary>${title}</summary>`, "", ...lines, "", "</details>", ""];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(escaped).join(" | ")} |`;
}

/** Text that must not become a cell's end. */
function escaped(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

/** Code in a line; a value may hold backticks itself. */
function code(text: string): string {
  if (text === "-") return text;
  const fence = text.includes("`") ? "``" : "`";
  return fence === "`" ? `\`${text}\`` : `\`\` ${text} \`\``;
}
