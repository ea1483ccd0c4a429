import {
  CreateAccountPoolCommand,
  GetEnvironmentBlueprintCommand,
  GetProjectCommand,
  GetProjectProfileCommand,
  GetUserProfileCommand,
  ListAccountsInAccountPoolCommand,
  ListPolicyGrantsCommand,
  UpdateProjectProfileCommand,
  AddPolicyGrantCommand,
  CreateDomainCommand,
  CreateGroupProfileCommand,
  CreateProjectCommand,
  DataZoneClient,
  GetEnvironmentBlueprintConfigurationCommand,
} from "@aws-sdk/client-datazone";
import { emulatorCredentials } from "../../../../packages/emulator";
import { blueprintId, call, createDomain, GOVERNANCE, MEMBER, REGION } from "../harness";
import { COMPLETE, World } from "./world";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe("field evidence, section 3: roles and sharing", () => {
  let world: World;
  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.stop());

  it("PutEnvironmentBlueprintConfiguration does not assume the roles it is given; CreateDomain does check", async () => {
    world.emulator.faults.add([{ mode: "new-role", ms: 3_600_000, times: 9 }]);
    const provisioningRoleArn = `arn:aws:iam::${MEMBER}:role/service-role/never-to-be-assumed`;
    await expect(world.put("DataLake", { provisioningRoleArn })).resolves.toMatch(/.+/);
    await expect(createDomain(world.emulator, "second")).rejects.toThrow("Unable to assume role");
  });

  it("two subnets in two zones are accepted", async () => {
    await expect(
      world.put("Tooling", { regionalParameters: { [REGION]: { ...COMPLETE, Subnets: "subnet-1,subnet-2" } } }),
    ).resolves.toMatch(/.+/);
  });

  it("AddPolicyGrant took an Identity Center group id that has no group profile", async () => {
    const groupIdentifier = "94482488-3041-7050-1111-000000000000";
    const grant = {
      domainIdentifier: world.domain.id,
      entityType: "DOMAIN_UNIT",
      entityIdentifier: world.domain.rootId,
      policyType: "CREATE_PROJECT",
    } as const;
    const detail = { createProject: {} };
    await world.owner.send(new AddPolicyGrantCommand({ ...grant, principal: { group: { groupIdentifier } }, detail }));
    const { grantList } = await world.owner.send(new ListPolicyGrantsCommand(grant));
    expect(grantList).toMatchObject([{ principal: { group: { groupIdentifier } } }]);
    // It is a grant like any other once the group has a profile; only Identity Center makes those.
    const profile = new CreateGroupProfileCommand({ domainIdentifier: world.domain.id, groupIdentifier });
    await expect(world.owner.send(profile)).rejects.toThrow("IAM Identity Center is not enabled");
  });

  it("the domain account lists grants of members' configurations, and cannot add them", async () => {
    const id = await world.enable("DataLake");
    const entity = {
      domainIdentifier: world.domain.id,
      entityType: "ENVIRONMENT_BLUEPRINT_CONFIGURATION",
      entityIdentifier: `${MEMBER}:${id}`,
      policyType: "CREATE_ENVIRONMENT_FROM_BLUEPRINT",
    } as const;
    expect((await world.owner.send(new ListPolicyGrantsCommand(entity))).grantList).toHaveLength(1);
    const principal = {
      project: {
        projectDesignation: "OWNER",
        projectGrantFilter: { domainUnitFilter: { domainUnit: world.domain.rootId } },
      },
    } as const;
    await expect(
      world.owner.send(
        new AddPolicyGrantCommand({ ...entity, principal, detail: { createEnvironmentFromBlueprint: {} } }),
      ),
    ).rejects.toMatchObject({ name: "AccessDeniedException" });
  });
});

describe("field evidence, section 4: answers", () => {
  let world: World;
  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.stop());
  const key = () => ({ domainIdentifier: world.domain.id });

  it("1: configurations by deployment order; inside ON_DEMAND in the order of the request, not by name", async () => {
    const onDemand = async (name: string) =>
      world.configuration("DataLake", { name, deploymentMode: "ON_DEMAND", deploymentOrder: undefined });
    const identifier = await world.profile([
      await onDemand("zebra"),
      await world.configuration("DataLake", { name: "second", deploymentOrder: 2 }),
      await onDemand("ant"),
      await world.configuration("Tooling", { deploymentOrder: 0 }),
      await world.configuration("DataLake", { name: "first", deploymentOrder: 1 }),
      await onDemand("Mole"),
    ]);
    const profile = await world.owner.send(new GetProjectProfileCommand({ ...key(), identifier }));
    expect(profile.environmentConfigurations!.map(({ name }) => name)).toEqual([
      "Tooling",
      "first",
      "second",
      "zebra",
      "ant",
      "Mole",
    ]);
  });

  it("2: configuration ids are UUIDs, and new after UpdateProjectProfile", async () => {
    const configuration = await world.configuration("Tooling", { deploymentOrder: 0 });
    const identifier = await world.profile([configuration]);
    const idOf = async () =>
      (await world.owner.send(new GetProjectProfileCommand({ ...key(), identifier }))).environmentConfigurations![0].id;
    const before = await idOf();
    expect(before).toMatch(UUID);
    const environmentConfigurations = [configuration];
    await world.owner.send(new UpdateProjectProfileCommand({ ...key(), identifier, environmentConfigurations }));
    expect(await idOf()).toMatch(UUID);
    expect(await idOf()).not.toBe(before);
  });

  it("3 and 4: the creator is a user profile, and a deployment goes from PENDING_DEPLOYMENT to its end", async () => {
    await world.stop();
    world = await World.start({ project: 150 });
    await world.enable("Tooling");
    const profile = await world.profile([await world.configuration("Tooling", { deploymentOrder: 0 })]);
    const created = await world.create(profile);
    expect(created).not.toHaveProperty("projectStatus");
    expect(created.environmentDeploymentDetails).toEqual({
      overallDeploymentStatus: "PENDING_DEPLOYMENT",
      environmentFailureReasons: {},
    });
    expect(created.createdBy).toMatch(UUID);
    const user = new GetUserProfileCommand({ ...key(), userIdentifier: created.createdBy });
    expect(await world.owner.send(user)).toMatchObject({ id: created.createdBy, type: "IAM" });
    const statuses = new Set<string | undefined>();
    while (!statuses.has("SUCCESSFUL")) {
      const project = await world.owner.send(new GetProjectCommand({ ...key(), identifier: created.id }));
      statuses.add(project.environmentDeploymentDetails?.overallDeploymentStatus);
      expect(project.environmentDeploymentDetails?.environmentFailureReasons).toEqual({});
    }
    // A busy machine may look too late for one of them, never in another order.
    const course = ["PENDING_DEPLOYMENT", "IN_PROGRESS", "SUCCESSFUL"];
    expect([...statuses]).toEqual(course.filter((status) => statuses.has(status)));
  });

  it("5: every configuration on a pool needs a resolved account, ON_DEMAND too", async () => {
    await world.enable("Tooling");
    const accounts = [{ awsAccountId: MEMBER, supportedRegions: [REGION] }];
    const command = { ...key(), name: "pool", resolutionStrategy: "MANUAL", accountSource: { accounts } } as const;
    const { id } = await world.owner.send(new CreateAccountPoolCommand(command));
    const { items } = await world.owner.send(new ListAccountsInAccountPoolCommand({ ...key(), identifier: id }));
    expect(items).toEqual(accounts);
    const bound = { awsAccount: undefined, awsRegion: undefined, accountPools: [id!] };
    const profile = await world.profile([
      await world.configuration("Tooling", { ...bound, deploymentOrder: 0 }),
      await world.configuration("DataLake", { ...bound, deploymentMode: "ON_DEMAND" }),
    ]);
    const environmentResolvedAccount = { awsAccountId: MEMBER, regionName: REGION };
    const { environmentDeploymentDetails } = await world.project(profile, {
      userParameters: [{ environmentConfigurationName: "Tooling", environmentResolvedAccount }],
    });
    expect(environmentDeploymentDetails).toMatchObject({
      overallDeploymentStatus: "FAILED_VALIDATION",
      environmentFailureReasons: {
        DataLake: [{ message: "EnvironmentConfigurations require a resolved account on input" }],
      },
    });
  });

  it("6: blueprint ids are the same for every domain of a Region, and the published ones are right", async () => {
    const second = await createDomain(world.emulator, "second");
    for (const name of ["Tooling", "DataLake"])
      expect(await blueprintId(world.owner, second.id, name)).toBe(await world.blueprint(name));
    expect(await world.blueprint("Tooling")).toBe("cjegf7f6kky6w7");
    for (const [region, id] of [
      ["us-east-2", "3owsbi7jjppvc9"],
      ["us-west-2", "4k186sfh08eqxc"],
    ])
      expect(await toolingIn(world, region)).toBe(id);
  });

  it("8: templateUrl can be read, and says which values CloudFormation takes", async () => {
    const parameters = async (name: string) => {
      const identifier = await world.blueprint(name);
      const command = new GetEnvironmentBlueprintCommand({ ...key(), identifier });
      const { provisioningProperties } = await world.member.send(command);
      const response = await fetch(provisioningProperties!.cloudFormation!.templateUrl!);
      return ((await response.json()) as { Parameters: Record<string, object> }).Parameters;
    };
    expect((await parameters("Tooling")).lifecycleManagement).toMatchObject({ AllowedValues: ["ENABLED", "DISABLED"] });
    expect((await parameters("S3Bucket")).bucketName).not.toHaveProperty("Default");
    expect(await parameters("DataLake")).toEqual({});
  });

  it("9: Put overwrites the whole configuration", async () => {
    const id = await world.put("DataLake", { globalParameters: { a: "1" } });
    await world.put("DataLake", { provisioningRoleArn: undefined, regionalParameters: undefined });
    const live = new GetEnvironmentBlueprintConfigurationCommand({ ...key(), environmentBlueprintIdentifier: id });
    const { $metadata: _, ...configuration } = await world.member.send(live);
    expect(configuration).not.toHaveProperty("provisioningRoleArn");
    expect(configuration).not.toHaveProperty("regionalParameters");
  });
});

/** Id of Tooling in a domain of another Region. */
async function toolingIn(world: World, region: string): Promise<string> {
  const credentials = emulatorCredentials(GOVERNANCE);
  const client = new DataZoneClient({ endpoint: world.emulator.url, region, credentials, maxAttempts: 1 });
  const role = (name: string) => `arn:aws:iam::${GOVERNANCE}:role/service-role/${name}`;
  const roles = { domainExecutionRole: role("Execution"), serviceRole: role("Service") };
  const { id } = await client.send(new CreateDomainCommand({ name: region, domainVersion: "V2", ...roles }));
  return blueprintId(client, id!, "Tooling");
}

describe("field evidence, section 5: members that the pinned SDK does not know", () => {
  let world: World;
  beforeEach(async () => {
    // The deletion of a domain is seen while it is under way.
    world = await World.start({ domain: 200 });
  });
  afterEach(() => world.stop());
  const raw = (account: string, method: string, path: string, body?: object) =>
    call(world.emulator, account, "datazone", { method, path: `/v2/domains/${world.domain.id}${path}`, body });

  it("resourceConfigurations and allowUserProvidedConfigurations are kept, and erased by a Put without them", async () => {
    const path = `/environment-blueprint-configurations/${await world.put("DataLake")}`;
    const configuration = { name: "small", region: REGION, parameters: { size: "1" } };
    const content = { enabledRegions: [REGION], resourceConfigurations: [configuration] };
    await raw(MEMBER, "PUT", path, { ...content, allowUserProvidedConfigurations: true });
    expect(await raw(MEMBER, "GET", path)).toMatchObject({
      resourceConfigurations: [{ ...configuration, identifier: expect.stringMatching(/.+/) as string }],
      allowUserProvidedConfigurations: true,
    });
    await world.put("DataLake");
    const erased = await raw(MEMBER, "GET", path);
    expect(erased).not.toHaveProperty("resourceConfigurations");
    expect(erased).not.toHaveProperty("allowUserProvidedConfigurations");
  });

  it("DeleteDomain cascadeDelete takes projects along, GetDomain reports deleteProgress", async () => {
    await world.owner.send(new CreateProjectCommand({ domainIdentifier: world.domain.id, name: "bare" }));
    await expect(raw(GOVERNANCE, "DELETE", "")).rejects.toThrow(/ConflictException/);
    await expect(raw(GOVERNANCE, "DELETE", "?cascadeDelete=true&skipDeletionCheck=true")).rejects.toThrow(
      /ValidationException: cascadeDelete cannot be used together with skipDeletionCheck/,
    );
    expect(await raw(GOVERNANCE, "DELETE", "?cascadeDelete=true")).toEqual({ status: "DELETING" });
    expect(await raw(GOVERNANCE, "GET", "")).toMatchObject({
      status: "DELETING",
      deleteProgress: { successfullyDeletedProjectCount: 1 },
    });
  });
});
