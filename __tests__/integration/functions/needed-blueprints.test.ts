import { PutEnvironmentBlueprintConfigurationCommand } from "@aws-sdk/client-datazone";
import type { KeptBlueprints, KeptParts } from "../../../contracts/control-plane";
import type { DataZoneState } from "../../../packages/emulator/services/datazone/model";
import type { Configured, TerraformPair } from "../../unit/functions/support/terraform";
import { blueprint, FIXED, hosting, openMemberPool, pool, profile, project, type Hosting } from "./hosting";
import { changed, GOVERNANCE, Landscape, MEMBER, REGION } from "./landscape";

let landscape: Landscape;
let host: Hosting;

beforeAll(async () => {
  landscape = await Landscape.start({ pageSize: 2 });
});
afterAll(() => landscape.stop());
let number = 0;
beforeEach(async () => {
  number += 1;
  host = await hosting(landscape, `n/host-${number}`);
  await openMemberPool(landscape, host);
});
afterEach(() => landscape.emulator.faults.clear());

const COMPLETE: KeptParts = {
  enabledRegions: [REGION],
  roles: ["provisioningRoleArn", "manageAccessRoleArn"],
  regionalParameters: { [REGION]: ["S3Location", "Subnets", "VpcId"] },
};
const BOTH = { Tooling: COMPLETE, DataLake: COMPLETE };

async function ask(blueprints: Record<string, KeptParts>, leaving?: string[], account = MEMBER): Promise<string> {
  const event = { action: "blueprints", domainId: host.domainId, scope: host.domainId, blueprints, leaving };
  return ((await landscape.invoke(account, event, "read")) as KeptBlueprints).refusal;
}

async function landing(target: object = FIXED, overrides: object = {}): Promise<{ id: string }> {
  const { id } = await landscape.create(GOVERNANCE, profile(host, target));
  return landscape.create(GOVERNANCE, project(host, id, overrides));
}

function owner() {
  const { domains } = landscape.emulator.store.state<DataZoneState>("datazone", GOVERNANCE, REGION, () => ({
    domains: {},
  }));
  return domains[host.domainId];
}

describe("what a plan takes away from the blueprints of an account", () => {
  it.each<[string, Record<string, KeptParts>, string]>([
    ["a blueprint", { Tooling: COMPLETE }, "blueprint DataLake: it is disabled"],
    ["all of them", {}, "blueprint DataLake: it is disabled; blueprint Tooling: it is disabled"],
    [
      "a Region",
      { ...BOTH, Tooling: { ...COMPLETE, enabledRegions: ["us-east-1"] } },
      `blueprint Tooling: Region ${REGION} is disabled`,
    ],
    [
      "the manage-access role",
      { ...BOTH, DataLake: { ...COMPLETE, roles: ["provisioningRoleArn"] } },
      "blueprint DataLake: manageAccessRoleArn is taken away",
    ],
    [
      "both roles",
      { ...BOTH, DataLake: { ...COMPLETE, roles: [] } },
      "blueprint DataLake: provisioningRoleArn is taken away, manageAccessRoleArn is taken away",
    ],
    [
      "a Regional parameter",
      { ...BOTH, Tooling: { ...COMPLETE, regionalParameters: { [REGION]: ["Subnets", "VpcId"] } } },
      `blueprint Tooling: S3Location of ${REGION} is taken away`,
    ],
    [
      "all Regional parameters",
      { ...BOTH, Tooling: { ...COMPLETE, regionalParameters: {} } },
      `S3Location of ${REGION} is taken away, Subnets of ${REGION} is taken away, VpcId of ${REGION} is taken away`,
    ],
  ])("is refused while a project is there: %s", async (_what, blueprints, change) => {
    await landing();
    const refusal = await ask(blueprints);

    expect(refusal).toContain(change);
    expect(refusal).toContain(`account ${MEMBER} would lose what its projects need`);
    expect(refusal).toMatch(/; projects in it: Landing; fix: put it back into the configuration, or delete these/);
  });

  it("is nothing where everything stays, whatever the values become", async () => {
    await landing();
    expect(await ask(BOTH)).toBe("");
  });

  it("stands against nothing while no project is there", async () => {
    expect(await ask({})).toBe("");
  });

  it("does not count projects of other accounts", async () => {
    const other = { awsAccountId: GOVERNANCE, regionName: REGION };
    const { id } = await landscape.create(GOVERNANCE, profile(host, other));
    await landscape
      .pair(GOVERNANCE)
      .apply(project(host, id))
      .catch(() => undefined); // not enabled there: it fails
    expect(Object.keys(owner().projects)).toHaveLength(1);
    expect(await ask({})).toBe("");
  });

  it("does not count projects that are destroyed before", async () => {
    const { id } = await landing();
    expect(await ask({}, [id])).toBe("");
    expect(await ask({}, ["another"])).toContain("Landing");
  });

  it("counts a project whose deployment failed: it can only be deleted while the configuration is complete", async () => {
    landscape.emulator.faults.add([{ mode: "project-deployment-failure", times: 99 }]);
    await expect(landing()).rejects.toThrow("DEPLOYMENT_FAILED");
    expect(await ask({ Tooling: COMPLETE })).toContain("projects in it: Landing");
  });

  it("counts a project that has chosen the account from a pool, without any environment yet", async () => {
    const { id: poolId } = await landscape.create(GOVERNANCE, pool(host.domainId));
    const resolved = { awsAccountId: MEMBER, regionName: REGION, sourceAccountPoolId: poolId };
    const environments = ["Tooling", "Lake"].map((name) => ({
      environmentConfigurationName: name,
      account: resolved,
      parameters: {},
    }));
    await landing({ accountPoolIds: [poolId] }, { environments });
    owner().environments = {};
    expect(await ask({ Tooling: COMPLETE })).toContain("projects in it: Landing");
  });

  it("counts an environment that stayed when the profile moved to another account", async () => {
    await landing();
    for (const item of Object.values(owner().projectProfiles))
      for (const part of item.environmentConfigurations) part.awsAccount = { awsAccountId: GOVERNANCE };
    expect(await ask({ Tooling: COMPLETE })).toContain("projects in it: Landing");
  });

  it("counts a project that is being deleted", async () => {
    const { id } = await landing();
    owner().projects[id].deletingSince = Date.now() + 60_000;
    expect(await ask({})).toContain("Landing");
  });

  it("says so where the service does not let the account look into a project", async () => {
    await landing();
    landscape.emulator.faults.add(
      ["GetProject", "ListEnvironments"].map((operation) => ({
        mode: "error-before" as const,
        service: "datazone",
        operation,
        code: "AccessDeniedException",
        status: 403,
        message: `User is not permitted to perform operation: ${operation}`,
        times: 9,
      })),
    );
    expect(await ask({})).toContain("projects that may be in it, which this account may not look into: Landing");
  });

  it("goes by the profile where only the list of environments is refused", async () => {
    const refused = {
      mode: "error-before" as const,
      operation: "ListEnvironments",
      code: "AccessDeniedException",
      status: 403,
      message: "User is not permitted to perform operation: ListEnvironments",
      times: 9,
    };
    await landing();
    landscape.emulator.faults.add([refused]);
    expect(await ask({})).toContain("projects in it: Landing");
  });

  it("leaves blueprints alone that somebody else has enabled", async () => {
    await landing();
    const { id } = await landscape.create(MEMBER, {
      ...blueprint(host.domainId, "Workflows"),
      key: "another/Workflows",
    });
    expect(id).not.toBe("");
    expect(await ask(BOTH)).toBe("");
  });

  it("has nothing to refuse where the account does not see the domain", async () => {
    await landing();
    expect(await ask({}, undefined, "333333333333")).toBe("");
  });
});

describe("a write that takes something away", () => {
  const tooling = (): Configured => blueprint(host.domainId, "Tooling");
  async function applied(): Promise<TerraformPair> {
    const pair = landscape.pair(MEMBER);
    await pair.apply(tooling());
    return pair;
  }

  it("is refused while a project is there, and leaves nothing to be continued", async () => {
    const pair = await applied();
    await landing();
    const puts = landscape.calls("PutEnvironmentBlueprintConfiguration");
    const weaker = changed(tooling(), { manageAccessRoleArn: undefined });

    await expect(pair.apply(weaker)).rejects.toThrow(
      /^\[WEAKENING_REFUSED\] update BlueprintConfiguration .*blueprint Tooling: manageAccessRoleArn is taken away\); projects in it: Landing/,
    );
    await expect(pair.destroy()).rejects.toThrow(/^\[WEAKENING_REFUSED\] delete .*blueprint Tooling: it is disabled/);
    expect(landscape.calls("PutEnvironmentBlueprintConfiguration")).toBe(puts);
    expect((await pair.read(tooling())).inSync).toBe(true);
  });

  it("is carried out when the projects are gone", async () => {
    const pair = await applied();
    const profiles = landscape.pair(GOVERNANCE);
    await profiles.apply(profile(host, FIXED));
    const projects = landscape.pair(GOVERNANCE);
    await projects.apply(project(host, profiles.result?.id ?? ""));
    await projects.destroy();

    expect(await pair.apply(changed(tooling(), { provisioningRoleArn: undefined }))).toBe("update");
    await pair.destroy();
    expect(Object.keys(owner().blueprintConfigurations[MEMBER])).toHaveLength(1);
  });

  it("is none where a value takes the place of another, or something was added by hand that nobody needs", async () => {
    const pair = await applied();
    await landing();
    const other = { S3Location: "s3://amazon-sagemaker-y", VpcId: "vpc-2", Subnets: "c,d", AZs: "z" };
    const moved = changed(tooling(), { regionalParameters: { [REGION]: other } });
    expect(await pair.apply(moved)).toBe("update");
    const { globalParameters: _, blueprint: __, domainId, ...rest } = moved.properties as Record<string, unknown>;
    await landscape
      .clients(MEMBER)
      .datazone()
      .send(
        new PutEnvironmentBlueprintConfigurationCommand({
          ...rest,
          domainIdentifier: String(domainId),
          environmentBlueprintIdentifier: pair.result?.id,
          enabledRegions: [REGION],
          environmentRolePermissionBoundary: `arn:aws:iam::${MEMBER}:policy/boundary`,
        }),
      );
    expect(await pair.apply(moved)).toBe("update");
  });
});
