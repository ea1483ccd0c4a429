import { CreateSubnetCommand, CreateVpcCommand, CreateSecurityGroupCommand, EC2Client } from "@aws-sdk/client-ec2";
import { IAMClient, GetRolePolicyCommand, ListRolePoliciesCommand } from "@aws-sdk/client-iam";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { GetBucketLifecycleConfigurationCommand } from "@aws-sdk/client-s3";
import { emulatorUrl } from "../../../sandbox/launcher/services";
import { describeLife, IDS, REGION, SmallLife, smallWorld, succeeded } from "../../support/life";

const COSTS = "arn:aws:iam::500000000099:role/cost-reader";
const READER = "policy-reader";
const KEPT_DAYS = 90;

/** Options that the example's application does not use: functions in a VPC, costs, the check of rights, reports that are not kept for good. */
describeLife("an application with a network, costs, rights and reports that end", () => {
  let small: SmallLife;
  let account: Awaited<ReturnType<SmallLife["life"]["clients"]>>;
  let client: { region: string; endpoint: string; credentials: { accessKeyId: string; secretAccessKey: string } };
  let vpcId: string;
  const network: { subnetIds: string[]; securityGroupIds: string[] } = { subnetIds: [], securityGroupIds: [] };

  beforeAll(async () => {
    small = await SmallLife.begin(await smallWorld());
    account = await small.life.clients(IDS.governance);
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = account.variables;
    const credentials = { accessKeyId, secretAccessKey, sessionToken: account.variables.AWS_SESSION_TOKEN };
    client = { region: REGION, endpoint: emulatorUrl(small.life.sandbox.addresses), credentials };
    const ec2 = new EC2Client(client);
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.9.0.0/16" }));
    vpcId = Vpc?.VpcId ?? "";
    const place = { VpcId: vpcId };
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ ...place, CidrBlock: "10.9.0.0/24" }));
    const group = { ...place, GroupName: "application", Description: "HTTPS out" };
    const { GroupId } = await ec2.send(new CreateSecurityGroupCommand(group));
    network.subnetIds.push(Subnet?.SubnetId ?? "");
    network.securityGroupIds.push(GroupId ?? "");
    small.rewrite((organization) => Object.assign(organization, { application: application() }));
  });
  afterAll(() => small?.life.end());

  const application = (): object => ({
    dataAccess: {
      purposes: { reporting: "Reports of the company" },
      queues: { stewards: { description: "Stewards", deciders: ["unit-stewards"] } },
      otherwise: { queue: "stewards", remindAfterDays: 2, lapseAfterDays: 10 },
      rules: [],
    },
    network,
    reports: { hour: 2, keepDays: KEPT_DAYS },
    cost: { roleArn: COSTS, months: 1, budgets: { projects: { Reports: 100 } } },
    rights: { policyReader: READER },
  });

  it("is applied, and the next plan is empty", async () => {
    await small.life.mustBootstrap(); // a layer that the stage did not have
    await small.life.mustApply();
    await small.life.expectEmptyPlan();
  });

  it("runs every function in the VPC", async () => {
    const { Functions = [] } = await new LambdaClient(client).send(new ListFunctionsCommand({}));
    const own = Functions.filter(({ FunctionName = "" }) => FunctionName.startsWith("life-application"));
    expect(own.length).toBeGreaterThanOrEqual(2);
    for (const { VpcConfig } of own)
      expect(VpcConfig).toMatchObject({ SubnetIds: network.subnetIds, SecurityGroupIds: network.securityGroupIds });
  });

  it("deletes reports after their days, and no evidence", async () => {
    const bucket = String(small.life.outputs("governance-application").bucketName);
    const { Rules = [] } = await account.s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket }));
    const ending = Rules.filter(({ Expiration }) => Expiration?.Days !== undefined);
    expect(ending.map(({ Filter, Expiration }) => [Filter?.Prefix, Expiration?.Days])).toEqual([
      ["reports/", KEPT_DAYS],
    ]);
  });

  it("lets the reports assume the role of costs and the readers of policies, and no other role", async () => {
    const iam = new IAMClient(client);
    const RoleName = "life-application-reports";
    const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
    const documents = await Promise.all(
      PolicyNames.map(async (PolicyName) => {
        const { PolicyDocument = "" } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
        return JSON.parse(decodeURIComponent(PolicyDocument)) as {
          Statement: { Action: string | string[]; Resource: string | string[] }[];
        };
      }),
    );
    const assumed = documents
      .flatMap(({ Statement }) => Statement)
      .filter(({ Action }) => [Action].flat().includes("sts:AssumeRole"))
      .flatMap(({ Resource }) => Resource);
    const readers = [IDS.governance, IDS.finance, IDS.marketing].map((id) => `arn:aws:iam::${id}:role/${READER}`);
    expect([...new Set(assumed)].sort()).toEqual([COSTS, ...readers].sort());
  });

  it("is destroyed to nothing but the network, which is another's", async () => {
    succeeded(await small.life.destroy({ withState: true }));
    expect((await small.life.leftovers()).unexpected).toEqual([`governance (${IDS.governance}): vpcs ${vpcId}`]);
  });

  it("made no request that the service would not understand", () => small.life.expectNoViolations());
});
