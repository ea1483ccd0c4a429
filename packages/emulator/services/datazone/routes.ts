import type { RouteTable } from "../../http/router";

const D = "/v2/domains/{domainIdentifier}";
const ENTITY = `${D}/entities/{entityType}/{entityIdentifier}`;
const POLICY = `${D}/policies/managed/{entityType}/{entityIdentifier}`;

/** Method and URI template of every operation served here; a test compares them with botocore's model. */
export const ROUTES: RouteTable = {
  "POST /v2/domains": "CreateDomain",
  "GET /v2/domains": "ListDomains",
  "GET /v2/domains/{identifier}": "GetDomain",
  "PUT /v2/domains/{identifier}": "UpdateDomain",
  "DELETE /v2/domains/{identifier}": "DeleteDomain",
  "GET /tags/{resourceArn}": "ListTagsForResource",
  "POST /tags/{resourceArn}": "TagResource",
  "DELETE /tags/{resourceArn}": "UntagResource",

  [`POST ${D}/domain-units`]: "CreateDomainUnit",
  [`GET ${D}/domain-units`]: "ListDomainUnitsForParent",
  [`GET ${D}/domain-units/{identifier}`]: "GetDomainUnit",
  [`PUT ${D}/domain-units/{identifier}`]: "UpdateDomainUnit",
  [`DELETE ${D}/domain-units/{identifier}`]: "DeleteDomainUnit",
  [`PATCH ${D}/root-domain-unit-owner`]: "UpdateRootDomainUnitOwner",

  [`POST ${ENTITY}/addOwner`]: "AddEntityOwner",
  [`POST ${ENTITY}/removeOwner`]: "RemoveEntityOwner",
  [`GET ${ENTITY}/owners`]: "ListEntityOwners",

  [`POST ${POLICY}/addGrant`]: "AddPolicyGrant",
  [`POST ${POLICY}/removeGrant`]: "RemovePolicyGrant",
  [`GET ${POLICY}/grants`]: "ListPolicyGrants",

  [`GET ${D}/environment-blueprints`]: "ListEnvironmentBlueprints",
  [`GET ${D}/environment-blueprints/{identifier}`]: "GetEnvironmentBlueprint",
  [`GET ${D}/environment-blueprint-configurations`]: "ListEnvironmentBlueprintConfigurations",
  [`GET ${D}/environment-blueprint-configurations/{environmentBlueprintIdentifier}`]:
    "GetEnvironmentBlueprintConfiguration",
  [`PUT ${D}/environment-blueprint-configurations/{environmentBlueprintIdentifier}`]:
    "PutEnvironmentBlueprintConfiguration",
  [`DELETE ${D}/environment-blueprint-configurations/{environmentBlueprintIdentifier}`]:
    "DeleteEnvironmentBlueprintConfiguration",

  [`POST ${D}/account-pools`]: "CreateAccountPool",
  [`GET ${D}/account-pools`]: "ListAccountPools",
  [`GET ${D}/account-pools/{identifier}`]: "GetAccountPool",
  [`PATCH ${D}/account-pools/{identifier}`]: "UpdateAccountPool",
  [`DELETE ${D}/account-pools/{identifier}`]: "DeleteAccountPool",
  [`GET ${D}/account-pools/{identifier}/accounts`]: "ListAccountsInAccountPool",

  [`POST ${D}/project-profiles`]: "CreateProjectProfile",
  [`GET ${D}/project-profiles`]: "ListProjectProfiles",
  [`GET ${D}/project-profiles/{identifier}`]: "GetProjectProfile",
  [`PATCH ${D}/project-profiles/{identifier}`]: "UpdateProjectProfile",
  [`DELETE ${D}/project-profiles/{identifier}`]: "DeleteProjectProfile",

  [`POST ${D}/projects`]: "CreateProject",
  [`GET ${D}/projects`]: "ListProjects",
  [`GET ${D}/projects/{identifier}`]: "GetProject",
  [`PATCH ${D}/projects/{identifier}`]: "UpdateProject",
  [`DELETE ${D}/projects/{identifier}`]: "DeleteProject",
  [`POST ${D}/projects/{projectIdentifier}/createMembership`]: "CreateProjectMembership",
  [`POST ${D}/projects/{projectIdentifier}/deleteMembership`]: "DeleteProjectMembership",
  [`GET ${D}/projects/{projectIdentifier}/memberships`]: "ListProjectMemberships",

  [`GET ${D}/environments`]: "ListEnvironments",
  [`GET ${D}/environments/{identifier}`]: "GetEnvironment",
  [`DELETE ${D}/environments/{identifier}`]: "DeleteEnvironment",

  [`POST ${D}/user-profiles`]: "CreateUserProfile",
  [`GET ${D}/user-profiles/{userIdentifier}`]: "GetUserProfile",
  [`PUT ${D}/user-profiles/{userIdentifier}`]: "UpdateUserProfile",
  [`POST ${D}/search-user-profiles`]: "SearchUserProfiles",
  [`POST ${D}/group-profiles`]: "CreateGroupProfile",
  [`GET ${D}/group-profiles/{groupIdentifier}`]: "GetGroupProfile",
  [`PUT ${D}/group-profiles/{groupIdentifier}`]: "UpdateGroupProfile",
  [`POST ${D}/search-group-profiles`]: "SearchGroupProfiles",
};

/** Success statuses other than 200, as in the model. */
export const STATUSES: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    [
      "CreateDomain",
      "CreateDomainUnit",
      "AddEntityOwner",
      "AddPolicyGrant",
      "CreateAccountPool",
      "CreateProjectProfile",
      "CreateProject",
      "CreateProjectMembership",
      "CreateUserProfile",
      "CreateGroupProfile",
    ].map((operation) => [operation, 201]),
  ),
  DeleteDomain: 202,
  ...Object.fromEntries(
    [
      "DeleteDomainUnit",
      "UpdateRootDomainUnitOwner",
      "RemoveEntityOwner",
      "RemovePolicyGrant",
      "DeleteEnvironmentBlueprintConfiguration",
      "DeleteAccountPool",
      "DeleteProjectProfile",
      "DeleteProject",
      "DeleteProjectMembership",
      "DeleteEnvironment",
    ].map((operation) => [operation, 204]),
  ),
};

export const QUERY = {
  maxResults: "integer",
  nextToken: "string",
  clientToken: "string",
  status: "string",
  skipDeletionCheck: "boolean",
  tagKeys: "list",
  parentDomainUnitIdentifier: "string",
  policyType: "string",
  name: "string",
  managed: "boolean",
  sortBy: "string",
  sortOrder: "string",
  userIdentifier: "string",
  groupIdentifier: "string",
  projectCategory: "string",
  awsAccountId: "string",
  awsAccountRegion: "string",
  projectIdentifier: "string",
  environmentProfileIdentifier: "string",
  environmentBlueprintIdentifier: "string",
  provider: "string",
  type: "string",
  sessionName: "string",
} as const;
