import type { ResolvedProject } from "../../configuration/model";
import { CONNECTION_KIND_NAMES } from "../../contracts/service/connections";
import type { ProjectItem } from "./items";

type DataSource = ResolvedProject["dataSources"][string];

/** A data source in words. */
export function dataSourceItem(source: DataSource): ProjectItem["dataSources"][number] {
  const { name, connection } = source;
  return { name, reads: readingOf(source), connection, runs: timesOf(source) };
}

/** An asset in words: its name, or what its identifier ends with. */
export function assetItem(asset: ResolvedProject["assets"][string]): ProjectItem["assets"][number] {
  const { externalIdentifier, name, columns, published } = asset;
  const terms = [...asset.terms, ...asset.termIds, ...asset.governedTermIds];
  const of = Object.keys(columns).length;
  const says = [
    externalIdentifier,
    ...(of === 0 ? [] : [`${of} ${of === 1 ? "column" : "columns"}`]),
    ...(published === undefined ? [] : [published ? "published" : "not published"]),
  ];
  return { name: name ?? externalIdentifier.split(":").at(-1) ?? externalIdentifier, terms, says: says.join(", ") };
}

/** A connection and its kind, in the words of a stage file. */
export function connectionItem(connection: ResolvedProject["connections"][string]): ProjectItem["connections"][number] {
  const kind = CONNECTION_KIND_NAMES.find((candidate) => connection[candidate] !== undefined) ?? "";
  return { name: connection.name, kind };
}

function readingOf(source: DataSource): string {
  const [service, { filters }] = "glue" in source ? ["Glue", source.glue] : ["Redshift", source.redshift];
  const places = filters.map(({ database, schema }) => (schema === undefined ? database : `${database}.${schema}`));
  return `${service} ${places.join(", ")}`;
}

function timesOf({ enabled, schedule, publishOnImport }: DataSource): string {
  if (!enabled) return "disabled";
  const when = schedule === undefined ? "by hand" : `${schedule.cron} ${schedule.timeZone}`;
  return publishOnImport ? `${when}, publishes` : when;
}
