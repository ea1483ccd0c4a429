import { DataResource } from "cdktf";
import { DomainUnitOwner, DomainUnitTree, type UnitDefinition } from "../../../../modules/domain-unit";
import { writesOf } from "../../../support/control-plane";
import { registryProblems } from "../../../support/registry-schema";
import { synthesize } from "../../../support/synth";
import { onlyResource } from "../../../support/terraform-json";
import { evaluateJson } from "../../../support/terraform-template";

const UNITS: Readonly<Record<string, UnitDefinition>> = {
  finance: { name: "Finance", description: 'says "hi"', parent: "root" },
  risk: { name: "Risk", parent: "finance" },
  "market-risk": { name: "Market", parent: "risk" },
  marketing: { name: "Marketing", parent: "root" },
};

function tree(units: Readonly<Record<string, UnitDefinition>>) {
  const seen: { ids?: Record<string, string>; root?: string; unknown?: () => string } = {};
  const stack = synthesize((scope) => {
    const domain = new DataResource(scope, "Domain");
    const built = new DomainUnitTree(scope, "Unit", {
      functionName: "f",
      domainId: "${local.domain}",
      rootDomainUnitId: "${local.root}",
      ledgerScope: "shared",
      units,
      dependsOn: [domain],
    });
    seen.ids = built.ids;
    seen.root = built.unitId("root");
    seen.unknown = () => built.unitId("nowhere");
  });
  return { stack, seen };
}

function reversed(units: Readonly<Record<string, UnitDefinition>>): Record<string, UnitDefinition> {
  return Object.fromEntries(Object.entries(units).reverse());
}

describe("DomainUnitTree", () => {
  it("is the same whatever the order of the configuration", () => {
    expect(tree(reversed(UNITS)).stack).toEqual(tree(UNITS).stack);
  });

  it("hangs units below the root or below their parent's id", () => {
    const writes = writesOf(tree(reversed(UNITS)).stack, "DomainUnit");
    const address = (key: string) => writes.find((write) => write.key === `shared/${key}`)?.address ?? "";
    const parents = Object.fromEntries(writes.map((write) => [write.key, write.properties["parentDomainUnitId"]]));
    expect(parents).toEqual({
      "shared/finance": "<local.root>",
      "shared/marketing": "<local.root>",
      "shared/risk": `<id of ${address("finance")}>`,
      "shared/market-risk": `<id of ${address("risk")}>`,
    });
  });

  it("creates parents first and destroys them last", () => {
    const writes = writesOf(tree(UNITS).stack, "DomainUnit");
    const finance = writes.find((write) => write.key === "shared/finance");
    const risk = writes.find((write) => write.key === "shared/risk");
    expect(finance?.dependsOn).toEqual(["terraform_data.Domain"]);
    expect(risk?.dependsOn).toEqual([finance?.address]);
  });

  it("publishes the id of every unit by key, and the root's apart", () => {
    const { seen } = tree(UNITS);
    expect(Object.keys(seen.ids ?? {}).sort()).toEqual(["finance", "market-risk", "marketing", "risk"]);
    expect(seen.root).toBe("${local.root}");
  });

  it("names the units that exist when asked for one that does not", () => {
    expect(tree(UNITS).seen.unknown).toThrow(
      /no domain unit "nowhere"; there are finance, risk, market-risk, marketing/,
    );
  });
});

describe("DomainUnitOwner", () => {
  it.each([
    [
      { userId: "8f1b2c3d-1111-2222-3333-444455556666" },
      { User: { UserIdentifier: "8f1b2c3d-1111-2222-3333-444455556666" } },
    ],
    [{ groupId: "${local.group}" }, { Group: { GroupIdentifier: "8f1b2c3d-aaaa-2222-3333-444455556666" } }],
  ])("makes %j an owner as the registry schema wants it", (owner, expected) => {
    const stack = synthesize((scope) => {
      new DomainUnitOwner(scope, "Owner", { domainId: "dzd-4mz5ps4i6b2ppj", domainUnitId: "${local.unit}", owner });
    });
    const block = onlyResource(stack, "aws_cloudcontrolapi_resource");
    const values = { "local.unit": "3q8h1v7z", "local.group": "8f1b2c3d-aaaa-2222-3333-444455556666" };
    const state = evaluateJson(block["desired_state"], values);
    expect(block["type_name"]).toBe("AWS::DataZone::Owner");
    expect(registryProblems("AWS::DataZone::Owner", state)).toEqual([]);
    expect(state).toEqual({
      DomainIdentifier: "dzd-4mz5ps4i6b2ppj",
      EntityType: "DOMAIN_UNIT",
      EntityIdentifier: "3q8h1v7z",
      Owner: expected,
    });
  });
});
