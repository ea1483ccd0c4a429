/**
 * Most source workspaces that a workspace can have run triggers from.
 *
 * @see https://developer.hashicorp.com/terraform/cloud-docs/workspaces/settings/run-triggers
 */
export const RUN_TRIGGER_SOURCES_MAX = 20;
