import type { KnownText } from "./known-text";

const SECTION = "field evidence, section 1";

/** Texts on the road to a first working project. `smus preflight` looks for their causes before they are met. */
export const FIRST_PROJECT: readonly KnownText[] = [
  {
    id: "create-project-not-permitted",
    example: "User is not permitted to perform operation: CreateProject",
    said: /is not permitted to perform operation: CreateProject\b/,
    cause:
      "DataZone (not IAM) refuses: the caller has no CREATE_PROJECT_FROM_PROJECT_PROFILE grant for the profile in the unit, and owns neither the unit nor one above it",
    cure: "grant it (grants.<key> with policy CREATE_PROJECT_FROM_PROJECT_PROFILE), or make the caller an owner of the root unit (domain.rootOwners)",
    witness: `${SECTION}, row 1`,
  },
  {
    id: "blueprint-not-granted",
    example: "Caller is not authorized to create environment using blueprintId 3owsbi7jjppvc9",
    said: /Caller is not authorized to create environment using blueprintId (\S+)/,
    cause:
      "blueprint {1} is not enabled in the account and Region of the environment, or no CREATE_ENVIRONMENT_FROM_BLUEPRINT grant on <account>:{1} reaches the project's unit; only that account itself may issue the grant",
    cure: "enable the blueprint and name the unit in its grantTo (accounts.<key>.blueprints), then apply the account's association",
    witness: `${SECTION}, row 2`,
  },
  {
    id: "manage-access-role-missing",
    example: "Manage Access Role Arn for environment blueprint id 3owsbi7jjppvc9 not defined",
    said: /Manage Access Role Arn for environment blueprint id (\S+) not defined/,
    cause:
      "the account's configuration of blueprint {1} has no manage-access role, which no deployment and no deletion of a project goes without",
    cure: "apply the account's association (a configuration that says exactly what it holds needs exactly.manageAccessRoleArn), then deploy or delete the project again",
    witness: `${SECTION}, row 3`,
  },
  {
    id: "s3-location-missing",
    example: "Invalid S3 path provided null",
    said: /Invalid S3 path provided null/,
    cause: "the account's configuration of Tooling has no regional parameter S3Location in the project's Region",
    cure: "give the Region a bucket (accounts.<key>.regions.<region>.bucketName, not none) and apply the account's association; a stuck project can be deleted only then",
    witness: `${SECTION}, row 4`,
  },
  {
    id: "key-not-resolved",
    example:
      "Could not resolve KMS key arn:aws:kms:us-west-2:222222222222:key/11111111-1111-1111-1111-111111111111 to its canonical ARN",
    said: /Could not resolve KMS key (\S+) to its canonical ARN/,
    cause:
      "the domain's side may not use {1}: its policy lacks datazone.amazonaws.com or the domain's execution role, or a role of the account trusts DataZone for another account than the one that owns the domain (aws:SourceAccount)",
    cure: "run smus preflight, which names the statement or the role; a key that is given needs what the policy of a created one has",
    witness: `${SECTION}, row 5`,
  },
  {
    id: "emr-roles-not-removed",
    example: "Failed to remove EMR EKS IAM roles (System Namespace, Query Engine)",
    said: /Failed to remove EMR EKS IAM roles/,
    cause:
      "DataZone cannot assume the account's provisioning role: it trusts another account than the one that owns the domain (aws:SourceAccount), or the key's policy lacks the domain's side",
    cure: "run smus preflight, which names the role or the statement, mend it, then delete the project again",
    witness: `${SECTION}, row 5`,
  },
  {
    id: "parameter-value-refused",
    example: "Stack creation failed with Parameter 'lifecycleManagement' must be one of AllowedValues",
    said: /Parameter '?([\w-]+)'? must be one of AllowedValues/,
    cause:
      "CloudFormation compares parameter {1} with the blueprint's template when an environment is deployed; nobody does before",
    cure: "correct the value where the profile or the project gives it (smus preflight names the values that the template takes; lifecycleManagement: ENABLED or DISABLED), apply, then deploy the project again",
    witness: `${SECTION}, row 6`,
  },
  {
    id: "parameter-missing",
    example: "Missing required Blueprint parameter(s): bucketName",
    said: /Missing required Blueprint parameter\(s\): ([\w, ]+?)(?=$|[;.)(\]"'])/,
    cause:
      "a parameter without a default must be declared in the profile, on demand too; CreateProjectProfile does not check it, UpdateProjectProfile does",
    cure: 'declare {1} in the profile\'s configuration, for example { value: "replace-me", editable: true }',
    witness: `${SECTION}, row 7`,
  },
];
