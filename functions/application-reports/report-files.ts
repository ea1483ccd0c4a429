import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { csvText, ndjsonText, type Columned } from "../../audit/rendering";
import type { ReportManifest } from "../../contracts/application/report-files";
import type { Row } from "../../governance/reports";

/** Parts of a compressed file that can be unpacked by themselves. */
type Blocks = NonNullable<ReportManifest["files"][number]["blocks"]>;

/** A file of a report. */
export interface ReportFile {
  readonly format: "ndjson" | "csv";
  /** Name below the folder of the edition. */
  readonly name: string;
  readonly contentType: string;
  readonly body: Buffer;
  readonly sha256: string;
  readonly blocks?: Blocks;
}

/** Characters that are handed on at once. */
const CHUNK = 65_536;
/** Rows and characters at which a block ends: the API reads whole blocks, and answers from them in less than a second. */
const BLOCK = { rows: 5_000, characters: 4 * 1024 * 1024 };

/**
 * The files of a report: NDJSON, compressed, for programs, and CSV for people. Rows are made anew for each of them and never held together:
 * what is in memory is the files, and one block.
 */
export async function reportFiles(
  report: Columned & { readonly name: string },
  rows: () => Iterable<Row>,
): Promise<{ readonly files: readonly ReportFile[]; readonly rows: number }> {
  const ndjson = await compressed(ndjsonText(report, rows()));
  const csv = joined(csvText(report, rows()));
  const { name } = report;
  return {
    rows: ndjson.blocks.reduce((sum, block) => sum + block.rows, 0),
    files: [
      { ...file("ndjson", `${name}.ndjson.gz`, "application/gzip", ndjson.body), blocks: ndjson.blocks },
      file("csv", `${name}.csv`, "text/csv; charset=utf-8", csv),
    ],
  };
}

function file(format: ReportFile["format"], name: string, contentType: string, body: Buffer): ReportFile {
  const sha256 = createHash("sha256").update(body).digest("hex");
  return { format, name: `format=${format}/${name}`, contentType, body, sha256 };
}

function joined(lines: Iterable<string>): Buffer {
  const chunks: Buffer[] = [];
  let chunk = "";
  for (const line of lines) {
    chunk += line;
    if (chunk.length < CHUNK) continue;
    chunks.push(Buffer.from(chunk));
    chunk = "";
  }
  return Buffer.concat([...chunks, Buffer.from(chunk)]);
}

/**
 * Lines as one file of gzip with several members, each of which can be unpacked by itself. Programs that unpack the file take them for one.
 *
 * @see https://www.rfc-editor.org/rfc/rfc1952#section-2.2
 */
async function compressed(lines: Iterable<string>): Promise<{ readonly body: Buffer; readonly blocks: Blocks }> {
  const members: Buffer[] = [];
  const blocks: { rows: number; bytes: number }[] = [];
  let open: string[] = [];
  let characters = 0;
  const close = async (): Promise<void> => {
    const member = await promisify(gzip)(open.join(""));
    members.push(member);
    // A file without lines has a member all the same: an empty object is no gzip.
    if (open.length > 0) blocks.push({ rows: open.length, bytes: member.length });
    [open, characters] = [[], 0];
  };
  for (const line of lines) {
    open.push(line);
    characters += line.length;
    if (open.length >= BLOCK.rows || characters >= BLOCK.characters) await close();
  }
  if (open.length > 0 || members.length === 0) await close();
  return { body: Buffer.concat(members), blocks };
}
