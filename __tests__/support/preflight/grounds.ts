import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateSubnetCommand, CreateVpcCommand, EC2Client, ModifyVpcAttributeCommand } from "@aws-sdk/client-ec2";
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DetachRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { CreateKeyCommand, KMSClient, PutKeyPolicyCommand } from "@aws-sdk/client-kms";
import { RAMClient } from "@aws-sdk/client-ram";
import { CreateBucketCommand, PutBucketTaggingCommand, S3Client } from "@aws-sdk/client-s3";
import { DataZoneClient } from "@aws-sdk/client-datazone";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { Stage } from "../../../configuration/model";
import { TAG_KEYS } from "../../../contracts/names";
import { rootCredentials } from "../../../packages/emulator";
import { preflight, type PreflightReport } from "../../../preflight";
import { operatorCredentials, prepareAccounts, terraformRoles } from "../../../sandbox/launcher/accounts";
import { findPythonTools } from "../../../sandbox/launcher/python-tools";
import { emulatorUrl, Services } from "../../../sandbox/launcher/services";
import { recordGrants } from "../life/record-grants";
import { ROOT } from "../life/tools";

export const REGION = "us-east-1";

type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
};

const EVERYTHING = "arn:aws:iam::aws:policy/AdministratorAccess";
const OURS = [{ Key: TAG_KEYS.managedBy, Value: "smus-cdktf" }];

/** A document that lets services assume a role for one account. */
export const trusting = (services: readonly string[], sourceAccount: string, actions = ["sts:AssumeRole"]): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: services },
        Action: actions,
        Condition: { StringEquals: { "aws:SourceAccount": sourceAccount } },
      },
    ],
  });

/** Accounts on a local AWS as preflight meets them: whatever was made there by hand, and no Terraform. */
export class Grounds {
  private constructor(
    private readonly directory: string,
    private readonly services: Services,
  ) {}

  static async start(invitedAccountIds: readonly string[] = [], organizationId?: string): Promise<Grounds> {
    const directory = mkdtempSync(join(tmpdir(), "smus-preflight-"));
    const tools = await findPythonTools(join(ROOT, ".smus"), process.env, () => undefined);
    const services = await Services.start({
      root: ROOT,
      workDirectory: directory,
      environment: process.env,
      tools,
      invitedAccountIds,
      enabledRegions: [],
      organizationId,
      ownProviders: true,
    });
    return new Grounds(directory, services);
  }

  async stop(): Promise<void> {
    await recordGrants(this.services.addresses);
    await this.services.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  get url(): string {
    return emulatorUrl(this.services.addresses);
  }

  /** Makes Terraform's roles in the accounts of a stage, with exactly the policies that are printed, and runs preflight. */
  async preflight(stage: Stage, stages: readonly Stage[] = [stage]): Promise<PreflightReport> {
    await prepareAccounts(this.services.addresses, stages, terraformRoles(stages));
    return this.look(stage);
  }

  /** Runs preflight with the roles that are there. */
  async look(stage: Stage): Promise<PreflightReport> {
    const { accessKeyId, secretAccessKey } = await operatorCredentials(this.services.addresses);
    return preflight({
      stage,
      environment: {
        AWS_ENDPOINT_URL: this.url,
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
      },
    });
  }

  private settings(credentials: Credentials) {
    return { region: REGION, endpoint: this.url, credentials, maxAttempts: 1 };
  }

  /** Clients of the root user of an account. */
  root(account: string) {
    const settings = this.settings(rootCredentials(account));
    return {
      ec2: new EC2Client(settings),
      iam: new IAMClient(settings),
      kms: new KMSClient(settings),
      s3: new S3Client({ ...settings, forcePathStyle: true }),
    };
  }

  /** Clients of a role of an account that may do everything in it. */
  async as(account: string, role: string) {
    await this.role(account, role, JSON.stringify(anybodyOf(account)));
    await this.root(account).iam.send(new AttachRolePolicyCommand({ RoleName: role, PolicyArn: EVERYTHING }));
    const operator = await this.person(account);
    const sts = new STSClient(this.settings(operator));
    const RoleArn = `arn:aws:iam::${account}:role/${role}`;
    const { Credentials: made } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "by-hand" }));
    const settings = this.settings({
      accessKeyId: made?.AccessKeyId ?? "",
      secretAccessKey: made?.SecretAccessKey ?? "",
      sessionToken: made?.SessionToken,
    });
    return { datazone: new DataZoneClient(settings), ram: new RAMClient(settings) };
  }

  private async person(account: string): Promise<Credentials> {
    const { IamOfAccount } = await import("../../../sandbox/launcher/iam-of-account");
    const iam = new IamOfAccount(this.url, account);
    const assume = { Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" };
    await iam.user("hand", { Assume: { Version: "2012-10-17", Statement: [assume] } });
    return iam.accessKey("hand");
  }

  /** Makes a role, or gives one that is there another trust policy. Tags say whose it is. */
  async role(account: string, name: string, trust: string, { ours = true, path = "/" } = {}): Promise<void> {
    const { iam } = this.root(account);
    const Tags = ours ? OURS : [];
    await iam
      .send(new CreateRoleCommand({ RoleName: name, Path: path, AssumeRolePolicyDocument: trust, Tags }))
      .catch(() => iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: name, PolicyDocument: trust })));
  }

  /** Takes managed policies of matching names from a role. */
  async takePolicies(account: string, role: string, names: RegExp): Promise<void> {
    const { iam } = this.root(account);
    const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: role }));
    for (const { PolicyArn, PolicyName = "" } of AttachedPolicies)
      if (names.test(PolicyName)) await iam.send(new DetachRolePolicyCommand({ RoleName: role, PolicyArn }));
  }

  async bucket(account: string, name: string, ours: boolean): Promise<void> {
    const { s3 } = this.root(account);
    await s3.send(new CreateBucketCommand({ Bucket: name }));
    if (ours) await s3.send(new PutBucketTaggingCommand({ Bucket: name, Tagging: { TagSet: OURS } }));
  }

  /** Makes a key, and answers its ARN. */
  async key(account: string): Promise<string> {
    return (await this.root(account).kms.send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? "";
  }

  async keyPolicy(account: string, key: string, policy: string): Promise<void> {
    await this.root(account).kms.send(new PutKeyPolicyCommand({ KeyId: key, PolicyName: "default", Policy: policy }));
  }

  /** Makes a VPC with a subnet in each of the zones. */
  async network(account: string, zones: readonly string[]): Promise<{ vpcId: string; subnets: { id: string }[] }> {
    const { ec2 } = this.root(account);
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.40.0.0/16" }));
    const vpcId = Vpc?.VpcId ?? "";
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId: vpcId, EnableDnsHostnames: { Value: true } }));
    const subnets: { id: string }[] = [];
    for (const [index, zone] of zones.entries()) {
      const range = { CidrBlock: `10.40.${index}.0/24`, AvailabilityZone: REGION + zone };
      const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: vpcId, ...range }));
      subnets.push({ id: Subnet?.SubnetId ?? "" });
    }
    return { vpcId, subnets };
  }
}

const anybodyOf = (account: string) => ({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "sts:AssumeRole" },
    { Effect: "Allow", Principal: { Service: "datazone.amazonaws.com" }, Action: "sts:AssumeRole" },
  ],
});
