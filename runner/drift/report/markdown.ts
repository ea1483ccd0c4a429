import { code, fenced, folded, line, table, text, trusted, type Inline } from "../../../formats/markdown";
import { unconfiguredMarkdown } from "../../summary";
import type { DriftFinding, StageDrift } from "./report";
import { ACTIONS, allBeside, allDrift, allPending, CHANGES, headline, unreadStacks, valueText } from "./words";

/** Largest comment or issue on GitHub (65,536 characters), less room for the text that a pipeline adds. */
const LIMIT = 60_000;

/** The report for an issue or a merge request: a table of drift, the rest folded away. */
export function driftMarkdown(report: StageDrift): string {
  const drift = allDrift(report);
  const lines = [
    `### Drift of ${text(headline(report))}`,
    "",
    `Read at ${report.readAt}. Nothing was written.`,
    "",
    ...(drift.length === 0 ? [] : driftTable(drift)),
    ...commands(drift),
    ...unconfiguredMarkdown(report.stage, report.unconfigured),
    ...pending(report),
    ...section(
      "Beside the configuration, and left alone (no drift)",
      allBeside(report).flatMap(({ stack, resource, things }) => [
        `- ${text(`${stack}: ${resource}`)}`,
        ...things.map((thing) => `  - ${text(thing)}`),
      ]),
    ),
    ...unread(report),
    ...section(
      "Cannot be seen, and may differ",
      report.undetectable.map(({ what, why }) => `- ${text(what)}: ${text(why)}`),
    ),
  ];
  const whole = lines.join("\n");
  if (whole.length <= LIMIT) return `${whole.trimEnd()}\n`;
  const cut = whole.slice(0, whole.lastIndexOf("\n", LIMIT));
  return `${cut}\n\nMore does not fit here: the JSON report has all of it.\n`;
}

function driftTable(drift: readonly DriftFinding[]): string[] {
  const rows = drift.flatMap(({ account, accountId, resource, change, properties, since, repair }) =>
    properties.map(({ path, live, configured }) => [
      `${account} (${accountId})`,
      `${resource} ${CHANGES[change]}`,
      value(path),
      value(valueText(live)),
      value(valueText(configured)),
      since ?? "not known",
      repair,
    ]),
  );
  const head = ["Account", "Resource", "Property", "Live", "Configured", "Since the apply of", "Repair"];
  return [...table(head, rows), ""];
}

function commands(drift: readonly DriftFinding[]): string[] {
  const found = drift.flatMap(({ command }) => command ?? []);
  return found.length === 0 ? [] : ["What `npm run apply` does not remove:", "", ...fenced(found.join("\n"), "sh"), ""];
}

function pending(report: StageDrift): string[] {
  const lines = allPending(report).flatMap(({ stack, resource, action, properties }) => [
    `- ${text(`${stack}: ${resource} ${ACTIONS[action]}`)}`,
    ...properties.map(
      ({ path, applied, configured }) =>
        `  - ${value(path)}: applied ${value(valueText(applied))}, configured ${value(valueText(configured))}`,
    ),
  ]);
  return section("Pending: configured, and not applied yet (no drift)", lines);
}

function unread(report: StageDrift): string[] {
  const lines = unreadStacks(report).map(({ stack, status, waitsFor, errors }) => {
    const why = status === "waiting" ? `cannot be read before ${waitsFor} is applied` : (errors[0]?.summary ?? status);
    return `- ${line`${stack}: ${why.split("\n", 1)[0] ?? ""}`}`;
  });
  return lines.length === 0 ? [] : ["**Not read:**", "", ...lines, ""];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [...folded(title, lines), ""];
}

/** A value in code; `-` stands for none. */
function value(content: string): Inline {
  return content === "-" ? trusted(content) : code(content);
}
