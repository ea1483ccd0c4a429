import { CreateBucketCommand, GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { PutItemCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { gunzipSync } from "node:zlib";
import { AccessTable } from "../../../functions/application-store/access-table";
import { ProjectTable } from "../../../functions/application-projects/store/project-table";
import { readLifetimes } from "../../../functions/application-reports/lifetimes";
import { ReportBucket } from "../../../functions/application-reports/report-bucket";
import { ScannedRecords } from "../../../functions/application-reports/records";
import { freshRecord } from "../../../governance/access";
import { freshRecord as freshProject } from "../../../governance/project-requests/record";
import { wishOf } from "../../integration/functions/project-application";
import { makeAccessTable, motoSettings } from "./access-table";
import { startMoto, type Moto } from "./moto";

const BUCKET = "reports";
let moto: Moto;
let client: DynamoDBClient;
let table: string;
let s3: S3Client;
const clock = () => "2026-11-29T01:00:00.000Z";

beforeAll(async () => {
  moto = await startMoto();
  ({ client, table } = await makeAccessTable(moto.url));
  s3 = new S3Client({ ...motoSettings(moto.url), forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
});
afterAll(() => moto.stop());

it("finds every record of a request that the application has stored, and nothing else of its table", async () => {
  const store = new AccessTable(client, table, clock);
  // More than a page of a scan holds (1 MB).
  const text = "x".repeat(20_000);
  const ids = Array.from({ length: 120 }, (_, count) => `request-${count}`);
  for (const id of ids)
    await store.save({ ...freshRecord(id), decidedAt: clock(), outside: { outcome: "approve", comment: text } });
  const other = { pk: { S: "PROJECT#x" }, sk: { S: "RECORD" }, record: { S: "{}" } };
  await client.send(new PutItemCommand({ TableName: table, Item: other }));

  const found: string[] = [];
  for await (const { requestId } of new ScannedRecords(client, table).all()) found.push(requestId);

  expect(found.sort()).toEqual([...ids].sort());
}, 120_000);

it("finds the ends of projects as the other function has stored them", async () => {
  const projects = new ProjectTable(client, table, clock);
  const store = (requestId: string, changes: object) =>
    projects.save({
      ...freshProject({ requestId, requester: "lead", askedAt: clock(), wish: wishOf(), members: [] }),
      ...changes,
    });
  await store("asked", {});
  await store("ends", { phase: "active", projectId: "p-ends", endsAt: "2027-01-01T00:00:00.000Z" });
  await store("stays", { phase: "active", projectId: "p-stays" });
  await store("over", { phase: "retired", projectId: "p-over", endsAt: "2026-11-01T00:00:00.000Z" });

  expect(await readLifetimes(client, table)).toEqual([
    { projectId: "p-stays" },
    { projectId: "p-ends", endsAt: "2027-01-01T00:00:00.000Z" },
  ]);
});

it("writes a report that S3 gives back, and knows that it is complete", async () => {
  const bucket = new ReportBucket(s3, BUCKET, clock);
  const columns = { name: { type: "text", means: "a name" } } as const;
  expect(await bucket.isComplete("usage", "2026-11-29")).toBe(false);

  await bucket.write({ name: "usage", columns, rows: () => [{ name: "Zoë" }] }, "2026-11-29", {
    domainId: "dzd_1",
    readAt: clock(),
    gaps: 0,
  });

  expect(await bucket.isComplete("usage", "2026-11-29")).toBe(true);
  const Key = "reports/usage/day=2026-11-29/format=ndjson/usage.ndjson.gz";
  const { Body, ContentType } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
  expect(ContentType).toBe("application/gzip");
  expect(gunzipSync((await Body?.transformToByteArray()) ?? new Uint8Array()).toString()).toBe('{"name":"Zoë"}\n');
});
