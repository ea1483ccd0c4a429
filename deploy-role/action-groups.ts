import type { Block } from "./stack-json";

/** IAM actions that belong together. */
export interface ActionGroup {
  readonly access: "read" | "write";
  readonly actions: readonly string[];
  /** Resources that the statement names, see `deploy-role/scopes.ts`. */
  readonly on: ScopeName;
  /** @default - none */
  readonly condition?: ConditionName;
  /**
   * Tells for which resources of the type the actions are needed.
   *
   * @default - all of them
   */
  readonly only?: (block: Block) => boolean;
}

/** Resources of the layers `aiops` and `automation` that a statement can be limited to. */
export type AiopsScopeName =
  | "identityProvider"
  | "managedPolicy"
  | "modelPackageGroup"
  | "imageRepository"
  | "parameter"
  | "sinks"
  | "sinksAnywhere"
  | "links"
  | "eventBus"
  | "roleOfTarget";

/** Resources that a statement can be limited to. `any` is `*`: every use says why, in a comment. */
export type ScopeName =
  | AiopsScopeName
  | "any"
  | "role"
  | "roleOfFunction"
  | "roleOfSchedule"
  | "key"
  | "anyKey"
  | "alias"
  | "bucket"
  | "bucketObjects"
  | "object"
  | "function"
  | "functionVersion"
  | "eventSourceMapping"
  | "logGroup"
  | "table"
  | "queue"
  | "topic"
  | "subscriptions"
  | "eventRule"
  | "apis"
  | "api"
  | "apiDomains"
  | "apiDomain"
  | "partsOfApis"
  | "apiMappings"
  | "apiMapping"
  | "tagsOfApis"
  | "schedule"
  | "alarm"
  | "dashboard"
  | "share"
  | "sharePermission"
  | "userOfProfile"
  | "rolesOfPrincipals"
  | "domainKey"
  | "gitConnection"
  | "gitHost"
  | "formerGitConnection"
  | "formerGitHost";

/** Conditions of statements, see `deploy-role/scopes.ts`. */
export type ConditionName =
  | "ourTagOnResource"
  | "ourTagInRequest"
  | "passedToLambda"
  | "passedToScheduler"
  | "passedToEvents"
  | "throughImages"
  | "ofOurFunctions"
  | "throughStores"
  | "attachedPolicy"
  | "region"
  | "shareName"
  | "sharePermission"
  | "throughDataZone";

/** Everything about a resource type. */
export interface TypePermissions {
  /** Pages of https://docs.aws.amazon.com/service-authorization/latest/reference/. */
  readonly source: readonly string[];
  readonly groups: readonly ActionGroup[];
}

/** Actions that a refresh calls. */
export const read = (on: ScopeName, ...actions: string[]): ActionGroup => ({ access: "read", actions, on });
/** Actions that create, change and delete. */
export const write = (on: ScopeName, ...actions: string[]): ActionGroup => ({ access: "write", actions, on });
/** A group that some resources of the type need. */
export const only = (applies: (block: Block) => boolean, group: ActionGroup): ActionGroup => ({
  ...group,
  only: applies,
});
/** A group under a condition. */
export const when = (condition: ConditionName, group: ActionGroup): ActionGroup => ({ ...group, condition });
/** Permissions with one page as their source. */
export const from = (page: string, ...groups: ActionGroup[]): TypePermissions => ({ source: [`${page}.html`], groups });
