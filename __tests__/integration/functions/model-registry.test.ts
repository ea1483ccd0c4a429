import {
  CreateModelPackageCommand,
  CreateModelPackageGroupCommand,
  DeleteModelPackageGroupCommand,
  DescribeModelPackageCommand,
  GetModelPackageGroupPolicyCommand,
  PutModelPackageGroupPolicyCommand,
  SageMakerClient,
  UpdateModelPackageCommand,
} from "@aws-sdk/client-sagemaker";
import { decideVersion } from "../../../functions/model-promotion/account/decide";
import { registerVersion } from "../../../functions/model-promotion/account/register";
import type { AccountClients } from "../../../functions/model-promotion/clients";
import { BuildRegistry } from "../../../functions/model-promotion/registry/build-registry";
import { contentOf, type Promotion } from "../../../governance/promotions";
import { type Emulator, emulatorCredentials, startEmulator } from "../../../packages/emulator";
import { useCaseOf } from "../../unit/governance/promotions/world";

const BUILD = "111111111111";
const STAGE = "222222222222";
const useCase = useCaseOf();
const MODEL = "s3://artifacts/churn/runs/1/model.tar.gz";
const REPORT = "s3://artifacts/churn/runs/1/bias.json";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ pageSize: 2, iam: false });
  for (const account of [BUILD, STAGE])
    await client(account).send(new CreateModelPackageGroupCommand({ ModelPackageGroupName: "churn" }));
});
afterEach(() => emulator.stop());

const client = (account: string, role = "Admin", session?: string): SageMakerClient =>
  new SageMakerClient({
    endpoint: emulator.url,
    region: "eu-west-1",
    credentials: emulatorCredentials(account, role, session),
    maxAttempts: 1,
  });
const registry = () => new BuildRegistry(() => ({ sagemaker: client(BUILD) }) as unknown as AccountClients);

/** A version as the templates' build repositories register it. */
async function build(changes: object = {}): Promise<string> {
  const { ModelPackageArn } = await client(BUILD, "pipeline").send(
    new CreateModelPackageCommand({
      ModelPackageGroupName: "churn",
      ModelApprovalStatus: "PendingManualApproval",
      InferenceSpecification: {
        Containers: [
          {
            Image: "111111111111.dkr.ecr.eu-west-1.amazonaws.com/churn:1",
            ModelDataUrl: MODEL,
            Environment: { A: "b" },
          },
        ],
        SupportedContentTypes: ["text/csv"],
      },
      ModelMetrics: { Bias: { Report: { ContentType: "application/json", S3Uri: REPORT } } },
      MetadataProperties: { CommitId: "c1" },
      CustomerMetadataProperties: { author: "ann", "metric.r2": "0.81" },
      ModelCard: { ModelCardContent: JSON.stringify({ model_overview: {} }), ModelCardStatus: "PendingReview" },
      ...changes,
    }),
  );
  return ModelPackageArn ?? "";
}
const approve = (release: string, by = "bob") =>
  client(BUILD, by).send(new UpdateModelPackageCommand({ ModelPackageArn: release, ModelApprovalStatus: "Approved" }));

const copied = { files: 1, bytes: 3, digest: "d".repeat(64), manifest: "s3://stage/churn/models/1/a/manifest.json" };
const promotionOf = (source: string): Promotion => ({
  ...{ id: "churn-v1-1", source, rank: [1, 0], state: "under-way", since: "2026-11-02T00:00:00.000Z", gates: [] },
  ...{ content: "", makers: ["ann"], approvers: ["bob"], commit: "c1", passages: {} },
});
const addresses = new Map([
  [MODEL, "s3://stage/churn/models/1/model.tar.gz"],
  [REPORT, "s3://stage/churn/models/1/bias.json"],
]);
async function register(source: string, changes: object = {}) {
  const described = await client(BUILD).send(new DescribeModelPackageCommand({ ModelPackageName: source }));
  return registerVersion(client(STAGE), {
    ...{ promotion: promotionOf(source), copied, group: "churn", described, addresses },
    ...changes,
  });
}

describe("the registry of a build account", () => {
  it("tells of a version what gates ask for, and who has approved it", async () => {
    const release = await build();
    expect(await registry().describe(useCase, release)).toMatchObject({
      approval: "PendingManualApproval",
      changedBy: [],
    });
    await approve(release);
    expect(await registry().describe(useCase, release)).toEqual({
      ...{ release, version: 1, status: "Completed", approval: "Approved", commit: "c1", hasModelCard: true },
      changedBy: ["emulator", "bob"],
      changedAt: expect.any(String) as string,
      madeBy: ["emulator", "pipeline"],
      properties: { author: "ann", "metric.r2": "0.81" },
      reports: { bias: true, explainability: false },
      artifacts: [
        { member: "InferenceSpecification.Containers[0].ModelDataUrl", uri: MODEL, kind: "object" },
        { member: "ModelMetrics.Bias.Report.S3Uri", uri: REPORT, kind: "object" },
      ],
      images: ["111111111111.dkr.ecr.eu-west-1.amazonaws.com/churn:1"],
    });
  });

  it("lists versions over all pages, with their approval and stage of life", async () => {
    for (let count = 0; count < 5; count++) await build();
    const last = await build({ ModelLifeCycle: { Stage: "Staging", StageStatus: "Approved" } });
    const listed = await registry().list(useCase);
    expect(listed.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(listed.at(-1)).toEqual({
      ...{ release: last, version: 6, approval: "PendingManualApproval" },
      lifeCycle: { stage: "Staging", status: "Approved" },
    });
  });

  it("knows nothing of versions that are gone, of another account, or of another group", async () => {
    const of = (account: string, group: string) => `arn:aws:sagemaker:eu-west-1:${account}:model-package/${group}/1`;
    expect(await registry().describe(useCase, of(BUILD, "churn"))).toBeUndefined();
    await build();
    for (const other of [of(STAGE, "churn"), of(BUILD, "other"), "churn"])
      expect(await registry().describe(useCase, other)).toBeUndefined();
  });

  it("sees content that was changed after the approval, and a property beside it as none", async () => {
    const release = await build();
    const content = async () => contentOf((await registry().describe(useCase, release))!);
    const change = (properties: Record<string, string>) =>
      client(BUILD).send(
        new UpdateModelPackageCommand({ ModelPackageArn: release, CustomerMetadataProperties: properties }),
      );
    const before = await content();
    await change({ note: "seen" });
    expect(await content()).toBe(before);
    await change({ "metric.r2": "0.99" });
    expect(await content()).not.toBe(before);
  });
});

describe("a registration in a stage's account", () => {
  it("has the content of the version at new addresses, its origin, and waits for approval", async () => {
    const source = await build();
    const made = await register(source);
    const release = "arn:aws:sagemaker:eu-west-1:222222222222:model-package/churn/1";
    expect(made).toEqual({ release });
    const found = await client(STAGE).send(new DescribeModelPackageCommand({ ModelPackageName: release }));
    expect(found).toMatchObject({
      ModelApprovalStatus: "PendingManualApproval",
      InferenceSpecification: {
        Containers: [{ ModelDataUrl: "s3://stage/churn/models/1/model.tar.gz", Environment: { A: "b" } }],
      },
      ModelMetrics: { Bias: { Report: { S3Uri: "s3://stage/churn/models/1/bias.json" } } },
      CustomerMetadataProperties: {
        ...{ author: "ann", "metric.r2": "0.81", commit: "c1" },
        "smus:source": source,
        "smus:promotion": "churn-v1-1",
        "smus:digest": copied.digest,
      },
    });
    expect(emulator.violations.list()).toEqual([]);
  });

  it("is made once, however often and with whatever answer lost", async () => {
    const source = await build();
    emulator.faults.add([{ service: "sagemaker", operation: "CreateModelPackage", mode: "lost-response" }]);
    await expect(register(source)).rejects.toThrow();
    const again = await Promise.all([register(source), register(source)]);
    expect(new Set(again.map((one) => JSON.stringify(one))).size).toBe(1);
    // Of other content it is another one.
    const other = await register(source, { copied: { ...copied, digest: "e".repeat(64) } });
    expect(other).toEqual({ release: expect.stringMatching(/churn\/2$/) as string });
  });

  it("is refused with a sentence where a version has too many properties", async () => {
    const properties = Object.fromEntries(Array.from({ length: 48 }, (_, index) => [`p${index}`, "x"]));
    expect(await register(await build({ CustomerMetadataProperties: properties }))).toMatchObject({
      hindrance: expect.stringContaining("properties; allowed: 50") as string,
    });
  });

  it("fails where an address was not copied: nothing of the build account is registered there", async () => {
    await expect(register(await build(), { addresses: new Map([[MODEL, "s3://stage/m"]]) })).rejects.toThrow(REPORT);
  });
});

describe("a decision in a stage's account", () => {
  const releaseOf = async (): Promise<string> => {
    const made = await register(await build());
    return "release" in made ? made.release : "";
  };
  const approved = { outcome: "Approved", reason: "Promotion churn-v1-1" } as const;

  it("is made once, and may be another one later", async () => {
    const release = await releaseOf();
    await decideVersion(client(STAGE), release, approved);
    await decideVersion(client(STAGE), release, approved);
    const updates = emulator.log.list().filter(({ operation }) => operation === "UpdateModelPackage");
    expect(updates).toHaveLength(1);
    expect(await decideVersion(client(STAGE), release, { outcome: "Rejected", reason: "lapsed" })).toBeUndefined();
    expect(await decideVersion(client(STAGE), release, approved)).toBeUndefined();
  });

  it("is not made over a rejection by people of the account", async () => {
    const release = await releaseOf();
    await client(STAGE, "operator").send(
      new UpdateModelPackageCommand({
        ModelPackageArn: release,
        ModelApprovalStatus: "Rejected",
        ApprovalDescription: "wrong data",
      }),
    );
    expect(await decideVersion(client(STAGE), release, approved)).toMatchObject({
      hindrance: expect.stringContaining("wrong data") as string,
    });
  });

  it("says that a version is gone", async () => {
    const gone = "arn:aws:sagemaker:eu-west-1:222222222222:model-package/churn/9";
    expect(await decideVersion(client(STAGE), gone, approved)).toMatchObject({
      hindrance: expect.stringContaining("gone") as string,
    });
  });
});

describe("the emulator's registry", () => {
  it("tells of every change with its fields, on the bus of the account", async () => {
    const release = await build();
    await approve(release);
    const told = emulator.events.list().map(({ event }) => event);
    expect(told.map(({ account, resources }) => [account, resources])).toEqual([
      [BUILD, [release]],
      [BUILD, [release]],
    ]);
    expect(told[1]).toMatchObject({
      source: "aws.sagemaker",
      "detail-type": "SageMaker Model Package State Change",
      detail: { ModelApprovalStatus: "Approved", UpdatedModelPackageFields: ["ModelApprovalStatus"] },
    });
  });

  it("keeps policies of groups, and deletes no group that holds versions", async () => {
    const group = { ModelPackageGroupName: "churn" };
    const policy = () => client(STAGE).send(new GetModelPackageGroupPolicyCommand(group));
    await expect(policy()).rejects.toThrow("Cannot find resource policy");
    await client(STAGE).send(new PutModelPackageGroupPolicyCommand({ ...group, ResourcePolicy: "{}" }));
    expect((await policy()).ResourcePolicy).toBe("{}");
    await client(STAGE).send(new DeleteModelPackageGroupCommand(group));
    await expect(policy()).rejects.toThrow("Cannot find Model Package Group");
    await build();
    await expect(client(BUILD).send(new DeleteModelPackageGroupCommand(group))).rejects.toThrow(
      "contains model packages",
    );
  });
});
