import type { Kind } from "./control-plane";

/** Something about a resource that a report of drift cannot see, and why. */
export interface BlindSpot {
  readonly what: string;
  readonly why: string;
}

const spot = (what: string, why: string): BlindSpot => ({ what, why });

/** Listed where a stage has such objects, and where it has the domain in which others may make them. */
const OTHERS = {
  units: spot(
    "domain units that nobody configured, and what is granted on them",
    "people with CREATE_DOMAIN_UNIT make them in the portal",
  ),
  people: spot(
    "user and group profiles that nobody configured",
    "people get theirs when they sign in, and administrators add more",
  ),
  templates: spot("account pools and project profiles that nobody configured", "only what is configured is compared"),
  projects: spot(
    "projects that nobody configured",
    "people create them in the portal, from the profiles granted to them",
  ),
} as const;

/**
 * Per kind of the control plane: what a change by hand may touch without any read showing it. An empty list says that
 * everything that is configured is compared. docs/mechanisms.md holds the same list, and a test compares the two.
 */
export const UNDETECTABLE_KINDS: { readonly [K in Kind]: readonly BlindSpot[] } = {
  Domain: [
    spot(
      "the user assignment and the Identity Center instance of a domain, where they are not configured",
      "left to the service",
    ),
    spot(
      "grants on asset types and environment profiles that somebody added",
      "the service lists them per object, and nobody knows all objects",
    ),
    ...Object.values(OTHERS),
  ],
  DomainUnit: [OTHERS.units],
  GroupProfile: [
    OTHERS.people,
    spot("members of a group", "kept by IAM Identity Center or by the trust of the role, not by the domain"),
  ],
  BlueprintConfiguration: [
    spot("global parameters of a blueprint", "GetEnvironmentBlueprintConfiguration does not return them"),
    spot("blueprints that somebody enabled beside the configured ones", "only what is configured is compared"),
  ],
  AccountPool: [
    OTHERS.templates,
    spot("names of pool members that are not configured", "the service fills them in"),
    spot("what a pool handler answers", "the service asks the function whenever somebody creates a project"),
  ],
  ProjectProfile: [
    OTHERS.templates,
    OTHERS.projects,
    spot("values of parameters that a profile reads from SSM", "the profile holds the path, not the value"),
  ],
  Project: [
    spot(
      "parameters of a project's environments that the service does not return",
      "GetProject may leave them out; they are compared with what was last written",
    ),
    spot(
      "resources inside of a project's environments",
      "AWS deploys them with CloudFormation, in the project's account",
    ),
    OTHERS.projects,
  ],
  ProjectMembership: [spot("members that were added to a standing project", "its owners add people in the portal")],
  DataLakeAdministrators: [
    spot(
      "Lake Formation administrators of others, and other settings of Lake Formation",
      "the list is shared, and only what we added is ours",
    ),
  ],
  DomainUnitOwner: [],
  PolicyGrant: [],
  AssetTypeGrant: [],
  AssociationProof: [],
};

const OF_OTHERS = "each is a resource of its own, and what others add is in no state";

/**
 * Per resource type that a stack emits. Terraform compares the arguments that are configured; listed here is what it
 * does not look at although it belongs to the resource. Types of Cloud Control by their own name.
 */
export const UNDETECTABLE_TYPES: Readonly<Record<string, readonly BlindSpot[]>> = {
  aws_cloudcontrolapi_resource: [],
  "AWS::DataZone::PolicyGrant": [
    spot(
      "changes inside of a grant",
      "the service has no update: a change is a removal and an addition, and those are shown",
    ),
  ],
  "AWS::DataZone::Owner": [],
  aws_lambda_invocation: [],
  "data.aws_lambda_invocation": [],
  terraform_data: [],
  "data.terraform_remote_state": [],
  "data.aws_s3_objects": [],
  aws_datazone_user_profile: [
    OTHERS.people,
    spot("the status of a user profile", "not configured; deactivating a user shows in the portal only"),
  ],
  aws_ram_resource_share: [spot("shares of the domain that others made", OF_OTHERS)],
  aws_ram_principal_association: [spot("principals that others added to the share", OF_OTHERS)],
  aws_ram_resource_association: [spot("resources that others added to the share", OF_OTHERS)],
  aws_ram_resource_share_accepter: [],
  aws_iam_role: [spot("inline policies that others added to a role", "not configured, so left alone")],
  aws_iam_role_policy: [],
  aws_iam_role_policy_attachment: [
    spot("managed policies that others attached to a role", "attachments of others stay"),
  ],
  aws_kms_key: [spot("KMS grants on a key", "services create them; they are not in the key's policy")],
  aws_kms_alias: [],
  aws_s3_bucket: [
    spot("objects in a bucket, its CORS, website, logging and notification settings", "not configured, so left alone"),
  ],
  aws_s3_bucket_versioning: [],
  aws_s3_bucket_server_side_encryption_configuration: [],
  aws_s3_bucket_lifecycle_configuration: [],
  aws_s3_bucket_public_access_block: [],
  aws_s3_bucket_ownership_controls: [],
  aws_s3_bucket_policy: [],
  aws_lambda_function: [
    spot(
      "the code of a function that was replaced by hand",
      "Terraform keeps the hash of the archive that it uploaded; the aliases go on calling the version that was published",
    ),
    spot("the resource policy of a function", "not configured, so left alone"),
  ],
  aws_lambda_alias: [],
  aws_cloudwatch_log_group: [spot("subscriptions and metric filters of a log group", "not configured, so left alone")],
  aws_vpc: [spot("gateways, peerings and network ACLs that others added to a VPC", "not configured, so left alone")],
  aws_subnet: [],
  aws_route_table: [spot("routes that others added to a route table", OF_OTHERS)],
  aws_route_table_association: [],
  aws_route: [],
  aws_internet_gateway: [],
  aws_nat_gateway: [],
  aws_eip: [],
  aws_security_group: [spot("rules that others added to a security group", OF_OTHERS)],
  aws_default_security_group: [],
  aws_vpc_security_group_ingress_rule: [],
  aws_vpc_endpoint: [],
  // Layer `workspaces`.
  tfe_workspace: [],
  tfe_workspace_settings: [],
  tfe_run_trigger: [],
  tfe_variable_set: [],
  tfe_variable: [spot("variables that others added to a workspace or variable set", OF_OTHERS)],
  tfe_workspace_variable_set: [],
  tfe_team_access: [spot("teams that others gave access to a workspace", OF_OTHERS)],
  "data.tfe_project": [],
  "data.tfe_agent_pool": [],
  "data.tfe_team": [],
  "data.tfe_workspace_ids": [],
};
