import { GetObjectCommand, ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { allPages } from "../../../aws/pages";
import {
  dayFolder,
  EDITION,
  editionFolder,
  editionOfManifest,
  MANIFEST,
  reportFolder,
  reportManifest,
} from "../../../contracts/application/report-files";
import { Kept } from "../catalog/kept";
import type { ReportBlock, ReportEdition, ReportShelf } from "./shelf";

/** Seconds for which an edition is kept in memory: what is complete never changes. */
const KEPT_SECONDS = 600;
const MOST_KEPT = 100;
/** Largest size of a block, unpacked: whoever writes it ends it at a tenth. */
const LARGEST_BLOCK = 64 * 1024 * 1024;

/** Reports in the application's bucket. It reads objects that a list has shown, below the prefix of reports. */
export class BucketShelf implements ReportShelf {
  private readonly editions: Kept<ReportEdition | undefined>;

  public constructor(
    private readonly client: Pick<S3Client, "send">,
    private readonly bucket: string,
    clock: () => string,
  ) {
    this.editions = new Kept(clock, KEPT_SECONDS, MOST_KEPT);
  }

  public async days(name: string): Promise<string[]> {
    const folder = reportFolder(name);
    const folders = await allPages(
      (ContinuationToken) =>
        this.client.send(
          new ListObjectsV2Command({ Bucket: this.bucket, Prefix: folder, Delimiter: "/", ContinuationToken }),
        ),
      (page) => page.CommonPrefixes,
    );
    const days = folders.map(({ Prefix = "" }) => Prefix.slice(`${folder}day=`.length, -1));
    return days
      .filter((day) => EDITION.test(day))
      .sort()
      .reverse();
  }

  public async newestOf(name: string, day: string): Promise<ReportEdition | undefined> {
    const ids = await this.idsBelow(name, dayFolder(name, day));
    // That of every day, and the newest of those that somebody has asked for.
    const asked = ids.filter((id) => id !== day).sort();
    const last = [...ids.filter((id) => id === day), ...asked.slice(-1)];
    const editions = await Promise.all(last.map((id) => this.kept(name, id)));
    return editions
      .filter((edition) => edition !== undefined)
      .sort((one, other) => (one.readAt < other.readAt ? 1 : -1))
      .at(0);
  }

  /**
   * A cursor may name an edition that was never there, or that is deleted by now. Whether it is there a list says: to whom only lists of one
   * prefix are allowed, S3 refuses objects that are not there as if they might not be read.
   */
  public async edition(name: string, id: string): Promise<ReportEdition | undefined> {
    const [found] = await this.idsBelow(name, editionFolder(name, id) + MANIFEST);
    return found === undefined ? undefined : this.kept(name, id);
  }

  /** Ids of the complete editions whose manifests a prefix has. */
  private async idsBelow(name: string, prefix: string): Promise<string[]> {
    const contents = await allPages(
      (ContinuationToken) =>
        this.client.send(new ListObjectsV2Command({ Bucket: this.bucket, Prefix: prefix, ContinuationToken })),
      (page) => page.Contents,
    );
    return contents.flatMap(({ Key = "" }) => editionOfManifest(name, Key) ?? []);
  }

  private kept(name: string, id: string): Promise<ReportEdition | undefined> {
    return this.editions.of(`${name} ${id}`, () => this.read(name, id));
  }

  private async read(name: string, id: string): Promise<ReportEdition | undefined> {
    const text = (await this.bytes({ Key: editionFolder(name, id) + MANIFEST })).toString();
    const { files, ...manifest } = reportManifest.parse(JSON.parse(text));
    const rows = files.find(({ format }) => format === "ndjson");
    // Files of versions that wrote no blocks can be read in the bucket only.
    if (rows?.blocks === undefined) return undefined;
    let offset = 0;
    const blocks = rows.blocks.map(({ rows: count, bytes }): ReportBlock => {
      const block = { key: rows.key, rows: count, offset, bytes };
      offset += bytes;
      return block;
    });
    return { ...manifest, id, blocks };
  }

  public async lines({ key, offset, bytes }: ReportBlock): Promise<string[]> {
    const packed = await this.bytes({ Key: key, Range: `bytes=${offset}-${offset + bytes - 1}` });
    const text = (await promisify(gunzip)(packed, { maxOutputLength: LARGEST_BLOCK })).toString();
    return text.split("\n").slice(0, -1);
  }

  private async bytes(what: { readonly Key: string; readonly Range?: string }): Promise<Buffer> {
    const { Body } = await this.client.send(new GetObjectCommand({ Bucket: this.bucket, ...what }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  }
}
