import { connectionProperties } from "../../../stacks/connection-properties";
import { CONNECTION_KIND_NAMES } from "../../../contracts/service/connections";
import { connection } from "../../../configuration/schema/connections";
import { connections } from "../../../environments/samples/comprehensive/fragments/data-sources";

const SECRET = "arn:aws:secretsmanager:eu-central-1:300000000011:secret:samples-AbCdEf";
const sample = (key: string) => connectionProperties(connection.parse(connections[key]), (git) => `arn:${git}`);

describe("properties of a connection", () => {
  it("are divided by what UpdateConnection takes", () => {
    const { kind, properties, fixedProperties } = sample("samples");
    expect(kind).toBe("glue");
    expect(properties).toEqual({
      description: "Samples of the laboratory",
      connectionProperties: { HOST: "samples.research.example.com", PORT: "5432", DATABASE: "samples" },
      authenticationConfiguration: {
        authenticationType: "BASIC",
        secretArn: SECRET,
        kmsKeyArn: "arn:aws:kms:eu-central-1:300000000011:key/11111111-1111-1111-1111-111111111111",
      },
    });
    expect(JSON.parse(fixedProperties)).toMatchObject({
      connectionType: "POSTGRESQL",
      physicalConnectionRequirements: { subnetId: "subnet-0123456789abcdef0" },
      validateForComputeEnvironments: ["SPARK", "ATHENA"],
    });
  });

  it.each([
    ["queries", { workgroupName: "research" }, {}],
    [
      "pipelines",
      { codeConnectionArn: "arn:research", defaultBranch: "develop" },
      { repositoryId: "genomics/shared/pipelines" },
    ],
    ["training", {}, { clusterName: "research" }],
    ["lineage", { glueLineageSyncEnabled: true }, {}],
    ["workflows", {}, { mwaaEnvironmentName: "research" }],
    ["assistant", { isEnabled: true, authMode: "IAM" }, {}],
    ["files", { s3Uri: "s3://globex-sequences/raw/", registerS3AccessGrantLocation: false }, {}],
    ["warehouse", { lineageSync: { enabled: true, schedule: { schedule: "cron(0 3 * * ? *)" } } }, {}],
    ["sessions", {}, { idleTimeout: 30, numberOfWorkers: 10 }],
  ])("of %s are in the words of the API", (key, changeable, fixed) => {
    const { properties, fixedProperties } = sample(key);
    expect(properties).toMatchObject(changeable);
    expect(JSON.parse(fixedProperties)).toMatchObject(fixed);
  });

  it("are written once for every kind in the comprehensive sample", () => {
    const kinds = new Set(Object.keys(connections).map((key) => sample(key).kind));
    expect([...kinds].sort()).toEqual([...CONNECTION_KIND_NAMES].sort());
  });
});
