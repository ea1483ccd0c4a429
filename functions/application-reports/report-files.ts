import { createHash } from "node:crypto";
import { once } from "node:events";
import { createGzip } from "node:zlib";
import { csvText, ndjsonText, type Columned } from "../../audit/rendering";
import type { Row } from "../../governance/reports";

/** A file of a report. */
export interface ReportFile {
  readonly format: "ndjson" | "csv";
  /** Name below the folder of the day. */
  readonly name: string;
  readonly contentType: string;
  readonly body: Buffer;
  readonly sha256: string;
}

/** Characters that are handed on at once: small enough for the memory, large enough for the compression. */
const CHUNK = 65_536;

/**
 * The files of a report: NDJSON, compressed, for programs, and CSV for people. Rows are made anew for each of them and never held together:
 * what is in memory is the files.
 */
export async function reportFiles(
  report: Columned & { readonly name: string },
  rows: () => Iterable<Row>,
): Promise<{ readonly files: readonly ReportFile[]; readonly rows: number }> {
  let count = 0;
  function* counted(): Iterable<Row> {
    for (const row of rows()) {
      count++;
      yield row;
    }
  }
  const ndjson = await compressed(ndjsonText(report, counted()));
  const csv = joined(csvText(report, rows()));
  const { name } = report;
  return {
    rows: count,
    files: [
      file("ndjson", `${name}.ndjson.gz`, "application/gzip", ndjson),
      file("csv", `${name}.csv`, "text/csv; charset=utf-8", csv),
    ],
  };
}

function file(format: ReportFile["format"], name: string, contentType: string, body: Buffer): ReportFile {
  const sha256 = createHash("sha256").update(body).digest("hex");
  return { format, name: `format=${format}/${name}`, contentType, body, sha256 };
}

function* chunksOf(lines: Iterable<string>): Iterable<Buffer> {
  let chunk = "";
  for (const line of lines) {
    chunk += line;
    if (chunk.length < CHUNK) continue;
    yield Buffer.from(chunk);
    chunk = "";
  }
  if (chunk !== "") yield Buffer.from(chunk);
}

const joined = (lines: Iterable<string>): Buffer => Buffer.concat([...chunksOf(lines)]);

async function compressed(lines: Iterable<string>): Promise<Buffer> {
  const gzip = createGzip();
  const parts: Buffer[] = [];
  gzip.on("data", (part: Buffer) => parts.push(part));
  const end = once(gzip, "end");
  for (const chunk of chunksOf(lines)) if (!gzip.write(chunk)) await once(gzip, "drain");
  gzip.end();
  await end;
  return Buffer.concat(parts);
}
