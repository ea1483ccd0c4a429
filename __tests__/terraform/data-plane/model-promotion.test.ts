import { createHash } from "node:crypto";
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import {
  CreateModelPackageCommand,
  CreateModelPackageGroupCommand,
  DescribeModelPackageCommand,
  SageMakerClient,
  UpdateModelPackageCommand,
} from "@aws-sdk/client-sagemaker";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { roleCredentials } from "../../../aws/credentials";
import { placeParameterName } from "../../../contracts/aiops/names";
import { PROMOTION_ACCOUNT_PERMISSIONS as ACTIONS } from "../../../contracts/aiops/promotion-permissions";
import { type AiopsSettings, AIOPS_SETTINGS_KEY } from "../../../contracts/aiops/settings";
import { copyFile, found } from "../../../functions/model-promotion/account/copy-file";
import type { Clients } from "../../../functions/model-promotion/clients";
import { createHandler } from "../../../functions/model-promotion/handler";
import type { Transport } from "../../../functions/code-host";
import { rootCredentials } from "../../../packages/emulator";
import { useCaseOf } from "../../unit/governance/promotions/world";
import { ACCOUNT as HUB, Cloud, REGION } from "./cloud";

const BUILD = "500000000003";
const STAGE = "500000000004";
const PREFIX = "acme";
const ROLE = "acme-aiops-account";
const roleArn = (account: string): string => `arn:aws:iam::${account}:role/${ROLE}`;

let cloud: Cloud;
let clients: Clients;
let invoke: (event: object) => Promise<unknown>;
/** Milliseconds that the function's clock is ahead. */
let ahead = 0;
/** Runs that the code host was told of. */
const told: { readonly inputs: Record<string, string>; conclusion: string | null }[] = [];

const as = (account: string) => ({ ...cloud.settings, credentials: rootCredentials(account), forcePathStyle: true });

/** Everything that the layers make beforehand, in three accounts. */
async function prepare(): Promise<void> {
  const key = await hubIdentity();
  await Promise.all([
    account(BUILD, [
      { Action: ACTIONS.places, Resource: "*" },
      { Action: ACTIONS.built, Resource: `arn:aws:sagemaker:${REGION}:${BUILD}:model-package/churn/*` },
    ]),
    account(STAGE, [
      { Action: ACTIONS.places, Resource: "*" },
      { Action: ACTIONS.promoted, Resource: `arn:aws:sagemaker:${REGION}:${STAGE}:model-package/churn/*` },
      { Action: ACTIONS.sources, Resource: "arn:aws:s3:::built/churn/*" },
      { Action: ACTIONS.sourceNames, Resource: "arn:aws:s3:::built" },
      { Action: ACTIONS.copies, Resource: "arn:aws:s3:::staged/churn/models/*" },
      { Action: ACTIONS.copyNames, Resource: "arn:aws:s3:::staged" },
      { Action: ACTIONS.running, Resource: "*" },
    ]),
  ]);
  const principal = { AWS: roleArn(STAGE) };
  const statement = (Action: readonly string[], Resource: string) => ({
    Effect: "Allow",
    Principal: principal,
    Action,
    Resource,
  });
  const Policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      statement(ACTIONS.sources, "arn:aws:s3:::built/churn/*"),
      statement(ACTIONS.sourceNames, "arn:aws:s3:::built"),
    ],
  });
  await new S3Client(as(BUILD)).send(new PutBucketPolicyCommand({ Bucket: "built", Policy }));
  const hub = { ...cloud.settings, forcePathStyle: true };
  const bucket = new S3Client(hub);
  await bucket.send(new CreateBucketCommand({ Bucket: "hub" }));
  await bucket.send(new PutBucketVersioningCommand({ Bucket: "hub", VersioningConfiguration: { Status: "Enabled" } }));
  const written = await bucket.send(
    new PutObjectCommand({ Bucket: "hub", Key: AIOPS_SETTINGS_KEY, Body: JSON.stringify(settings()) }),
  );
  const table = new DynamoDBClient(hub);
  await table.send(
    new CreateTableCommand({
      TableName: "aiops",
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: ["pk", "sk"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
    }),
  );
  const { TopicArn = "" } = await new SNSClient(hub).send(new CreateTopicCommand({ Name: "alarms" }));
  const { url } = await cloud.queue("aiops");
  const account_ = (role: string, region: string) => {
    const sts = { endpoint: cloud.url, region, credentials: key };
    const settings = {
      endpoint: cloud.url,
      region,
      credentials: roleCredentials({ roleArn: role, sessionName: "promotion", sts }),
    };
    return {
      sagemaker: new SageMakerClient(settings),
      s3: new S3Client({ ...settings, forcePathStyle: true }),
      ssm: new SSMClient(settings),
    };
  };
  clients = {
    ...{ table, bucket, account: account_ },
    secrets: new SecretsManagerClient(hub),
    notices: new SNSClient(hub),
    queue: new SQSClient({ ...hub, useQueueUrlAsEndpoint: false }),
  };
  const handler = createHandler({
    ...{ clients, connect: () => codeHost },
    places: {
      ...{ table: "aiops", bucket: "hub", settingsKey: AIOPS_SETTINGS_KEY, settingsVersion: written.VersionId ?? "" },
      ...{ alarmsTopic: TopicArn, queue: url },
    },
    log: () => undefined,
    clock: () => new Date(Date.now() + ahead).toISOString(),
  });
  invoke = (event) => handler(event, { getRemainingTimeInMillis: () => 900_000 });
}

/** The function's identity in the hub, which may assume roles and nothing else. */
async function hubIdentity() {
  const iam = new IAMClient(cloud.settings);
  await iam.send(new CreateUserCommand({ UserName: "promotion" }));
  const statement = { Effect: "Allow", Action: "sts:AssumeRole", Resource: [roleArn(BUILD), roleArn(STAGE)] };
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  await iam.send(new PutUserPolicyCommand({ UserName: "promotion", PolicyName: "own", PolicyDocument }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: "promotion" }));
  return { accessKeyId: AccessKey?.AccessKeyId ?? "", secretAccessKey: AccessKey?.SecretAccessKey ?? "" };
}

interface Allowed {
  readonly Action: readonly string[];
  readonly Resource: string;
}

async function account(id: string, allowed: readonly Allowed[]): Promise<void> {
  const iam = new IAMClient(as(id));
  const trust = { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${HUB}:root` }, Action: "sts:AssumeRole" };
  const document = (Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
  await iam.send(new CreateRoleCommand({ RoleName: ROLE, AssumeRolePolicyDocument: document([trust]) }));
  const PolicyDocument = document(allowed.map((statement) => ({ Effect: "Allow", ...statement })));
  await iam.send(new PutRolePolicyCommand({ RoleName: ROLE, PolicyName: "own", PolicyDocument }));
  const isBuild = id === BUILD;
  const bucket = isBuild ? "built" : "staged";
  await new S3Client(as(id)).send(new CreateBucketCommand({ Bucket: bucket }));
  await new SageMakerClient(as(id)).send(new CreateModelPackageGroupCommand({ ModelPackageGroupName: "churn" }));
  const stage = isBuild ? "dev" : "test";
  const place = {
    ...{ format: 1, useCase: "churn", stage, account: id, region: REGION, bucket, kmsKeyArn: null, buildRoleArn: null },
    ...{ deployRoleArn: null, stateBucket: null, permissionsBoundaryArn: null, projectId: null, alarmTopicArn: null },
    ...{ subnetIds: [], securityGroupIds: [] },
  };
  const Name = placeParameterName(PREFIX, "churn", stage);
  await new SSMClient(as(id)).send(new PutParameterCommand({ Name, Type: "String", Value: JSON.stringify(place) }));
}

function settings(): AiopsSettings {
  const { key: _key, bucket: _bucket, ...useCase } = useCaseOf();
  const [test] = useCase.stages;
  return {
    ...{ format: 1, prefix: PREFIX, partition: "aws", domainId: "dzd_1" },
    codeHosts: {
      main: { type: "github", url: "https://github.com", namespace: "acme", secretArn: "arn:aws:secretsmanager:x" },
    },
    useCases: {
      churn: {
        ...useCase,
        build: { name: "dev", account: BUILD, region: REGION, accountRoleArn: roleArn(BUILD), projectName: "churn" },
        stages: [{ ...test, account: STAGE, region: REGION, accountRoleArn: roleArn(STAGE) }],
      },
    },
  };
}

/** GitHub's part that the function asks: a dispatch that tells its run, and that run. */
const codeHost: Transport = ({ method, path, body }) => {
  if (method === "POST") {
    told.push({ inputs: (body as { inputs: Record<string, string> }).inputs, conclusion: null });
    return Promise.resolve({ status: 200, headers: {}, body: { workflow_run_id: told.length } });
  }
  const { conclusion } = told[Number(path.split("/").at(-1)) - 1];
  const run = { id: told.length, status: conclusion === null ? "in_progress" : "completed", conclusion };
  return Promise.resolve({ status: 200, headers: {}, body: run });
};

/** A version with a file and a folder, built and approved by two people. */
async function build(approver = "bob"): Promise<string> {
  const s3 = new S3Client(as(BUILD));
  const put = (Key: string, Body: string) =>
    s3.send(new PutObjectCommand({ Bucket: "built", Key, Body, ChecksumAlgorithm: "SHA256" }));
  await put("churn/runs/1/model.tar.gz", "model");
  await put("churn/runs/1/weights/a b.bin", "one");
  await put("churn/runs/1/weights/deep/c.bin", "three");
  await put("churn/runs/1/bias.json", "{}");
  const sagemaker = new SageMakerClient(as(BUILD));
  const folder = {
    S3Uri: "s3://built/churn/runs/1/weights/",
    S3DataType: "S3Prefix" as const,
    CompressionType: "None" as const,
  };
  const { ModelPackageArn = "" } = await sagemaker.send(
    new CreateModelPackageCommand({
      ModelPackageGroupName: "churn",
      InferenceSpecification: {
        Containers: [
          { Image: "i:1", ModelDataUrl: "s3://built/churn/runs/1/model.tar.gz" },
          { Image: "i:1", ModelDataSource: { S3DataSource: folder } },
        ],
      },
      ModelMetrics: {
        Bias: { Report: { ContentType: "application/json", S3Uri: "s3://built/churn/runs/1/bias.json" } },
      },
      CustomerMetadataProperties: { author: "ann", "metric.r2": "0.9" },
      ModelCard: { ModelCardContent: '{"model_overview":{}}', ModelCardStatus: "Draft" },
    }),
  );
  const iam = new IAMClient(as(BUILD));
  await iam.send(new CreateUserCommand({ UserName: approver })).catch(() => undefined);
  const allow = { Effect: "Allow", Action: "sagemaker:UpdateModelPackage", Resource: "*" };
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [allow] });
  await iam.send(new PutUserPolicyCommand({ UserName: approver, PolicyName: "own", PolicyDocument }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: approver }));
  const credentials = { accessKeyId: AccessKey?.AccessKeyId ?? "", secretAccessKey: AccessKey?.SecretAccessKey ?? "" };
  await new SageMakerClient({ ...as(BUILD), credentials }).send(
    new UpdateModelPackageCommand({ ModelPackageArn, ModelApprovalStatus: "Approved" }),
  );
  return ModelPackageArn;
}

const caller = {
  id: "i",
  kind: "person",
  names: ["dora"],
  groups: ["retention"],
  governanceTeam: false,
  auditor: false,
} as const;
const ask = (errand: object) => invoke({ office: { caller, errand } });
const event = (release: string) => ({
  Records: [
    {
      messageId: "1",
      body: JSON.stringify({
        "detail-type": "SageMaker Model Package State Change",
        detail: { ModelPackageArn: release },
      }),
    },
  ],
});

beforeAll(async () => {
  cloud = await Cloud.start();
  await prepare();
});
afterAll(() => cloud.stop());

describe("a promotion across accounts, under IAM", () => {
  let release: string;

  it("copies every file with its digest, registers the version with its origin, and has exactly it deployed", async () => {
    release = await build();
    expect(await invoke(event(release))).toEqual({ batchItemFailures: [] });
    const target = `arn:aws:sagemaker:${REGION}:${STAGE}:model-package/churn/1`;
    expect(told.map(({ inputs }) => [inputs.stage, inputs.release])).toEqual([["test", target]]);
    const described = await new SageMakerClient(as(STAGE)).send(
      new DescribeModelPackageCommand({ ModelPackageName: target }),
    );
    expect(described.ModelApprovalStatus).toBe("Approved");
    expect(described.CustomerMetadataProperties).toMatchObject({ "smus:source": release, author: "ann" });
    const containers = described.InferenceSpecification?.Containers ?? [];
    const [bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(containers[0].ModelDataUrl ?? "")!.slice(1);
    expect(bucket).toBe("staged");
    const s3 = new S3Client(as(STAGE));
    const { ChecksumSHA256 } = await s3.send(
      new HeadObjectCommand({ Bucket: bucket, Key: key, ChecksumMode: "ENABLED" }),
    );
    expect(ChecksumSHA256).toBe(createHash("sha256").update("model").digest("base64"));
    const folder = containers[1].ModelDataSource?.S3DataSource?.S3Uri?.replace("s3://staged/", "") ?? "";
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: "staged", Prefix: folder }));
    expect(Contents.map(({ Key }) => Key?.slice(folder.length))).toEqual(["a b.bin", "deep/c.bin"]);
  });

  it("is done once its run has succeeded, whatever events come again, and evidence says who and what", async () => {
    told[0].conclusion = "success";
    // The run is asked for again after a while.
    ahead = 300_000;
    await invoke(event(release));
    await invoke(event(release));
    expect(told).toHaveLength(1);
    expect(await ask({ ask: "use-case", useCase: "churn" })).toMatchObject({
      promotions: [{ source: release, state: "done" }],
    });
    const { Contents = [] } = await clients.bucket.send(
      new ListObjectsV2Command({ Bucket: "hub", Prefix: "evidence/promotions/" }),
    );
    const names = Contents.map(({ Key = "" }) => Key.split("/").slice(4).join("/"));
    expect(names).toEqual(expect.arrayContaining(["churn-v1-1/gates.json", "churn-v1-1/test-ordered.json"]));
    const Key = Contents.find((one) => one.Key?.endsWith("test-ordered.json"))?.Key;
    const { Body } = await clients.bucket.send(new GetObjectCommand({ Bucket: "hub", Key }));
    expect(JSON.parse((await Body?.transformToString()) ?? "")).toMatchObject({
      useCase: "churn",
      stage: "test",
      makers: ["ann"],
    });
  });

  it("is shown by the office to those who may see it, and to nobody else", async () => {
    expect(await ask({ ask: "use-cases" })).toMatchObject({
      useCases: [
        { useCase: "churn", stages: [{ stage: "test", promoted: { source: release, by: "gates" }, waits: [] }] },
      ],
    });
    const stranger = { ...caller, groups: [] };
    expect(await invoke({ office: { caller: stranger, errand: { ask: "use-case", useCase: "churn" } } })).toMatchObject(
      { refused: "not-found" },
    );
    expect(await ask({ ask: "rollback", useCase: "churn", stage: "test", reason: "x" })).toMatchObject({
      refused: "nothing-to-go-back-to",
    });
    expect(await ask({ ask: "promote", useCase: "churn", release: "latest", reason: "x" })).toMatchObject({
      refused: "not-promotable",
    });
  });

  it("of a version that its author has approved does not begin, and a sweep finds it without any event", async () => {
    const own = await build("ann");
    expect(await invoke({ sweep: true })).toMatchObject({ looked: 1, failed: 0 });
    expect(told).toHaveLength(1);
    const shown = (await ask({ ask: "use-case", useCase: "churn" })) as {
      promotions: { source: string; state: string }[];
    };
    expect(shown.promotions[0]).toMatchObject({ source: own, state: "refused" });
  });
});

describe("a copy of a large file", () => {
  it("is made in parts, goes on where it was cut off, and is one that S3 has measured", async () => {
    const { s3 } = clients.account(roleArn(STAGE), REGION);
    const part = 5 * 1024 * 1024;
    const Body = Buffer.alloc(part * 2 + 7, "x");
    const from = { bucket: "built", key: "churn/runs/2/large.bin" };
    await new S3Client(as(BUILD)).send(new PutObjectCommand({ Bucket: from.bucket, Key: from.key, Body }));
    const to = { bucket: "staged", key: "churn/models/2/large.bin" };
    const source = (await found(s3, from))!;
    const target = { s3, kmsKeyArn: null, largest: part, part };
    expect(await copyFile(source, to, { ...target, isOver: () => true })).toBeUndefined();
    const copy = await copyFile(source, to, { ...target, isOver: () => false });
    expect(copy?.bytes).toBe(Body.length);
    // S3 gives a digest of digests with the number of parts, moto one of the whole.
    expect(copy?.sha256).toMatch(/^[A-Za-z0-9+/]{43}=(-3)?$/);
    // Once it is there it is not made again, and a copy of something else is refused.
    expect(await copyFile(source, to, { ...target, isOver: () => true })).toEqual(copy);
    await expect(copyFile({ ...source, etag: '"other"' }, to, { ...target, isOver: () => false })).rejects.toThrow(
      "something else",
    );
  });
});
