import { readFileSync, writeFileSync } from "node:fs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IAMClient, CreateRoleCommand, GetRoleCommand, ListRolesCommand } from "@aws-sdk/client-iam";
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { GetParameterCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { rootCredentials, unverifiedAuthorization } from "../../packages/emulator/identity";
import { motoFile } from "../../packages/emulator/saved-state";
import { findPythonTools } from "../../sandbox/launcher/python-tools";
import { emulatorUrl, saveMemory, Services } from "../../sandbox/launcher/services";
import { describeLife, ROOT } from "../support/life";

const ACCOUNT = "500000000001";
const REGION = "us-east-1";

/**
 * Resources that one sandbox has made exist, too, in another one that begins from its memory: in moto's own services,
 * by their own calls.
 */
describeLife("the memory of moto, saved and loaded", () => {
  const directory = mkdtempSync(join(tmpdir(), "smus-memory-"));
  const running: Services[] = [];
  afterAll(async () => {
    await Promise.all(running.map((services) => services.stop()));
    rmSync(directory, { recursive: true, force: true });
  });

  const start = async (name: string, load?: string): Promise<Services> => {
    const workDirectory = join(directory, name);
    const tools = await findPythonTools(join(ROOT, ".smus"), process.env, () => undefined);
    const request = {
      root: ROOT,
      workDirectory,
      environment: process.env,
      tools,
      invitedAccountIds: [],
      enabledRegions: [],
      load,
      // Services that nobody else uses are among them, and nobody has said what their operations need in IAM.
      noIam: true,
    };
    const services = await Services.start(request);
    running.push(services);
    return services;
  };
  const clients = (services: Services) => {
    const credentials = rootCredentials(ACCOUNT);
    const settings = { region: REGION, endpoint: emulatorUrl(services.addresses), credentials };
    const ask = async (service: string, target: string, body: object, version = "1.1"): Promise<unknown> => {
      const response = await fetch(settings.endpoint, {
        method: "POST",
        headers: {
          authorization: unverifiedAuthorization(credentials.accessKeyId, REGION, service),
          "content-type": `application/x-amz-json-${version}`,
          "x-amz-target": target,
        },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`${target}: ${response.status} ${await response.text()}`);
      return response.json();
    };
    return {
      iam: new IAMClient(settings),
      s3: new S3Client({ ...settings, forcePathStyle: true }),
      ssm: new SSMClient(settings),
      kms: (operation: string, body: object) => ask("kms", `TrentService.${operation}`, body),
      dynamodb: (operation: string, body: object) => ask("dynamodb", `DynamoDB_20120810.${operation}`, body, "1.0"),
      sqs: (operation: string, body: object) => ask("sqs", `AmazonSQS.${operation}`, body, "1.0"),
    };
  };
  const role = { RoleName: "maker", AssumeRolePolicyDocument: "{}" };
  let keyId: string;
  let secret: string;
  let second: Services;

  it("takes roles, objects with their versions, parameters, keys with what they encrypted, tables and queues along", async () => {
    const first = await start("first");
    const made = clients(first);
    await made.iam.send(new CreateRoleCommand(role));
    await made.s3.send(new CreateBucketCommand({ Bucket: "kept" }));
    const VersioningConfiguration = { Status: "Enabled" } as const;
    await made.s3.send(new PutBucketVersioningCommand({ Bucket: "kept", VersioningConfiguration }));
    const put = new PutObjectCommand({ Bucket: "kept", Key: "a/b c.txt", Body: "one" });
    const { VersionId } = await made.s3.send(put);
    await made.s3.send(new PutObjectCommand({ Bucket: "kept", Key: "a/b c.txt", Body: "two" }));
    await made.ssm.send(new PutParameterCommand({ Name: "/a", Value: "1", Type: "String" }));
    ({
      KeyMetadata: { KeyId: keyId },
    } = (await made.kms("CreateKey", {})) as { KeyMetadata: { KeyId: string } });
    const Plaintext = Buffer.from("secret").toString("base64");
    const encrypted = await made.kms("Encrypt", { KeyId: keyId, Plaintext });
    secret = (encrypted as { CiphertextBlob: string }).CiphertextBlob;
    await made.dynamodb("CreateTable", {
      TableName: "t",
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      BillingMode: "PAY_PER_REQUEST",
    });
    await made.dynamodb("PutItem", { TableName: "t", Item: { id: { S: "x" }, n: { N: "7" } } });
    await made.sqs("CreateQueue", { QueueName: "q" });

    await saveMemory(first.addresses, join(directory, "memory"));
    second = await start("second", join(directory, "memory"));
    const found = clients(second);
    expect((await found.iam.send(new GetRoleCommand({ RoleName: "maker" }))).Role?.RoleName).toBe("maker");
    const read = async (version?: string): Promise<string | undefined> => {
      const object = { Bucket: "kept", Key: "a/b c.txt", VersionId: version };
      return (await found.s3.send(new GetObjectCommand(object))).Body?.transformToString();
    };
    expect([await read(), await read(VersionId)]).toEqual(["two", "one"]);
    expect((await found.ssm.send(new GetParameterCommand({ Name: "/a" }))).Parameter?.Value).toBe("1");
    expect(await found.kms("Decrypt", { CiphertextBlob: secret })).toMatchObject({ Plaintext });
    expect(await found.dynamodb("GetItem", { TableName: "t", Key: { id: { S: "x" } } })).toMatchObject({
      Item: { n: { N: "7" } },
    });
    expect(await found.sqs("ListQueues", {})).toMatchObject({ QueueUrls: [expect.stringMatching(/\/q$/)] });
  });

  it("keeps apart what both go on to make", async () => {
    const [one, other] = running.map(clients);
    await one.iam.send(new CreateRoleCommand({ ...role, RoleName: "of-the-first" }));
    await other.s3.send(new PutObjectCommand({ Bucket: "kept", Key: "a/b c.txt", Body: "three" }));
    const roles = async ({ iam }: typeof one) =>
      ((await iam.send(new ListRolesCommand({}))).Roles ?? []).map(({ RoleName }) => RoleName).sort();
    expect([await roles(one), await roles(other)]).toEqual([["maker", "of-the-first"], ["maker"]]);
    const read = async ({ s3 }: typeof one) =>
      (await s3.send(new GetObjectCommand({ Bucket: "kept", Key: "a/b c.txt" }))).Body?.transformToString();
    expect([await read(one), await read(other)]).toEqual(["two", "three"]);
  });

  it("can be saved again after it was loaded", async () => {
    await saveMemory(second.addresses, join(directory, "again"));
    const third = clients(await start("third", join(directory, "again")));
    expect(await third.kms("Decrypt", { CiphertextBlob: secret })).toMatchObject({
      Plaintext: Buffer.from("secret").toString("base64"),
    });
  });

  it("is refused in one line where another moto has written it", async () => {
    const file = motoFile(join(directory, "memory"));
    const bytes = readFileSync(file);
    const at = bytes.indexOf("5.2.");
    expect(at).toBeGreaterThan(0);
    bytes.write("4", at);
    writeFileSync(file, bytes);
    await expect(start("other", join(directory, "memory"))).rejects.toMatchObject({
      message: expect.stringMatching(/^moto did not start/) as string,
      detail: expect.stringMatching(/was written by .*: make it anew/) as string,
    });
  });
});
