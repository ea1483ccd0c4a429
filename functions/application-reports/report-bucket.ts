import { HeadObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { isNotFound } from "../../aws/faults";
import { allPages } from "../../aws/pages";
import {
  dayFolder,
  editionFolder,
  editionOfManifest,
  MANIFEST,
  type ReportManifest,
} from "../../contracts/application/report-files";
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

/** Reports by edition: that of a day, or one that somebody has asked for. */
export interface ReportStore {
  /** Tells whether an edition of a report is complete. */
  isComplete(name: string, edition: string): Promise<boolean>;
  /** Complete editions of a report on a day. */
  editionsOf(name: string, day: string): Promise<readonly string[]>;
  /** Writes a report completely, or leaves it incomplete. @returns number of its rows */
  write(report: WrittenReport, edition: string, origin: ReportOrigin): Promise<number>;
}

/**
 * Reports in a bucket: `reports/<name>/day=YYYY-MM-DD/format=<format>/<file>`, and `_manifest.json` last; editions that somebody has asked for
 * have a folder of their own in that of the day. An edition without a manifest is not complete, and the next run writes it again; one with a
 * manifest is never written again. Each file is one put, which S3 carries out wholly or not at all.
 *
 * One run at a time: two that write the same day at once can leave files of one with the manifest of the other, which the digests show.
 */
export class ReportBucket implements ReportStore {
  public constructor(
    private readonly client: Pick<S3Client, "send">,
    private readonly bucket: string,
    private readonly clock: () => string,
  ) {}

  public async isComplete(name: string, edition: string): Promise<boolean> {
    try {
      const Key = editionFolder(name, edition) + MANIFEST;
      await this.client.send(new HeadObjectCommand({ Bucket: this.bucket, Key }));
      return true;
    } catch (error) {
      if (isNotFound(error)) return false;
      throw error;
    }
  }

  public async editionsOf(name: string, day: string): Promise<string[]> {
    const contents = await allPages(
      (ContinuationToken) =>
        this.client.send(
          new ListObjectsV2Command({ Bucket: this.bucket, Prefix: dayFolder(name, day), ContinuationToken }),
        ),
      (page) => page.Contents,
    );
    return contents.flatMap(({ Key = "" }) => editionOfManifest(name, Key) ?? []);
  }

  public async write(report: WrittenReport, edition: string, origin: ReportOrigin): Promise<number> {
    const folder = editionFolder(report.name, edition);
    const { files, rows } = await reportFiles(report, report.rows);
    for (const { name, body, contentType } of files) await this.put(folder + name, body, contentType);
    const manifest: ReportManifest = {
      report: report.name,
      day: edition.slice(0, 10),
      ...origin,
      completedAt: this.clock(),
      rows,
      columns: Object.entries(report.columns).map(([name, { type, means }]) => ({ name, type, means })),
      files: files.map(({ format, name, body, sha256, blocks }) => ({
        format,
        key: folder + name,
        bytes: body.length,
        sha256,
        ...(blocks === undefined ? {} : { blocks }),
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
