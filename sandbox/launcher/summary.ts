import { formatSeconds, type StageOutcome } from "../../runner";
import { addCounts, countChanges, formatDone } from "../../runner/summary";
import { counted, type AccountContents } from "./inventory";

type DomainContents = AccountContents["emulated"][number]["domains"][number];

/** Number of a project's environments by account. */
type Places = ReadonlyMap<string, number>;

/**
 * Shows what somebody who signs in to the portal would look for: the domains with their units, profiles, pools and
 * projects; and below them what was done for it, stage by stage.
 */
export function formatSummary(contents: readonly AccountContents[], outcomes: readonly StageOutcome[]): string {
  const places = placesOf(contents);
  const domains = contents.flatMap(({ emulated }) => emulated.flatMap(({ domains: here }) => here));
  const parts = domains.map((domain) => formatDomain(domain, places));
  if (domains.length === 0) parts.push("There is no domain.");
  if (outcomes.length > 0) parts.push(["Stages", ...table(outcomes.map(stageRow))].join("\n"));
  return parts.join("\n\n");
}

/** Environments by id of their project: names of projects are unique in their domain only. */
function placesOf(contents: readonly AccountContents[]): ReadonlyMap<string, Places> {
  const places = new Map<string, Map<string, number>>();
  for (const { names, emulated } of contents) {
    const account = names.join(" = ");
    for (const { projectId } of emulated.flatMap(({ environments }) => environments)) {
      const counts = places.get(projectId) ?? new Map<string, number>();
      places.set(projectId, counts.set(account, (counts.get(account) ?? 0) + 1));
    }
  }
  return places;
}

function formatDomain(domain: DomainContents, places: ReadonlyMap<string, Places>): string {
  const { name, portalUrl, domainUnits, projectProfiles, accountPools } = domain;
  const lists = [
    ["units", domainUnits],
    ["profiles", projectProfiles],
    ["pools", accountPools],
  ] as const;
  const filled = lists
    .filter(([, items]) => items.length > 0)
    .map(([title, items]) => [title, sorted(items).join(", ")]);
  const projects = domain.projects
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ id, name: project, members }) => [project, counted(members, "member"), formatPlaces(places.get(id))]);
  return [
    `Domain ${name}  ${portalUrl}`,
    ...table(filled),
    ...(projects.length === 0 ? ["  no projects"] : ["  projects", ...table(projects, "    ")]),
  ].join("\n");
}

function formatPlaces(places: Places | undefined): string {
  if (places === undefined) return "no environments";
  return [...places].map(([account, count]) => `${counted(count, "environment")} in ${account}`).join(", ");
}

function stageRow({ stage, stacks, seconds }: StageOutcome): string[] {
  const changed = stacks.filter(({ status }) => status !== "unchanged");
  const counts = addCounts(changed.map(({ changes }) => countChanges(changes)));
  const done = changed.length === 0 ? "nothing to do" : formatDone(counts);
  return [stage, counted(stacks.length, "stack"), done, formatSeconds(seconds)];
}

function sorted(items: readonly string[]): string[] {
  return items.toSorted((a, b) => (a < b ? -1 : 1));
}

/** Rows with their columns below each other. */
function table(rows: readonly (readonly string[])[], indent = "  "): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => `${indent}${row.map((cell, column) => cell.padEnd(widths[column])).join("  ")}`.trimEnd());
}
