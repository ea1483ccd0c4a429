import {
  AddPolicyGrantCommand,
  CreateDomainCommand,
  CreateEnvironmentCommand,
  CreateEnvironmentProfileCommand,
  CreateProjectProfileCommand,
  DeleteEnvironmentBlueprintConfigurationCommand,
  GetEnvironmentBlueprintConfigurationCommand,
  GetEnvironmentCommand,
  GetProjectProfileCommand,
  ListConnectionsCommand,
  ListEnvironmentBlueprintConfigurationsCommand,
  ListPolicyGrantsCommand,
  RemovePolicyGrantCommand,
  UpdateProjectProfileCommand,
} from "@aws-sdk/client-datazone";
import { call, dataZone, GOVERNANCE, MEMBER, REGION, STRANGER } from "../harness";
import { World } from "./world";

/** Field evidence, section 2: refusals, word for word. */
describe("refusals", () => {
  let world: World;
  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.stop());
  const key = () => ({ domainIdentifier: world.domain.id });

  it.each(["V1", "V2"] as const)(
    'CreateDomain %s without serviceRole: "Cross-account pass role is not allowed."',
    async (domainVersion) => {
      const domainExecutionRole = `arn:aws:iam::${GOVERNANCE}:role/service-role/AmazonSageMakerDomainExecution`;
      const command = new CreateDomainCommand({ name: "second", domainVersion, domainExecutionRole });
      await expect(world.owner.send(command)).rejects.toMatchObject({
        name: "AccessDeniedException",
        message: "Cross-account pass role is not allowed.",
      });
    },
  );

  it("ToolingLite ON_DEMAND", async () => {
    const environmentConfigurations = [await world.configuration("ToolingLite", { deploymentMode: "ON_DEMAND" })];
    const refusal = {
      name: "ValidationException",
      message: "ToolingLite environment blueprint configuration must have deployment mode ON_CREATE.",
    };
    await expect(
      world.owner.send(new CreateProjectProfileCommand({ ...key(), name: "lite", environmentConfigurations })),
    ).rejects.toMatchObject(refusal);
    const identifier = await world.profile([await world.configuration("ToolingLite", { deploymentMode: "ON_CREATE" })]);
    await expect(
      world.owner.send(new UpdateProjectProfileCommand({ ...key(), identifier, environmentConfigurations })),
    ).rejects.toMatchObject(refusal);
  });

  it.each([[undefined], [{}], [{ [REGION]: {} }]])(
    'Tooling with regional parameters %j is taken by Put, and not deployed: "needs to enable atleast one region"',
    async (regionalParameters) => {
      const environmentBlueprintIdentifier = await world.enable("Tooling", { regionalParameters });
      const get = new GetEnvironmentBlueprintConfigurationCommand({ ...key(), environmentBlueprintIdentifier });
      expect((await world.member.send(get)).enabledRegions).toEqual([REGION]);
      const profile = await world.profile([await world.configuration("Tooling", { deploymentOrder: 0 })]);
      const message = "Environment blueprint configuration needs to enable atleast one region";
      expect((await world.project(profile)).environmentDeploymentDetails).toMatchObject({
        overallDeploymentStatus: "FAILED_DEPLOYMENT",
        environmentFailureReasons: { Tooling: [{ message }] },
      });
      await expect(world.put("LakehouseCatalog", { regionalParameters })).resolves.toMatch(/.+/);
    },
  );

  it('a member that is not associated: "UnauthorizedException: Unauthorized"; while associated, an empty list', async () => {
    const list = () => new ListEnvironmentBlueprintConfigurationsCommand(key());
    await expect(dataZone(world.emulator, STRANGER).send(list())).rejects.toMatchObject({
      name: "UnauthorizedException",
      message: "Unauthorized",
    });
    expect((await world.member.send(list())).items).toEqual([]);
  });

  it("ListPolicyGrants of a configuration that is gone, in the member and in the domain's account", async () => {
    const id = await world.enable("Tooling");
    const grants = () =>
      new ListPolicyGrantsCommand({
        ...key(),
        entityType: "ENVIRONMENT_BLUEPRINT_CONFIGURATION",
        entityIdentifier: `${MEMBER}:${id}`,
        policyType: "CREATE_ENVIRONMENT_FROM_BLUEPRINT",
      });
    expect((await world.member.send(grants())).grantList).toHaveLength(1);
    await world.member.send(
      new DeleteEnvironmentBlueprintConfigurationCommand({ ...key(), environmentBlueprintIdentifier: id }),
    );
    for (const client of [world.member, world.owner])
      await expect(client.send(grants())).rejects.toMatchObject({
        name: "ValidationException",
        message: `Environment Blueprint Configuration with id: ${id} does not exist in account: ${MEMBER}`,
      });
  });

  it('RemovePolicyGrant of a grant that is gone: "is not part of the existing Grant list"', async () => {
    const grant = {
      ...key(),
      entityType: "DOMAIN_UNIT",
      entityIdentifier: world.domain.rootId,
      policyType: "CREATE_PROJECT",
      principal: { user: { allUsersGrantFilter: {} } },
    } as const;
    const { grantId: grantIdentifier } = await world.owner.send(
      new AddPolicyGrantCommand({ ...grant, detail: { createProject: {} } }),
    );
    const remove = () => world.owner.send(new RemovePolicyGrantCommand({ ...grant, grantIdentifier }));
    await remove();
    await expect(remove()).rejects.toMatchObject({ name: "ValidationException" });
    await expect(remove()).rejects.toThrow(/is not part of the existing Grant list$/);
  });

  it("CreateEnvironment by blueprint id is refused, by configuration id it works, and needs Tooling", async () => {
    const tooling = await world.enable("Tooling");
    const lake = await world.enable("DataLake");
    const onDemand = await world.configuration("DataLake", { deploymentMode: "ON_DEMAND" });
    const bare = await world.profile([onDemand], "without tooling");
    const whole = await world.profile(
      [await world.configuration("Tooling", { deploymentOrder: 0 }), onDemand],
      "whole",
    );
    const create = async (projectIdentifier: string, names: object) =>
      world.owner.send(new CreateEnvironmentCommand({ ...key(), projectIdentifier, name: "lake", ...names }));
    const configurationId = async (identifier: string) => {
      const profile = await world.owner.send(new GetProjectProfileCommand({ ...key(), identifier }));
      return profile.environmentConfigurations!.find(({ name }) => name === "DataLake")!.id;
    };

    const { id = "" } = await world.project(whole);
    await expect(create(id, { environmentBlueprintIdentifier: lake })).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: "User is not permitted to perform operation: CreateEnvironment",
    });
    const environmentConfigurationId = await configurationId(whole);
    expect(await create(id, { environmentConfigurationId })).toMatchObject({
      status: "CREATING",
      awsAccountId: MEMBER,
    });
    // Section 5: the name of a configuration, whose ids change, is enough.
    await expect(create(id, { environmentConfigurationName: "DataLake" })).resolves.toMatchObject({ projectId: id });

    const without = await world.project(bare, { name: "without tooling" });
    const invalid = await create(without.id!, { environmentConfigurationId: await configurationId(bare) });
    const read = await world.owner.send(new GetEnvironmentCommand({ ...key(), identifier: invalid.id }));
    expect(read).toMatchObject({
      status: "VALIDATION_FAILED",
      lastDeployment: {
        failureReason: { code: "400", message: `Tooling environment not found for project: ${without.id}` },
      },
    });
    const failures = world.emulator.events
      .list()
      .flatMap(({ event }) => (event["detail-type"] === "Environment Deployment Failed" ? [event.detail] : []));
    expect(failures).toMatchObject([{ data: { environmentId: invalid.id } }]);
    expect(tooling).not.toBe(lake);
  });

  it('CreateEnvironmentProfile: "API not supported for domain version"', async () => {
    const environmentBlueprintIdentifier = await world.enable("DataLake");
    const content = { name: "p", environmentBlueprintIdentifier, projectIdentifier: "0123456789abcd" };
    await expect(world.owner.send(new CreateEnvironmentProfileCommand({ ...key(), ...content }))).rejects.toThrow(
      "API not supported for domain version",
    );
  });

  it("ListConnections by a domain administrator who is no member of the project", async () => {
    await world.enable("Tooling");
    const { id: projectIdentifier } = await world.project(
      await world.profile([await world.configuration("Tooling", { deploymentOrder: 0 })]),
    );
    const list = new ListConnectionsCommand({ ...key(), projectIdentifier });
    await expect(dataZone(world.emulator, GOVERNANCE, "Administrator").send(list)).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: "User is not permitted to perform operation: ListConnections",
    });
    // Section 5: tooling is found through the connection project.iam and its environmentId.
    const { items } = await world.owner.send(list);
    expect(items).toMatchObject([{ name: "project.iam", type: "IAM", projectId: projectIdentifier }]);
    const environment = await world.owner.send(
      new GetEnvironmentCommand({ ...key(), identifier: items![0].environmentId }),
    );
    expect(environment).toMatchObject({ environmentConfigurationName: "Tooling" });
  });

  it("Cloud Control takes the blueprint's name and refuses updates with NotUpdatableException", async () => {
    const TypeName = "AWS::DataZone::EnvironmentBlueprintConfiguration";
    const cloudControl = (operation: string, body: object) =>
      call(world.emulator, MEMBER, "cloudcontrolapi", { target: `CloudApiService.${operation}`, body });
    const create = async (EnvironmentBlueprintIdentifier: string) => {
      const DesiredState = JSON.stringify({
        DomainIdentifier: world.domain.id,
        EnvironmentBlueprintIdentifier,
        EnabledRegions: [REGION],
        RegionalParameters: [{ Region: REGION, Parameters: { S3Location: "s3://amazon-sagemaker-x" } }],
      });
      const started = await cloudControl("CreateResource", { TypeName, DesiredState });
      const { RequestToken } = started.ProgressEvent as { RequestToken: string };
      return (await cloudControl("GetResourceRequestStatus", { RequestToken })).ProgressEvent as Record<string, string>;
    };
    const id = await world.blueprint("Tooling");
    expect(await create(id)).toMatchObject({ OperationStatus: "FAILED", ErrorCode: "NotFound" });
    const created = await create("Tooling");
    expect(created).toMatchObject({ OperationStatus: "SUCCESS", Identifier: `${world.domain.id}|${id}` });
    const environmentBlueprintIdentifier = id;
    const live = new GetEnvironmentBlueprintConfigurationCommand({ ...key(), environmentBlueprintIdentifier });
    expect((await world.member.send(live)).regionalParameters).toEqual({
      [REGION]: { S3Location: "s3://amazon-sagemaker-x" },
    });
    const PatchDocument = JSON.stringify([{ op: "replace", path: "/EnabledRegions", value: ["eu-west-1"] }]);
    const update = cloudControl("UpdateResource", { TypeName, Identifier: created.Identifier, PatchDocument });
    await expect(update).rejects.toThrow(/^NotUpdatableException/);
    await cloudControl("DeleteResource", { TypeName, Identifier: created.Identifier });
    await expect(world.member.send(live)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });
});
