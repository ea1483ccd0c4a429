import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { rowLines, type Columned } from "../../audit/rendering";
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
 * The files of a report: NDJSON, compressed, for programs, and CSV for people. Each row is made once, written in both forms and let go: what is
 * in memory is the files, and one block.
 */
export async function reportFiles(
  report: Columned & { readonly name: string },
  rows: () => Iterable<Row>,
): Promise<{ readonly files: readonly ReportFile[]; readonly rows: number }> {
  const lines = rowLines(report);
  const packed = new PackedLines();
  const plain = new PlainLines();
  plain.add(lines.csvHead);
  for (const row of rows()) {
    plain.add(lines.csv(row));
    if (packed.add(lines.ndjson(row))) await packed.closeBlock();
  }
  const { body, blocks } = await packed.end();
  const { name } = report;
  return {
    rows: blocks.reduce((sum, block) => sum + block.rows, 0),
    files: [
      { ...file("ndjson", `${name}.ndjson.gz`, "application/gzip", body), blocks },
      file("csv", `${name}.csv`, "text/csv; charset=utf-8", plain.end()),
    ],
  };
}

function file(format: ReportFile["format"], name: string, contentType: string, body: Buffer): ReportFile {
  const sha256 = createHash("sha256").update(body).digest("hex");
  return { format, name: `format=${format}/${name}`, contentType, body, sha256 };
}

/** Lines as one file. */
class PlainLines {
  private readonly chunks: Buffer[] = [];
  private open = "";

  public add(line: string): void {
    this.open += line;
    if (this.open.length >= CHUNK) this.close();
  }

  public end(): Buffer {
    this.close();
    return Buffer.concat(this.chunks);
  }

  private close(): void {
    this.chunks.push(Buffer.from(this.open));
    this.open = "";
  }
}

/**
 * Lines as one file of gzip with several members, each of which can be unpacked by itself. Programs that unpack the file take them for one.
 *
 * @see https://www.rfc-editor.org/rfc/rfc1952#section-2.2
 */
class PackedLines {
  private readonly members: Buffer[] = [];
  private readonly blocks: { rows: number; bytes: number }[] = [];
  private open: string[] = [];
  private characters = 0;

  /** Adds a line. @returns whether the block is full */
  public add(line: string): boolean {
    this.open.push(line);
    this.characters += line.length;
    return this.open.length >= BLOCK.rows || this.characters >= BLOCK.characters;
  }

  public async closeBlock(): Promise<void> {
    const lines = this.open;
    [this.open, this.characters] = [[], 0];
    const member = await promisify(gzip)(lines.join(""));
    this.members.push(member);
    // A file without lines has a member all the same: an empty object is no gzip.
    if (lines.length > 0) this.blocks.push({ rows: lines.length, bytes: member.length });
  }

  public async end(): Promise<{ readonly body: Buffer; readonly blocks: Blocks }> {
    if (this.open.length > 0 || this.members.length === 0) await this.closeBlock();
    return { body: Buffer.concat(this.members), blocks: this.blocks };
  }
}
