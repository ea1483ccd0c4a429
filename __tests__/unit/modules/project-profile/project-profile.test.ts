import { AccountPool } from "../../../../modules/account-pool";
import { ProjectProfile, type ProjectProfileProps } from "../../../../modules/project-profile";
import { onlyWrite } from "../../../support/control-plane";
import { synthesize } from "../../../support/synth";
import { resourcesOf } from "../../../support/terraform-json";

const PROPERTIES: ProjectProfileProps["properties"] = {
  domainId: "${local.domain}",
  name: "finance",
  status: "ENABLED",
  domainUnitId: "${local.unit}",
  environmentConfigurations: [
    {
      name: "Tooling",
      blueprint: "Tooling",
      deploymentMode: "ON_CREATE",
      deploymentOrder: 0,
      target: { accountPoolIds: ["${local.pool}"] },
      parameterOverrides: [],
    },
    {
      name: "Lake",
      blueprint: "DataLake",
      deploymentMode: "ON_DEMAND",
      target: { awsAccountIdPath: "/a", regionNamePath: "/r" },
      parameterOverrides: [{ name: "x", value: 'quo"te', isEditable: false }],
    },
  ],
  projectResourceTags: [],
  allowCustomProjectResourceTags: false,
};

function profile(accounts: readonly string[]) {
  return synthesize((scope) => {
    const pool = new AccountPool(scope, "Pool", {
      functionName: "f",
      ledgerKey: "dev/finance",
      properties: {
        domainId: "${local.domain}",
        name: "dev-finance",
        source: { accounts: accounts.map((awsAccountId) => ({ awsAccountId, supportedRegions: ["eu-west-1"] })) },
      },
    });
    new ProjectProfile(scope, "Profile", {
      functionName: "f",
      ledgerKey: "dev/finance",
      properties: PROPERTIES,
      dependsOn: [pool.resource],
    });
  });
}

describe("ProjectProfile", () => {
  it("keeps the order of the configurations: the service pairs them by position", () => {
    const { properties } = onlyWrite(profile(["111122223333"]), "ProjectProfile");
    expect(properties["environmentConfigurations"]).toEqual([
      { ...PROPERTIES.environmentConfigurations[0], target: { accountPoolIds: ["<local.pool>"] } },
      PROPERTIES.environmentConfigurations[1],
    ]);
  });

  it("is destroyed before the pools that it names", () => {
    const stack = profile(["111122223333"]);
    expect(onlyWrite(stack, "ProjectProfile").dependsOn).toEqual([onlyWrite(stack, "AccountPool").address]);
  });

  it("stays as it is when an account joins a pool", () => {
    const before = onlyWrite(profile(["111122223333"]), "ProjectProfile");
    const after = onlyWrite(profile(["111122223333", "444455556666"]), "ProjectProfile");
    expect(after).toEqual(before);
  });

  it("is replaced for another domain only", () => {
    const triggers = resourcesOf(profile([]), "terraform_data").map(({ block }) =>
      Object.keys(block["input"] as object),
    );
    expect(triggers).toEqual([
      ["domainId", "incarnation"],
      ["domainId", "incarnation"],
    ]);
  });
});
