import type { Layer } from "./layers";
import { OTHER_PEOPLE, type BlindSpot } from "./kinds/blind-spot";

/** Layers whose stacks emit a type: these, all but these, or all. */
export type EmittingLayers = "all" | readonly Layer[] | { readonly allBut: readonly Layer[] };

/** Description of one type of resource that stacks emit. */
export interface ResourceType {
  readonly mechanism: "Native" | "Cloud Control" | "Control-plane function";
  readonly layers: EmittingLayers;
  /** Reason for this mechanism, with a mark of the kind of evidence (docs/mechanisms.md). */
  readonly evidence: string;
  /**
   * Parts of the resource that Terraform does not look at: it compares the arguments that are configured.
   */
  readonly undetectable: readonly BlindSpot[];
}

const spot = (what: string, why: string): BlindSpot => ({ what, why });
const OF_OTHERS = "each is a resource of its own, and what others add is in no state";

const allBut = (...layers: readonly Layer[]): EmittingLayers => ({ allBut: layers });
const by =
  (mechanism: ResourceType["mechanism"]) =>
  (layers: EmittingLayers, evidence: string, undetectable: readonly BlindSpot[] = []): ResourceType => ({
    mechanism,
    layers,
    evidence,
    undetectable,
  });
const [native, cloudControl, byFunction] = [by("Native"), by("Cloud Control"), by("Control-plane function")];

/**
 * Every type of resource that a stack emits, data sources with the prefix `data.`, types of Cloud Control by their own name. A
 * test holds that stacks emit these and no others.
 */
export const RESOURCE_TYPES: Readonly<Record<string, ResourceType>> = {
  aws_cloudcontrolapi_resource: cloudControl(
    ["domain", "association", "profiles"],
    "S: PolicyGrant and Owner have create-only properties and no update handler. M: a failed _update_ is stored as done, so nothing that has updates goes this way",
  ),
  aws_lambda_invocation: byFunction(
    allBut("state", "foundation", "git", "sharing", "aiops"),
    "M: a failed update is stored as done; the ticket from the data source makes the next plan see it",
  ),
  "data.aws_lambda_invocation": byFunction(
    allBut("state", "foundation", "git", "sharing", "aiops"),
    "M: read at plan time as long as nothing in its arguments is unknown or names a changing resource",
  ),
  terraform_data: native(
    "all",
    "M: `replace_triggered_by` of a `terraform_data` replaces the invocation; preconditions of the guard fail the plan",
  ),
  "data.terraform_remote_state": native(
    allBut("state", "foundation", "git"),
    "M: reads the workspace that is named; a stack that was never applied gives a plan error",
  ),
  "data.aws_s3_objects": native(allBut("state"), "M: the bootstrap receipt, read before anything is planned"),
  aws_datazone_user_profile: native(
    ["domain"],
    "S: in provider 5.100; AWS::DataZone::UserProfile needs a write-only identifier on update",
    [
      OTHER_PEOPLE,
      spot("the status of a user profile", "not configured; deactivating a user shows in the portal only"),
    ],
  ),
  aws_ram_resource_share: native(
    ["sharing"],
    "S: DataZone has no operation that associates an account, association is a RAM share",
    [spot("shares of the domain that others made", OF_OTHERS)],
  ),
  aws_ram_principal_association: native(
    ["sharing"],
    "D: shares created with principals inline can lose one, so each is a resource of its own",
    [spot("principals that others added to the share", OF_OTHERS)],
  ),
  aws_ram_resource_association: native(["sharing"], "D: as above", [
    spot("resources that others added to the share", OF_OTHERS),
  ]),
  aws_ram_resource_share_accepter: native(
    ["association"],
    "D: only outside the organization; inside, no invitation is made",
  ),
  aws_codeconnections_host: native(
    ["git"],
    "S: in provider 5.100, with tags; the one of the former name (`aws_codestarconnections_host`) has none",
    [spot("connections that others made through a host", OF_OTHERS)],
  ),
  aws_codeconnections_connection: native(
    ["git"],
    "S: in provider 5.100, with tags; the handshake has no operation, a person makes it in the console",
  ),
  aws_iam_role: native(
    ["foundation", "domain", "association", "profiles", "projects", "application", "aiops"],
    "S: no difference between 5.100 and 6.25 but `region`",
    [spot("inline policies that others added to a role", "not configured, so left alone")],
  ),
  aws_iam_role_policy: native(
    ["foundation", "domain", "association", "profiles", "projects", "application", "aiops"],
    "S: as above",
  ),
  aws_iam_role_policy_attachment: native(["domain", "association"], "S: as above; attachments of others stay", [
    spot("managed policies that others attached to a role", "attachments of others stay"),
  ]),
  aws_kms_key: native(["state", "foundation", "domain", "application", "aiops"], "S: as above", [
    spot("KMS grants on a key", "services create them; they are not in the key's policy"),
  ]),
  aws_kms_alias: native(["state", "foundation", "domain", "application", "aiops"], "S: as above"),
  aws_s3_bucket: native(["state", "foundation", "application", "aiops"], "S: as above", [
    spot("objects in a bucket, its CORS, website, logging and notification settings", "not configured, so left alone"),
  ]),
  aws_s3_bucket_versioning: native(["state", "foundation", "application", "aiops"], "S: as above"),
  aws_s3_bucket_server_side_encryption_configuration: native(
    ["state", "foundation", "application", "aiops"],
    "S: without `blocked_encryption_types`, which 5.100 refuses",
  ),
  aws_s3_bucket_lifecycle_configuration: native(["foundation", "aiops"], "S: as above"),
  aws_s3_bucket_public_access_block: native(
    ["state", "foundation", "application", "aiops"],
    "S: without `skip_destroy`, which 5.100 refuses",
  ),
  aws_s3_bucket_ownership_controls: native(["state", "foundation", "application", "aiops"], "S: as above"),
  aws_s3_bucket_policy: native(["state", "foundation", "application", "aiops"], "S: as above"),
  aws_lambda_function: native(
    ["foundation", "profiles", "application"],
    "M: code from a file asset with a deterministic hash: no plan without a change",
    [
      spot(
        "the code of a function that was replaced by hand",
        "Terraform keeps the hash of the archive that it uploaded; the aliases go on calling the version that was published",
      ),
      spot("the resource policy of a function", "not configured, so left alone"),
    ],
  ),
  aws_lambda_alias: native(["foundation"], "S: two aliases are what lets a plan role invoke `read` only"),
  aws_cloudwatch_log_group: native(
    ["foundation", "profiles", "application"],
    "S: without `deletion_protection_enabled`, which 5.100 refuses",
    [spot("subscriptions and metric filters of a log group", "not configured, so left alone")],
  ),
  aws_vpc: native(["foundation"], "S: no difference but `region`", [
    spot("gateways, peerings and network ACLs that others added to a VPC", "not configured, so left alone"),
  ]),
  aws_subnet: native(["foundation"], "S: as above"),
  aws_route_table: native(["foundation"], "S: as above", [
    spot("routes that others added to a route table", OF_OTHERS),
  ]),
  aws_route_table_association: native(["foundation"], "S: as above"),
  aws_route: native(["foundation"], "S: as above; only with internet access"),
  aws_internet_gateway: native(["foundation"], "S: as above; only with internet access"),
  aws_nat_gateway: native(["foundation"], "S: as above; only with internet access"),
  aws_eip: native(["foundation"], "S: as above; only with internet access"),
  aws_security_group: native(["foundation"], "S: no difference but `region`", [
    spot("rules that others added to a security group", OF_OTHERS),
  ]),
  aws_default_security_group: native(["foundation"], "S: takes the rules out of a group that comes with every VPC"),
  aws_vpc_security_group_ingress_rule: native(["foundation"], "S: no difference but `region`"),
  aws_vpc_endpoint: native(["foundation"], "S: as above"),
  aws_s3_object: native(["application"], "D: settings of a function, in the very version that it was deployed with"),
  aws_dynamodb_table: native(["application"], "D: no difference but `region`", [
    spot("items of the table", "written by the application; evidence and the service hold what they say"),
  ]),
  aws_sqs_queue: native(["application"], "D: as above", [spot("messages in a queue", "they come and go")]),
  aws_sqs_queue_policy: native(["application"], "D: as above"),
  aws_sns_topic: native(["application", "aiops"], "D: as above", [spot("subscriptions that others made", OF_OTHERS)]),
  aws_sns_topic_policy: native(["application", "aiops"], "D: as above"),
  aws_sns_topic_subscription: native(
    ["application", "aiops"],
    "D: waits for its person's confirmation, and is not replaced by it",
    [spot("confirmation of an e-mail address", "its person's; until then nothing is sent there")],
  ),
  aws_cloudwatch_event_rule: native(["application", "aiops"], "D: as above", [
    spot("targets that others added to a rule", OF_OTHERS),
  ]),
  aws_cloudwatch_event_target: native(["application", "aiops"], "D: as above"),
  aws_apigatewayv2_api: native(["application"], "D: an HTTP API; no difference but `region`"),
  aws_apigatewayv2_authorizer: native(["application"], "D: as above"),
  aws_apigatewayv2_integration: native(["application"], "D: as above"),
  aws_apigatewayv2_route: native(["application"], "D: as above", [
    spot("routes that others added to an API", OF_OTHERS),
  ]),
  aws_apigatewayv2_stage: native(["application"], "D: as above; deploys by itself"),
  aws_apigatewayv2_domain_name: native(["application"], "D: as above; the record in DNS is made elsewhere"),
  aws_apigatewayv2_api_mapping: native(["application"], "D: as above"),
  aws_lambda_permission: native(["application"], "D: as above", [
    spot("statements that others added to a function's policy", OF_OTHERS),
  ]),
  aws_lambda_event_source_mapping: native(["application"], "D: as above"),
  aws_scheduler_schedule: native(["application"], "D: as above; schedules carry no tags"),
  aws_cloudwatch_metric_alarm: native(["application"], "D: as above"),
  aws_cloudwatch_dashboard: native(["application", "automation"], "D: as above; dashboards carry no tags"),
  aws_iam_openid_connect_provider: native(["aiops"], "D: thumbprints are optional; no difference but `region`"),
  "data.aws_iam_roles": native(["aiops"], "D: finds the role that the service made for a project, by the project's id"),
  aws_iam_policy: native(["aiops"], "D: boundaries; no difference but `region`", [
    spot("roles that others attached a boundary to as a policy", OF_OTHERS),
  ]),
  aws_sagemaker_model_package_group: native(["aiops"], "D: no difference but `region`", [
    spot("versions in a group", "builds and promotions register them"),
  ]),
  aws_sagemaker_model_package_group_policy: native(["aiops"], "D: as above"),
  aws_ecr_repository: native(["aiops"], "D: as above", [spot("images of a repository", "builds push them")]),
  aws_ecr_repository_policy: native(["aiops"], "D: as above"),
  aws_ssm_parameter: native(["aiops"], "D: as above; the record of a place, which holds no secret"),
  aws_oam_sink: native(["foundation"], "D: as above", [
    spot("links of accounts to a sink", "each is in the account that links"),
  ]),
  aws_oam_sink_policy: native(["foundation"], "D: as above"),
  aws_oam_link: native(["aiops"], "D: as above"),
  aws_cloudwatch_event_bus: native(["automation"], "D: as above", [spot("rules that others made on a bus", OF_OTHERS)]),
  aws_cloudwatch_event_bus_policy: native(["automation"], "D: as above; the whole policy of the bus"),
  tfe_workspace: native(
    ["workspaces"],
    "S: bindings of tfe 0.71. Not run: the provider is not among those of the tests",
  ),
  tfe_workspace_settings: native(
    ["workspaces"],
    "S: as above; a resource of its own, since consumers of a state are ids of other workspaces",
  ),
  tfe_run_trigger: native(["workspaces"], "S: as above. D: at most 20 sources a workspace"),
  tfe_variable_set: native(["workspaces"], "S: as above"),
  tfe_variable: native(["workspaces"], "S: as above; no value is secret", [
    spot("variables that others added to a workspace or variable set", OF_OTHERS),
  ]),
  tfe_workspace_variable_set: native(["workspaces"], "S: as above"),
  tfe_team_access: native(["workspaces"], "S: as above", [
    spot("teams that others gave access to a workspace", OF_OTHERS),
  ]),
  "data.tfe_project": native(["workspaces"], "S: as above"),
  "data.tfe_agent_pool": native(["workspaces"], "S: as above"),
  "data.tfe_team": native(["workspaces"], "S: as above"),
  "data.tfe_workspace_ids": native(["workspaces"], "D: names that do not exist are left out, and are no error"),
  "AWS::DataZone::PolicyGrant": cloudControl(
    ["domain", "association", "profiles"],
    "S: every property is create-only; all policies but `USE_ASSET_TYPE`",
    [
      spot(
        "changes inside of a grant",
        "the service has no update: a change is a removal and an addition, and those are shown",
      ),
    ],
  ),
  "AWS::DataZone::Owner": cloudControl(["domain"], "S: every property is create-only"),
};
