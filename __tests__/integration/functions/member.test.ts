import {
  DeleteEnvironmentBlueprintConfigurationCommand,
  PutEnvironmentBlueprintConfigurationCommand,
} from "@aws-sdk/client-datazone";
import {
  GetDataLakeSettingsCommand,
  PutDataLakeSettingsCommand,
  type DataLakeSettings,
} from "@aws-sdk/client-lakeformation";
import { FakeClock } from "../../unit/functions/support/fake-service";
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

  describe("an administrator that Lake Formation does not know", () => {
    const failing = new FakeClock();
    const keyed = (key: string, arn: string): Configured => ({ ...desired(arn), key: `m/${key}` });
    const lakeFormation = { service: "lakeformation", operation: "PutDataLakeSettings" };
    afterEach(() => landscape.emulator.faults.clear());

    it("is waited for when it is a new role of ours", async () => {
      const fresh = roleArn("Fresh", MEMBER);
      landscape.emulator.faults.add([{ mode: "new-role", ms: 300, role: fresh }]);
      await put({ DataLakeAdmins: [] });
      const before = landscape.calls("PutDataLakeSettings");
      const pair = landscape.pair(MEMBER);
      await pair.apply(desired(fresh));

      expect(await admins()).toEqual([fresh]);
      expect(landscape.calls("PutDataLakeSettings") - before).toBeGreaterThan(1);
      expect(await pair.apply(desired(fresh))).toBe("none");
      await pair.destroy();
    });

    it("does not undo what others add while it is waited for", async () => {
      const fresh = roleArn("Fresher", MEMBER);
      const late = `arn:aws:iam::${MEMBER}:role/Late`;
      await put({ DataLakeAdmins: [{ DataLakePrincipalIdentifier: human }] });
      landscape.emulator.faults.add([{ mode: "new-role", ms: 2000, role: fresh }]);
      const pair = landscape.pair(MEMBER);
      const before = landscape.calls("PutDataLakeSettings");
      const applied = pair.apply(desired(fresh));
      while (landscape.calls("PutDataLakeSettings") === before) await new Promise((resolve) => setTimeout(resolve, 20));
      await put({ DataLakeAdmins: [human, late].map((arn) => ({ DataLakePrincipalIdentifier: arn })) });
      await applied;

      expect(await admins()).toEqual([human, late, fresh]);
      await pair.destroy();
    });

    it("ends in one line after 60 s when it is ours and stays unknown", async () => {
      const never = roleArn("Never", MEMBER);
      landscape.emulator.faults.add([{ mode: "new-role", ms: 3_600_000, role: never }]);
      const started = failing.now();

      await expect(landscape.pair(MEMBER, failing).apply(keyed("never", never))).rejects.toThrow(
        new RegExp(
          `^\\[ROLE_REFUSED\\] create DataLakeAdministrators .*use ${never}: AWS said InvalidInputException: Invalid principal, arn: ${never} \\(request`,
        ),
      );
      expect(failing.now() - started).toBeLessThanOrEqual(60_000);
      expect(await admins()).toEqual([human, provisioning]);
    });

    const refusing = (message: string) =>
      landscape.emulator.faults.add([
        { ...lakeFormation, mode: "error-before", code: "InvalidInputException", status: 400, message, times: 99 },
      ]);

    it("is named at once, and left in, when it is somebody else's", async () => {
      refusing(`Invalid principal, arn: ${human}`);
      const clock = new FakeClock();

      await expect(landscape.pair(MEMBER, clock).apply(keyed("foreign", manageAccess))).rejects.toThrow(
        /^\[INVALID_ADMINISTRATOR\] create DataLakeAdministrators "m\/foreign": Lake Formation in eu-west-1 refuses the whole list of administrators because of arn:aws:iam::222222222222:role\/Human, which this project did not put there and does not take out .*; fix: create it again, or remove it/,
      );
      expect(clock.now()).toBe(0);
      expect(await admins()).toEqual([human, provisioning]);
      landscape.emulator.faults.clear();
      const pair = landscape.pair(MEMBER);
      await pair.apply(keyed("foreign", manageAccess));
      expect(await admins()).toEqual([human, provisioning, manageAccess]);
      await pair.destroy();
    });

    it("can only be somebody else's where ours are taken out", async () => {
      const pair = landscape.pair(MEMBER);
      await pair.apply(keyed("leaving", manageAccess));
      refusing("Invalid principal");

      await expect(pair.destroy()).rejects.toThrow(`because of one of ${human}, ${provisioning}, which this project`);
      landscape.emulator.faults.clear();
      await pair.destroy();
      expect(await admins()).toEqual([human, provisioning]);
    });

    it("is no reason to wait when AWS refuses the settings for something else", async () => {
      refusing("no such catalog");
      const clock = new FakeClock();

      await expect(landscape.pair(MEMBER, clock).apply(keyed("catalog", manageAccess))).rejects.toThrow(
        "no such catalog",
      );
      expect(clock.now()).toBe(0);
    });
  });
});
