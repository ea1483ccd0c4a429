import { DomainShare, type DomainShareProps, ShareAccepter } from "../../../../modules/domain-share";
import { inspect } from "../../../support/inspection";

const DOMAIN = '${data.terraform_remote_state.Domain.outputs["domainArn"]}';
const PROPS: DomainShareProps = {
  partition: "aws",
  name: "DataZone-acme-dev",
  domainArn: DOMAIN,
  principals: { "finance-dev": "222233334444", organization: "arn:aws:organizations::1:organization/o-abcdefghij" },
  portalAccess: false,
  allowExternalPrincipals: false,
  protect: true,
};

const build = (overrides: Partial<DomainShareProps> = {}) =>
  inspect((scope) => new DomainShare(scope, "Share", { ...PROPS, ...overrides }));

describe("DomainShare", () => {
  it("shares with the permission of V2 domains", () => {
    expect(build().stack.one("aws_ram_resource_share")).toMatchObject({
      name: "DataZone-acme-dev",
      allow_external_principals: false,
      permission_arns: ["arn:aws:ram::aws:permission/AWSRAMPermissionsAmazonDatazoneDomainExtendedServiceAccess"],
      lifecycle: { prevent_destroy: true },
    });
  });

  it("opens the portal on request, in the partition", () => {
    expect(build({ portalAccess: true, partition: "aws-us-gov" }).stack.one("aws_ram_resource_share")).toMatchObject({
      permission_arns: [
        "arn:aws-us-gov:ram::aws:permission/AWSRAMPermissionsAmazonDatazoneDomainExtendedServiceWithPortalAccess",
      ],
    });
  });

  it("associates principals by key, and the domain after all of them", () => {
    const { stack, construct } = build();
    expect(stack.one("aws_ram_principal_association", "finance-dev").principal).toBe("222233334444");
    expect(stack.one("aws_ram_principal_association", "organization").principal).toMatch(/^arn:aws:organizations/);
    const domain = stack.one("aws_ram_resource_association");
    expect(domain.resource_arn).toBe(DOMAIN);
    expect(domain.depends_on).toEqual([
      stack.address("aws_ram_principal_association", "finance-dev"),
      stack.address("aws_ram_principal_association", "organization"),
    ]);
    expect(construct.shareArn).toBe(`\${${stack.address("aws_ram_resource_share")}.arn}`);
    expect(construct.dependables).toHaveLength(4);
  });

  it("keeps every address when a principal is added", () => {
    const before = build().stack.addresses;
    const principals = { aaa: "333344445555", ...PROPS.principals };
    expect(build({ principals }).stack.addresses).toEqual(expect.arrayContaining(before));
  });

  it("admits accounts outside the organization on request", () => {
    const share = build({ allowExternalPrincipals: true, protect: false }).stack.one("aws_ram_resource_share");
    expect(share).toMatchObject({ allow_external_principals: true, lifecycle: { prevent_destroy: false } });
  });

  it("rejects a name that AWS's policies do not cover", () => {
    expect(() => build({ name: "acme" })).toThrow('share name "acme" must begin with DataZone');
  });
});

test("ShareAccepter accepts the share that it is given", () => {
  const shareArn = "${data.terraform_remote_state.Sharing.outputs.resourceShareArn}";
  const { stack } = inspect((scope) => new ShareAccepter(scope, "Accepter", { shareArn }));
  expect(stack.one("aws_ram_resource_share_accepter").share_arn).toBe(shareArn);
});
