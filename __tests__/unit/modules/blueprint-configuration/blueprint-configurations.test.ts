import { DataResource } from "cdktf";
import { BLUEPRINT_NAMES, type BlueprintName } from "../../../../contracts/service/blueprints";
import {
  BlueprintConfigurations,
  chainPredecessor,
  KeptBlueprints,
  type BlueprintDefinition,
  type BlueprintGrant,
} from "../../../../modules/blueprint-configuration";
import { readsOf, writesOf, type Written } from "../../../support/control-plane";
import { parseTemplate } from "../../../support/template-json";
import { synthesize } from "../../../support/synth";
import { resourcesOf, withLocals, type TerraformJson } from "../../../support/terraform-json";

const GRANT: BlueprintGrant = {
  key: "root-contributor",
  domainUnitId: "${local.root}",
  includeChildDomainUnits: true,
  designation: "CONTRIBUTOR",
};

function definition(blueprint: BlueprintName, grants: readonly BlueprintGrant[] = []): BlueprintDefinition {
  return {
    blueprint,
    configuration: {
      enabledRegions: ["eu-west-1"],
      manageAccessRoleArn: "arn:manage",
      regionalParameters: {},
      globalParameters: {},
    },
    grants,
  };
}

function enable(blueprints: readonly BlueprintDefinition[], concurrency: number): TerraformJson {
  return synthesize((scope) => {
    new BlueprintConfigurations(scope, "Blueprint", {
      functionName: "f",
      ledgerScope: "dev",
      domainId: "${local.domain}",
      accountId: "111122223333",
      blueprints,
      concurrency,
      dependsOn: [new DataResource(scope, "Proof")],
    });
  });
}

/** First writes of the chains: as many writes as there are of them may run at the same time (the longest antichain). */
function chainHeads(writes: readonly Written[]): Written[] {
  const addresses = new Set(writes.map((write) => write.address));
  return writes.filter((write) => !write.dependsOn.some((dependency) => addresses.has(dependency)));
}

describe("chainPredecessor", () => {
  it("lets the first run at once and makes each other wait for the one `width` places before it", () => {
    const items = ["a", "b", "c", "d", "e"];
    expect(items.map((_, index) => chainPredecessor(items, index, 2))).toEqual([undefined, undefined, "a", "b", "c"]);
  });
});

describe("BlueprintConfigurations", () => {
  it.each([1, 3, 10])("enables all 23 blueprints in %d chains, so that never more run at once", (concurrency) => {
    const writes = writesOf(
      enable(
        BLUEPRINT_NAMES.map((name) => definition(name)),
        concurrency,
      ),
    );
    expect(writes).toHaveLength(23);
    expect(chainHeads(writes)).toHaveLength(concurrency);
    for (const write of writes) expect(write.dependsOn).toContain("terraform_data.Proof");
  });

  it("does not depend on the order of the configuration", () => {
    const names: BlueprintName[] = ["Tooling", "DataLake", "QuickSight"];
    const inOrder = enable(
      names.map((name) => definition(name)),
      1,
    );
    expect(
      enable(
        [...names].reverse().map((name) => definition(name)),
        1,
      ),
    ).toEqual(inOrder);
  });

  it("changes nothing but the waiting of others when a blueprint is added", () => {
    const inputs = (stack: TerraformJson) =>
      new Map(writesOf(stack).map(({ address, block }) => [address, block["input"]]));
    const before = inputs(enable([definition("DataLake"), definition("Tooling")], 1));
    const after = inputs(enable([definition("DataLake"), definition("EmrServerless"), definition("Tooling")], 1));
    for (const [address, input] of before) expect(after.get(address)).toBe(input);
    expect(after.size).toBe(before.size + 1);
  });

  it("issues grants in the account itself, on <account>:<blueprint id>, after the blueprint is enabled", () => {
    const stack = enable([definition("DataLake", [GRANT])], 3);
    const [grant] = resourcesOf(stack, "aws_cloudcontrolapi_resource");
    const [write] = writesOf(stack);
    const state = withLocals(stack, String(grant.block["desired_state"]));
    expect(state).toMatch(
      /"EntityIdentifier":\$\{jsonencode\("111122223333:\$\{jsondecode\(data\.aws_lambda_invocation\./,
    );
    expect(state).toContain('"PolicyType":"CREATE_ENVIRONMENT_FROM_BLUEPRINT"');
    expect(state).toContain('"IncludeChildDomainUnits":true');
    expect(grant.block["depends_on"]).toEqual([write.address]);
  });

  it("keeps one ledger entry per stage and blueprint", () => {
    const writes = writesOf(enable([definition("DataLake"), definition("Tooling")], 3));
    expect(writes.map((write) => write.key)).toEqual(["dev/DataLake", "dev/Tooling"]);
  });
});

describe("KeptBlueprints", () => {
  it("asks for all blueprints at once what projects rely on, and fails the plan with the answer", () => {
    const configuration = {
      enabledRegions: ["eu-west-1", "us-east-1"],
      provisioningRoleArn: "",
      manageAccessRoleArn: "${aws_iam_role.m.arn}",
      regionalParameters: { "eu-west-1": { VpcId: "${local.vpc}", S3Location: "s3://x", Empty: "" } },
      globalParameters: { a: "b" },
    };
    const stack = synthesize((scope) => {
      const blueprints = [{ blueprint: "Tooling" as const, configuration }, definition("QuickSight")];
      new KeptBlueprints(scope, "Kept", { functionName: "f", ledgerScope: "dev", domainId: "${local.d}", blueprints });
    });
    const [read] = readsOf(stack);

    expect(parseTemplate(String(read.block["input"]))).toEqual({
      action: "blueprints",
      domainId: "<local.d>",
      scope: "dev",
      blueprints: {
        Tooling: {
          enabledRegions: ["eu-west-1", "us-east-1"],
          roles: ["manageAccessRoleArn"],
          regionalParameters: { "eu-west-1": ["S3Location", "VpcId"] },
        },
        QuickSight: { enabledRegions: ["eu-west-1"], roles: ["manageAccessRoleArn"], regionalParameters: {} },
      },
    });
    expect(read.block).toMatchObject({
      function_name: "f",
      qualifier: "read",
      lifecycle: {
        postcondition: [
          {
            condition: '${jsondecode(self.result).refusal == ""}',
            error_message: "${jsondecode(self.result).refusal}",
          },
        ],
      },
    });
  });
});
