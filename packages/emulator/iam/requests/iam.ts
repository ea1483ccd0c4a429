import type { ConditionContext } from "../model";
import {
  action,
  type Asked,
  named,
  type NeedsOf,
  partitionOf,
  type ServiceNeeds,
  type Target,
  text,
  list,
  anywhere,
} from "./need";
import { keys, removedTags, requestTags, resourceTags, tagsOf } from "./tags";

const PREFIX = "iam";

const arn = (asked: Asked, path: string): string =>
  `arn:${partitionOf(asked.call.region)}:iam::${asked.call.account}:${path}`;

/** Role that a request names; its path is known once it exists. */
async function roleTarget(asked: Asked, context: ConditionContext = {}): Promise<Target[]> {
  const name = text(asked.input, "RoleName");
  const role = await asked.facts.role(asked.call.account, name);
  const resource = role?.arn ?? arn(asked, `role${text(asked.input, "Path") || "/"}${name}`);
  const boundary = keys({ "iam:permissionsboundary": role?.boundary?.name });
  // IAM has a condition key of its own for tags of roles and users, beside the one that all services have.
  const tags = Object.entries(role?.tags ?? {}).map(([key, value]) => [`iam:resourcetag/${key.toLowerCase()}`, value]);
  const of = { ...boundary, ...resourceTags(role?.tags ?? {}), ...(Object.fromEntries(tags) as ConditionContext) };
  return [{ resource, context: { ...of, ...context } }];
}

async function userTarget(asked: Asked, context: ConditionContext = {}): Promise<Target[]> {
  const name = text(asked.input, "UserName");
  // Operations on users without a name are about the caller.
  const own = /:user\/(?:.*\/)?([^/]+)$/.exec(asked.call.callerArn)?.[1] ?? "";
  const user = await asked.facts.user(asked.call.account, name || own);
  const resource = user?.arn ?? arn(asked, `user${text(asked.input, "Path") || "/"}${name || own}`);
  return [{ resource, context: { ...resourceTags(user?.tags ?? {}), ...context } }];
}

const givenTags = ({ input }: Asked): ConditionContext => requestTags(tagsOf(input.Tags));
const givenBoundary = ({ input }: Asked): ConditionContext =>
  keys({ "iam:permissionsboundary": text(input, "PermissionsBoundary") });
const givenPolicy = ({ input }: Asked): ConditionContext => ({ "iam:policyarn": text(input, "PolicyArn") });

const onRole = (asked: Asked) => roleTarget(asked);
const onUser = (asked: Asked) => userTarget(asked);
const onPolicy = (asked: Asked): Target[] => [{ resource: text(asked.input, "PolicyArn") }];
const onNewPolicy = (asked: Asked): Target[] => [
  {
    resource: arn(asked, `policy${text(asked.input, "Path") || "/"}${text(asked.input, "PolicyName")}`),
    context: givenTags(asked),
  },
];
const onProvider = (asked: Asked): Target[] => [
  { resource: text(asked.input, "OpenIDConnectProviderArn"), context: givenTags(asked) },
];
const onNewProvider = (asked: Asked): Target[] => [
  {
    resource: arn(asked, `oidc-provider/${text(asked.input, "Url").replace(/^https:\/\//, "")}`),
    context: givenTags(asked),
  },
];

/** A role or user that is made with tags needs the tagging action on it as well. */
const tagged =
  (create: NeedsOf, tag: NeedsOf): NeedsOf =>
  async (asked) => [...(await create(asked)), ...(list(asked.input, "Tags").length > 0 ? await tag(asked) : [])];

const serviceLinked = (asked: Asked): Target[] => {
  const service = text(asked.input, "AWSServiceName");
  const resource = arn(asked, `role/aws-service-role/${service}/*`);
  return [{ resource, context: { "iam:awsservicename": service } }];
};

/**
 * AWS Identity and Access Management.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
export const iam: ServiceNeeds = {
  prefix: PREFIX,
  operations: {
    ...named(PREFIX, anywhere, "ListRoles", "ListUsers", "ListPolicies", "ListOpenIDConnectProviders"),
    ...named(PREFIX, anywhere, "ListAccountAliases", "GetAccountSummary", "ListInstanceProfiles"),
    ...named(
      PREFIX,
      onRole,
      "DeleteRole",
      "DeleteRolePolicy",
      "GetRole",
      "GetRolePolicy",
      "ListAttachedRolePolicies",
      "ListInstanceProfilesForRole",
      "ListRolePolicies",
      "ListRoleTags",
      "PutRolePolicy",
      "UpdateAssumeRolePolicy",
      "UpdateRole",
      "UpdateRoleDescription",
    ),
    ...named(PREFIX, (asked) => roleTarget(asked, givenPolicy(asked)), "AttachRolePolicy", "DetachRolePolicy"),
    ...named(PREFIX, (asked) => roleTarget(asked, givenBoundary(asked)), "PutRolePermissionsBoundary"),
    ...named(PREFIX, onRole, "DeleteRolePermissionsBoundary"),
    ...named(PREFIX, (asked) => roleTarget(asked, givenTags(asked)), "TagRole"),
    ...named(PREFIX, (asked) => roleTarget(asked, removedTags(list(asked.input, "TagKeys"))), "UntagRole"),
    CreateRole: tagged(
      action("iam:CreateRole", (asked) => roleTarget(asked, { ...givenTags(asked), ...givenBoundary(asked) })),
      action("iam:TagRole", (asked) => roleTarget(asked, givenTags(asked))),
    ),
    CreateServiceLinkedRole: action("iam:CreateServiceLinkedRole", serviceLinked),
    ...named(
      PREFIX,
      onUser,
      "CreateAccessKey",
      "DeleteAccessKey",
      "DeleteUser",
      "DeleteUserPolicy",
      "GetUser",
      "GetUserPolicy",
      "ListAccessKeys",
      "ListAttachedUserPolicies",
      "ListGroupsForUser",
      "ListUserPolicies",
      "PutUserPolicy",
    ),
    ...named(PREFIX, (asked) => userTarget(asked, givenPolicy(asked)), "AttachUserPolicy", "DetachUserPolicy"),
    ...named(PREFIX, (asked) => userTarget(asked, givenTags(asked)), "TagUser"),
    CreateUser: tagged(
      action("iam:CreateUser", (asked) => userTarget(asked, { ...givenTags(asked), ...givenBoundary(asked) })),
      action("iam:TagUser", (asked) => userTarget(asked, givenTags(asked))),
    ),
    ...named(
      PREFIX,
      onPolicy,
      "CreatePolicyVersion",
      "DeletePolicy",
      "DeletePolicyVersion",
      "GetPolicy",
      "GetPolicyVersion",
      "ListEntitiesForPolicy",
      "ListPolicyVersions",
      "SetDefaultPolicyVersion",
    ),
    CreatePolicy: tagged(action("iam:CreatePolicy", onNewPolicy), action("iam:TagPolicy", onNewPolicy)),
    ...named(PREFIX, onProvider, "GetOpenIDConnectProvider", "DeleteOpenIDConnectProvider"),
    ...named(PREFIX, onProvider, "UpdateOpenIDConnectProviderThumbprint", "TagOpenIDConnectProvider"),
    CreateOpenIDConnectProvider: tagged(
      action("iam:CreateOpenIDConnectProvider", onNewProvider),
      action("iam:TagOpenIDConnectProvider", onNewProvider),
    ),
  },
};
