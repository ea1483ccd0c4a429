import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  AttachRolePolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  IAMClient,
  ListRolesCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  AssumeRoleWithWebIdentityCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { rootCredentials } from "../../packages/emulator";
import { findPythonTools } from "../../sandbox/launcher/python-tools";
import { asRoot } from "../../sandbox/launcher/root-user";
import { emulatorUrl, Services } from "../../sandbox/launcher/services";
import { describeLife, ROOT } from "../support/life";

const ACCOUNT = "500000000001";
const OTHER = "500000000002";
const MANAGEMENT = "500000000009";
const REGION = "us-east-1";

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const may = (...Action: string[]) => ({ Effect: "Allow", Action, Resource: "*" });
const trusting = (AWS: string, Condition?: object) =>
  document({
    Effect: "Allow",
    Principal: { AWS },
    Action: ["sts:AssumeRole", "sts:TagSession"],
    ...(Condition && { Condition }),
  });

/** Policies that moto holds, judged call by call: by IAM's own documents and those of keys, buckets and the organization. */
describeLife("IAM of the sandbox", () => {
  const directory = mkdtempSync(join(tmpdir(), "smus-iam-"));
  let services: Services;

  beforeAll(async () => {
    const tools = await findPythonTools(join(ROOT, ".smus"), process.env, () => undefined);
    const request = {
      root: ROOT,
      workDirectory: directory,
      environment: process.env,
      tools,
      invitedAccountIds: [],
      enabledRegions: [],
    };
    services = await Services.start(request);
  });
  afterAll(async () => {
    await services?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const settings = (credentials: Credentials) => ({
    region: REGION,
    endpoint: emulatorUrl(services.addresses),
    credentials,
    maxAttempts: 1,
  });
  const iam = (credentials: Credentials) => new IAMClient(settings(credentials));
  const s3 = (credentials: Credentials) => new S3Client({ ...settings(credentials), forcePathStyle: true });
  const root = (account = ACCOUNT) => rootCredentials(account);
  const code = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => "allowed",
      (error: unknown) => `${(error as Error).name}: ${(error as Error).message}`,
    );

  /** A role with an inline policy, that users of the account may assume. */
  const makeRole = async (
    name: string,
    policy: string | undefined,
    trust = trusting(`arn:aws:iam::${ACCOUNT}:root`),
  ) => {
    await iam(root()).send(new CreateRoleCommand({ RoleName: name, Path: "/team/", AssumeRolePolicyDocument: trust }));
    if (policy !== undefined)
      await iam(root()).send(new PutRolePolicyCommand({ RoleName: name, PolicyName: "P", PolicyDocument: policy }));
    return `arn:aws:iam::${ACCOUNT}:role/team/${name}`;
  };
  let user: Promise<Credentials> | undefined;
  const makeUser = async (): Promise<Credentials> => {
    await iam(root()).send(new CreateUserCommand({ UserName: "person" }));
    const policy = { UserName: "person", PolicyName: "P", PolicyDocument: document(may("sts:*")) };
    await iam(root()).send(new PutUserPolicyCommand(policy));
    const { AccessKey } = await iam(root()).send(new CreateAccessKeyCommand({ UserName: "person" }));
    return { accessKeyId: AccessKey?.AccessKeyId ?? "", secretAccessKey: AccessKey?.SecretAccessKey ?? "" };
  };
  const assume = async (RoleArn: string, more: Partial<AssumeRoleCommandInput> = {}): Promise<Credentials> => {
    const sts = new STSClient(settings(await (user ??= makeUser())));
    const { Credentials: made } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "s", ...more }));
    return {
      accessKeyId: made?.AccessKeyId ?? "",
      secretAccessKey: made?.SecretAccessKey ?? "",
      sessionToken: made?.SessionToken,
    };
  };

  it("follows a change of a role's policies at once", async () => {
    const role = await assume(await makeRole("changing", undefined));
    const list = () => code(iam(role).send(new ListRolesCommand({})));
    expect(await list()).toContain(
      `AccessDenied: User: arn:aws:sts::${ACCOUNT}:assumed-role/changing/s is not authorized to perform: iam:ListRoles`,
    );
    const policy = { RoleName: "changing", PolicyName: "P" };
    await iam(root()).send(new PutRolePolicyCommand({ ...policy, PolicyDocument: document(may("iam:ListRoles")) }));
    expect(await list()).toBe("allowed");
    await iam(root()).send(new DeleteRolePolicyCommand(policy));
    expect(await list()).toContain("AccessDenied");
  });

  it("reads AWS's managed policies, boundaries, and the policy and tags of a session", async () => {
    const readOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    const bounded = await makeRole("managed", undefined);
    await iam(root()).send(new AttachRolePolicyCommand({ RoleName: "managed", PolicyArn: readOnly }));
    const whole = await assume(bounded);
    expect(await code(iam(whole).send(new GetRoleCommand({ RoleName: "managed" })))).toBe("allowed");
    expect(await code(iam(whole).send(new CreateUserCommand({ UserName: "x" })))).toContain("iam:CreateUser");

    const narrowed = await assume(bounded, { Policy: document(may("iam:ListRoles")) });
    expect(await code(iam(narrowed).send(new ListRolesCommand({})))).toBe("allowed");
    expect(await code(iam(narrowed).send(new GetRoleCommand({ RoleName: "managed" })))).toContain(
      "no session policy allows",
    );

    const { Policy } = await iam(root()).send(
      new CreatePolicyCommand({ PolicyName: "OnlyLists", PolicyDocument: document(may("iam:List*")) }),
    );
    const named = await assume(bounded, { PolicyArns: [{ arn: Policy?.Arn }] });
    expect(await code(iam(named).send(new GetRoleCommand({ RoleName: "managed" })))).toContain(
      "no session policy allows",
    );

    const Condition = { StringEquals: { "aws:PrincipalTag/team": "a" } };
    const tagged = await makeRole("tagged", document({ ...may("iam:ListRoles"), Condition }));
    const as = async (Value: string) => iam(await assume(tagged, { Tags: [{ Key: "team", Value }] }));
    expect(await code((await as("a")).send(new ListRolesCommand({})))).toBe("allowed");
    expect(await code((await as("b")).send(new ListRolesCommand({})))).toContain("iam:ListRoles");
  });

  it("asks a role's trust, with its external id", async () => {
    const Condition = { StringEquals: { "sts:ExternalId": "secret" } };
    const role = await makeRole("external", undefined, trusting(`arn:aws:iam::${ACCOUNT}:root`, Condition));
    expect(await code(assume(role))).toContain("AccessDenied");
    expect(await code(assume(role, { ExternalId: "other" }))).toContain("AccessDenied");
    expect(await code(assume(role, { ExternalId: "secret" }))).toBe("allowed");
    expect(await code(assume(`arn:aws:iam::${ACCOUNT}:role/nobody`))).toContain("AccessDenied");
  });

  it("asks a role's trust about a token of an identity provider, whose call carries no signature", async () => {
    const Condition = {
      StringEquals: { "tokens.example.com:aud": "sts.amazonaws.com" },
      StringLike: { "tokens.example.com:sub": "repo:acme/*" },
    };
    const Principal = { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/tokens.example.com` };
    const trust = document({ Effect: "Allow", Principal, Action: "sts:AssumeRoleWithWebIdentity", Condition });
    const RoleArn = await makeRole("job", document(may("iam:ListRoles")), trust);
    const sts = new STSClient(settings(root()));
    const present = (claims: object) =>
      sts.send(
        new AssumeRoleWithWebIdentityCommand({
          RoleArn,
          RoleSessionName: "s",
          WebIdentityToken: `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.x`,
        }),
      );
    const claims = { iss: "https://tokens.example.com", aud: "sts.amazonaws.com", sub: "repo:acme/x:ref:y" };
    const { Credentials: made } = await present(claims);
    const session = {
      accessKeyId: made?.AccessKeyId ?? "",
      secretAccessKey: made?.SecretAccessKey ?? "",
      sessionToken: made?.SessionToken,
    };
    expect(await code(iam(session).send(new ListRolesCommand({})))).toBe("allowed");
    expect(await code(iam(session).send(new CreateUserCommand({ UserName: "x" })))).toContain("assumed-role/job/s");
    expect(await code(present({ ...claims, sub: "repo:other/x" }))).toContain("AccessDenied");
    expect(await code(present({ ...claims, iss: "https://others.example.com" }))).toContain("AccessDenied");
    expect(await code(present({}))).toContain("InvalidIdentityToken");
  });

  it("asks policies of buckets and of the keys that encrypt them", async () => {
    const ask = asRoot(emulatorUrl(services.addresses), ACCOUNT, REGION);
    const made = await ask("kms", { target: "TrentService.CreateKey", body: {} });
    const { Arn: key } = (JSON.parse(made) as { KeyMetadata: { Arn: string } }).KeyMetadata;
    await s3(root()).send(new CreateBucketCommand({ Bucket: "kept-data" }));
    await s3(root()).send(
      new PutBucketEncryptionCommand({
        Bucket: "kept-data",
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: key } }],
        },
      }),
    );
    const object = { Bucket: "kept-data", Key: "a/b" };
    await s3(root()).send(new PutObjectCommand({ ...object, Body: "x" }));

    const objects = s3(await assume(await makeRole("objects", document(may("s3:*")))));
    expect(await code(objects.send(new GetObjectCommand(object)))).toContain(`kms:Decrypt on resource: ${key}`);
    const both = s3(await assume(await makeRole("both", document(may("s3:*", "kms:Decrypt")))));
    expect(await code(both.send(new GetObjectCommand(object)))).toBe("allowed");
    expect(await code(both.send(new PutObjectCommand({ ...object, Body: "y" })))).toContain("kms:GenerateDataKey");

    const denial = { Effect: "Deny", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::kept-data/a/*" };
    await s3(root()).send(new PutBucketPolicyCommand({ Bucket: "kept-data", Policy: document(denial) }));
    expect(await code(both.send(new GetObjectCommand(object)))).toContain(
      "with an explicit deny in a resource-based policy",
    );
    // HEAD has no body to say why in.
    const head = both.send(new HeadObjectCommand(object)).catch((error: unknown) => error);
    expect(await head).toMatchObject({ $metadata: { httpStatusCode: 403 } });
    await ask("kms", {
      target: "TrentService.PutKeyPolicy",
      body: { KeyId: key, PolicyName: "default", Policy: document({ ...may("kms:*"), Principal: { AWS: OTHER } }) },
    });
    const listed = both.send(new PutObjectCommand({ Bucket: "kept-data", Key: "c", Body: "y" }));
    expect(await code(listed)).toContain("no resource-based policy allows the kms:GenerateDataKey action");
  });

  it("holds an account to the service control policies above it, its root user too", async () => {
    const organizations = async (operation: string, body: object): Promise<Record<string, unknown>> => {
      const ask = asRoot(emulatorUrl(services.addresses), MANAGEMENT, REGION);
      const answer = await ask("organizations", { target: `AWSOrganizationsV20161128.${operation}`, body });
      return answer === "" ? {} : (JSON.parse(answer) as Record<string, unknown>);
    };
    await organizations("CreateOrganization", { FeatureSet: "ALL" });
    const { Roots } = (await organizations("ListRoots", {})) as { Roots: { Id: string }[] };
    await organizations("EnablePolicyType", { RootId: Roots[0].Id, PolicyType: "SERVICE_CONTROL_POLICY" });
    const created = await organizations("CreateAccount", { AccountName: "member", Email: "member@example.com" });
    const member = (created.CreateAccountStatus as { AccountId: string }).AccountId;
    expect(await code(iam(root(member)).send(new ListRolesCommand({})))).toBe("allowed");
    const { Policy } = (await organizations("CreatePolicy", {
      Name: "no-iam",
      Description: "d",
      Type: "SERVICE_CONTROL_POLICY",
      Content: document({ Effect: "Deny", Action: "iam:List*", Resource: "*" }),
    })) as { Policy: { PolicySummary: { Id: string; Arn: string } } };
    await organizations("AttachPolicy", { PolicyId: Policy.PolicySummary.Id, TargetId: member });
    expect(await code(iam(root(member)).send(new ListRolesCommand({})))).toContain(
      `with an explicit deny in a service control policy: ${Policy.PolicySummary.Arn}`,
    );
    expect(await code(iam(root(MANAGEMENT)).send(new ListRolesCommand({})))).toBe("allowed");
  });

  it("refuses calls of EC2 in EC2's words, and a key that nobody has issued", async () => {
    const { accessKeyId } = await assume(await makeRole("nothing", undefined));
    const ask = async (key: string, service: string, body: string) => {
      const authorization = `AWS4-HMAC-SHA256 Credential=${key}/20260101/${REGION}/${service}/aws4_request, SignedHeaders=host, Signature=none`;
      const headers = {
        authorization,
        "content-type": "application/x-www-form-urlencoded",
        "x-moto-account-id": ACCOUNT,
      };
      const response = await fetch(emulatorUrl(services.addresses), { method: "POST", headers, body });
      return `${response.status} ${await response.text()}`;
    };
    const refused = await ask(accessKeyId, "ec2", "Action=DescribeVpcs&Version=2016-11-15");
    expect(refused).toMatch(
      /^403 .*<Response><Errors><Error><Code>UnauthorizedOperation<\/Code><Message>You are not authorized/s,
    );
    // Nor can a client choose the account that it works in.
    expect(await ask("AKIANOBODY", "iam", "Action=ListRoles&Version=2010-05-08")).toMatch(/^403 .*AccessDenied/s);
  });
});
