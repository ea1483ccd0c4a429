/**
 * Most source workspaces that a workspace can have run triggers from.
 *
 * @see https://developer.hashicorp.com/terraform/cloud-docs/workspaces/settings/run-triggers
 */
export const RUN_TRIGGER_SOURCES_MAX = 20;

/** Environment variables by which a run exchanges its identity token for AWS credentials. */
export const CREDENTIAL_VARIABLES = {
  enabled: "TFC_AWS_PROVIDER_AUTH",
  runRole: "TFC_AWS_RUN_ROLE_ARN",
  planRole: "TFC_AWS_PLAN_ROLE_ARN",
  applyRole: "TFC_AWS_APPLY_ROLE_ARN",
  audience: "TFC_AWS_WORKLOAD_IDENTITY_AUDIENCE",
} as const;
