import { HeadObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { isNotFound } from "../../aws/faults";
import type { Column, Row } from "../../governance/reports";
import { reportFiles } from "./report-files";

/** A report with its rows. */
export interface WrittenReport {
  readonly name: string;
  readonly columns: Readonly<Record<string, Column>>;
  readonly rows: () => Iterable<Row>;
}

/** Origin of a report. */
export interface ReportOrigin {
  readonly domainId: string;
  /** Time at which reading began (ISO 8601, UTC). */
  readonly readAt: string;
  /** Number of things that could not be read; report `gaps` names them. */
  readonly gaps: number;
}

/** Reports by day. */
export interface ReportStore {
  /** Tells whether a report of a day is complete. */
  isComplete(name: string, day: string): Promise<boolean>;
  /** Writes a report completely, or leaves it incomplete. @returns number of its rows */
  write(report: WrittenReport, day: string, origin: ReportOrigin): Promise<number>;
}

/** Folder of a report of a day. */
export const dayFolder = (name: string, day: string): string => `reports/${name}/day=${day}/`;
/** Name of the manifest. Athena takes files whose names begin with `_` for no data. @see https://docs.aws.amazon.com/athena/latest/ug/tables-location-format.html */
export const MANIFEST = "_manifest.json";

/**
 * Reports in a bucket: `reports/<name>/day=YYYY-MM-DD/format=<format>/<file>`, and `_manifest.json` last. A day without a manifest is not
 * complete, and the next run writes it again; one with a manifest is never written again. Each file is one put, which S3 carries out wholly
 * or not at all.
 *
 * One run at a time: two that write the same day at once can leave files of one with the manifest of the other, which the digests show.
 */
export class ReportBucket implements ReportStore {
  public constructor(
    private readonly client: Pick<S3Client, "send">,
    private readonly bucket: string,
    private readonly clock: () => string,
  ) {}

  public async isComplete(name: string, day: string): Promise<boolean> {
    try {
      await this.client.send(new HeadObjectCommand({ Bucket: this.bucket, Key: dayFolder(name, day) + MANIFEST }));
      return true;
    } catch (error) {
      if (isNotFound(error)) return false;
      throw error;
    }
  }

  public async write(report: WrittenReport, day: string, origin: ReportOrigin): Promise<number> {
    const folder = dayFolder(report.name, day);
    const { files, rows } = await reportFiles(report, report.rows);
    for (const { name, body, contentType } of files) await this.put(folder + name, body, contentType);
    const manifest = {
      report: report.name,
      day,
      ...origin,
      completedAt: this.clock(),
      rows,
      columns: Object.entries(report.columns).map(([name, { type, means }]) => ({ name, type, means })),
      files: files.map(({ format, name, body, sha256 }) => ({
        format,
        key: folder + name,
        bytes: body.length,
        sha256,
      })),
    };
    const text = `${JSON.stringify(manifest, undefined, 2)}\n`;
    await this.put(folder + MANIFEST, Buffer.from(text), "application/json");
    return rows;
  }

  private async put(key: string, body: Buffer, contentType: string): Promise<void> {
    await this.client.send(
      new PutObjectCommand({ Bucket: this.bucket, Key: key, Body: body, ContentType: contentType }),
    );
  }
}
