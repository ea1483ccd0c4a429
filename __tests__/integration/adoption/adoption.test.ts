import { DataZoneClient } from "@aws-sdk/client-datazone";
import { RAMClient } from "@aws-sdk/client-ram";
import {
  mapOrganization,
  outputFiles,
  readLiveDomain,
  splitStages,
  type AccountClients,
  type LiveDomain,
} from "../../../adoption";
import { problemsWith } from "../../../adoption/writing/output";
import { emulatorCredentials, startEmulator, type Emulator } from "../../../sandbox/emulator";
import { DomainBuilder, memberRoles, REGION, type BuiltDomain } from "../../support/adoption/build-domain";

const GOVERNANCE = "600000000001";
const DEV = "600000000011";
const PROD = "600000000012";

/** Reads a domain that was built by direct API calls on an emulator, and describes it as configuration. */
describe("adopting a domain that was built by hand", () => {
  let emulator: Emulator;
  let built: BuiltDomain;
  let live: LiveDomain;

  const clientsOf = (account: string) => {
    const config = { endpoint: emulator.url, region: REGION, credentials: emulatorCredentials(account, "admin") };
    return { datazone: new DataZoneClient(config), ram: new RAMClient(config) };
  };
  /** IAM and Lake Formation are moto's, which needs Python: here they answer from a list. */
  const access = (account: string): Promise<AccountClients> => {
    const { provisioning, manageAccess } = memberRoles(account);
    const roleOf = { Role: { Arn: `arn:aws:iam::${account}:role/service-role/AmazonSageMakerQueryExecution` } };
    const missing = Object.assign(new Error("no such role"), { name: "NoSuchEntityException" });
    const iam = {
      send: (command: { input: { RoleName: string } }) =>
        command.input.RoleName === "AmazonSageMakerQueryExecution" ? Promise.resolve(roleOf) : Promise.reject(missing),
    };
    const admins = account === DEV ? [provisioning, manageAccess] : [provisioning];
    const DataLakeAdmins = admins.map((arn) => ({ DataLakePrincipalIdentifier: arn }));
    const lakeFormation = () => ({ send: () => Promise.resolve({ DataLakeSettings: { DataLakeAdmins } }) });
    return Promise.resolve({ ...clientsOf(account), iam, lakeFormation } as unknown as AccountClients);
  };
  const read = (without: readonly string[] = []) =>
    readLiveDomain({ domainId: built.id, governanceAccountId: GOVERNANCE, furtherAccounts: [], without, access });
  const map = (stage: readonly string[] | undefined, domainStage?: string) => {
    const members = live.accounts.map(({ id }) => id).filter((id) => id !== GOVERNANCE);
    return mapOrganization(live, splitStages({ stage, domainStage }, GOVERNANCE, members), {});
  };

  beforeAll(async () => {
    emulator = await startEmulator({ validate: false, delays: { domain: 0, project: 10, cloudControl: 0, share: 0 } });
    const hands = (account: string) => Promise.resolve(clientsOf(account));
    built = await new DomainBuilder("by-hand", GOVERNANCE, [DEV, PROD], hands).build();
    live = await read();
  });
  afterAll(() => emulator?.stop());

  it("finds every account through shares, pools and profiles, and sends reads only", () => {
    expect(live.accounts.map(({ id }) => id)).toEqual([GOVERNANCE, DEV, PROD]);
  });

  it.each([
    ["one stage", undefined, undefined, ["main"]],
    ["a stage for the domain and two that join", [`dev=${DEV}`, `prod=${PROD}`], undefined, ["shared", "dev", "prod"]],
  ])("writes files for %s that the configuration check accepts", (_what, stage, domainStage, names) => {
    const organization = map(stage, domainStage);
    expect(organization.stages.map(({ name }) => name)).toEqual(names);
    expect(problemsWith("/nonexistent", outputFiles(organization, live))).toBe("");
  });

  it("prints the files", () => {
    for (const file of outputFiles(map([`dev=${DEV}`, `prod=${PROD}`]), live))
      console.log(`=== ${file.path}\n${file.text}`);
  });
});
