import {
  AddPolicyGrantCommand,
  CreateAccountPoolCommand,
  CreateProjectCommand,
  CreateProjectMembershipCommand,
  CreateProjectProfileCommand,
  CreateUserProfileCommand,
  type DataZoneClient,
  DeleteProjectCommand,
  DeleteProjectProfileCommand,
  GetProjectCommand,
  GetProjectProfileCommand,
  ListAccountsInAccountPoolCommand,
  ListEnvironmentsCommand,
  ListProjectMembershipsCommand,
  ListProjectsCommand,
} from "@aws-sdk/client-datazone";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { Emulator } from "../../../packages/emulator";
import {
  clientConfig,
  createDomain,
  createProfile,
  dataZone,
  deployedProject,
  enableBlueprint,
  eventually,
  GOVERNANCE,
  MEMBER,
  REGION,
  share,
  start,
  STRANGER,
} from "./harness";

describe("pools, profiles, projects and memberships", () => {
  let emulator: Emulator;
  let domain: { id: string; arn: string; rootId: string };
  let client: DataZoneClient;
  let tooling: string;
  let dataLake: string;

  beforeEach(async () => {
    emulator = await start();
    domain = await createDomain(emulator);
    client = dataZone(emulator);
    await share(emulator, domain.arn, MEMBER);
    tooling = await enableBlueprint(emulator, MEMBER, domain, "Tooling");
    dataLake = await enableBlueprint(emulator, MEMBER, domain, "DataLake");
  });
  afterEach(() => emulator.stop());

  const pool = async (accounts: string[]) => {
    const command = new CreateAccountPoolCommand({
      domainIdentifier: domain.id,
      name: "pool",
      resolutionStrategy: "MANUAL",
      accountSource: { accounts: accounts.map((a) => ({ awsAccountId: a, supportedRegions: [REGION] })) },
    });
    return (await client.send(command)).id!;
  };
  const project = async (input: object) => {
    const command = new CreateProjectCommand({ domainIdentifier: domain.id, name: "project", ...input });
    return deployedProject(client, domain.id, (await client.send(command)).id!);
  };
  const inMember = { awsAccount: { awsAccountId: MEMBER }, awsRegion: { regionName: REGION } };

  it("rejects a pool with 26 accounts and a second one of the same name", async () => {
    const many = Array.from({ length: 26 }, (_, i) => String(100000000000 + i));
    await expect(pool(many)).rejects.toThrow(/at most 25 accounts, got 26/);
    const id = await pool(many.slice(0, 25));
    await expect(pool([MEMBER])).rejects.toMatchObject({ name: "ConflictException" });
    const accounts = await client.send(
      new ListAccountsInAccountPoolCommand({ domainIdentifier: domain.id, identifier: id }),
    );
    expect(accounts.items).toHaveLength(25);
  });

  it("regroups environment configurations, drops empty override lists and starts disabled", async () => {
    const { id } = await client.send(
      new CreateProjectProfileCommand({
        domainIdentifier: domain.id,
        name: "profile",
        environmentConfigurations: [
          { name: "On demand", environmentBlueprintId: dataLake, deploymentMode: "ON_DEMAND", ...inMember },
          { name: "Lake", environmentBlueprintId: dataLake, deploymentOrder: 1, ...inMember },
          {
            name: "Tooling",
            environmentBlueprintId: tooling,
            deploymentOrder: 0,
            configurationParameters: { parameterOverrides: [] },
            ...inMember,
          },
        ],
      }),
    );
    const read = await client.send(new GetProjectProfileCommand({ domainIdentifier: domain.id, identifier: id }));
    expect(read.environmentConfigurations!.map((c) => c.name)).toEqual(["Tooling", "Lake", "On demand"]);
    expect(read.environmentConfigurations![0].configurationParameters).toBeUndefined();
    expect(read.status).toBe("DISABLED");
  });

  it("refuses a pool-bound configuration that names an account too", async () => {
    const accountPools = [await pool([MEMBER])];
    const configuration = { name: "Tooling", environmentBlueprintId: tooling, accountPools, ...inMember };
    await expect(createProfile(client, domain.id, [configuration])).rejects.toThrow(/cannot be combined/);
  });

  it("deploys ON_CREATE environments into the fixed account and keeps the used profile", async () => {
    const projectProfileId = await createProfile(client, domain.id, [
      { name: "Tooling", environmentBlueprintId: tooling, ...inMember },
    ]);
    const created = await project({ projectProfileId });
    expect(created.environmentDeploymentDetails?.overallDeploymentStatus).toBe("SUCCESSFUL");
    const listed = await client.send(
      new ListEnvironmentsCommand({ domainIdentifier: domain.id, projectIdentifier: created.id }),
    );
    expect(listed.items).toMatchObject([{ name: "Tooling", awsAccountId: MEMBER, awsAccountRegion: REGION }]);
    const identifier = projectProfileId;
    await expect(
      client.send(new DeleteProjectProfileCommand({ domainIdentifier: domain.id, identifier })),
    ).rejects.toThrow(/used by project/);
    const remove = { domainIdentifier: domain.id, identifier: created.id };
    await expect(client.send(new DeleteProjectCommand(remove))).rejects.toThrow(/1 environments/);
    await client.send(new DeleteProjectCommand({ ...remove, skipDeletionCheck: true }));
  });

  it("reads account and Region from SSM paths", async () => {
    const ssm = new SSMClient(clientConfig(emulator, GOVERNANCE));
    await ssm.send(new PutParameterCommand({ Name: "/smus/account", Value: MEMBER, Type: "String" }));
    const projectProfileId = await createProfile(client, domain.id, [
      {
        name: "Tooling",
        environmentBlueprintId: tooling,
        awsAccount: { awsAccountIdPath: "/smus/account" },
        awsRegion: { regionName: REGION },
      },
    ]);
    const created = await project({ projectProfileId });
    expect(created.environmentDeploymentDetails?.overallDeploymentStatus).toBe("SUCCESSFUL");
  });

  it("fails a pool-bound project without a resolved account for every configuration", async () => {
    const accountPools = [await pool([MEMBER])];
    const projectProfileId = await createProfile(client, domain.id, [
      { name: "Tooling", environmentBlueprintId: tooling, accountPools },
      { name: "Lake", environmentBlueprintId: dataLake, deploymentMode: "ON_DEMAND", accountPools },
    ]);
    const environmentResolvedAccount = { awsAccountId: MEMBER, regionName: REGION };
    const resolved = { environmentConfigurationName: "Tooling", environmentResolvedAccount };
    const failed = await project({ name: "failed", projectProfileId, userParameters: [resolved] });
    expect(failed.environmentDeploymentDetails).toMatchObject({
      overallDeploymentStatus: "FAILED_VALIDATION",
      environmentFailureReasons: {
        Lake: [{ message: "EnvironmentConfigurations require a resolved account on input" }],
      },
    });
    const both = [resolved, { ...resolved, environmentConfigurationName: "Lake" }];
    const deployed = await project({ name: "deployed", projectProfileId, userParameters: both });
    expect(deployed.environmentDeploymentDetails?.overallDeploymentStatus).toBe("SUCCESSFUL");
  });

  it("fails a project in an account that its pool does not hold, or that has not enabled the blueprint", async () => {
    const accountPools = [await pool([MEMBER])];
    const profile = await createProfile(client, domain.id, [
      { name: "Tooling", environmentBlueprintId: tooling, accountPools },
    ]);
    const userParameters = [
      {
        environmentConfigurationName: "Tooling",
        environmentResolvedAccount: { awsAccountId: STRANGER, regionName: REGION },
      },
    ];
    const outside = await project({ name: "outside", projectProfileId: profile, userParameters });
    expect(outside.environmentDeploymentDetails?.overallDeploymentStatus).toBe("FAILED_VALIDATION");
    const { id } = await client.send(
      new CreateProjectProfileCommand({
        domainIdentifier: domain.id,
        name: "governance",
        status: "ENABLED",
        environmentConfigurations: [
          {
            name: "Tooling",
            environmentBlueprintId: tooling,
            awsAccount: { awsAccountId: GOVERNANCE },
            awsRegion: { regionName: REGION },
          },
        ],
      }),
    );
    const disabled = await project({ name: "disabled", projectProfileId: id });
    expect(disabled.environmentDeploymentDetails).toMatchObject({
      overallDeploymentStatus: "FAILED_DEPLOYMENT",
      environmentFailureReasons: {
        Tooling: [{ message: `Caller is not authorized to create environment using blueprintId ${tooling}` }],
      },
    });
  });

  it("fails a deployment by fault with the reason given", async () => {
    const projectProfileId = await createProfile(client, domain.id, [
      { name: "Tooling", environmentBlueprintId: tooling, ...inMember },
    ]);
    emulator.faults.add([{ mode: "project-deployment-failure", reason: "no IP addresses left" }]);
    const { environmentDeploymentDetails } = await project({ projectProfileId });
    expect(environmentDeploymentDetails?.environmentFailureReasons?.Tooling?.[0].message).toBe("no IP addresses left");
  });

  it("ends a deletion that fails as DELETE_FAILED with its reason, and takes another one", async () => {
    const projectProfileId = await createProfile(client, domain.id, [
      { name: "Tooling", environmentBlueprintId: tooling, ...inMember },
    ]);
    const { id: identifier } = await project({ projectProfileId });
    const on = { domainIdentifier: domain.id };
    emulator.faults.add([{ mode: "project-deletion-failure", reason: "the stack is in use" }]);
    const remove = new DeleteProjectCommand({ ...on, identifier, skipDeletionCheck: true });
    await client.send(remove);
    await eventually(async () => {
      const { items } = await client.send(new ListProjectsCommand(on));
      const failed = { projectStatus: "DELETE_FAILED", failureReasons: [{ message: "the stack is in use" }] };
      expect(items).toMatchObject([failed]);
      expect(await client.send(new GetProjectCommand({ ...on, identifier }))).toMatchObject(failed);
    });
    const left = await client.send(new ListEnvironmentsCommand({ ...on, projectIdentifier: identifier }));
    expect(left.items).toMatchObject([{ status: "ACTIVE" }]);
    await client.send(remove);
    await eventually(async () => expect((await client.send(new ListProjectsCommand(on))).items).toEqual([]));
  });

  it("adds a member once, and only from the pool that every unit above grants", async () => {
    const { id } = await project({});
    const userIdentifier = `arn:aws:iam::${GOVERNANCE}:role/Data`;
    await client.send(
      new CreateUserProfileCommand({ domainIdentifier: domain.id, userIdentifier, userType: "IAM_ROLE" }),
    );
    const key = { domainIdentifier: domain.id, projectIdentifier: id };
    const add = new CreateProjectMembershipCommand({
      ...key,
      member: { userIdentifier },
      designation: "PROJECT_CONTRIBUTOR",
    });
    await expect(client.send(add)).rejects.toThrow(/not in the project member pool/);
    await client.send(
      new AddPolicyGrantCommand({
        domainIdentifier: domain.id,
        entityType: "DOMAIN_UNIT",
        entityIdentifier: domain.rootId,
        policyType: "ADD_TO_PROJECT_MEMBER_POOL",
        principal: { user: { allUsersGrantFilter: {} } },
        detail: { addToProjectMemberPool: { includeChildDomainUnits: true } },
      }),
    );
    await client.send(add);
    await expect(client.send(add)).rejects.toThrow(/already in the project/);
    const { members } = await client.send(new ListProjectMembershipsCommand(key));
    expect(members!.map((member) => member.designation)).toEqual(["PROJECT_OWNER", "PROJECT_CONTRIBUTOR"]);
  });
});
