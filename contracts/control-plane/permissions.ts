import type { Kind } from "./properties";

/** Roles that a write names to a service, which needs `iam:PassRole` on exactly them. */
export interface PassedRole {
  /** Path in the desired properties where the ARN is. */
  readonly property: string;
  /** Value of the condition `iam:PassedToService`. */
  readonly service: "datazone.amazonaws.com" | "lakeformation.amazonaws.com";
}

/** IAM actions that the control-plane function calls for a kind, beside the ledger's. */
export interface KindPermissions {
  /** What answering a read needs. */
  readonly readActions: readonly string[];
  /** What create, update and delete need on top. */
  readonly writeActions: readonly string[];
  readonly passedRoles: readonly PassedRole[];
  /**
   * `domain`: actions on the domain and what is in it, so that a policy can name the domain's ARN (or, before it
   * exists, `domain/*`). `account`: the service knows no resource to name for at least one of the actions.
   */
  readonly resource: "domain" | "account";
}

/** Asked to tell "the object is gone" from "the domain is not visible". */
const DOMAIN = "datazone:GetDomain";
const BLUEPRINTS = "datazone:ListEnvironmentBlueprints";

const passed = (property: string): PassedRole => ({ property, service: "datazone.amazonaws.com" });

/** Actions per kind, as the SDK commands of the handlers (a test compares them). */
export const KIND_PERMISSIONS: { readonly [K in Kind]: KindPermissions } = {
  Domain: {
    readActions: [DOMAIN, "datazone:ListDomains"],
    writeActions: [
      "datazone:CreateDomain",
      "datazone:UpdateDomain",
      "datazone:DeleteDomain",
      "datazone:TagResource",
      "datazone:UntagResource",
    ],
    passedRoles: [passed("domainExecutionRoleArn"), passed("serviceRoleArn")],
    resource: "account",
  },
  DomainUnit: {
    readActions: [DOMAIN, "datazone:GetDomainUnit", "datazone:ListDomainUnitsForParent"],
    writeActions: ["datazone:CreateDomainUnit", "datazone:UpdateDomainUnit", "datazone:DeleteDomainUnit"],
    passedRoles: [],
    resource: "domain",
  },
  GroupProfile: {
    readActions: [DOMAIN, "datazone:GetGroupProfile", "datazone:SearchGroupProfiles"],
    writeActions: ["datazone:CreateGroupProfile", "datazone:UpdateGroupProfile"],
    passedRoles: [],
    resource: "domain",
  },
  BlueprintConfiguration: {
    readActions: [DOMAIN, BLUEPRINTS, "datazone:GetEnvironmentBlueprintConfiguration"],
    writeActions: ["datazone:PutEnvironmentBlueprintConfiguration", "datazone:DeleteEnvironmentBlueprintConfiguration"],
    passedRoles: [
      passed("provisioningRoleArn"),
      passed("manageAccessRoleArn"),
      passed("lakeFormation.locationRegistrationRoleArn"),
    ],
    resource: "domain",
  },
  AccountPool: {
    readActions: [DOMAIN, "datazone:GetAccountPool", "datazone:ListAccountPools"],
    writeActions: ["datazone:CreateAccountPool", "datazone:UpdateAccountPool", "datazone:DeleteAccountPool"],
    passedRoles: [passed("source.handler.lambdaExecutionRoleArn")],
    resource: "domain",
  },
  ProjectProfile: {
    readActions: [DOMAIN, BLUEPRINTS, "datazone:GetProjectProfile", "datazone:ListProjectProfiles"],
    writeActions: ["datazone:CreateProjectProfile", "datazone:UpdateProjectProfile", "datazone:DeleteProjectProfile"],
    passedRoles: [],
    resource: "domain",
  },
  Project: {
    readActions: [DOMAIN, "datazone:GetProject", "datazone:ListProjects"],
    writeActions: ["datazone:CreateProject", "datazone:UpdateProject", "datazone:DeleteProject"],
    passedRoles: [passed("projectExecutionRoleArn")],
    resource: "domain",
  },
  ProjectMembership: {
    readActions: [DOMAIN, "datazone:ListProjectMemberships"],
    writeActions: ["datazone:CreateProjectMembership", "datazone:DeleteProjectMembership"],
    passedRoles: [],
    resource: "domain",
  },
  DataLakeAdministrators: {
    readActions: ["lakeformation:GetDataLakeSettings"],
    writeActions: ["lakeformation:PutDataLakeSettings"],
    passedRoles: [],
    resource: "account",
  },
  AssetTypeGrant: {
    readActions: [DOMAIN, "datazone:ListPolicyGrants"],
    writeActions: ["datazone:AddPolicyGrant", "datazone:RemovePolicyGrant"],
    passedRoles: [],
    resource: "domain",
  },
  PolicyGrant: {
    readActions: [DOMAIN, "datazone:ListPolicyGrants"],
    writeActions: ["datazone:AddPolicyGrant", "datazone:RemovePolicyGrant"],
    passedRoles: [],
    resource: "domain",
  },
  DomainUnitOwner: {
    readActions: [DOMAIN, "datazone:ListEntityOwners"],
    writeActions: ["datazone:AddEntityOwner", "datazone:RemoveEntityOwner"],
    passedRoles: [],
    resource: "domain",
  },
  AssociationProof: {
    readActions: ["datazone:ListEnvironmentBlueprintConfigurations"],
    writeActions: [],
    passedRoles: [],
    resource: "domain",
  },
};

/**
 * What the drift report asks for (`AccessListRequest`): grants and owners that are in no state. Grants in every account
 * that issues some; owners of units in the account that owns the domain.
 */
export const ACCESS_LIST_PERMISSIONS = {
  grants: ["datazone:ListPolicyGrants"],
  owners: ["datazone:ListEntityOwners", "datazone:GetGroupProfile"],
} as const;

/**
 * Actions that support no resource-level permissions: a policy that names a domain does not allow them.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondatazone.html
 */
export const ACTIONS_WITHOUT_RESOURCE: readonly string[] = [
  "datazone:AddPolicyGrant",
  "datazone:ListEntityOwners",
  "datazone:ListPolicyGrants",
  "datazone:RemovePolicyGrant",
];

/** The ledger, for every kind: on `arn:<partition>:ssm:<region>:<account>:parameter<ledgerPrefix>/*`. Plain strings, no key. */
export const LEDGER_PERMISSIONS = {
  readActions: ["ssm:GetParameter"],
  writeActions: ["ssm:PutParameter", "ssm:DeleteParameter"],
} as const;

/**
 * On the domain's own KMS key, where it has one. DataZone uses the key in the caller's name: restrict with
 * `kms:ViaService` = `datazone.<region>.amazonaws.com`. Only the kind `Domain` needs the grant
 * (and `kms:GrantIsForAWSResource`).
 */
export const DOMAIN_KEY_PERMISSIONS = {
  everyKind: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
  domainOnly: ["kms:CreateGrant"],
} as const;

/** Where a domain uses IAM Identity Center; in AWS's AmazonDataZoneFullAccess, and the service knows no resource for it. */
export const SINGLE_SIGN_ON_PERMISSIONS = ["sso:DescribeRegisteredRegions"] as const;

/**
 * The account pool handler: `organizations:*` of its own account (management or delegated administrator), or
 * `sts:AssumeRole` on the one role that has them.
 */
export const ACCOUNT_POOL_HANDLER_PERMISSIONS = {
  organizations: [
    "organizations:ListAccounts",
    "organizations:ListAccountsForParent",
    "organizations:ListOrganizationalUnitsForParent",
    "organizations:ListTagsForResource",
  ],
  assumeRole: ["sts:AssumeRole"],
} as const;
