import { DataResource } from "cdktf";
import { DomainMembers, type DomainMembersProps } from "../../../../modules/domain-member";
import { writesOf } from "../../../support/control-plane";
import { synthesize } from "../../../support/synth";
import { resourcesOf } from "../../../support/terraform-json";

function members(props: Pick<DomainMembersProps, "users" | "groups">) {
  const ids: { users?: Record<string, string>; groups?: Record<string, string> } = {};
  const stack = synthesize((scope) => {
    const built = new DomainMembers(scope, "Member", {
      functionName: "f",
      domainId: "${local.domain}",
      ledgerScope: "shared",
      dependsOn: [new DataResource(scope, "Domain")],
      ...props,
    });
    ids.users = built.userProfileIds;
    ids.groups = built.groupProfileIds;
  });
  return { stack, ids };
}

describe("DomainMembers", () => {
  it.each(["SSO_USER", "IAM_USER", "IAM_ROLE"] as const)("registers a user of type %s and ignores sign-ins", (type) => {
    const { stack, ids } = members({ users: { ana: { identifier: "ana@example.com", type } }, groups: {} });
    const [profile] = resourcesOf(stack, "aws_datazone_user_profile");
    expect(profile.block).toMatchObject({
      domain_identifier: "${local.domain}",
      user_identifier: "ana@example.com",
      user_type: type,
      depends_on: ["terraform_data.Domain"],
      lifecycle: { ignore_changes: ["status"] },
    });
    expect(ids.users).toEqual({ ana: `\${${profile.address}.id}` });
  });

  it("registers groups of IAM Identity Center and sessions of roles", () => {
    const role = "arn:aws:iam::111122223333:role/team/leads";
    const groups = { leads: { rolePrincipalArn: role }, analysts: { groupIdentifier: "Analysts" } };
    const { stack, ids } = members({ users: {}, groups });
    const writes = writesOf(stack, "GroupProfile");
    expect(Object.fromEntries(writes.map(({ key, properties }) => [key, properties]))).toEqual({
      "shared/leads": { domainId: "<local.domain>", rolePrincipalArn: role },
      "shared/analysts": { domainId: "<local.domain>", groupIdentifier: "Analysts" },
    });
    expect(writes.map(({ dependsOn }) => dependsOn)).toEqual([["terraform_data.Domain"], ["terraform_data.Domain"]]);
    expect(Object.keys(ids.groups ?? {})).toEqual(["leads", "analysts"]);
  });
});
