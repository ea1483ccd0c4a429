import { formatSeconds } from "../../runner";
import type { StageOutcome } from "../../runner";
import { addCounts, countChanges, formatCounts } from "../../runner/summary";
import { counted, type AccountContents } from "./inventory";

type DomainContents = AccountContents["emulated"][number]["domains"][number];

/** What somebody who signs in to the portal would look for: the domains with their units, profiles and projects. */
export function formatSummary(contents: readonly AccountContents[], outcomes: readonly StageOutcome[]): string {
  const domains = contents.flatMap(({ emulated }) => emulated.flatMap(({ domains: here }) => here));
  const projects = new Map<string, { count: number; account: string }>();
  for (const { names, emulated } of contents) {
    for (const { project } of emulated.flatMap(({ environments }) => environments)) {
      projects.set(project, { count: (projects.get(project)?.count ?? 0) + 1, account: names.join(", ") });
    }
  }
  const stages = outcomes.map(({ stage, stacks, seconds }) => {
    const changes = formatCounts(addCounts(stacks.map((stack) => countChanges(stack.changes))));
    return [stage, `${counted(stacks.length, "stack")}, ${changes || "nothing to do"}, ${formatSeconds(seconds)}`];
  });
  return [
    ...domains.map((domain) => formatDomain(domain, projects)),
    ...(stages.length === 0 ? [] : [section("Stages", stages)]),
  ].join("\n\n");
}

function formatDomain(
  { name, portalUrl, domainUnits, accountPools, projectProfiles, projects }: DomainContents,
  environments: ReadonlyMap<string, { readonly count: number; readonly account: string }>,
): string {
  const rows = projects.map((project) => {
    const found = environments.get(project.name);
    const where = found === undefined ? "no environment" : `${counted(found.count, "environment")} in ${found.account}`;
    return [project.name, `${counted(project.members, "member")}, ${where}`];
  });
  const lists = [
    ["units", domainUnits],
    ["profiles", projectProfiles],
    ["pools", accountPools],
  ] as const;
  return [
    `${name}  ${portalUrl}`,
    ...lists
      .filter(([, items]) => items.length > 0)
      .map(([title, items]) => `  ${title}: ${[...items].sort().join(", ")}`),
    ...(rows.length === 0 ? [] : [section("  projects", rows)]),
  ].join("\n");
}

/** A title, and rows of two columns below it. */
function section(title: string, rows: readonly (readonly string[])[]): string {
  const width = Math.max(...rows.map(([first]) => first.length));
  const indent = " ".repeat(title.length - title.trimStart().length + 2);
  const lines = rows
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([first, second]) => `${indent}${first.padEnd(width)}  ${second}`);
  return [`${title}:`, ...lines].join("\n");
}
