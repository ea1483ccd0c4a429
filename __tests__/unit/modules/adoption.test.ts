import { DomainMembers } from "../../../modules/domain-member";
import { DomainShare } from "../../../modules/domain-share";
import { DomainUnitOwner } from "../../../modules/domain-unit";
import { PolicyGrant, type PolicyGrantProps } from "../../../modules/policy-grant";
import { onlyWrite } from "../../support/control-plane";
import { inspect } from "../../support/inspection";
import { synthesize } from "../../support/synth";

const SHARE = "arn:aws:ram:us-east-1:111122223333:resource-share/7ab63972";
const ADOPTION = { id: "AbCdEf1234", functionName: "f", ledgerKey: "dev/grants/create" };

describe("a module that adopts", () => {
  it.each<[string, Partial<PolicyGrantProps>, object]>([
    [
      "profiles",
      { policyType: "CREATE_PROJECT_FROM_PROJECT_PROFILE", projectProfileIds: ["${local.a}", "b"] },
      { detailIncludesChildren: "true", detailProjectProfileIds: "<local.a>,b" },
    ],
    ["a unit", { policyType: "CREATE_GLOSSARY" }, { detailIncludesChildren: "true" }],
  ])("hands a grant that names %s to the control-plane function, as it is", (_what, props, detail) => {
    const stack = synthesize((scope) => {
      new PolicyGrant(scope, "Grant", {
        policyType: "CREATE_GLOSSARY",
        domainId: "${local.domain}",
        entity: { type: "DOMAIN_UNIT", identifier: "unit" },
        principal: { groupId: "group" },
        includeChildDomainUnits: true,
        ...props,
        adoption: ADOPTION,
      });
    });
    expect(JSON.stringify(stack)).not.toContain("aws_cloudcontrolapi_resource");
    const write = onlyWrite(stack, "PolicyGrant");
    expect(write).toMatchObject({ key: "dev/grants/create", adoptId: "AbCdEf1234" });
    expect(write.properties).toEqual({
      domainId: "<local.domain>",
      entityType: "DOMAIN_UNIT",
      entityIdentifier: "unit",
      policyType: props.policyType,
      principalType: "GROUP",
      principalId: "group",
      ...detail,
    });
  });

  it("hands an owner to the control-plane function", () => {
    const stack = synthesize((scope) => {
      new DomainUnitOwner(scope, "Owner", {
        domainId: "d",
        domainUnitId: "unit",
        owner: { groupId: "group" },
        adoption: { ...ADOPTION, id: "unit|group" },
      });
    });
    expect(onlyWrite(stack, "DomainUnitOwner")).toMatchObject({
      adoptId: "unit|group",
      properties: { domainId: "d", domainUnitId: "unit", groupIdentifier: "group" },
    });
  });

  it("imports a user profile, and leaves its type alone: an import does not know it", () => {
    const importId = "arn:aws:iam::111122223333:user/robot,dzd-1,IAM";
    const { stack } = inspect(
      (scope) =>
        new DomainMembers(scope, "Member", {
          functionName: "f",
          domainId: "dzd-1",
          ledgerScope: "shared",
          users: { robot: { identifier: "arn:aws:iam::111122223333:user/robot", type: "IAM_USER", importId } },
          groups: {},
          dependsOn: [],
        }),
    );
    expect(stack.one("aws_datazone_user_profile").lifecycle).toEqual({ ignore_changes: ["status", "user_type"] });
    expect(stack.json).toMatchObject({ import: [{ id: importId, to: stack.address("aws_datazone_user_profile") }] });
  });

  it("leaves a given share alone, and imports the associations of accounts that it names already", () => {
    const { stack, construct } = inspect(
      (scope) =>
        new DomainShare(scope, "Share", {
          partition: "aws",
          name: "DataZone-acme-dev",
          domainArn: "${local.domain}",
          principals: { finance: "222233334444", research: "222233335555" },
          portalAccess: false,
          allowExternalPrincipals: false,
          protect: true,
          shareArn: SHARE,
          importIds: { finance: `${SHARE},222233334444` },
        }),
    );
    expect(stack.counts).toEqual({ aws_ram_principal_association: 2 });
    expect(stack.one("aws_ram_principal_association", "research").resource_share_arn).toBe(SHARE);
    const to = stack.address("aws_ram_principal_association", "finance");
    expect(stack.json).toMatchObject({ import: [{ id: `${SHARE},222233334444`, to }] });
    expect(construct.shareArn).toBe(SHARE);
  });
});
