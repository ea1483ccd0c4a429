import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateBucketCommand, GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateSecretCommand, PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { RepositoryRecord } from "../../../contracts/aiops/repository-record";
import { secretReader } from "../../../functions/use-case-seeding/facts/secrets";
import { ClaimTable } from "../../../functions/use-case-seeding/store/claim-table";
import { evidenceKey, RepositoryEvidence } from "../../../functions/use-case-seeding/store/evidence";
import { RecordTable } from "../../../functions/use-case-seeding/store/record-table";
import { makeAccessTable, motoSettings } from "./access-table";
import { startMoto, type Moto } from "./moto";

const BUCKET = "aiops";
const KEY = { useCase: "churn", repository: "build" } as const;
const RECORD: RepositoryRecord = {
  ...{ format: 1, revision: 0, ...KEY, state: "settled", reasons: [], notes: [], environments: ["dev"] },
  seeded: { template: "regression", version: "1.0.0", digest: "d1", commit: "c1" },
  ...{ lookedAt: "2026-11-30T08:00:00.000Z", changedAt: "2026-11-30T08:00:00.000Z" },
};

let moto: Moto;
let client: DynamoDBClient;
let table: string;
let now = "2026-11-30T08:00:00.000Z";
beforeAll(async () => {
  moto = await startMoto();
  ({ client, table } = await makeAccessTable(moto.url));
});
afterAll(() => moto.stop());

it("stores a record over the one that was read, and no other", async () => {
  const store = new RecordTable(client, table);
  expect(await store.load(KEY)).toBeUndefined();
  expect(await store.save(RECORD)).toBe(true);
  expect(await store.save(RECORD)).toBe(false);
  const read = await store.load(KEY);
  expect(read).toEqual({ ...RECORD, revision: 1 });
  expect(await store.save({ ...RECORD, revision: 1, state: "blocked" })).toBe(true);
  expect(await store.save({ ...RECORD, revision: 1 })).toBe(false);
  expect((await store.load(KEY))?.state).toBe("blocked");
});

it("gives the work at a repository to one, until it is given back or lapses", async () => {
  const [one, two] = [new ClaimTable(client, table, () => now), new ClaimTable(client, table, () => now)];
  expect(await one.claim(KEY, "2026-11-30T08:16:00.000Z")).toBe(true);
  expect(await two.claim(KEY, "2026-11-30T08:16:00.000Z")).toBe(false);
  await two.release(KEY);
  expect(await two.claim(KEY, "2026-11-30T08:16:00.000Z")).toBe(false);
  await one.release(KEY);
  expect(await two.claim(KEY, "2026-11-30T08:16:00.000Z")).toBe(true);
  now = "2026-11-30T08:17:00.000Z";
  expect(await one.claim(KEY, "2026-11-30T08:33:00.000Z")).toBe(true);
  // Who comes late gives back nothing of others.
  await two.release(KEY);
  expect(await two.claim(KEY, "2026-11-30T08:33:00.000Z")).toBe(false);
});

it("keeps what a repository has held once", async () => {
  const s3 = new S3Client({ ...motoSettings(moto.url), forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  const evidence = new RepositoryEvidence(s3, { bucket: BUCKET, clock: () => now });
  await evidence.keep(RECORD);
  await evidence.keep({ ...RECORD, lookedAt: "2026-12-01T00:00:00.000Z" });
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: evidenceKey(RECORD) }));
  expect(JSON.parse((await Body?.transformToString()) ?? "")).toMatchObject({ at: RECORD.lookedAt, useCase: "churn" });
});

it("reads a secret as it is at that moment, and says where it is not", async () => {
  const secrets = new SecretsManagerClient(motoSettings(moto.url));
  const read = secretReader(secrets, "code-host");
  await expect(read()).rejects.toMatchObject({ reason: { code: "secret-unreadable", for: "platform" } });
  await secrets.send(new CreateSecretCommand({ Name: "code-host", SecretString: '{"token":"one"}' }));
  expect(await read()).toEqual({ token: "one" });
  await secrets.send(new PutSecretValueCommand({ SecretId: "code-host", SecretString: '{"token":"two"}' }));
  expect(await read()).toEqual({ token: "two" });
});
