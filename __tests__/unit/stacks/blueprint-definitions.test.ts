import { BLUEPRINT_NAMES, BLUEPRINTS, type BlueprintName } from "../../../contracts/service/blueprints";
import type { EnvironmentInput } from "../../../configuration/model";
import { blueprintDefinitions, type BlueprintReferences } from "../../../stacks/blueprint-definitions";
import type { BlueprintDefinition } from "../../../modules/blueprint-configuration";
import { FINANCE_ID, OWNING } from "../../support/organization";
import { stageOf } from "../../support/stages";

type AccountInput = EnvironmentInput["accounts"][string];

/** Stand-ins that say what was asked for. */
const REFERENCES: BlueprintReferences = {
  foundation: {
    entryMember: (name: string, key: string, member: string) => `<${name}.${key}.${member}>`,
    joinedMember: (name: string, key: string, member: string) => `<joined ${name}.${key}.${member}>`,
  } as unknown as BlueprintReferences["foundation"],
  provisioningRoleArn: "<provisioning>",
  manageAccessRoleArn: "<manage access>",
  queryExecutionRoleArn: "<query execution>",
  unitId: (key) => `<unit ${key}>`,
  adoptId: () => undefined,
};

function definitions(account: Partial<AccountInput>): Partial<Record<BlueprintName, BlueprintDefinition>> {
  const stage = stageOf({ ...OWNING, accounts: { ...OWNING.accounts, finance: { id: FINANCE_ID, ...account } } });
  const built = blueprintDefinitions(stage.accounts["finance"], REFERENCES);
  return Object.fromEntries(built.map((definition) => [definition.blueprint, definition]));
}

const ALL = Object.fromEntries(BLUEPRINT_NAMES.map((name) => [name, {}]));
const EXISTING = { mode: "existing", vpcId: "vpc-00000001" } as const;

describe("blueprintDefinitions", () => {
  it.each(BLUEPRINT_NAMES)("gives %s the parameters that it needs, in every Region of the account", (name) => {
    const { configuration } =
      definitions({ blueprints: ALL, regions: { "eu-west-1": {}, "us-east-1": {} } })[name] ?? {};
    const needed = BLUEPRINTS[name].regionalParameters;
    expect(configuration?.enabledRegions).toEqual(["eu-west-1", "us-east-1"]);
    for (const region of ["eu-west-1", "us-east-1"]) {
      expect(Object.keys(configuration?.regionalParameters[region] ?? {})).toEqual(expect.arrayContaining([...needed]));
    }
  });

  it.each(BLUEPRINT_NAMES)("deploys %s by the provisioning role unless the project's own role does", (name) => {
    const expected = ["S3Bucket", "S3TableCatalog"].includes(name) ? undefined : "<provisioning>";
    expect(definitions({ blueprints: ALL })[name]?.configuration.provisioningRoleArn).toBe(expected);
  });

  it.each(BLUEPRINT_NAMES)("lets %s manage access: without, projects deploy and then fail", (name) => {
    expect(definitions({ blueprints: ALL })[name]?.configuration.manageAccessRoleArn).toBe("<manage access>");
  });

  it("takes bucket, key and network from the account's foundation, lists joined by commas", () => {
    const { Tooling, DataLake } = definitions({ blueprints: { Tooling: {}, DataLake: {} } });
    expect(Tooling?.configuration.regionalParameters).toEqual({
      "eu-west-1": {
        S3Location: "<regions.eu-west-1.s3Location>",
        VpcId: "<regions.eu-west-1.vpcId>",
        Subnets: "<joined regions.eu-west-1.subnetIds>",
        AZs: "<joined regions.eu-west-1.availabilityZones>",
        KmsKeyArn: "<regions.eu-west-1.kmsKeyArn>",
      },
    });
    expect(Object.keys(DataLake?.configuration.regionalParameters["eu-west-1"] ?? {})).toEqual([
      "S3Location",
      "VpcId",
      "Subnets",
    ]);
  });

  it("names zones only where all of them are known", () => {
    const withZones = (zones: (string | undefined)[]) => {
      const subnets = zones.map((availabilityZone, index) => ({ id: `subnet-0000000${index}`, availabilityZone }));
      const network = { ...EXISTING, subnets };
      const built = definitions({ blueprints: { Tooling: {} }, regions: { "eu-west-1": { network } } });
      return Object.keys(built.Tooling?.configuration.regionalParameters["eu-west-1"] ?? {});
    };
    expect(withZones(["eu-west-1a", "eu-west-1b"])).toContain("AZs");
    expect(withZones(["eu-west-1a", undefined])).not.toContain("AZs");
    expect(withZones([undefined, undefined])).not.toContain("AZs");
  });

  it("passes the permissions boundary of projects' roles to Tooling", () => {
    const permissionsBoundaryArn = `arn:aws:iam::${FINANCE_ID}:policy/boundary`;
    const built = definitions({ blueprints: { Tooling: {}, DataLake: {} }, permissionsBoundaryArn });
    expect(built.Tooling?.configuration.regionalParameters["eu-west-1"]).toMatchObject({
      PermissionsBoundaryArn: permissionsBoundaryArn,
    });
    expect(built.DataLake?.configuration.regionalParameters["eu-west-1"]).not.toHaveProperty("PermissionsBoundaryArn");
  });

  it("enables a blueprint only in the Regions that are named for it", () => {
    const regions = { "eu-west-1": {}, "us-east-1": {} };
    const built = definitions({ blueprints: { DataLake: { regions: ["us-east-1"] } }, regions });
    expect(built.DataLake?.configuration.enabledRegions).toEqual(["us-east-1"]);
    expect(Object.keys(built.DataLake?.configuration.regionalParameters ?? {})).toEqual(["us-east-1"]);
  });

  it("lets configured parameters win over those that are filled in", () => {
    const regionalParameters = { "eu-west-1": { S3Location: "s3://ours", extra: "1" } };
    const globalParameters = { sagemakerQueryExecutionRoleArn: "arn:mine", other: "2" };
    const { Tooling } = definitions({ blueprints: { Tooling: { regionalParameters, globalParameters } } });
    expect(Tooling?.configuration.regionalParameters["eu-west-1"]).toMatchObject({
      S3Location: "s3://ours",
      extra: "1",
    });
    expect(Tooling?.configuration.globalParameters).toEqual(globalParameters);
  });

  it("tells Tooling, and no other, the query execution role", () => {
    const built = definitions({ blueprints: ALL });
    for (const name of BLUEPRINT_NAMES) {
      const expected = name === "Tooling" ? { sagemakerQueryExecutionRoleArn: "<query execution>" } : {};
      expect(built[name]?.configuration.globalParameters).toEqual(expected);
    }
  });

  it("registers data locations with Lake Formation where a role is given, for the blueprints that do", () => {
    const lakeFormationLocationRoleArn = `arn:aws:iam::${FINANCE_ID}:role/location`;
    const built = definitions({ blueprints: ALL, lakeFormationLocationRoleArn });
    const registering = BLUEPRINT_NAMES.filter((name) => built[name]?.configuration.lakeFormation !== undefined);
    expect(registering).toEqual(["DataLake", "LakehouseCatalog"]);
    expect(definitions({ blueprints: ALL }).DataLake?.configuration.lakeFormation).toBeUndefined();
  });

  it("grants the blueprint to the units that the configuration names, each under a key of its own", () => {
    const grantTo = [{ unit: "root" }, { unit: "root", designation: "OWNER" as const, includeChildUnits: false }];
    expect(definitions({ blueprints: { DataLake: { grantTo } } }).DataLake?.grants).toEqual([
      {
        key: "root-contributor",
        domainUnitId: "<unit root>",
        includeChildDomainUnits: true,
        designation: "CONTRIBUTOR",
      },
      { key: "root-owner", domainUnitId: "<unit root>", includeChildDomainUnits: false, designation: "OWNER" },
    ]);
  });
});
