import type { KnownText } from "./known-text";

const SECTION = "field evidence, section 2";
const TERRAFORMS_ROLE = "npm run policies prints what the roles need";

/** Refusals whose words lead elsewhere, the narrow ones before the wide ones. */
export const REFUSALS: readonly KnownText[] = [
  {
    id: "service-role-missing",
    example: "AccessDeniedException: Cross-account pass role is not allowed.",
    said: /Cross-account pass role is not allowed/,
    cause: "CreateDomain got no service role, or a role of another account than the one that creates the domain",
    cure: "name roles of the account that owns the domain (domain.roles), or let them be created",
    witness: `${SECTION}, CreateDomain without serviceRole`,
  },
  {
    id: "tooling-lite-on-demand",
    example: "ToolingLite environment blueprint configuration must have deployment mode ON_CREATE.",
    said: /ToolingLite environment blueprint configuration must have deployment mode ON_CREATE/,
    cause: "a profile has ToolingLite on demand",
    cure: 'set deploymentMode: "ON_CREATE" in the profile\'s configuration of ToolingLite',
    witness: `${SECTION}, ToolingLite ON_DEMAND`,
  },
  {
    id: "no-region-enabled",
    example: "Environment blueprint configuration needs to enable atleast one region",
    said: /needs to enable at ?least one region/,
    cause: "the configuration of Tooling came without regional parameters",
    cure: "give the account a Region with a bucket (accounts.<key>.regions)",
    witness: `${SECTION}, Tooling configuration without regional parameters`,
  },
  {
    id: "not-associated",
    example: "UnauthorizedException: Unauthorized",
    said: /\bUnauthorizedException: (?:Unauthorized\b|UnknownError)/,
    cause:
      "the account is not associated with the domain: it is in no share of it, or not any more, or not yet (up to three minutes)",
    cure: "apply the stage's sharing layer, have an invited account accept, then apply again",
    witness: `${SECTION}, member that is not associated`,
  },
  {
    id: "project-members-only",
    example: "User is not permitted to perform operation: ListConnections",
    said: /is not permitted to perform operation: (ListConnections|GetAsset|GetDataProduct)\b/,
    cause: "{1} is for members of the project, whoever administers the domain",
    cure: "make the caller a member of the project",
    witness: `${SECTION}, ListConnections, GetAsset, GetDataProduct`,
  },
  {
    id: "create-environment-not-permitted",
    example: "User is not permitted to perform operation: CreateEnvironment",
    said: /is not permitted to perform operation: CreateEnvironment\b/,
    cause:
      "no CREATE_ENVIRONMENT_FROM_BLUEPRINT grant reaches the project's unit, or the domain's execution role lacks a permission of IAM: the same words stand for both (one source)",
    cure: "look at the blueprint's grantTo, then at the policies of the execution role (SageMakerStudioDomainExecutionRolePolicy)",
    witness: `${SECTION}, an IAM gap of the domain execution role`,
  },
  {
    id: "not-permitted",
    example: "AccessDeniedException: User is not permitted to perform operation: CreateGlossary",
    said: /is not permitted to perform operation: (\w+)/,
    cause:
      "DataZone's own rules (not IAM) refuse {1}: the caller owns neither the unit nor one above it, and has no grant for it; or the domain is gone",
    cure: "grant the policy to the caller (grants), or make it an owner of the unit",
    witness: `${SECTION}, DataZone's own layer`,
  },
  {
    id: "service-control-policy",
    example:
      "User: arn:aws:sts::111111111111:assumed-role/smus-deploy/x is not authorized to perform: datazone:CreateDomain on resource: arn:aws:datazone:us-west-2:111111111111:domain/* with an explicit deny in a service control policy: arn:aws:organizations::999999999999:policy/o-a/service_control_policy/p-b",
    said: /is not authorized to perform: (\S+) .*?with an explicit deny in a service control policy(?:: (\S+))?/,
    cause: "a service control policy of the organization denies {1}",
    cure: "have the owner of the organization except this role from the policy {2}",
    witness: `${SECTION}, IAM layer`,
  },
  {
    id: "explicit-deny",
    example:
      "User: arn:aws:sts::111111111111:assumed-role/smus-deploy/x is not authorized to perform: datazone:CreateDomain on resource: arn:aws:datazone:us-west-2:111111111111:domain/* with an explicit deny in an identity-based policy",
    said: /is not authorized to perform: (\S+) .*?with an explicit deny in an identity-based policy/,
    cause: "a policy of the caller itself denies {1}, which no other policy can allow",
    cure: "take the deny out of the caller's policies",
    witness: `${SECTION}, IAM layer`,
  },
  {
    id: "permissions-boundary",
    example:
      "User: arn:aws:sts::111111111111:assumed-role/smus-deploy/x is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::111111111111:role/x because no permissions boundary allows the iam:CreateRole action",
    said: /is not authorized to perform: (\S+) .*?(?:no permissions boundary allows|with an explicit deny in a permissions boundary)/,
    cause: "the permissions boundary of the caller does not allow {1}, whatever its policies say",
    cure: `widen the boundary; ${TERRAFORMS_ROLE}`,
    witness: "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html",
  },
  {
    id: "no-identity-policy",
    example:
      "User: arn:aws:sts::111111111111:assumed-role/smus-deploy/x is not authorized to perform: datazone:ListEnvironmentBlueprints on resource: arn:aws:datazone:us-west-2:111111111111:domain/dzd-1 because no identity-based policy allows the datazone:ListEnvironmentBlueprints action",
    said: /User: (\S+) is not authorized to perform: (\S+) .*?because no identity-based policy allows/,
    cause: "no policy of {1} allows {2}",
    cure: `allow it; ${TERRAFORMS_ROLE}`,
    witness: `${SECTION}, IAM layer`,
  },
  {
    id: "blueprint-configuration-gone",
    example: "Environment Blueprint Configuration with id: 3owsbi7jjppvc9 does not exist in account: 222222222222",
    said: /Environment Blueprint Configuration with id: (\S+) does not exist in account: (\d+)/,
    cause: "account {2} has not enabled blueprint {1}, or not any more: its grants went with it",
    cure: "apply the account's association, which enables it and grants it again",
    witness: `${SECTION}, ListPolicyGrants of a configuration that is gone`,
  },
  {
    id: "grant-gone",
    example: "grant 4mz5ps4i6b2ppj is not part of the existing Grant list",
    said: /is not part of the existing Grant list/,
    cause: "the grant was removed already, outside of Terraform",
    cure: "apply again: the refresh drops it from the state",
    witness: `${SECTION}, RemovePolicyGrant of a grant that is gone`,
  },
  {
    id: "tooling-not-found",
    example: "VALIDATION_FAILED (code 400): Tooling environment not found for project: 4mz5ps4i6b2ppj",
    said: /Tooling environment not found for project: (\S+)/,
    cause: "project {1} has no Tooling environment, which every other environment of it builds on",
    cure: "put Tooling first into the profile, on creation, and deploy the project again",
    witness: `${SECTION}, CreateEnvironment without Tooling`,
  },
  {
    id: "environment-profile-unsupported",
    example: "API not supported for domain version",
    said: /API not supported for domain version/,
    cause: "the operation is of V1 domains; V2 has project profiles in the place of environment profiles",
    cure: "use a project profile (profiles), and drop grants on environment profiles",
    witness: `${SECTION}, CreateEnvironmentProfile`,
  },
  {
    id: "subscription-target-account",
    example: "Authorized principal is not in the same account as the environment account",
    said: /Authorized principal is not in the same account as the environment account/,
    cause: "UpdateSubscriptionTarget was called from another account than the environment's",
    cure: "call it in the environment's own account, with a role of that account",
    witness: `${SECTION}, UpdateSubscriptionTarget from a foreign account`,
  },
  {
    id: "cloud-control-no-update",
    example: "NotUpdatableException: Resource type AWS::DataZone::EnvironmentBlueprintConfiguration cannot be updated",
    said: /\bNotUpdatable(?:Exception)?\b/,
    where: /AWS::DataZone::EnvironmentBlueprintConfiguration/,
    cause: "Cloud Control has no working update of blueprint configurations",
    cure: "leave them to the control-plane function, which writes them through the service itself",
    witness: `${SECTION}, Cloud Control`,
  },
  {
    id: "role-not-assumable",
    example: "ValidationException: Unable to assume role arn:aws:iam::111111111111:role/service-role/Execution",
    said: /\bUnable to assume role\b/,
    cause:
      "DataZone cannot assume a role of the domain: it does not exist yet, or does not trust datazone.amazonaws.com for the account that owns the domain (aws:SourceAccount)",
    cure: "run smus preflight, which reads the trust of every role that is given; a role that was just created works some seconds later",
    witness: "https://github.com/aws/Unified-Studio-for-Amazon-Sagemaker/pull/42",
  },
];
