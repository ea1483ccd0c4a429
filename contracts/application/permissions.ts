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
  settings: ["s3:GetObject", "s3:GetObjectVersion"],
  evidence: ["s3:PutObject"],
  lockedEvidence: ["s3:PutObjectRetention"],
  topics: ["sns:Publish"],
  /** Actions of Lambda in the role's name, which takes messages from the queue, and the function's own messages for later. */
  queue: [
    "sqs:ChangeMessageVisibility",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:ReceiveMessage",
    "sqs:SendMessage",
  ],
  key: ["kms:Decrypt", "kms:GenerateDataKey"],
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
  table: ["dynamodb:Scan"],
  settings: ["s3:GetObject", "s3:GetObjectVersion"],
  reports: ["s3:GetObject", "s3:PutObject"],
  /** Without it S3 answers 403 where there is no object, and not 404. It knows no prefix in a question for one object. */
  bucket: ["s3:ListBucket"],
  key: ["kms:Decrypt", "kms:GenerateDataKey"],
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
  denied: [
    "datazone:AcceptSubscriptionRequest",
    "datazone:CreateSubscriptionGrant",
    "datazone:CreateSubscriptionRequest",
    "datazone:RejectSubscriptionRequest",
    "datazone:UpdateSubscriptionRequest",
  ],
  table: ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"],
  indexes: ["dynamodb:Query"],
  settings: ["s3:GetObject", "s3:GetObjectVersion"],
  evidence: ["s3:PutObject"],
  lockedEvidence: ["s3:PutObjectRetention"],
  topics: ["sns:Publish"],
  /** Actions of Lambda in the role's name, which takes messages from the queue, and the function's own messages for later. */
  queue: [
    "sqs:ChangeMessageVisibility",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:ReceiveMessage",
    "sqs:SendMessage",
  ],
  key: ["kms:Decrypt", "kms:GenerateDataKey"],
} as const;

/** Actions that the function behind the HTTP API calls. A test compares them with the calls of its code. */
export const API_PERMISSIONS = {
  datazone: [
    "datazone:GetListing",
    "datazone:GetProject",
    "datazone:GetUserProfile",
    "datazone:ListProjectMemberships",
    "datazone:ListProjects",
    "datazone:SearchGroupProfiles",
    "datazone:SearchListings",
    "datazone:SearchUserProfiles",
  ],
  /** It decides on nothing in DataZone: it stores what people decide, and the other function carries it out. */
  denied: [
    "datazone:AcceptSubscriptionRequest",
    "datazone:CreateSubscriptionRequest",
    "datazone:RejectSubscriptionRequest",
    "datazone:RevokeSubscription",
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
  /** It asks for data as the role of the project that asks, and never as itself. */
  askingRoles: ["sts:AssumeRole"],
  key: ["kms:Decrypt", "kms:GenerateDataKey"],
} as const;

/**
 * Actions of a role in whose name the application asks for data for one project. It never decides: DataZone takes a request of a member
 * of the owning project as decided, so the role is a member of the asking project alone.
 */
export const ASKING_PERMISSIONS = {
  datazone: ["datazone:CreateSubscriptionRequest"],
  denied: [
    "datazone:AcceptSubscriptionRequest",
    "datazone:CreateAssetFilter",
    "datazone:RejectSubscriptionRequest",
    "datazone:RevokeSubscription",
  ],
} as const;
