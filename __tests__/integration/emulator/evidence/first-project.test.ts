import {
  CreateProjectCommand,
  DeleteProjectCommand,
  GetEnvironmentBlueprintConfigurationCommand,
  GetEnvironmentCommand,
  GetGroupProfileCommand,
  GetProjectCommand,
  ListEntityOwnersCommand,
  ListEnvironmentsCommand,
  UpdateProjectCommand,
  UpdateProjectProfileCommand,
} from "@aws-sdk/client-datazone";
import { dataZone, deployedProject, GOVERNANCE, MEMBER, REGION } from "../harness";
import { COMPLETE, overrides, World } from "./world";

/** Field evidence, section 1: the road to a first working project, row by row. */
describe("the road to a first project", () => {
  let world: World;
  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.stop());

  const remove = (identifier: string) =>
    world.owner.send(
      new DeleteProjectCommand({ domainIdentifier: world.domain.id, identifier, skipDeletionCheck: true }),
    );
  const redeployed = async (identifier: string) => {
    const command = { domainIdentifier: world.domain.id, identifier, projectProfileVersion: "latest" };
    await world.owner.send(new UpdateProjectCommand(command));
    return deployedProject(world.owner, world.domain.id, identifier);
  };
  const toolingProfile = async (values: Readonly<Record<string, string>> = {}) =>
    world.profile([await world.configuration("Tooling", { deploymentOrder: 0, ...overrides(values) })]);

  it('row 1: "User is not permitted to perform operation: CreateProject" to all but the creator of the domain', async () => {
    await world.enable("Tooling");
    const projectProfileId = await toolingProfile();
    const command = new CreateProjectCommand({ domainIdentifier: world.domain.id, name: "first", projectProfileId });
    await expect(dataZone(world.emulator, GOVERNANCE, "DataScientist").send(command)).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: "User is not permitted to perform operation: CreateProject",
    });
    const unit = { entityType: "DOMAIN_UNIT", entityIdentifier: world.domain.rootId } as const;
    const { owners } = await world.owner.send(
      new ListEntityOwnersCommand({ domainIdentifier: world.domain.id, ...unit }),
    );
    expect(owners).toHaveLength(1);
    const groupIdentifier = owners![0].group!.groupId;
    const group = new GetGroupProfileCommand({ domainIdentifier: world.domain.id, groupIdentifier });
    expect(await world.owner.send(group)).toMatchObject({
      rolePrincipalArn: `arn:aws:iam::${GOVERNANCE}:role/Admin`,
    });
  });

  it('row 2: "Caller is not authorized to create environment using blueprintId", 403, keyed by configuration', async () => {
    const id = await world.put("Tooling");
    const { environmentDeploymentDetails } = await world.project(await toolingProfile());
    expect(environmentDeploymentDetails).toEqual({
      overallDeploymentStatus: "FAILED_DEPLOYMENT",
      environmentFailureReasons: {
        Tooling: [{ code: "403", message: `Caller is not authorized to create environment using blueprintId ${id}` }],
      },
    });
  });

  it.each([
    [3, { manageAccessRoleArn: undefined }, "Manage Access Role Arn for environment blueprint id <id> not defined"],
    [4, { regionalParameters: { [REGION]: { VpcId: "vpc-1", Subnets: "a,b" } } }, "Invalid S3 path provided null"],
  ])("row %i: Put accepts it; deployment and deletion of the stuck project do not", async (_row, missing, words) => {
    const id = await world.enable("Tooling", missing);
    const key = { domainIdentifier: world.domain.id, environmentBlueprintIdentifier: id };
    const put = await world.member.send(new GetEnvironmentBlueprintConfigurationCommand(key));
    expect(put).toMatchObject({ environmentBlueprintId: id, enabledRegions: [REGION] });
    const message = words.replace("<id>", id);
    const stuck = await world.project(await toolingProfile());
    expect(stuck.environmentDeploymentDetails).toMatchObject({
      overallDeploymentStatus: "FAILED_DEPLOYMENT",
      environmentFailureReasons: { Tooling: [{ message }] },
    });
    await expect(remove(stuck.id!)).rejects.toMatchObject({ name: "ValidationException", message });
    const read = new GetProjectCommand({ domainIdentifier: world.domain.id, identifier: stuck.id });
    expect(await world.owner.send(read)).toMatchObject({ projectStatus: "ACTIVE" });
    // "Stuck projects could be deleted only after the configurations were complete again."
    await world.put("Tooling");
    await expect(remove(stuck.id!)).resolves.toBeDefined();
  });

  it("pins a project that was deployed before its configuration was weakened", async () => {
    await world.enable("Tooling");
    const { id } = await world.project(await toolingProfile());
    await world.put("Tooling", { manageAccessRoleArn: undefined });
    await expect(remove(id!)).rejects.toThrow(/^Manage Access Role Arn for environment blueprint id .* not defined$/);
  });

  it.each([
    ["lifecycleManagement", "true", "ENABLED"],
    ["lifecycleManagement", "enabled", "DISABLED"],
    ["enableTrustedIdentityPropagationPermissions", "ENABLED", "true"],
  ])(
    "row 6: %s = %s is refused by CloudFormation at deployment, not at CreateProjectProfile",
    async (name, bad, good) => {
      await world.enable("Tooling");
      const projectProfileId = await toolingProfile({ [name]: bad });
      const failed = await world.project(projectProfileId);
      expect(failed.environmentDeploymentDetails).toEqual({
        overallDeploymentStatus: "FAILED_DEPLOYMENT",
        environmentFailureReasons: {
          Tooling: [
            { code: "400", message: `Stack creation failed with Parameter '${name}' must be one of AllowedValues` },
          ],
        },
      });
      await world.owner.send(
        new UpdateProjectProfileCommand({
          domainIdentifier: world.domain.id,
          identifier: projectProfileId,
          environmentConfigurations: [
            await world.configuration("Tooling", { deploymentOrder: 0, ...overrides({ [name]: good }) }),
          ],
        }),
      );
      expect((await redeployed(failed.id!)).environmentDeploymentDetails?.overallDeploymentStatus).toBe("SUCCESSFUL");
    },
  );

  it("row 6: a value that the creator of the project gives is checked like the profile's", async () => {
    await world.enable("Tooling");
    const environmentParameters = [{ name: "lifecycleManagement", value: "false" }];
    const failed = await world.project(await toolingProfile({ lifecycleManagement: "ENABLED" }), {
      userParameters: [{ environmentConfigurationName: "Tooling", environmentParameters }],
    });
    expect(failed.environmentDeploymentDetails?.environmentFailureReasons?.Tooling[0].message).toContain(
      "'lifecycleManagement' must be one of AllowedValues",
    );
  });

  it.each([
    ["S3Bucket", "bucketName", "ON_DEMAND"],
    ["S3TableCatalog", "catalogName", "ON_DEMAND"],
    ["S3Bucket", "bucketName", "ON_CREATE"],
  ] as const)(
    'row 7: "Missing required Blueprint parameter(s)" of %s on update, not on creation (%s, %s)',
    async (blueprint, parameter, deploymentMode) => {
      const bare = await world.configuration(blueprint, { deploymentMode });
      const identifier = await world.profile([bare]);
      const update = (configuration: object) =>
        world.owner.send(
          new UpdateProjectProfileCommand({
            domainIdentifier: world.domain.id,
            identifier,
            environmentConfigurations: [{ ...bare, ...configuration }],
          }),
        );
      await expect(update({})).rejects.toMatchObject({
        name: "ValidationException",
        message: `Missing required Blueprint parameter(s): ${parameter}`,
      });
      // "editable placeholder values worked"
      await expect(update(overrides({ [parameter]: "replace-me" }))).resolves.toMatchObject({ id: identifier });
    },
  );

  it("then: the environment is the stack DataZone-Env-<environment id>", async () => {
    await world.enable("Tooling", { regionalParameters: { [REGION]: COMPLETE } });
    const { id } = await world.project(await toolingProfile());
    const listed = await world.owner.send(
      new ListEnvironmentsCommand({ domainIdentifier: world.domain.id, projectIdentifier: id }),
    );
    expect(listed.items).toMatchObject([{ status: "ACTIVE", awsAccountId: MEMBER }]);
    const identifier = listed.items![0].id;
    const environment = new GetEnvironmentCommand({ domainIdentifier: world.domain.id, identifier });
    expect((await world.owner.send(environment)).provisionedResources![0].value).toBe(`DataZone-Env-${identifier}`);
  });
});
