import { AssetTypeGrant, type GrantPrincipal } from "../../../../modules/policy-grant";
import { onlyWrite } from "../../../support/control-plane";
import { synthesize } from "../../../support/synth";

const UNIT = "${local.unit}";
const CASES: [GrantPrincipal, object][] = [
  [{ userId: "u" }, { principalType: "USER", principalId: "u" }],
  [{ allUsers: true }, { principalType: "ALL_USERS" }],
  [{ groupId: "${local.group}" }, { principalType: "GROUP", principalId: "<local.group>" }],
  [
    { project: { designation: "OWNER", projectId: "p" } },
    { principalType: "PROJECT", principalId: "p", projectDesignation: "OWNER" },
  ],
  [
    { project: { designation: "CONTRIBUTOR", domainUnitId: UNIT, includeChildDomainUnits: true } },
    {
      principalType: "PROJECTS_OF_UNIT",
      principalId: "<local.unit>",
      projectDesignation: "CONTRIBUTOR",
      includeChildDomainUnits: "true",
    },
  ],
  [
    { domainUnit: { designation: "OWNER", domainUnitId: UNIT } },
    { principalType: "OWNERS_OF_UNIT", principalId: "<local.unit>" },
  ],
  [{ domainUnit: { designation: "OWNER" } }, { principalType: "OWNERS_OF_ALL_UNITS" }],
];

describe("AssetTypeGrant", () => {
  it.each(CASES)("grants the use of an asset type to %j", (principal, expected) => {
    const stack = synthesize((scope) => {
      new AssetTypeGrant(scope, "Grant", {
        functionName: "f",
        ledgerKey: "shared/s3-objects",
        domainId: "${local.domain}",
        assetTypeId: "amazon.datazone.S3Object",
        domainUnitId: UNIT,
        principal,
      });
    });
    expect(onlyWrite(stack, "AssetTypeGrant")).toMatchObject({ key: "shared/s3-objects" });
    expect(onlyWrite(stack, "AssetTypeGrant").properties).toEqual({
      domainId: "<local.domain>",
      assetTypeId: "amazon.datazone.S3Object",
      domainUnitId: "<local.unit>",
      ...expected,
    });
  });
});
