import { z } from "zod";
import { REPORTS_PREFIX } from "./reports-settings";

/** Name of the manifest. Athena takes files whose names begin with `_` for no data. @see https://docs.aws.amazon.com/athena/latest/ug/tables-location-format.html */
export const MANIFEST = "_manifest.json";

/** Folder with the days of a report. */
export const reportFolder = (name: string): string => `${REPORTS_PREFIX}${name}/`;

/** Folder of a report of a day. */
export const dayFolder = (name: string, day: string): string => `${reportFolder(name)}day=${day}/`;

/** Beginning of the folders, within that of the day, of reports that somebody has asked for at another time than that of every day. */
const ASKED = "asked=";

/**
 * Folder of an edition of a report, by the edition's id: the day (`2026-11-29`), or the moment at which the reading began of one that
 * somebody has asked for. Athena's tables read the files of every day only: theirs lie in the day's folder itself.
 */
export function editionFolder(name: string, edition: string): string {
  const day = dayFolder(name, edition.slice(0, 10));
  return edition.length === 10 ? day : `${day}${ASKED}${edition}/`;
}

/** Id of the edition that is read at a moment (ISO 8601, UTC). Without colons, which some programs do not take in names of files. */
export const editionAt = (readAt: string): string => readAt.replaceAll(":", "");

/** Form of the id of an edition. */
export const EDITION = /^\d{4}-\d{2}-\d{2}(T\d{6}(\.\d{3})?Z)?$/;

/** Id of the edition that a manifest's key is of; nothing where it is the key of another object. */
export function editionOfManifest(name: string, key: string): string | undefined {
  const folder = reportFolder(name);
  if (!key.startsWith(folder) || !key.endsWith(`/${MANIFEST}`)) return undefined;
  const [day = "", asked = `${ASKED}${day.slice("day=".length)}`, ...more] = key
    .slice(folder.length, -MANIFEST.length - 1)
    .split("/");
  const edition = asked.slice(ASKED.length);
  return more.length === 0 && day.startsWith("day=") && EDITION.test(edition) ? edition : undefined;
}

const file = z.object({
  format: z.enum(["ndjson", "csv"]),
  key: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  /**
   * Parts of a compressed file that can be unpacked by themselves, in their order.
   *
   * @default - it has none
   */
  blocks: z.array(z.object({ rows: z.number().int().min(1), bytes: z.number().int().min(1) })).optional(),
});

/** Manifest of a report. It is written last: whoever finds it finds the whole. */
export const reportManifest = z.object({
  report: z.string(),
  day: z.string(),
  domainId: z.string(),
  /** Time at which reading began (ISO 8601, UTC). */
  readAt: z.string(),
  completedAt: z.string(),
  /** Number of things that could not be read; report `gaps` names them. */
  gaps: z.number().int().min(0),
  rows: z.number().int().min(0),
  columns: z.array(
    z.object({ name: z.string(), type: z.enum(["text", "time", "integer", "decimal"]), means: z.string() }),
  ),
  files: z.array(file),
});

/** Manifest of a report. */
export type ReportManifest = z.output<typeof reportManifest>;
