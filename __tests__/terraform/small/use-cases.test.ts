import { EventBridgeClient, ListEventBusesCommand } from "@aws-sdk/client-eventbridge";
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DeleteRolePermissionsBoundaryCommand,
  IAMClient,
  ListOpenIDConnectProvidersCommand,
  ListPoliciesCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { ListModelPackageGroupsCommand, SageMakerClient } from "@aws-sdk/client-sagemaker";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleWithWebIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { EnvironmentInput } from "../../../configuration";
import { useCasePlace } from "../../../contracts/aiops/place";
import { emulatorUrl } from "../../../sandbox/launcher/services";
import { describeLife, IDS, REGION, SmallLife, smallWorld, succeeded } from "../../support/life";

const AIOPS: Pick<EnvironmentInput, "aiops" | "useCases"> = {
  aiops: {
    codeHosts: {
      cloud: {
        type: "github",
        namespace: "acme",
        secretArn: `arn:aws:secretsmanager:${REGION}:${IDS.governance}:secret:code-host-AbCdEf`,
        platformOwners: ["@acme/platform"],
      },
    },
  },
  useCases: {
    churn: {
      title: "Churn of customers",
      team: "Campaigns",
      pattern: "producer",
      template: "regression",
      codeHost: "cloud",
      owners: ["@acme/campaigns"],
      unit: "marketing",
      profile: "fixed",
      images: true,
      build: { stage: "main", account: "marketing" },
      stages: [{ stage: "trial", account: "research" }],
    },
  },
};

/** A stage that joins the domain, with an account that hosts no project: the producer's versions run there. */
const TRIAL: EnvironmentInput = {
  organization: { namePrefix: "life", organizationId: "o-life123456" },
  protection: "none",
  governanceAccount: "governance",
  accounts: { governance: { id: IDS.governance }, research: { id: IDS.research } },
  domain: { fromStage: "main" },
};
const STAGES = ["main", "trial"];

const DEPLOY_ROLE = `arn:aws:iam::${IDS.research}:role/life-churn-trial-deploy`;
const BOUNDARY = `arn:aws:iam::${IDS.research}:policy/life-churn-boundary`;
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "sagemaker.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

/** Things that use cases alone have, and that the sandbox's inventory does not list. */
async function leftOfUseCases({ life }: SmallLife, account: string): Promise<object> {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = (await life.clients(account)).variables;
  const client = {
    ...{ region: REGION, endpoint: emulatorUrl(life.sandbox.addresses) },
    credentials: {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      sessionToken: AWS_SESSION_TOKEN,
    },
  };
  const iam = new IAMClient(client);
  const { Policies = [] } = await iam.send(new ListPoliciesCommand({ Scope: "Local" }));
  const { OpenIDConnectProviderList = [] } = await iam.send(new ListOpenIDConnectProvidersCommand({}));
  const { ModelPackageGroupSummaryList = [] } = await new SageMakerClient(client).send(
    new ListModelPackageGroupsCommand({}),
  );
  const { EventBuses = [] } = await new EventBridgeClient(client).send(new ListEventBusesCommand({}));
  return {
    policies: Policies.map(({ PolicyName }) => PolicyName).filter((name) => name?.startsWith("life-")),
    providers: OpenIDConnectProviderList.map(({ Arn }) => Arn),
    groups: ModelPackageGroupSummaryList.map(({ ModelPackageGroupName }) => ModelPackageGroupName),
    buses: EventBuses.map(({ Name }) => Name),
  };
}

/** Everything that a use case finds in its accounts, applied and judged by IAM: what a job of its repositories may do there, and what not. */
describeLife("use cases in their accounts", () => {
  let small: SmallLife;

  beforeAll(async () => {
    small = await SmallLife.begin(await smallWorld());
    Object.assign(small.organization, AIOPS);
    small.life.write({ main: small.organization, trial: TRIAL });
  });
  afterAll(() => small?.life.end());

  const endpoint = (): string => emulatorUrl(small.life.sandbox.addresses);

  /** Credentials of a job with such an identity token. */
  async function jobOf(sub: string, repository: string, environment = "trial") {
    const claims = {
      iss: "https://token.actions.githubusercontent.com",
      aud: "sts.amazonaws.com",
      sub,
      repository,
      environment,
    };
    const sts = new STSClient({
      region: REGION,
      endpoint: endpoint(),
      credentials: { accessKeyId: "none", secretAccessKey: "none" },
    });
    const { Credentials: made } = await sts.send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: DEPLOY_ROLE,
        RoleSessionName: "job",
        WebIdentityToken: `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.x`,
      }),
    );
    return {
      accessKeyId: made?.AccessKeyId ?? "",
      secretAccessKey: made?.SecretAccessKey ?? "",
      sessionToken: made?.SessionToken ?? "",
    };
  }

  it("are applied under IAM, and planned again without a change", async () => {
    for (const stage of STAGES) {
      await small.life.mustBootstrap({ stage });
      await small.life.mustApply({ stage });
    }
    for (const stage of STAGES) await small.life.expectEmptyPlan({ stage });
  });

  it("say in each account what they find there", () => {
    expect(small.life.outputs("marketing-aiops")).toMatchObject({
      artifactsBucketName: `life-artifacts-${IDS.marketing}-${REGION}`,
      placeParameters: { churn: "/life/use-cases/churn/main" },
    });
    const state = JSON.parse(small.life.terraform("research-aiops", ["show", "-json"], "trial")) as {
      values: { root_module: { resources: { type: string; values: { value?: string } }[] } };
    };
    const [record] = state.values.root_module.resources.filter(({ type }) => type === "aws_ssm_parameter");
    expect(useCasePlace.parse(JSON.parse(record.values.value ?? ""))).toMatchObject({
      deployRoleArn: DEPLOY_ROLE,
      permissionsBoundaryArn: BOUNDARY,
      kmsKeyArn: expect.stringMatching(/^arn:aws:kms:/) as string,
    });
  });

  it("give a job of the deploy repository its role, and no other job", async () => {
    await expect(jobOf("repo:acme@12/churn-deploy@34:environment:trial", "acme/churn-deploy")).resolves.toMatchObject({
      sessionToken: expect.stringMatching(/./) as string,
    });
    await expect(jobOf("repo:acme/churn-build:environment:trial", "acme/churn-build")).rejects.toThrow(
      /not authorized/,
    );
    await expect(jobOf("repo:mallory@1/churn-deploy@2:environment:trial", "mallory/churn-deploy")).rejects.toThrow(
      /not authorized/,
    );
  });

  it("let a deployment make roles within the boundary, and take no boundary off", async () => {
    const credentials = await jobOf("repo:acme/churn-deploy:environment:trial", "acme/churn-deploy");
    const iam = new IAMClient({ region: REGION, endpoint: endpoint(), credentials });
    const role = { RoleName: "churn-trial-serving", AssumeRolePolicyDocument: TRUST };
    await expect(iam.send(new CreateRoleCommand(role))).rejects.toThrow(/iam:CreateRole/);
    await iam.send(new CreateRoleCommand({ ...role, PermissionsBoundary: BOUNDARY }));
    const policy = {
      PolicyName: "all",
      PolicyDocument: TRUST.replace(/"Principal":.*?},/, "").replace('sts:AssumeRole"', 's3:*","Resource":"*"'),
    };
    await iam.send(new PutRolePolicyCommand({ ...policy, RoleName: role.RoleName }));
    await expect(
      iam.send(new PutRolePolicyCommand({ ...policy, RoleName: "life-churn-trial-deploy" })),
    ).rejects.toThrow(/iam:PutRolePolicy/);
    await expect(iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: role.RoleName }))).rejects.toThrow(
      /iam:DeleteRolePermissionsBoundary/,
    );
  });

  it("let a deployment keep its state, and nobody else's", async () => {
    const credentials = await jobOf("repo:acme/churn-deploy:environment:trial", "acme/churn-deploy");
    const s3 = new S3Client({ region: REGION, endpoint: endpoint(), forcePathStyle: true, credentials });
    const Bucket = `life-use-case-states-${IDS.research}-${REGION}`;
    await s3.send(new PutObjectCommand({ Bucket, Key: "churn/trial.tfstate", Body: "{}" }));
    await s3.send(new GetObjectCommand({ Bucket, Key: "churn/trial.tfstate" }));
    const other = { Bucket, Key: "leads/trial.tfstate" };
    await expect(s3.send(new PutObjectCommand({ ...other, Body: "{}" }))).rejects.toThrow(
      /AccessDenied|not authorized/,
    );
  });

  it("are destroyed to nothing once a deployment has taken its own roles away", async () => {
    const credentials = await jobOf("repo:acme/churn-deploy:environment:trial", "acme/churn-deploy");
    const iam = new IAMClient({ region: REGION, endpoint: endpoint(), credentials });
    await iam.send(new DeleteRolePolicyCommand({ RoleName: "churn-trial-serving", PolicyName: "all" }));
    await iam.send(new DeleteRoleCommand({ RoleName: "churn-trial-serving" }));
    for (const stage of [...STAGES].reverse()) succeeded(await small.life.destroy({ stage, withState: true }));
    expect((await small.life.leftovers()).unexpected).toEqual([]);
    for (const account of [IDS.governance, IDS.marketing, IDS.research])
      expect(await leftOfUseCases(small, account)).toEqual({
        policies: [],
        providers: [],
        groups: [],
        buses: ["default"],
      });
  });

  it("made no request that the service would not understand", () => small.life.expectNoViolations());
});
