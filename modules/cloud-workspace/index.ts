export { CloudWorkspace, type CloudWorkspaceProps, type VersionControl } from "./cloud-workspace";
export { DynamicCredentials, type DynamicCredentialsProps } from "./dynamic-credentials";
export { OrganizationObjects, type OrganizationObjectsProps } from "./organization-objects";
export { OtherWorkspaces } from "./other-workspaces";
export { runTriggerSources } from "./run-trigger-sources";
