import { DataResource } from "cdktf";
import { DataLakeAdministrators } from "../../../../modules/data-lake-administrators";
import { writesOf } from "../../../support/control-plane";
import { synthesize } from "../../../support/synth";
import { resourcesOf } from "../../../support/terraform-json";

function administrators(regions: readonly string[]) {
  let resources = 0;
  const stack = synthesize((scope) => {
    resources = new DataLakeAdministrators(scope, "Administrators", {
      functionName: "f",
      ledgerScope: "dev",
      regions,
      administratorArns: ["arn:aws:iam::111122223333:role/a", "${local.b}"],
      dependsOn: [new DataResource(scope, "Roles")],
    }).resources.length;
  });
  return { stack, resources };
}

describe("DataLakeAdministrators", () => {
  it("merges the roles into the list of every Region, after the roles exist", () => {
    const { stack, resources } = administrators(["eu-west-1", "us-east-1"]);
    const writes = writesOf(stack, "DataLakeAdministrators");
    expect(resources).toBe(2);
    expect(writes.map(({ key, properties, dependsOn }) => ({ key, properties, dependsOn }))).toEqual(
      ["eu-west-1", "us-east-1"].map((region) => ({
        key: `dev/${region}`,
        properties: { region, administratorArns: ["arn:aws:iam::111122223333:role/a", "<local.b>"] },
        dependsOn: ["terraform_data.Roles"],
      })),
    );
  });

  it("never writes the settings whole, which would remove everybody else", () => {
    expect(resourcesOf(administrators(["eu-west-1"]).stack, "aws_lakeformation_data_lake_settings")).toEqual([]);
  });
});
