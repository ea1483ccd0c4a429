import { ControlPlaneResource, replacedWith } from "../../../../modules/control-plane-resource";
import { Domain } from "../../../../modules/domain";
import { DomainUnitOwner } from "../../../../modules/domain-unit";
import { PolicyGrant } from "../../../../modules/policy-grant";
import { synthesize } from "../../../support/synth";
import { onlyResource, resourcesOf } from "../../../support/terraform-json";

const unitNamed = (scope: ConstructorParameters<typeof ControlPlaneResource>[0], id: string) =>
  new ControlPlaneResource(scope, id, {
    functionName: "smus-control-plane",
    desired: {
      kind: "DomainUnit",
      key: `dev/${id}`,
      properties: { domainId: "dzd-1", name: id, parentDomainUnitId: "root0" },
    },
  });
const grantOn = (identifier: string) => ({
  domainId: "dzd-1",
  entity: { type: "DOMAIN_UNIT", identifier } as const,
  policyType: "CREATE_GLOSSARY" as const,
  includeChildDomainUnits: true,
  principal: { allUsers: true } as const,
});

describe("what keeps the id of a control-plane object for life", () => {
  it("is replaced with the object: a grant on a unit", () => {
    const stack = synthesize((scope) => {
      unitNamed(scope, "Other");
      new PolicyGrant(scope, "Grant", grantOn(unitNamed(scope, "Unit").id));
    });
    const block = onlyResource(stack, "aws_cloudcontrolapi_resource");
    expect(block["lifecycle"]).toEqual({
      replace_triggered_by: [expect.stringMatching(/^terraform_data\.Unit_CreateOnly_[0-9A-F]{8}$/) as string],
    });
  });

  it("is replaced with the object: an owner of a unit", () => {
    const stack = synthesize((scope) => {
      const domainUnitId = unitNamed(scope, "Unit").id;
      new DomainUnitOwner(scope, "Owner", { domainId: "dzd-1", domainUnitId, owner: { groupId: "g-1" } });
    });
    const block = onlyResource(stack, "aws_cloudcontrolapi_resource");
    expect(block["lifecycle"]).toMatchObject({
      replace_triggered_by: [expect.stringContaining("Unit_CreateOnly") as string],
    });
  });

  it("is left alone where the id comes from another stack", () => {
    const stack = synthesize((scope) => void new PolicyGrant(scope, "Grant", grantOn("${local.elsewhere}")));
    expect(onlyResource(stack, "aws_cloudcontrolapi_resource")["lifecycle"]).toBeUndefined();
  });

  it("is not replaced with a domain, which never is", () => {
    let found: unknown;
    const stack = synthesize((scope) => {
      const domain = new Domain(scope, "Domain", {
        functionName: "smus-control-plane",
        ledgerScope: "dev",
        properties: {
          name: "example",
          domainExecutionRoleArn: "arn:execution",
          serviceRoleArn: "arn:service",
          singleSignOn: { type: "DISABLED" },
        },
        key: { type: "awsOwned" },
        dependsOn: [],
        protect: false,
      });
      found = replacedWith(scope, domain.id);
    });
    expect(found).toBeUndefined();
    expect(resourcesOf(stack, "terraform_data")).toEqual([]);
  });
});
