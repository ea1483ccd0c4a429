import { DynamoDBClient, GetItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { GetObjectCommand, ListObjectVersionsCommand, type S3Client } from "@aws-sdk/client-s3";
import { gunzipSync } from "node:zlib";
import { ACCESS_SETTINGS_KEY, accessSettings } from "../../../contracts/application/access-settings";
import type { AccessRecord } from "../../../governance/access";
import { APPLICATION, BUCKET } from "./example";
import type { TermIds } from "./producing";

/** Evidence of a request, as often as it is there: an object that was written over has several versions. */
export interface Evidence {
  readonly name: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** Table and bucket of the application: records, evidence and reports. */
export class Memory {
  public constructor(
    private readonly table: DynamoDBClient,
    private readonly s3: S3Client,
  ) {}

  public async record(requestId: string): Promise<AccessRecord | undefined> {
    const Key = { pk: { S: `ACCESS#${requestId}` }, sk: { S: "RECORD" } };
    const { Item } = await this.table.send(new GetItemCommand({ TableName: APPLICATION, Key, ConsistentRead: true }));
    return Item?.record?.S === undefined ? undefined : (JSON.parse(Item.record.S) as AccessRecord);
  }

  /** Claims of a request for a project: its name, room in an account, the role that asks. */
  public async claimsOf(requestId: string): Promise<string[]> {
    const { Items = [] } = await this.table.send(
      new ScanCommand({
        TableName: APPLICATION,
        FilterExpression: "begins_with(pk, :claim) AND sk = :request",
        ExpressionAttributeValues: { ":claim": { S: "CLAIM#" }, ":request": { S: `REQUEST#${requestId}` } },
      }),
    );
    return Items.map(({ pk }) => pk.S ?? "");
  }

  /** Evidence of a request in all versions, by name. */
  public async evidence(requestId: string, of: "access" | "projects" = "access"): Promise<Evidence[]> {
    const listed = await this.s3.send(new ListObjectVersionsCommand({ Bucket: BUCKET, Prefix: `evidence/${of}/` }));
    if (listed.IsTruncated === true) throw new Error("more evidence than one page");
    const own = (listed.Versions ?? []).filter(({ Key = "" }) => Key.includes(`/${requestId}/`));
    const found = await Promise.all(
      own.map(async ({ Key = "", VersionId }) => ({
        name: Key.slice(Key.lastIndexOf("/") + 1, -".json".length),
        content: JSON.parse((await this.object(Key, VersionId)).toString()) as Evidence["content"],
      })),
    );
    return found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Rows of a report of a day; undefined while it is not complete. */
  public async report(name: string, day: string): Promise<Record<string, string | null>[] | undefined> {
    const place = `reports/${name}/day=${day}`;
    const manifest = await this.object(`${place}/_manifest.json`).catch(() => undefined);
    if (manifest === undefined) return undefined;
    const { files } = JSON.parse(manifest.toString()) as { files: { format: string; key: string }[] };
    const key = files.find(({ format }) => format === "ndjson")?.key ?? "";
    const lines = gunzipSync(await this.object(key))
      .toString()
      .split("\n");
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Record<string, string | null>);
  }

  public async termIds(): Promise<TermIds> {
    return accessSettings.parse(JSON.parse((await this.object(ACCESS_SETTINGS_KEY)).toString())).termIds;
  }

  private async object(Key: string, VersionId?: string): Promise<Buffer> {
    const { Body } = await this.s3.send(new GetObjectCommand({ Bucket: BUCKET, Key, VersionId }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  }
}
