import type { Demand, IncompleteAsset } from "../../contracts/control-plane";
import { table, text } from "../../formats/markdown";
import type { CatalogReport, ProjectCompleteness } from "./catalog-check";
import type { ConfiguredAsset } from "./configured-assets";

/** The report for people, and in the last line how many assets are incomplete. */
export function catalogText(report: CatalogReport): string {
  return [...report.projects.flatMap(projectLines), headline(report)].join("\n");
}

function projectLines(found: ProjectCompleteness): string[] {
  const { project, name, assets, incomplete, configured, unread } = found;
  if (unread !== undefined)
    return [`  ${project} (${name}): could not be read: ${unread}`, ...configured.flatMap(configuredLines)];
  const state = incomplete.length === 0 ? "all complete" : `${incomplete.length} incomplete`;
  return [
    `  ${project} (${name}): ${assets === 0 ? "no assets" : `${count(assets)}, ${state}`}`,
    ...incomplete.flatMap((asset) => [
      `      ${asset.name} (${placeOf(asset)})`,
      ...asset.missing.map((demand) => `          lacks ${demanded(demand)}`),
    ]),
    ...configured.flatMap(configuredLines),
  ];
}

function configuredLines(asset: ConfiguredAsset): string[] {
  const head = `      assets.${asset.asset} (${asset.externalIdentifier})`;
  return [head, ...notAsConfigured(asset).map((what) => `          ${what}`)];
}

function notAsConfigured({ waits, differences }: ConfiguredAsset): string[] {
  if (waits) return ["does not exist yet: run its data source, then npm run apply"];
  return differences.map(
    ({ path, live, desired }) => `${path}: ${valueText(live)}, configured ${valueText(desired)}: npm run apply`,
  );
}

/** Longest value in a line. */
const LONGEST = 120;

function valueText(value: unknown): string {
  const json = value === null || value === undefined ? "missing" : JSON.stringify(value);
  return json.length > LONGEST ? `${json.slice(0, LONGEST)}...` : json;
}

const count = (assets: number): string => (assets === 1 ? "1 asset" : `${assets} assets`);

const placeOf = ({ published, externalIdentifier, type, id }: IncompleteAsset): string =>
  `${published ? "published" : "not published"}, ${externalIdentifier ?? `${type} ${id}`}`;

const demanded = ({ what, name, rule }: Demand): string => `${what} ${name}: rule "${rule}"`;

function headline({ stage, projects }: CatalogReport): string {
  const incomplete = projects.flatMap((project) => project.incomplete);
  const unread = projects.filter((project) => project.unread !== undefined).length;
  const assets = projects.reduce((sum, project) => sum + project.assets, 0);
  const published = incomplete.filter((asset) => asset.published).length;
  const found =
    incomplete.length === 0
      ? "every one carries what the rules on publishing demand"
      : `${incomplete.length} of them incomplete, ${published} of these published`;
  const others = projects.flatMap(({ configured }) => configured).length;
  const differs = others === 0 ? "" : `; ${others} not as configured`;
  const rest = unread === 0 ? "" : `; ${unread === 1 ? "1 project" : `${unread} projects`} could not be read`;
  return `${stage}: ${assets === 0 ? "no assets in standing projects" : `${count(assets)}, ${found}`}${differs}${rest}`;
}

/** The report for an issue or a merge request: a table of what is missing. */
export function catalogMarkdown(report: CatalogReport): string {
  const rows = report.projects.flatMap(({ project, incomplete }) =>
    incomplete.flatMap((asset) =>
      asset.missing.map((demand) => [
        project,
        asset.name,
        asset.externalIdentifier ?? asset.id,
        asset.published ? "yes" : "no",
        `${demand.what} ${demand.name}`,
        demand.rule,
      ]),
    ),
  );
  const configured = report.projects.flatMap(({ project, configured: assets }) =>
    assets.flatMap((asset) =>
      notAsConfigured(asset).map((what) => [project, asset.asset, asset.externalIdentifier, what]),
    ),
  );
  const unread = report.projects.flatMap(({ project, unread: why }) => (why === undefined ? [] : [{ project, why }]));
  const head = ["Project", "Asset", "Identifier", "Published", "Missing", "Rule"];
  const lines = [
    `### Catalog of ${text(headline(report))}`,
    "",
    ...(rows.length === 0 ? [] : [...table(head, rows), ""]),
    ...(configured.length === 0
      ? []
      : ["Not as configured:", "", ...table(["Project", "Asset", "Identifier", "Difference"], configured), ""]),
    ...unread.map(({ project, why }) => `- ${text(`${project} could not be read: ${why}`)}`),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

/** The report for programs. Its members are only added to. */
export function catalogJson(report: CatalogReport): string {
  return `${JSON.stringify({ version: 1, ...report }, undefined, 2)}\n`;
}
