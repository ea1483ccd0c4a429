import { CreateBucketCommand, GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { QueueBell } from "../../../functions/application-projects/bell";
import { ClaimTable } from "../../../functions/application-projects/store/claim-table";
import { ProjectEvidence } from "../../../functions/application-projects/store/evidence";
import { ProjectTable } from "../../../functions/application-projects/store/project-table";
import type { ProjectRecord } from "../../../governance/project-requests";
import { freshRecord } from "../../../governance/project-requests/record";
import { wishOf } from "../../integration/functions/project-application";
import { makeAccessTable, motoSettings } from "./access-table";
import { startMoto, type Moto } from "./moto";

let moto: Moto;
let table: ProjectTable;
let claims: ClaimTable;
let now = "2026-11-01T10:00:00.000Z";
const LATER = "2026-12-01T10:00:00.000Z";

beforeAll(async () => {
  moto = await startMoto();
  const { client, table: name } = await makeAccessTable(moto.url);
  table = new ProjectTable(client, name, () => now);
  claims = new ClaimTable(client, name, () => now);
});
afterAll(() => moto.stop());
beforeEach(() => {
  now = "2026-11-01T10:00:00.000Z";
});

const record = (requestId: string, changes: Partial<ProjectRecord> = {}): ProjectRecord => ({
  ...freshRecord({ requestId, requester: "lead", askedAt: now, wish: wishOf(), members: [] }),
  ...changes,
});

describe("the table of projects", () => {
  it("stores a record once over the one that was read", async () => {
    expect(await table.load("a")).toBeUndefined();
    expect(await table.save(record("a"))).toBe(true);
    expect(await table.save(record("a"))).toBe(false);
    const read = (await table.load("a"))!;
    expect(read).toMatchObject({ phase: "checking", revision: 1 });
    const both = await Promise.all([table.save({ ...read, phase: "held" }), table.save({ ...read, phase: "failed" })]);
    expect(both.sort()).toEqual([false, true]);
  });

  it("has what was stored looked at until it is scheduled, and never again when it has ended", async () => {
    await table.save(record("b"));
    expect(await table.due(now)).toContain("b");
    expect(await table.schedule((await table.load("b"))!, LATER)).toBe(true);
    expect(await table.due(now)).not.toContain("b");
    expect(await table.open()).toContain("b");
    await table.save({ ...(await table.load("b"))!, phase: "retired", endedAt: now });
    expect(await table.open()).not.toContain("b");
  });

  it("schedules one look, the earliest", async () => {
    await table.save(record("c"));
    const read = (await table.load("c"))!;
    expect(await table.schedule(read, LATER)).toBe(true);
    expect(await table.schedule(read, "2026-11-20T00:00:00.000Z")).toBe(true);
    expect(await table.schedule(read, LATER)).toBe(false);
    now = "2026-11-21T00:00:00.000Z";
    expect(await table.schedule(read, LATER)).toBe(true);
  });

  it("leaves a record due that somebody has stored since it was read", async () => {
    await table.save(record("d"));
    const read = (await table.load("d"))!;
    await table.save({ ...read, phase: "held" });
    expect(await table.schedule(read, LATER)).toBe(false);
    expect(await table.due(now)).toContain("d");
  });
});

describe("the claims", () => {
  const on = async (subject: string, requestId: string, weight = 1) => {
    const { revision } = (await claims.look([subject], requestId))[subject];
    return { subject, weight, revision };
  };

  it("of others are seen with their weight, and one's own are not", async () => {
    expect(await claims.claim("r1", [await on("account/1", "r1", 3)], LATER)).toBe(true);
    expect(await claims.claim("r2", [await on("account/1", "r2", 2)], LATER)).toBe(true);
    expect(await claims.look(["account/1"], "r1")).toEqual({
      "account/1": { revision: 2, weight: 2, requests: ["r2"] },
    });
  });

  it("on the last room are given to one of two", async () => {
    const both = await Promise.all(["r1", "r2"].map((id) => on("name/x", id)));
    const made = await Promise.all(both.map((claim, index) => claims.claim(`r${index + 1}`, [claim], LATER)));
    expect(made.sort()).toEqual([false, true]);
  });

  it("are made all or none", async () => {
    const [one, other] = [await on("unit/a", "r1"), await on("unit/b", "r1")];
    await claims.claim("r2", [await on("unit/b", "r2")], LATER);
    expect(await claims.claim("r1", [one, other], LATER)).toBe(false);
    expect((await claims.look(["unit/a"], "r9"))["unit/a"].weight).toBe(0);
  });

  it("are there once where the answer was lost, and last until the newer time", async () => {
    const claim = await on("unit/c", "r1");
    expect(await claims.claim("r1", [claim], "2026-11-02T00:00:00.000Z")).toBe(true);
    expect(await claims.claim("r1", [claim], LATER)).toBe(true);
    now = "2026-11-15T00:00:00.000Z";
    expect((await claims.look(["unit/c"], "r9"))["unit/c"].weight).toBe(1);
  });

  it("end with their time, and when they are given back, however often", async () => {
    await claims.claim("r1", [await on("unit/d", "r1")], "2026-11-02T00:00:00.000Z");
    await claims.claim("r2", [await on("unit/d", "r2")], LATER);
    now = "2026-11-03T00:00:00.000Z";
    expect((await claims.look(["unit/d"], "r9"))["unit/d"].requests).toEqual(["r2"]);
    await claims.release("r2", ["unit/d", "unit/none"]);
    await claims.release("r2", ["unit/d"]);
    expect((await claims.look(["unit/d"], "r9"))["unit/d"].weight).toBe(0);
  });
});

describe("evidence", () => {
  it("is kept once, and stays as it was", async () => {
    const s3 = new S3Client({ ...motoSettings(moto.url), forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: "project-evidence" }));
    const evidence = new ProjectEvidence(s3, { bucket: "project-evidence", clock: () => now });
    const decider = { kind: "person", person: "steward" } as const;
    const verdict = { outcome: "approve", decider, reason: "fine", at: "2026-11-02T08:00:00.000Z" } as const;
    await evidence.keep(record("e", { verdict }), "decision");
    await evidence.keep(record("e", { verdict, requester: "other" }), "decision");
    const Key = "evidence/projects/day=2026-11-02/e/decision.json";
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: "project-evidence", Key }));
    expect(JSON.parse((await Body?.transformToString()) ?? "null")).toMatchObject({
      ...{ kind: "decision", at: verdict.at, requestId: "e", requester: "lead" },
      verdict: { decider: { person: "steward" } },
    });
    await expect(evidence.keep(record("e"), "ended")).rejects.toThrow(/no time of it/);
  });
});

describe("the bell", () => {
  it("rings in the queue, at once", async () => {
    const client = new SQSClient(motoSettings(moto.url));
    const { QueueUrl = "" } = await client.send(new CreateQueueCommand({ QueueName: "projects" }));
    const bell = new QueueBell(client, QueueUrl);
    await bell.ring("r1");
    // A message that is far away is not to be received.
    await bell.ring("r2", 5000);
    const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    expect(Messages?.map(({ Body }) => Body)).toEqual(['{"projectRequestId":"r1"}']);
  });
});
