import { formatSeconds } from "../../progress";
import { formatError, formatUnconfigured } from "../../summary";
import type { BesideFinding, DriftFinding, PendingChange, StageDrift } from "./report";
import { ACTIONS, allBeside, allDrift, allPending, CHANGES, headline, unreadStacks, valueText } from "./words";

/** The report as people read it on a terminal. The last line says it all. */
export function driftText(report: StageDrift): string {
  const sections = [
    section("Drift: what is live differs from what was last applied", byStack(allDrift(report), findingLines)),
    section("Pending: configured, and not applied yet (no drift)", byStack(allPending(report), pendingLines)),
    section("Beside the configuration, and left alone (no drift)", byStack(allBeside(report), besideLines)),
    unconfiguredLines(report),
    section("Not read", unreadLines(report)),
    section(
      "Cannot be seen, and may differ",
      report.undetectable.map(({ what, why }) => `  ${what}: ${why}`),
    ),
  ];
  return [...sections.flat(), `${headline(report)} (${formatSeconds(report.seconds)})`].join("\n");
}

function unconfiguredLines({ stage, unconfigured }: StageDrift): string[] {
  const lines = formatUnconfigured(stage, unconfigured, "");
  return lines.length === 0 ? [] : [...lines, ""];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines, ""];
}

/** Grouped by account and stack, in the order in which stacks are applied. */
function byStack<T extends DriftFinding | PendingChange | BesideFinding>(
  items: readonly T[],
  lines: (item: T) => string[],
): string[] {
  const stacks = [...new Set(items.map(({ stack }) => stack))];
  return stacks.flatMap((stack) => {
    const own = items.filter((item) => item.stack === stack);
    return [`  ${own[0].account} (${own[0].accountId}), stack ${stack}`, ...own.flatMap(lines)];
  });
}

function findingLines({ resource, change, properties, since, repair, command }: DriftFinding): string[] {
  return [
    `    ${resource} ${CHANGES[change]}${since === undefined ? "" : `, since the apply of ${since}`}`,
    ...properties.map(({ path, live, configured, applied }) => {
      const last = applied === undefined ? "" : `; last applied ${valueText(applied)}`;
      return `      ${path}: live ${valueText(live)}; configured ${valueText(configured)}${last}`;
    }),
    `      ${repair}${command === undefined ? "" : ":"}`,
    ...(command === undefined ? [] : [`      ${command}`]),
  ];
}

function pendingLines({ resource, action, properties, note }: PendingChange): string[] {
  return [
    `    ${resource} ${ACTIONS[action]}`,
    ...properties.map(
      ({ path, applied, configured }) =>
        `      ${path}: applied ${valueText(applied)}; configured ${valueText(configured)}`,
    ),
    ...(note === undefined ? [] : [`      ${note}`]),
  ];
}

function besideLines({ resource, things }: BesideFinding): string[] {
  return [`    ${resource}`, ...things.map((thing) => `      ${thing}`)];
}

function unreadLines(report: StageDrift): string[] {
  return unreadStacks(report).flatMap(({ stack, status, waitsFor, errors, logFile }) => {
    if (status === "waiting") return [`  ${stack} cannot be read before ${waitsFor} is applied`];
    if (status === "not started") return [`  ${stack} was not reached`];
    return [`  ${stack} FAILED`, ...errors.map((error) => formatError(error)), `    log: ${logFile}`];
  });
}
