import {
  GetProjectProfileCommand,
  ListProjectMembershipsCommand,
  UpdateAccountPoolCommand,
  UpdateProjectProfileCommand,
} from "@aws-sdk/client-datazone";
import type { Configured } from "../../unit/functions/support/terraform";
import { configuration, FIXED, type Hosting, hosting, openMemberPool, pool, profile, project } from "./hosting";
import { changed, GOVERNANCE, Landscape, MEMBER, REGION, roleArn } from "./landscape";

let landscape: Landscape;

beforeAll(async () => {
  landscape = await Landscape.start({ pageSize: 2 });
});
afterAll(() => landscape.stop());

const datazone = () => landscape.clients(GOVERNANCE).datazone();

describe("AccountPool", () => {
  it("compares accounts as a set and repairs what was changed by hand", async () => {
    const { id: domainId } = await landscape.domain("p/pool");
    const other = { awsAccountId: "000000000001", supportedRegions: ["us-east-1", REGION], awsAccountName: "one" };
    const desired = pool(domainId, {
      source: { accounts: [{ awsAccountId: MEMBER, supportedRegions: [REGION] }, other] },
    });
    const pair = landscape.pair(GOVERNANCE);
    await pair.apply(desired);
    expect(await pair.apply(desired)).toBe("none");
    await datazone().send(
      new UpdateAccountPoolCommand({
        domainIdentifier: domainId,
        identifier: pair.result?.id,
        accountSource: { accounts: [{ awsAccountId: MEMBER, supportedRegions: [REGION] }] },
      }),
    );

    expect((await pair.read(desired)).reason).toBe(
      'source.accounts[000000000001]: null -> {"awsAccountName":"one","supportedRegions":["eu-west-1","us-east-1"]}',
    );
    expect(await pair.apply(desired)).toBe("update");
    expect(await pair.apply(changed(desired, { name: "renamed" }))).toBe("update");
    await pair.destroy();
  });

  it("takes a handler function as its source", async () => {
    const { id: domainId } = await landscape.domain("p/handler");
    const handler = {
      lambdaFunctionArn: `arn:aws:lambda:${REGION}:${GOVERNANCE}:function:pool`,
      lambdaExecutionRoleArn: roleArn("AmazonDataZonePool"),
    };
    const pair = landscape.pair(GOVERNANCE);
    await pair.apply(pool(domainId, { source: { handler } }));

    expect(await pair.apply(pool(domainId, { source: { handler } }))).toBe("none");
  });
});

describe("ProjectProfile", () => {
  let host: Hosting;
  beforeAll(async () => {
    host = await hosting(landscape, "p/profile");
  });

  it("makes the profile of model governance, which deploys nothing, and a project of it", async () => {
    const names = { name: "Generative AI model governance", description: "Govern models" };
    const bare = { ...profile(host, FIXED, { ...names, environmentConfigurations: [] }), key: "p/governance" };
    const pair = landscape.pair(GOVERNANCE);
    await pair.apply(bare);
    expect(await pair.apply(bare)).toBe("none");
    expect(await pair.apply(changed(bare, { description: "Govern" }))).toBe("update");

    const projects = landscape.pair(GOVERNANCE);
    const desired = {
      ...project(host, pair.result?.id ?? "", { name: "GenerativeAIModelGovernanceProject" }),
      key: "p/governance",
    };
    await projects.apply(desired);
    expect(await projects.apply(desired)).toBe("none");
    await projects.destroy();
    await pair.destroy();
  });

  it("sends configurations in the order of the service, without empty lists, and compares without order", async () => {
    const desired = profile(host, FIXED, {
      environmentConfigurations: [
        configuration("Late", "RedshiftServerless", FIXED, {
          deploymentMode: "ON_DEMAND",
          parameterOverrides: [{ name: "a", isEditable: true }],
        }),
        configuration("Lake", "DataLake", FIXED, { deploymentOrder: 1 }),
        configuration("Tooling", "Tooling", FIXED, {
          parameterOverrides: [{ name: "enableSpaces", value: "true", isEditable: false }],
        }),
      ],
      projectResourceTags: [{ key: "team", value: "x", isValueEditable: true }],
    });
    const pair = landscape.pair(GOVERNANCE);
    await pair.apply(desired);
    const live = await datazone().send(
      new GetProjectProfileCommand({ domainIdentifier: host.domainId, identifier: pair.result?.id }),
    );

    expect(live.environmentConfigurations?.map(({ name, deploymentOrder }) => [name, deploymentOrder])).toEqual([
      ["Tooling", 0],
      ["Lake", 1],
      ["Late", undefined],
    ]);
    expect(await pair.apply(desired)).toBe("none");
    await datazone().send(
      new UpdateProjectProfileCommand({
        domainIdentifier: host.domainId,
        identifier: pair.result?.id,
        environmentConfigurations: live.environmentConfigurations?.map((item) =>
          item.name === "Lake" ? { ...item, deploymentOrder: 7 } : item,
        ),
      }),
    );
    expect((await pair.read(desired)).reason).toBe("environmentConfigurations[Lake].deploymentOrder: 7 -> 1");
    const described = changed(desired, { description: "new", projectResourceTags: [] });
    expect(await pair.apply(described)).toBe("update");
    expect(await pair.apply(described)).toBe("none");
    await pair.destroy();
  });

  it.each([
    ["pools", (poolId: string) => ({ accountPoolIds: [poolId] })],
    ["SSM paths", () => ({ awsAccountIdPath: "/a", regionNamePath: "/r" })],
  ])("is bound to %s", async (name, target) => {
    const { id } = await landscape.create(GOVERNANCE, {
      ...pool(host.domainId, { name: `for ${name}` }),
      key: `p/${name.length}`,
    });
    const desired = { ...profile(host, target(id), { name }), key: `p/bound-${name.length}` };
    const pair = landscape.pair(GOVERNANCE);
    await pair.apply(desired);

    expect(await pair.apply(desired)).toBe("none");
  });
});

describe("Project", () => {
  let host: Hosting;
  let profileId: string;
  beforeAll(async () => {
    host = await hosting(landscape, "p/project");
    profileId = (await landscape.create(GOVERNANCE, profile(host, FIXED))).id;
  });
  const named = (name: string, overrides: object = {}): Configured => ({
    ...project(host, profileId, { name, ...overrides }),
    key: `p/${name}`,
  });

  it("waits for the deployment, moves and renames in place, and waits until it is gone", async () => {
    const { id: unit } = await landscape.create(GOVERNANCE, {
      kind: "DomainUnit",
      key: "p/unit",
      properties: { domainId: host.domainId, name: "Unit", parentDomainUnitId: host.root },
    });
    const pair = landscape.pair(GOVERNANCE);
    await pair.apply(named("Alpha", { resourceTags: { team: "a" } }));
    expect(await pair.apply(named("Alpha", { resourceTags: { team: "a" } }))).toBe("none");
    const id = pair.result?.id;
    const moved = { ...named("Beta", { domainUnitId: unit, description: "d" }), key: "p/Alpha" };
    expect((await pair.read(moved)).reason).toMatch(
      /^description: null -> "d"; domainUnitId: .*; name: "Alpha" -> "Beta"; resourceTags/,
    );
    expect(await pair.apply(moved)).toBe("update");
    expect(pair.result?.id).toBe(id);
    expect(await pair.apply(moved)).toBe("none");

    await pair.destroy();
    expect((await landscape.read(GOVERNANCE, moved)).id).toBeNull();
  });

  it("gives every configuration of a pool-bound profile its account", async () => {
    const { id: poolId } = await landscape.create(GOVERNANCE, pool(host.domainId));
    const bound = { ...profile(host, { accountPoolIds: [poolId] }, { name: "Bound" }), key: "p/bound" };
    const { id: boundId } = await landscape.create(GOVERNANCE, bound);
    const account = { ...FIXED, sourceAccountPoolId: poolId };
    const environments = ["Tooling", "Lake"].map((name) => ({
      environmentConfigurationName: name,
      account,
      parameters: {},
    }));
    const pair = landscape.pair(GOVERNANCE);
    const desired = named("Bound", { projectProfileId: boundId, environments });
    await pair.apply(desired);
    expect(await pair.apply(desired)).toBe("none");

    const unresolved = named("Unresolved", { projectProfileId: boundId });
    await expect(landscape.pair(GOVERNANCE).apply(unresolved)).rejects.toThrow(
      /^\[DEPLOYMENT_FAILED\] create Project "p\/Unresolved": ".*" ended as FAILED_VALIDATION \(Lake: EnvironmentConfigurations require a resolved account on input; Tooling: .*\); fix: /,
    );
    const repaired = landscape.pair(GOVERNANCE);
    await repaired.apply(named("Unresolved", { projectProfileId: boundId, environments }));
    expect(await repaired.apply(named("Unresolved", { projectProfileId: boundId, environments }))).toBe("none");
  });

  it("asks to deploy again after a failed deployment, keeping the project", async () => {
    landscape.emulator.faults.add([{ mode: "project-deployment-failure", reason: "no capacity" }]);
    const pair = landscape.pair(GOVERNANCE);
    await expect(pair.apply(named("Failing"))).rejects.toThrow("ended as FAILED_DEPLOYMENT (Tooling: no capacity)");
    const read = await pair.read(named("Failing"));
    expect(read).toMatchObject({ inSync: false, id: null });
    expect(read.reason).toMatch(/^an earlier try was interrupted; status FAILED_DEPLOYMENT \(Tooling: no capacity\)/);
    const before = landscape.calls("CreateProject");
    await pair.apply(named("Failing"));

    expect(landscape.calls("CreateProject")).toBe(before);
    expect(await pair.apply(named("Failing"))).toBe("none");
  });

  it("says cause and cure where the service's reason for a failed deployment is known", async () => {
    landscape.emulator.faults.add([{ mode: "project-deployment-failure", reason: "Invalid S3 path provided null" }]);
    await expect(landscape.pair(GOVERNANCE).apply(named("Incomplete"))).rejects.toThrow(
      /ended as FAILED_DEPLOYMENT \(Tooling: Invalid S3 path provided null\); .*has no regional parameter S3Location.*; fix: give the Region a bucket/,
    );
  });

  it("is replaced when its profile changes", async () => {
    const { id: second } = await landscape.create(GOVERNANCE, {
      ...profile(host, FIXED, { name: "Second" }),
      key: "p/second",
    });
    const pair = landscape.pair(GOVERNANCE);
    await pair.apply(named("Replaced"));
    const id = pair.result?.id;

    expect(await pair.apply(named("Replaced", { projectProfileId: second }))).toBe("replace");
    expect(pair.result?.id).not.toBe(id);
  });

  it("changes a member's designation by deletion and creation, also when it was cut off between the two", async () => {
    await openMemberPool(landscape, host);
    const { id: projectId } = await landscape.create(GOVERNANCE, named("Members"));
    const properties = { domainId: host.domainId, rolePrincipalArn: roleArn("Analysts") };
    const { id: group } = await landscape.create(GOVERNANCE, { kind: "GroupProfile", key: "p/analysts", properties });
    const member = (designation: string): Configured => ({
      kind: "ProjectMembership",
      key: "p/member",
      properties: { domainId: host.domainId, projectId, groupIdentifier: group, designation },
    });
    const pair = landscape.pair(GOVERNANCE);
    await pair.apply(member("PROJECT_CONTRIBUTOR"));
    expect(pair.result?.id).toBe(`${projectId}|${group}`);
    landscape.emulator.faults.add([
      {
        mode: "error-before",
        operation: "CreateProjectMembership",
        code: "ValidationException",
        status: 400,
        message: "not now",
      },
    ]);
    await expect(pair.apply(member("PROJECT_OWNER"))).rejects.toThrow("not now");

    expect(await pair.apply(member("PROJECT_OWNER"))).toBe("update");
    expect(await pair.apply(member("PROJECT_OWNER"))).toBe("none");
    const { members } = await datazone().send(
      new ListProjectMembershipsCommand({ domainIdentifier: host.domainId, projectIdentifier: projectId }),
    );
    expect(members).toHaveLength(2);
    await pair.destroy();
    await pair.destroy();
  });
});
