import type { ConditionContext } from "../model";
import { action, anywhere, type Asked, list, named, type ServiceNeeds, type Target, text } from "./need";
import { removedTags, requestTags, tagsOf } from "./tags";

const PREFIX = "organizations";

/** ARNs of what identifiers name: accounts, roots, units and policies of the caller's organization. */
async function targets(
  asked: Asked,
  identifiers: readonly string[],
  context: ConditionContext = {},
): Promise<Target[]> {
  const organization = await asked.facts.organization(asked.call.account);
  const { id = "o-none", managementAccount = asked.call.account } = organization ?? {};
  const arn = (path: string) => `arn:aws:organizations::${managementAccount}:${path}`;
  return identifiers.filter(Boolean).map((identifier) => ({
    resource: arnOf(identifier, id, arn),
    // The organization's resources are the management account's, and delegated administrators use them as their own.
    context,
  }));
}

function arnOf(identifier: string, id: string, arn: (path: string) => string): string {
  if (/^\d{12}$/.test(identifier)) return arn(`account/${id}/${identifier}`);
  if (identifier.startsWith("r-")) return arn(`root/${id}/${identifier}`);
  if (identifier.startsWith("ou-")) return arn(`ou/${id}/${identifier}`);
  if (identifier === "p-FullAWSAccess") return `arn:aws:organizations::aws:policy/service_control_policy/${identifier}`;
  return arn(`policy/${id}/service_control_policy/${identifier}`);
}

const ofMembers =
  (...members: string[]) =>
  (asked: Asked) =>
    targets(
      asked,
      members.map((member) => text(asked.input, member)),
    );

const policyType = ({ input }: Asked): ConditionContext => {
  const type = text(input, "Type") || text(input, "Filter") || text(input, "PolicyType");
  return type === "" ? {} : { "organizations:policytype": type };
};
const anyPolicy = (asked: Asked): Target[] => [{ resource: "*", context: policyType(asked) }];
const newPolicy = (asked: Asked) =>
  targets(asked, ["*"], { ...policyType(asked), ...requestTags(tagsOf(asked.input.Tags)) });
const given = (asked: Asked): Target[] => [{ resource: "*", context: requestTags(tagsOf(asked.input.Tags)) }];

/** AWS Organizations. @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html */
export const organizations: ServiceNeeds = {
  prefix: PREFIX,
  operations: {
    ...named(PREFIX, anywhere, "CreateOrganization", "DescribeCreateAccountStatus", "DescribeOrganization"),
    ...named(PREFIX, anywhere, "ListAccounts", "ListCreateAccountStatus", "ListRoots"),
    ...named(PREFIX, given, "CreateAccount"),
    ...named(PREFIX, anyPolicy, "ListPolicies"),
    ...named(PREFIX, newPolicy, "CreatePolicy"),
    ...named(PREFIX, ofMembers("AccountId"), "CloseAccount", "DescribeAccount", "RemoveAccountFromOrganization"),
    ...named(PREFIX, ofMembers("AccountId", "SourceParentId", "DestinationParentId"), "MoveAccount"),
    ...named(
      PREFIX,
      ofMembers("ParentId"),
      "ListAccountsForParent",
      "ListChildren",
      "ListOrganizationalUnitsForParent",
    ),
    ...named(PREFIX, ofMembers("ChildId"), "ListParents"),
    ...named(
      PREFIX,
      ofMembers("OrganizationalUnitId"),
      "DeleteOrganizationalUnit",
      "DescribeOrganizationalUnit",
      "UpdateOrganizationalUnit",
    ),
    ...named(PREFIX, ofMembers("PolicyId", "TargetId"), "AttachPolicy", "DetachPolicy"),
    ...named(PREFIX, ofMembers("PolicyId"), "DeletePolicy", "DescribePolicy", "ListTargetsForPolicy", "UpdatePolicy"),
    ...named(PREFIX, ofMembers("RootId"), "DisablePolicyType", "EnablePolicyType"),
    ...named(PREFIX, ofMembers("ResourceId"), "ListTagsForResource"),
    CreateOrganizationalUnit: action("organizations:CreateOrganizationalUnit", (asked) =>
      targets(asked, [text(asked.input, "ParentId")], requestTags(tagsOf(asked.input.Tags))),
    ),
    ListPoliciesForTarget: action("organizations:ListPoliciesForTarget", (asked) =>
      targets(asked, [text(asked.input, "TargetId")], policyType(asked)),
    ),
    TagResource: action("organizations:TagResource", (asked) =>
      targets(asked, [text(asked.input, "ResourceId")], requestTags(tagsOf(asked.input.Tags))),
    ),
    UntagResource: action("organizations:UntagResource", (asked) =>
      targets(asked, [text(asked.input, "ResourceId")], removedTags(list(asked.input, "TagKeys"))),
    ),
  },
};
