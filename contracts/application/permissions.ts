import { WORKER } from "../worker-permissions";

/** Actions of functions of the application that take messages; their evidence may be locked. */
const APPLICATION_WORKER = { ...WORKER, lockedEvidence: ["s3:PutObjectRetention"] } as const;

/**
 * Actions that the function calls which settles requests for access. A test compares them with the calls of its code.
 *
 * Asking for access is not among them, and is denied by name: whoever decides never asks. DataZone approves a request at once that a
 * member of the owning project files (field evidence, section 7), and the function is a member of every standing project.
 */
export const ACCESS_PERMISSIONS = {
  datazone: [
    "datazone:AcceptSubscriptionRequest",
    "datazone:CreateAssetFilter",
    "datazone:CreateSubscriptionGrant",
    "datazone:GetAsset",
    "datazone:GetProject",
    "datazone:GetSubscription",
    "datazone:GetSubscriptionGrant",
    "datazone:GetSubscriptionRequestDetails",
    "datazone:GetUserProfile",
    "datazone:ListAssetFilters",
    "datazone:ListEnvironments",
    "datazone:ListProjects",
    "datazone:ListSubscriptionGrants",
    "datazone:ListSubscriptionRequests",
    "datazone:ListSubscriptionTargets",
    "datazone:ListSubscriptions",
    "datazone:RejectSubscriptionRequest",
    "datazone:RevokeSubscription",
  ],
  denied: ["datazone:CreateSubscriptionRequest"],
  table: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
  indexes: ["dynamodb:Query"],
  ...APPLICATION_WORKER,
} as const;

/**
 * Actions that the function calls which writes the reports. A test compares them with the calls of its code.
 *
 * The role is a contributor of every standing project, because the service tells filters to those alone who may change them: everything
 * that changes a domain is denied to it, by the first words of the actions' names. A test compares those with AWS's reference.
 */
export const REPORTS_PERMISSIONS = {
  datazone: [
    "datazone:GetDomain",
    "datazone:GetDomainUnit",
    "datazone:GetGroupProfile",
    "datazone:GetProject",
    "datazone:GetUserProfile",
    "datazone:ListAssetFilters",
    "datazone:ListDomainUnitsForParent",
    "datazone:ListEntityOwners",
    "datazone:ListEnvironments",
    "datazone:ListProjectMemberships",
    "datazone:ListProjects",
    "datazone:ListSubscriptionGrants",
    "datazone:ListSubscriptionRequests",
    "datazone:ListSubscriptions",
    "datazone:SearchGroupProfiles",
    "datazone:SearchListings",
    "datazone:SearchUserProfiles",
  ],
  denied: [
    ...[
      "Accept*",
      "Add*",
      "Associate*",
      "BatchDelete*",
      "BatchPut*",
      "BatchUpdate*",
      "Cancel*",
      "Create*",
      "Delete*",
      "Deregister*",
    ],
    ...["Disassociate*", "Generate*", "GetIamPortalLoginUrl", "Invoke*", "Post*", "Provision*", "Put*", "Refresh*"],
    ...["Register*", "Reject*", "Remove*", "Revoke*", "Send*", "Sso*", "Start*", "Stop*", "Tag*", "Untag*", "Update*"],
  ].map((action) => `datazone:${action}`),
  table: ["dynamodb:BatchGetItem", "dynamodb:Scan"],
  indexes: ["dynamodb:Query"],
  settings: ["s3:GetObject", "s3:GetObjectVersion"],
  reports: ["s3:GetObject", "s3:PutObject"],
  /** Editions of a day; without it S3 answers 403 for an object that is not there. It knows no prefix there: the whole bucket. */
  bucket: ["s3:ListBucket"],
  key: ["kms:Decrypt", "kms:GenerateDataKey"],
} as const;

/** Actions for what reports read past the domain, each where the configuration asks for it. A test compares them with the calls of the code. */
export const REPORTS_ELSEWHERE = {
  /** Spend: of the function's own role, or of the role in the payer account that it assumes. */
  cost: ["ce:GetCostAndUsage"],
  /** Policies: of the role in each account that the function assumes. */
  policies: ["iam:GetAccountAuthorizationDetails"],
  assuming: ["sts:AssumeRole"],
} as const;

/**
 * Actions that the function calls which makes the projects that people ask for. A test compares them with the calls of its code.
 *
 * It owns the projects that it makes, so that DataZone would let it decide on requests for their data, and ask for other data in their
 * name: both are denied to it. It takes access away where a project ends.
 */
export const PROJECTS_PERMISSIONS = {
  datazone: [
    "datazone:CancelSubscription",
    "datazone:CreateListingChangeSet",
    "datazone:CreateProject",
    "datazone:CreateProjectMembership",
    "datazone:DeleteDataSource",
    "datazone:DeleteEnvironment",
    "datazone:DeleteProject",
    "datazone:DeleteProjectMembership",
    "datazone:GetAsset",
    "datazone:GetEnvironment",
    "datazone:GetGroupProfile",
    "datazone:GetProject",
    "datazone:GetProjectProfile",
    "datazone:GetUserProfile",
    "datazone:ListAccountsInAccountPool",
    "datazone:ListConnections",
    "datazone:ListDataSources",
    "datazone:ListEnvironments",
    "datazone:ListProjectMemberships",
    "datazone:ListProjectProfiles",
    "datazone:ListProjects",
    "datazone:ListSubscriptionGrants",
    "datazone:ListSubscriptions",
    "datazone:RevokeSubscription",
    "datazone:Search",
    "datazone:UpdateProject",
  ],
  /** The service asks for it in the caller's name where a role becomes a member; no command of the code has that name. */
  principals: ["iam:GetRole"],
  denied: [
    "datazone:AcceptSubscriptionRequest",
    "datazone:CreateSubscriptionGrant",
    "datazone:CreateSubscriptionRequest",
    "datazone:RejectSubscriptionRequest",
    "datazone:UpdateSubscriptionRequest",
  ],
  table: [
    "dynamodb:BatchGetItem",
    "dynamodb:DeleteItem",
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "dynamodb:Query",
    "dynamodb:UpdateItem",
  ],
  indexes: ["dynamodb:Query"],
  ...APPLICATION_WORKER,
} as const;

/** Actions that the function behind the HTTP API calls. A test compares them with the calls of its code. */
export const API_PERMISSIONS = {
  datazone: [
    "datazone:GetAsset",
    "datazone:GetGlossaryTerm",
    "datazone:GetListing",
    "datazone:GetProject",
    "datazone:GetRule",
    "datazone:GetUserProfile",
    "datazone:ListProjectMemberships",
    "datazone:ListProjects",
    "datazone:ListRules",
    "datazone:SearchGroupProfiles",
    "datazone:SearchListings",
    "datazone:SearchUserProfiles",
  ],
  /**
   * It decides on nothing in DataZone: it stores what people decide, and the other function carries it out. What people change in a
   * project it changes as the role of that project.
   */
  denied: [
    "datazone:AcceptSubscriptionRequest",
    "datazone:CreateAssetFilter",
    "datazone:CreateListingChangeSet",
    "datazone:CreateSubscriptionRequest",
    "datazone:DeleteAssetFilter",
    "datazone:RejectSubscriptionRequest",
    "datazone:RevokeSubscription",
    "datazone:UpdateAssetFilter",
  ],
  table: [
    "dynamodb:BatchGetItem",
    "dynamodb:DeleteItem",
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
  ],
  indexes: ["dynamodb:Query"],
  settings: ["s3:GetObject", "s3:GetObjectVersion"],
  queue: ["sqs:SendMessage"],
  /** It looks at projects for people and changes them through the function that makes them, where there is one. */
  projects: ["lambda:InvokeFunction"],
  /** Reports that the other function has written, and their names, by which it finds the newest. */
  reports: ["s3:GetObject"],
  reportNames: ["s3:ListBucket"],
  reportsFunction: ["lambda:InvokeFunction"],
  /** It acts for people as the role of their project, and never as itself. */
  askingRoles: ["sts:AssumeRole"],
  key: ["kms:Decrypt", "kms:GenerateDataKey"],
} as const;

/**
 * Actions of the role as which people act through the application in one project: they ask for data for it, publish its assets, and
 * make filters on them. It never decides: DataZone takes a request of a member of the owning project as decided, so the role is a member
 * of its own project alone.
 */
export const ASKING_PERMISSIONS = {
  datazone: [
    "datazone:CreateAssetFilter",
    "datazone:CreateListingChangeSet",
    "datazone:CreateSubscriptionRequest",
    "datazone:DeleteAssetFilter",
    "datazone:UpdateAssetFilter",
  ],
  /** Reads before something is changed: a member alone sees the inventory, its filters, and who uses it. */
  reads: [
    "datazone:GetAsset",
    "datazone:GetAssetFilter",
    "datazone:GetListing",
    "datazone:ListAssetFilters",
    "datazone:ListSubscriptionRequests",
    "datazone:ListSubscriptions",
    "datazone:Search",
  ],
  denied: ["datazone:AcceptSubscriptionRequest", "datazone:RejectSubscriptionRequest", "datazone:RevokeSubscription"],
} as const;
