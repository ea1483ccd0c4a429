import type { ActionGroup } from "./action-groups";
import { ACTIONS } from "./actions";
import { conditionOf, scopeArns, type Condition, type Place } from "./scopes";
import { typedBlocks, type StackJson } from "./stack-json";

/** One action on one resource under one condition: the smallest part of a policy. */
export interface Permission {
  readonly access: "read" | "write";
  readonly action: string;
  readonly resource: string;
  readonly condition?: Condition;
}

/**
 * Permissions that a role needs to plan (`read`) and to apply (`write`) a stack.
 *
 * @throws Error for a resource type without an entry in `deploy-role/actions.ts`
 */
export function permissionsOf(stack: StackJson, place: Place): Permission[] {
  return typedBlocks(stack).flatMap(({ type, block }) => {
    const entry = ACTIONS[type] as (typeof ACTIONS)[string] | undefined;
    if (entry === undefined)
      throw new Error(`deploy-role/actions.ts has no actions for ${type}: add them with their source`);
    return entry.groups.flatMap((group) => expand(group, { stack, block, place }));
  });
}

function expand(group: ActionGroup, subject: Parameters<typeof scopeArns>[1]): Permission[] {
  const { access, actions, on, condition, only = () => true } = group;
  if (!only(subject.block)) return [];
  const limited = condition === undefined ? {} : { condition: conditionOf(condition, subject) };
  return scopeArns(on, subject).flatMap((resource) =>
    actions.map((action) => ({ access, action, resource, ...limited })),
  );
}

/** State that a role reads or writes: an object in the state bucket of an account. */
export interface StateObject {
  readonly access: "read" | "write";
  readonly accountId: string;
  readonly bucket: string;
  readonly region: string;
  /** Key of the object, workspace included. */
  readonly key: string;
  /** Key that the object has in Terraform's default workspace. */
  readonly defaultKey: string;
}

/** The states that a stack keeps and reads. Terraform Cloud and local files need no permissions. */
export function stateObjects(stack: StackJson, workspace: string): StateObject[] {
  const own = stack.terraform?.backend?.["s3"];
  const remote = Object.values(stack.data?.["terraform_remote_state"] ?? {}).filter(({ backend }) => backend === "s3");
  return [
    ...(own === undefined ? [] : [stateObject(own, workspace, "write")]),
    ...remote.map(({ config, workspace: of }) => stateObject(config as Record<string, unknown>, String(of), "read")),
  ];
}

function stateObject(
  config: Readonly<Record<string, unknown>>,
  workspace: string,
  access: "read" | "write",
): StateObject {
  const { role_arn: roleArn } = config["assume_role"] as { role_arn: string };
  return {
    access,
    accountId: roleArn.split(":")[4],
    bucket: String(config["bucket"]),
    region: String(config["region"]),
    key: `${String(config["workspace_key_prefix"])}/${workspace}/${String(config["key"])}`,
    defaultKey: String(config["key"]),
  };
}
