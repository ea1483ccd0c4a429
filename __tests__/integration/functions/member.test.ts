import {
  DeleteEnvironmentBlueprintConfigurationCommand,
  PutEnvironmentBlueprintConfigurationCommand,
} from "@aws-sdk/client-datazone";
import {
  GetDataLakeSettingsCommand,
  PutDataLakeSettingsCommand,
  type DataLakeSettings,
} from "@aws-sdk/client-lakeformation";
import type { Configured } from "../../unit/functions/support/terraform";
import { blueprint } from "./hosting";
import { changed, Landscape, MEMBER, REGION, roleArn } from "./landscape";

let landscape: Landscape;

beforeAll(async () => {
  landscape = await Landscape.start({ pageSize: 3 });
});
afterAll(() => landscape.stop());

describe("BlueprintConfiguration", () => {
  let domainId: string;
  beforeAll(async () => {
    domainId = (await landscape.domain("m/blueprints")).id;
    landscape.associate(domainId);
  });

  it("resolves the blueprint over all pages and has its id", async () => {
    const pair = landscape.pair(MEMBER);
    await pair.apply(blueprint(domainId, "Workflows"));

    expect(pair.result?.id).toMatch(/.+/);
    expect(await pair.apply(blueprint(domainId, "Workflows"))).toBe("none");
  });

  it("erases what is not configured any more, and keeps what is", async () => {
    const pair = landscape.pair(MEMBER);
    const lakeFormation = { locationRegistrationRoleArn: roleArn("Location", MEMBER), excludeS3Locations: ["s3://x"] };
    const desired = blueprint(domainId, "DataLake", { lakeFormation, globalParameters: { a: "1" } });
    await pair.apply(desired);
    const next = changed(desired, { lakeFormation: undefined, provisioningRoleArn: undefined });

    expect((await pair.read(next)).reason).toMatch(
      /lakeFormation\.locationRegistrationRoleArn: .* -> null; provisioningRoleArn/,
    );
    expect(await pair.apply(next)).toBe("update");
    expect(await pair.apply(next)).toBe("none");
  });

  it("notices a changed global parameter, which the service never returns, by its fingerprint", async () => {
    const pair = landscape.pair(MEMBER);
    const desired = blueprint(domainId, "Tooling", { globalParameters: { sagemakerQueryExecutionRoleArn: "one" } });
    await pair.apply(desired);
    const next = changed(desired, { globalParameters: { sagemakerQueryExecutionRoleArn: "two" } });

    expect(await pair.read(next)).toMatchObject({
      inSync: false,
      id: pair.result?.id,
      reason: 'globalParameters: "not as last written" -> "as configured"',
    });
    expect(await pair.apply(next)).toBe("update");
    expect(await pair.apply(next)).toBe("none");
  });

  it("is enabled again in place when it was disabled by hand: the blueprint's id stays known", async () => {
    const pair = landscape.pair(MEMBER);
    const desired = blueprint(domainId, "MLExperiments");
    await pair.apply(desired);
    const id = pair.result?.id;
    await landscape
      .clients(MEMBER)
      .datazone()
      .send(
        new DeleteEnvironmentBlueprintConfigurationCommand({
          domainIdentifier: domainId,
          environmentBlueprintIdentifier: id,
        }),
      );

    expect(await pair.read(desired)).toMatchObject({ inSync: false, replace: false, id, reason: "does not exist" });
    expect(await pair.apply(desired)).toBe("update");
    expect(await pair.apply(desired)).toBe("none");
    expect(pair.result?.id).toBe(id);
  });

  it("does not overwrite a configuration made by hand, and adopts it by the blueprint's id", async () => {
    const { id } = await landscape.create(MEMBER, blueprint(domainId, "QuickSight"));
    const stranger = { ...blueprint(domainId, "QuickSight"), key: "by-hand" };
    await expect(landscape.pair(MEMBER).apply(stranger)).rejects.toThrow(`take it over with adoptId "${id}"`);
    const datazone = landscape.clients(MEMBER).datazone();
    await datazone.send(
      new PutEnvironmentBlueprintConfigurationCommand({
        domainIdentifier: domainId,
        environmentBlueprintIdentifier: id,
        enabledRegions: [REGION],
      }),
    );
    const adopting = landscape.pair(MEMBER);
    await adopting.apply({ ...stranger, adoptId: id });

    expect(await adopting.apply({ ...stranger, adoptId: id })).toBe("none");
  });

  it("is planned again when it was deleted by hand, and destroyed without complaint when it is gone", async () => {
    const pair = landscape.pair(MEMBER);
    const desired = blueprint(domainId, "EmrOnEc2");
    await pair.apply(desired);
    await landscape.create(MEMBER, desired);
    await (async () => {
      const other = landscape.pair(MEMBER);
      await other.apply(desired);
      await other.destroy();
    })();

    expect(await pair.read(desired)).toMatchObject({ inSync: false, id: null, reason: "does not exist" });
    await pair.destroy();
  });
});

describe("DataLakeAdministrators", () => {
  const [provisioning, manageAccess] = [roleArn("Provisioning", MEMBER), roleArn("ManageAccess", MEMBER)];
  const human = `arn:aws:iam::${MEMBER}:role/Human`;
  const desired = (...administratorArns: string[]): Configured => ({
    kind: "DataLakeAdministrators",
    key: "m/administrators",
    properties: { region: REGION, administratorArns },
  });
  const settings = async (): Promise<DataLakeSettings> => {
    const client = landscape.clients(MEMBER).lakeFormation(REGION);
    return (await client.send(new GetDataLakeSettingsCommand({}))).DataLakeSettings ?? {};
  };
  const admins = async () => (await settings()).DataLakeAdmins?.map((admin) => admin.DataLakePrincipalIdentifier);
  const put = (DataLakeSettings: DataLakeSettings) =>
    landscape.clients(MEMBER).lakeFormation(REGION).send(new PutDataLakeSettingsCommand({ DataLakeSettings }));

  beforeEach(() =>
    put({
      DataLakeAdmins: [{ DataLakePrincipalIdentifier: human }, { DataLakePrincipalIdentifier: provisioning }],
      Parameters: { CROSS_ACCOUNT_VERSION: "4" },
      AllowExternalDataFiltering: true,
    }),
  );

  it("adds to what is there, keeps all other settings, and takes out only what it added", async () => {
    const pair = landscape.pair(MEMBER);
    await pair.apply(desired(provisioning, manageAccess));
    expect(await admins()).toEqual([human, provisioning, manageAccess]);
    expect(await settings()).toMatchObject({
      Parameters: { CROSS_ACCOUNT_VERSION: "4" },
      AllowExternalDataFiltering: true,
    });
    expect(await pair.apply(desired(provisioning, manageAccess))).toBe("none");
    expect((await pair.read(desired(manageAccess, provisioning))).inSync).toBe(true);

    await pair.destroy();
    expect(await admins()).toEqual([human, provisioning]);
    expect(await settings()).toMatchObject({
      Parameters: { CROSS_ACCOUNT_VERSION: "4" },
      AllowExternalDataFiltering: true,
    });
  });

  it("takes out an administrator that is not wanted any more, and puts back one that was removed by hand", async () => {
    const pair = landscape.pair(MEMBER);
    await pair.apply(desired(manageAccess));
    await put({ DataLakeAdmins: [{ DataLakePrincipalIdentifier: human }] });
    expect((await pair.read(desired(manageAccess))).reason).toContain("administratorArns");
    await pair.apply(desired(manageAccess));
    expect(await admins()).toEqual([human, manageAccess]);

    const other = roleArn("Other", MEMBER);
    await pair.apply(desired(other));
    expect(await admins()).toEqual([human, other]);
    await pair.destroy();
  });

  it("repeats while somebody else is writing", async () => {
    landscape.emulator.faults.add([
      {
        mode: "error-before",
        service: "lakeformation",
        operation: "PutDataLakeSettings",
        code: "ConcurrentModificationException",
        status: 400,
      },
    ]);
    const pair = landscape.pair(MEMBER);
    await pair.apply(desired(manageAccess));

    expect(await admins()).toContain(manageAccess);
    await pair.destroy();
  });
});
