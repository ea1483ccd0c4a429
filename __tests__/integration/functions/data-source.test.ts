import {
  DeleteConnectionCommand,
  GetConnectionCommand,
  GetDataSourceCommand,
  UpdateConnectionCommand,
  UpdateDataSourceCommand,
} from "@aws-sdk/client-datazone";
import { FIXED, type Hosting, hosting, openMemberPool, profile, project } from "./hosting";
import { changed, GOVERNANCE, Landscape } from "./landscape";
import { connection, dataSource, sourcesIn } from "./sources";

const SECRET = "arn:aws:secretsmanager:eu-west-1:222222222222:secret:redshift-AbCdEf";

let landscape: Landscape;
let host: Hosting;
let projectId: string;

beforeAll(async () => {
  landscape = await Landscape.start({ pageSize: 1 });
  host = await hosting(landscape, "s/host");
  await openMemberPool(landscape, host);
  const profileId = (await landscape.create(GOVERNANCE, profile(host, FIXED))).id;
  projectId = (await landscape.create(GOVERNANCE, project(host, profileId))).id;
});
afterAll(() => landscape.stop());

const datazone = () => landscape.clients(GOVERNANCE).datazone();
const source = (name: string, overrides: object = {}) => ({
  ...dataSource(host.domainId, projectId, { name, ...overrides }),
  key: `s/${name}`,
});
const link = (name: string, overrides: object = {}) => ({
  ...connection(host.domainId, projectId, { name, ...overrides }),
  key: `s/${name}`,
});

describe("DataSource", () => {
  it("finds its connection by name and sends everything that is configured", async () => {
    const pair = landscape.pair(GOVERNANCE);
    const desired = source("full", {
      description: "Everything",
      catalogName: "AwsDataCatalog",
      dataAccessRoleArn: "arn:aws:iam::222222222222:role/lake-reader",
      importsDataQuality: true,
      filters: [
        { database: "sales", include: ["orders*", "customers"], exclude: ["*_tmp"] },
        { database: "legacy", include: ["*"], exclude: [] },
      ],
      enabled: false,
      publishOnImport: true,
      generatesBusinessNames: true,
      schedule: { cron: "cron(0 6 * * ? *)", timeZone: "EUROPE_ZURICH" },
      forms: [{ name: "Contract", formType: "DataContract", revision: { given: "2" }, content: '{"owner":"sales"}' }],
    });
    await pair.apply(desired);

    expect(await pair.apply(desired)).toBe("none");
    const live = await datazone().send(
      new GetDataSourceCommand({ domainIdentifier: host.domainId, identifier: pair.result?.id }),
    );
    expect(live).toMatchObject({
      projectId,
      type: "GLUE",
      enableSetting: "DISABLED",
      publishOnImport: true,
      recommendation: { enableBusinessNameGeneration: true },
      schedule: { schedule: "cron(0 6 * * ? *)", timezone: "EUROPE_ZURICH" },
      configuration: {
        glueRunConfiguration: { autoImportDataQualityResult: true, catalogName: "AwsDataCatalog", region: "eu-west-1" },
      },
    });
    await pair.destroy();
  });

  it("changes everything but type, project and connection in place, and takes away what is no longer configured", async () => {
    const pair = landscape.pair(GOVERNANCE);
    const first = source("changing", {
      description: "x",
      schedule: { cron: "cron(0 6 * * ? *)", timeZone: "UTC" },
      forms: [{ name: "Contract", formType: "DataContract", content: "{}" }],
      dataAccessRoleArn: "arn:aws:iam::222222222222:role/lake-reader",
    });
    await pair.apply(first);
    const id = pair.result?.id;
    const next = source("renamed", { publishOnImport: true });

    expect(await pair.apply({ ...next, key: first.key })).toBe("update");
    expect(await pair.apply({ ...next, key: first.key })).toBe("none");
    expect(pair.result?.id).toBe(id);
    const live = sourcesIn(landscape, host.domainId).dataSources[id ?? ""];
    expect(live).toMatchObject({ name: "renamed", description: "", assetForms: [], publishOnImport: true });
    expect(live.schedule).toBeUndefined();
    expect(live.configuration?.glueRunConfiguration?.dataAccessRole).toBeUndefined();
    await pair.destroy();
  });

  it("repairs what was changed by hand, and says what differs", async () => {
    const pair = landscape.pair(GOVERNANCE);
    const desired = source("by-hand");
    await pair.apply(desired);
    await datazone().send(
      new UpdateDataSourceCommand({
        domainIdentifier: host.domainId,
        identifier: pair.result?.id,
        enableSetting: "DISABLED",
        configuration: {
          glueRunConfiguration: {
            relationalFilterConfigurations: [
              { databaseName: "sales", filterExpressions: [{ type: "INCLUDE", expression: "a*" }] },
            ],
          },
        },
      }),
    );

    expect((await pair.read(desired)).reason).toBe('enabled: false -> true; filters[sales].include: ["a*"] -> ["*"]');
    expect(await pair.apply(desired)).toBe("update");
    expect(await pair.apply(desired)).toBe("none");
    await pair.destroy();
  });

  it("names the connections that there are where it finds none of its name", async () => {
    const missing = source("lost", { connectionName: "project.irm" });
    await expect(landscape.create(GOVERNANCE, missing)).rejects.toThrow(
      /CONNECTION_UNKNOWN.*no connection "project.irm", it has project\.iam/,
    );
  });

  it("is replaced when its connection is another one", async () => {
    const pair = landscape.pair(GOVERNANCE);
    await pair.apply(source("moving"));
    const athena = landscape.pair(GOVERNANCE);
    await athena.apply(link("moving-target"));

    expect(
      await pair.apply(source("moving", { connectionName: "moving-target", connectionId: athena.result?.id })),
    ).toBe("replace");
    await pair.destroy();
    await athena.destroy();
  });

  it("imports from Redshift with credentials that Secrets Manager keeps", async () => {
    const pair = landscape.pair(GOVERNANCE);
    const desired = source("redshift", {
      type: "REDSHIFT",
      redshiftStorage: { workgroupName: "analytics" },
      redshiftSecretArn: SECRET,
      filters: [{ database: "dev", schema: "public", include: ["*"], exclude: [] }],
    });
    await pair.apply(desired);

    expect(await pair.apply(desired)).toBe("none");
    expect(await pair.apply(changed(desired, { redshiftStorage: { clusterName: "old" } }))).toBe("update");
    await pair.destroy();
  });
});

describe("Connection", () => {
  it("says that the function is no member, where one that is taken over is hidden from it", async () => {
    const { faults } = landscape.emulator;
    const denied = { mode: "error-before", code: "AccessDeniedException", status: 403 } as const;
    faults.add([{ service: "datazone", operation: "GetConnection", ...denied }]);
    const hidden = landscape.pair(GOVERNANCE).apply({ ...link("hidden"), adoptId: "abcdefgh" });
    await expect(hidden).rejects.toThrow(
      /NOT_A_MEMBER.*read connection "abcdefgh".*add the function's role to it as an owner/,
    );
    faults.clear();
  });

  it.each([
    ["athena", { workgroupName: "primary" }, {}, { workgroupName: "other" }],
    ["iam", { glueLineageSyncEnabled: true }, {}, { glueLineageSyncEnabled: false }],
    [
      "redshift",
      {
        storage: { workgroupName: "w" },
        databaseName: "dev",
        credentials: { secretArn: SECRET },
        host: "h",
        port: 5439,
      },
      {},
      { storage: { clusterName: "c" }, databaseName: "dev", credentials: { secretArn: SECRET }, host: "h", port: 5439 },
    ],
    ["s3", { s3Uri: "s3://bucket/a" }, {}, { s3Uri: "s3://bucket/b" }],
    ["sparkEmr", { logUri: "s3://bucket/logs" }, {}, { logUri: "s3://bucket/other" }],
    ["amazonQ", { isEnabled: true }, {}, { isEnabled: false }],
    ["mlflow", { trackingServerArn: "arn:x" }, {}, { trackingServerArn: "arn:y" }],
    [
      "glue",
      { connectionProperties: { HOST: "h" }, authenticationConfiguration: { secretArn: SECRET } },
      { name: "mysql", connectionType: "MYSQL" },
      { connectionProperties: { HOST: "i" }, authenticationConfiguration: { secretArn: SECRET } },
    ],
  ] as const)("of kind %s changes in place", async (kind, properties, fixed, next) => {
    const pair = landscape.pair(GOVERNANCE);
    const desired = link(`kind-${kind}`, { kind, properties, fixedProperties: JSON.stringify(fixed) });
    await pair.apply(desired);
    expect(await pair.apply(desired)).toBe("none");
    const { id } = pair.result ?? {};

    expect(await pair.apply(changed(desired, { properties: next, description: "next" }))).toBe("update");
    expect(await pair.apply(changed(desired, { properties: next, description: "next" }))).toBe("none");
    expect(pair.result?.id).toBe(id);
    await pair.destroy();
  });

  it.each([
    ["sparkGlue", { glueVersion: "5.0" }, { glueVersion: "4.0" }],
    ["hyperPod", { clusterName: "a" }, { clusterName: "b" }],
    ["workflowsMwaa", { mwaaEnvironmentName: "a" }, { mwaaEnvironmentName: "b" }],
  ])("of kind %s is replaced", async (kind, fixed, next) => {
    const pair = landscape.pair(GOVERNANCE);
    const desired = link(`kind-${kind}`, { kind, properties: {}, fixedProperties: JSON.stringify(fixed) });
    await pair.apply(desired);
    expect(await pair.apply(desired)).toBe("none");

    expect(await pair.apply(changed(desired, { fixedProperties: JSON.stringify(next) }))).toBe("replace");
    await pair.destroy();
  });

  it("repairs what was changed by hand, and is replaced where it was deleted", async () => {
    const pair = landscape.pair(GOVERNANCE);
    const desired = link("hand", { location: { awsRegion: "eu-central-1" } });
    await pair.apply(desired);
    const at = { domainIdentifier: host.domainId, identifier: pair.result?.id };
    await datazone().send(
      new UpdateConnectionCommand({
        ...at,
        awsLocation: { awsRegion: "eu-north-1" },
        props: { athenaProperties: { workgroupName: "by-hand" } },
      }),
    );
    expect((await pair.read(desired)).reason).toBe(
      'location.awsRegion: "eu-north-1" -> "eu-central-1"; properties.workgroupName: "by-hand" -> "primary"',
    );
    expect(await pair.apply(desired)).toBe("update");
    await datazone().send(new DeleteConnectionCommand(at));

    expect(await pair.apply(desired)).toBe("replace");
    await pair.destroy();
  });

  it("refuses to take a description away, which the service cannot do", async () => {
    const pair = landscape.pair(GOVERNANCE);
    await pair.apply(link("described"));
    await expect(pair.apply(link("described", { description: undefined }))).rejects.toThrow(/UNSUPPORTED_CHANGE/);
    await pair.destroy();
  });

  it("is seen by members of the project only", async () => {
    const { id } = await landscape.create(GOVERNANCE, link("private"));
    const stranger = landscape.clients(GOVERNANCE, "stranger").datazone();
    const command = new GetConnectionCommand({ domainIdentifier: host.domainId, identifier: id });
    await expect(stranger.send(command)).rejects.toThrow("User is not permitted to perform operation: GetConnection");
  });
});
