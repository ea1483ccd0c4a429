import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { AccessTable } from "../../../functions/application-store/access-table";
import { EvidenceBucket } from "../../../functions/application-access/store/evidence";
import { freshRecord, type AccessRecord } from "../../../governance/access";
import { pastDecision } from "../../../governance/access-rules";
import { startMoto, type Moto } from "./moto";
import { makeAccessTable, motoSettings } from "./access-table";

const BUCKET = "evidence";
let moto: Moto;
let table: AccessTable;
let s3: S3Client;
let now = "2026-11-01T10:00:00.000Z";

beforeAll(async () => {
  moto = await startMoto();
  const { client, table: name } = await makeAccessTable(moto.url);
  s3 = new S3Client({ ...motoSettings(moto.url), forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  table = new AccessTable(client, name, () => now);
});
afterAll(() => moto.stop());

const record = (requestId: string, changes: Partial<AccessRecord> = {}): AccessRecord => ({
  ...freshRecord(requestId),
  ...changes,
});

describe("the table of requests", () => {
  it("stores a record once over the one that was read", async () => {
    expect(await table.load("a")).toBeUndefined();
    expect(await table.save(record("a", { phase: "held" }))).toBe(true);
    expect(await table.save(record("a", { phase: "deciding" }))).toBe(false);
    const read = await table.load("a");
    expect(read).toMatchObject({ phase: "held", revision: 1 });
    const both = await Promise.all([
      table.save({ ...read!, phase: "deciding" }),
      table.save({ ...read!, phase: "closed" }),
    ]);
    expect(both.sort()).toEqual([false, true]);
    expect((await table.load("a"))?.revision).toBe(2);
  });

  it("has what was stored looked at until it is scheduled, and never again when it is closed", async () => {
    await table.save(record("b"));
    expect(await table.due(now)).toContain("b");
    await table.schedule((await table.load("b"))!, "2026-11-05T00:00:00.000Z");
    expect(await table.due(now)).not.toContain("b");
    expect(await table.due("2026-11-06T00:00:00.000Z")).toContain("b");
    await table.save({ ...(await table.load("b"))!, phase: "closed" });
    expect(await table.due("2030-01-01T00:00:00.000Z")).not.toContain("b");
  });

  it("leaves a record due that somebody has stored since it was read", async () => {
    await table.save(record("c"));
    const read = (await table.load("c"))!;
    await table.save({ ...read, phase: "held" });
    await table.schedule(read, "2030-01-01T00:00:00.000Z");
    expect(await table.due(now)).toContain("c");
  });

  it("finds what is due over several pages", async () => {
    now = "2026-12-01T00:00:00.000Z";
    for (let index = 0; index < 30; index++) await table.save(record(`many-${index}`, { done: ["x".repeat(300)] }));
    const due = await table.due(now);
    expect(due.filter((id) => id.startsWith("many-"))).toHaveLength(30);
  });
});

describe("evidence", () => {
  const decided = record("r-1", {
    decidedAt: "2026-11-02T08:00:00.000Z",
    facts: { asset: { terms: ["a/b"] }, producer: {}, consumer: {}, requester: {}, request: {} },
    ruled: { version: "0123456789abcdef", rule: "r", reason: "because", considered: [], outcome: "reject" },
    verdict: {
      outcome: "reject",
      reason: "because",
      at: "2026-11-02T08:00:00.000Z",
      decider: { kind: "rule", rule: "r", version: "0123456789abcdef" },
    },
  });
  const keys = async () =>
    (await s3.send(new ListObjectsV2Command({ Bucket: BUCKET }))).Contents?.map(({ Key }) => Key);
  const read = async (Key: string) => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
    return JSON.parse((await Body?.transformToString()) ?? "null") as unknown;
  };

  it("is kept once, and stays as it was", async () => {
    const bucket = new EvidenceBucket(s3, BUCKET, { clock: () => decided.decidedAt ?? "" });
    await bucket.keep(decided, "decision-reject");
    await bucket.keep({ ...decided, ruled: undefined }, "decision-reject");
    const key = "evidence/access/day=2026-11-02/r-1/decision-reject.json";
    expect(await keys()).toEqual([key]);
    expect(await read(key)).toMatchObject({ version: "0123456789abcdef", rule: "r" });
  });

  it("is what a replay of rules reads", async () => {
    const content = await read("evidence/access/day=2026-11-02/r-1/decision-reject.json");
    expect(pastDecision.parse(content)).toMatchObject({
      requestId: "r-1",
      outcome: "reject",
      facts: { asset: { terms: ["a/b"] } },
    });
  });
});
