import {
  AddPolicyGrantCommand,
  CreateAccountPoolCommand,
  CreateDomainCommand,
  CreateProjectProfileCommand,
  DataZoneClient,
  type EnvironmentConfiguration,
  GetDomainCommand,
  UpdateAccountPoolCommand,
} from "@aws-sdk/client-datazone";
import { emulatorCredentials, type Emulator } from "../../../../packages/emulator";
import { unverifiedAuthorization } from "../../../../packages/emulator/identity";
import { start } from "../harness";
import { lines, PENDING, POOL, PROFILE, WITH_PARAMETERS } from "./recordings";

const REGION = "us-east-2";
const OWNER = "100000000000";

/** The requests behind the recordings, made of the emulator: its answers have the same members, types and order. */
describe("recorded answers", () => {
  let emulator: Emulator;
  let client: DataZoneClient;
  let domainIdentifier: string;
  let poolId: string;
  let profileId: string;

  /** An answer as it is on the wire: the SDK would drop what it does not know, and parse times. */
  const raw = async (method: string, path: string, body?: object): Promise<unknown> => {
    const { accessKeyId } = emulatorCredentials(OWNER);
    const response = await fetch(`${emulator.url}/v2/domains/${domainIdentifier}/${path}`, {
      method,
      headers: { authorization: unverifiedAuthorization(accessKeyId, REGION, "datazone") },
      body: body && JSON.stringify(body),
    });
    expect(response.ok).toBe(true);
    return response.json();
  };

  beforeAll(async () => {
    // A deployment that takes long is seen while it is pending.
    emulator = await start({ delays: { project: 60_000 } });
    const credentials = emulatorCredentials(OWNER);
    client = new DataZoneClient({ endpoint: emulator.url, region: REGION, credentials, maxAttempts: 1 });
    const role = (name: string) => `arn:aws:iam::${OWNER}:role/service-role/${name}`;
    const roles = { domainExecutionRole: role("Execution"), serviceRole: role("Service") };
    const created = await client.send(new CreateDomainCommand({ name: "recorded", domainVersion: "V2", ...roles }));
    domainIdentifier = created.id!;
    const { rootDomainUnitId } = await client.send(new GetDomainCommand({ identifier: domainIdentifier }));
    const { name, description, accountSource } = POOL;
    const pool = { domainIdentifier, name, description, accountSource, resolutionStrategy: "MANUAL" as const };
    poolId = (await client.send(new CreateAccountPoolCommand(pool))).id!;
    const environmentConfigurations = PROFILE.environmentConfigurations!.map(
      ({ id: _id, ...configuration }): EnvironmentConfiguration => ({ ...configuration, accountPools: [poolId] }),
    );
    const profile = { name: PROFILE.name, description: PROFILE.description, status: "ENABLED" as const };
    const command = new CreateProjectProfileCommand({ domainIdentifier, ...profile, environmentConfigurations });
    profileId = (await client.send(command)).id!;
    await client.send(
      new AddPolicyGrantCommand({
        domainIdentifier,
        entityType: "DOMAIN_UNIT",
        entityIdentifier: rootDomainUnitId,
        policyType: "CREATE_PROJECT_FROM_PROJECT_PROFILE",
        principal: { user: { allUsersGrantFilter: {} } },
        detail: { createProjectFromProjectProfile: { projectProfiles: [profileId] } },
      }),
    );
  });
  afterAll(() => emulator.stop());

  it("get-account-pool-custom-handler", async () => {
    expect(lines(await raw("GET", `account-pools/${poolId}`))).toEqual(lines(POOL));
  });

  it("get-project-profile-pool-bound: also those eight blueprint ids of us-east-2", async () => {
    expect(lines(await raw("GET", `project-profiles/${profileId}`))).toEqual(lines(PROFILE));
  });

  it("create-project-pending", async () => {
    const answer = await raw("POST", "projects", { name: PENDING.name, projectProfileId: profileId });
    expect(lines(answer)).toEqual(lines(PENDING));
  });

  it("create-project-with-user-parameters", async () => {
    // The function behind the recorded pool is not here: the pool names its account for this answer.
    const accountSource = { accounts: [{ awsAccountId: "100000000011", supportedRegions: [REGION] }] };
    await client.send(new UpdateAccountPoolCommand({ domainIdentifier, identifier: poolId, accountSource }));
    const userParameters = WITH_PARAMETERS.userParameters!.map(({ environmentResolvedAccount, ...entry }) => ({
      environmentResolvedAccount: { ...environmentResolvedAccount, sourceAccountPoolId: poolId },
      ...entry,
    }));
    const { name } = WITH_PARAMETERS;
    const answer = await raw("POST", "projects", { name, projectProfileId: profileId, userParameters });
    expect(lines(answer)).toEqual(lines(WITH_PARAMETERS));
  });

  it("a comparison notices a member that is missing, moved, of another type or in another form", () => {
    const { status, ...rest } = PROFILE;
    const others = [rest, { status, ...rest }, { ...PROFILE, status: 1 }, { ...PROFILE, id: "UPPER" }];
    for (const other of others) expect(lines(other)).not.toEqual(lines(PROFILE));
  });
});
