import { mapKind as mappedKind } from "../../../adoption/mapping/connection-kinds";
import { connection } from "../../../configuration/schema/connections";
import { CONNECTION_KIND_NAMES } from "../../../contracts/service/connections";
import { connectionProperties } from "../../../stacks/connection-properties";

const SECRET = "arn:aws:secretsmanager:us-east-1:000000000001:secret:one-AbCdEf";
const ROLE = "arn:aws:iam::000000000001:role/emr";

/** Answers of the service by kind: the member of its union, what people gave, and what it adds. */
const LIVE = {
  athena: ["athenaProperties", { workgroupName: "primary" }, {}],
  glue: [
    "glueProperties",
    {
      connectionType: "SNOWFLAKE",
      name: "books",
      description: "Books",
      connectionProperties: { HOST: "h" },
      sparkProperties: { a: "1" },
      physicalConnectionRequirements: {
        subnetId: "subnet-1",
        subnetIdList: ["subnet-1", "subnet-2"],
        securityGroupIdList: ["sg-1"],
        availabilityZone: "us-east-1a",
      },
      authenticationConfiguration: {
        authenticationType: "OAUTH2",
        secretArn: SECRET,
        oAuth2Properties: {
          oAuth2GrantType: "CLIENT_CREDENTIALS",
          oAuth2ClientApplication: { userManagedClientApplicationClientId: "client" },
          tokenUrl: "https://example.com/token",
          tokenUrlParametersMap: { scope: "all" },
        },
      },
    },
    { status: "READY", connectionSchemaVersion: 2, lastUpdatedBy: "somebody" },
  ],
  git: [
    "gitProperties",
    { codeConnectionArn: "arn:github", repositoryId: "team/code", defaultBranch: "develop" },
    { status: "READY", errorMessage: "none" },
  ],
  hyperPod: ["hyperPodProperties", { clusterName: "pod" }, { clusterArn: "arn", orchestrator: "EKS" }],
  iam: ["iamProperties", { glueLineageSyncEnabled: true }, { environmentId: "e-1" }],
  redshift: [
    "redshiftProperties",
    {
      storage: { clusterName: "sales" },
      databaseName: "sales",
      credentials: { secretArn: SECRET },
      lineageSync: { enabled: true, schedule: { schedule: "cron(0 4 * * ? *)" } },
    },
    { status: "READY", jdbcUrl: "jdbc:", host: "sales.example.com", port: 5439 },
  ],
  sparkEmr: [
    "sparkEmrProperties",
    {
      computeArn: "arn:aws:emr-serverless:us-east-1:000000000001:/applications/a",
      runtimeRole: ROLE,
      logUri: "s3://l",
    },
    { governanceType: "USER_MANAGED", livyEndpoint: "https://livy" },
  ],
  sparkGlue: [
    "sparkGlueProperties",
    { glueConnectionNames: ["books"], glueVersion: "5.0", idleTimeout: 60, numberOfWorkers: 2, workerType: "G.1X" },
    {},
  ],
  s3: [
    "s3Properties",
    { s3Uri: "s3://b/p", s3AccessGrantLocationId: "default", registerS3AccessGrantLocation: true },
    { status: "READY" },
  ],
  amazonQ: ["amazonQProperties", { isEnabled: true, profileArn: "arn:p", authMode: "IAM" }, {}],
  mlflow: ["mlflowProperties", { trackingServerArn: "arn:m" }, {}],
  workflowsMwaa: ["workflowsMwaaProperties", { mwaaEnvironmentName: "airflow" }, {}],
} as const satisfies Record<(typeof CONNECTION_KIND_NAMES)[number], readonly [string, object, object]>;

const mapKind = (connection: Parameters<typeof mappedKind>[0]) =>
  mappedKind(connection, (arn) => (arn === "arn:github" ? "github" : undefined));
const live = (member: string, properties: object) => ({
  ...{ id: "c-1", name: "one", type: "ANY", trustedIdentityPropagation: false },
  ...{ member, properties: properties as Readonly<Record<string, unknown>> },
});

describe("kinds of connections", () => {
  it.each(CONNECTION_KIND_NAMES)("of %s are written so that the function is asked for what is there", (kind) => {
    const [member, given, made] = LIVE[kind];
    const mapped = mapKind(live(member, { ...given, ...made }));
    expect(mapped?.unsaid).toEqual([]);
    const asked = connectionProperties(connection.parse({ name: "one", ...mapped?.input }), (key) => `arn:${key}`);
    expect(asked.kind).toBe(kind);
    expect({ ...asked.properties, ...(JSON.parse(asked.fixedProperties) as object) }).toEqual(given);
  });

  it("have host and port where no cluster or workgroup says them", () => {
    const mapped = mapKind(live("redshiftProperties", { host: "h", port: 5439, databaseName: "d" }));
    expect(mapped?.input).toEqual({ redshift: { host: "h", port: 5439, databaseName: "d" } });
  });

  it("say what a stage file cannot say", () => {
    const mapped = mapKind(live("sparkGlueProperties", { glueVersion: "5.0", additionalArgs: { connection: "x" } }));
    expect(mapped).toEqual({ input: { sparkGlue: { glueVersion: "5.0" } }, unsaid: ["additionalArgs"] });
  });

  it("do not have those of the lakehouse", () => {
    expect(mapKind(live("lakehouseProperties", {}))).toBeUndefined();
  });

  it("lack the Git connection of a repository where the files do not have it", () => {
    const mapped = mapKind(live("gitProperties", { codeConnectionArn: "arn:other", repositoryId: "team/code" }));
    expect(mapped).toEqual({ input: { git: { repository: "team/code" } }, unsaid: [] });
  });

  it("do not have a connection of Glue whose properties the service keeps to itself", () => {
    expect(mapKind(live("glueProperties", {}))).toBeUndefined();
  });
});
