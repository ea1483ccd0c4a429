import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { readPools, readProfiles } from "../../../adoption/reading/profiles";
import { readProjects } from "../../../adoption/reading/projects";
import type { Properties } from "../../../contracts/control-plane";
import { isTooling } from "../../../contracts/service/tooling";
import { Clients } from "../../../functions/control-plane/clients";
import { differencesOf } from "../../../functions/control-plane/engine/comparison";
import type { Scope } from "../../../functions/control-plane/engine/handler";
import { accountPool } from "../../../functions/control-plane/handlers/account-pool";
import { project } from "../../../functions/control-plane/handlers/project";
import { projectProfile } from "../../../functions/control-plane/handlers/project-profile";
import { PENDING, POOL, PROFILE, WITH_PARAMETERS } from "../emulator/evidence/recordings";

/** Blueprints of the recorded profile, by their id in us-east-2. */
const BLUEPRINTS = {
  "3owsbi7jjppvc9": "Tooling",
  "6bbrztdwfxomeh": "DataLake",
  "6vtt2ycs570ezt": "LakehouseCatalog",
  "5zux18nxyx6pd5": "RedshiftServerless",
  b0eis75ozsqhd5: "Workflows",
  "6r38ttlmkm3isp": "MLExperiments",
  atyconez9k8zjd: "EmrOnEc2",
  c1vpqx2w5jxsh5: "EmrServerless",
} as const;

const DOMAIN = PROFILE.domainId;
const listed = (id: string, name: string) => ({ items: [{ id, name, domainId: DOMAIN, createdBy: "4b89ed84" }] });

/** A service that answers what was recorded, and nothing else. */
const ANSWERS: Readonly<Record<string, object>> = {
  [`/v2/domains/${DOMAIN}/project-profiles/${PROFILE.id}`]: PROFILE,
  [`/v2/domains/${DOMAIN}/project-profiles`]: listed(PROFILE.id, PROFILE.name),
  [`/v2/domains/${DOMAIN}/account-pools/${POOL.id}`]: POOL,
  [`/v2/domains/${DOMAIN}/account-pools`]: listed(POOL.id, POOL.name),
  [`/v2/domains/${DOMAIN}/projects/${PENDING.id}`]: PENDING,
  [`/v2/domains/${DOMAIN}/projects/${WITH_PARAMETERS.id}`]: WITH_PARAMETERS,
  [`/v2/domains/${DOMAIN}/projects`]: listed(WITH_PARAMETERS.id, WITH_PARAMETERS.name),
  [`/v2/domains/${DOMAIN}/environments`]: { items: [] },
  [`/v2/domains/${DOMAIN}/connections`]: { items: [] },
  [`/v2/domains/${DOMAIN}/data-sources`]: { items: [] },
  [`/v2/domains/${DOMAIN}/projects/${WITH_PARAMETERS.id}/memberships`]: { members: [] },
  [`/v2/domains/${DOMAIN}/environment-blueprints`]: {
    items: Object.entries(BLUEPRINTS).map(([id, name]) => ({ id, name, provider: "", provisioningProperties: {} })),
  },
};

/** Every value of the recordings as a configuration would have it, in another order. */
const configurations: Properties<"ProjectProfile">["environmentConfigurations"] =
  PROFILE.environmentConfigurations!.map((recorded) => ({
    name: recorded.name!,
    blueprint: BLUEPRINTS[recorded.environmentBlueprintId as keyof typeof BLUEPRINTS],
    description: recorded.description,
    deploymentMode: recorded.deploymentMode!,
    deploymentOrder: recorded.deploymentOrder,
    target: { accountPoolIds: recorded.accountPools! },
    parameterOverrides: (recorded.configurationParameters?.parameterOverrides ?? []).map((override) => ({
      name: override.name!,
      value: override.value,
      isEditable: override.isEditable ?? false,
    })),
  })).reverse();

const profile: Properties<"ProjectProfile"> = {
  domainId: DOMAIN,
  name: PROFILE.name,
  description: PROFILE.description,
  status: "ENABLED",
  domainUnitId: PROFILE.domainUnitId,
  environmentConfigurations: configurations,
  projectResourceTags: [],
  allowCustomProjectResourceTags: false,
};
const handler = POOL.accountSource!.customAccountPoolHandler as {
  lambdaFunctionArn: string;
  lambdaExecutionRoleArn: string;
};
const pool: Properties<"AccountPool"> = {
  domainId: DOMAIN,
  name: POOL.name,
  description: POOL.description,
  source: { handler },
};
const projectOf = ({ name, domainUnitId, userParameters }: typeof PENDING): Properties<"Project"> => ({
  domainId: DOMAIN,
  name,
  domainUnitId,
  projectProfileId: PROFILE.id,
  glossaryTermIds: [],
  resourceTags: {},
  environments: (userParameters ?? []).map((entry) => ({
    environmentConfigurationName: entry.environmentConfigurationName!,
    account: entry.environmentResolvedAccount as { awsAccountId: string; regionName: string },
    parameters: {},
  })),
});

describe("recorded answers of the service", () => {
  let server: Server;
  let clients: Clients;
  let scope: Scope;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const answer = ANSWERS[new URL(request.url ?? "", "http://localhost").pathname];
      response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(answer ?? { message: `not recorded: ${request.url}` }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const credentials = { accessKeyId: "recorded", secretAccessKey: "recorded" };
    clients = new Clients({ endpoint, region: "us-east-2", credentials, maxAttempts: 1 });
    scope = { clients } as Scope;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it("get-project-profile-pool-bound is the profile that is configured: the second plan is empty", async () => {
    const live = await projectProfile.get(scope, profile, PROFILE.id);
    expect(live?.phase).toBe("ready");
    expect(differencesOf(live!.values, projectProfile.desired(profile))).toEqual([]);
    const [first, ...others] = configurations;
    const changed = { ...profile, environmentConfigurations: [{ ...first, description: "changed" }, ...others] };
    expect(differencesOf(live!.values, projectProfile.desired(changed))).toHaveLength(1);
  });

  it("get-account-pool-custom-handler is the pool that is configured: the second plan is empty", async () => {
    const live = await accountPool.get(scope, pool, POOL.id);
    expect(differencesOf(live!.values, accountPool.desired(pool))).toEqual([]);
    expect(differencesOf(live!.values, accountPool.desired({ ...pool, name: "other" }))).toHaveLength(1);
  });

  it.each([
    ["create-project-pending", PENDING],
    ["create-project-with-user-parameters", WITH_PARAMETERS],
  ])("%s is a project that is being deployed, as configured", async (_name, recorded) => {
    const properties = projectOf(recorded);
    const live = await project.get(scope, properties, recorded.id);
    expect(live).toMatchObject({ phase: "busy", status: "PENDING_DEPLOYMENT" });
    expect(differencesOf(live!.values, project.desired(properties))).toEqual([]);
    expect(live!.createOnly).toEqual({ projectProfileId: PROFILE.id, projectCategory: undefined });
  });

  it("adopt reads them", async () => {
    const access = { datazone: clients.datazone() } as unknown as Parameters<typeof readPools>[0];
    const [readPool] = await readPools(access, DOMAIN);
    expect(readPool).toEqual({ id: POOL.id, name: POOL.name, description: POOL.description, handler });
    const [readProfile] = await readProfiles(access, DOMAIN, "root");
    expect(readProfile).toMatchObject({ id: PROFILE.id, unitId: PROFILE.domainUnitId, allowCustomResourceTags: false });
    expect(readProfile.configurations.map(({ name }) => name)).toEqual(
      PROFILE.environmentConfigurations!.map(({ name }) => name),
    );
    expect(readProfile.configurations.filter(({ name = "" }) => isTooling(name))).toHaveLength(1);
    const [readProject] = await readProjects(access, DOMAIN, "root");
    // The recorded answer of CreateProject has no status of the project.
    expect(readProject).toMatchObject({ id: WITH_PARAMETERS.id, status: "ACTIVE", profileId: PROFILE.id });
    expect(readProject.userParameters).toEqual(WITH_PARAMETERS.userParameters);
  });
});
