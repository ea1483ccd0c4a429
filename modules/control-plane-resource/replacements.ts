import { TerraformStack, type TerraformLocal } from "cdktf";
import type { Construct } from "constructs";

/** Per stack: what replaces an object, by the local value that holds its id. */
const replacements = new WeakMap<TerraformStack, Map<string, string>>();

/** Remembers that `trigger` replaces the object whose id `local` holds. */
export function registerReplacement(local: TerraformLocal, trigger: string): void {
  const stack = TerraformStack.of(local);
  const known = replacements.get(stack) ?? new Map<string, string>();
  replacements.set(stack, known.set(local.friendlyUniqueId, trigger));
}

/**
 * The `lifecycle` of a resource that keeps ids for life: it is replaced together with the control-plane resources of this
 * stack that `expression` refers to. Undefined where there are none.
 *
 * The id of an object that is about to be replaced is unknown in the plan. Where the provider decides on replacement by
 * comparing values (Cloud Control's `desired_state`), it plans an update then, and the service refuses that at apply.
 */
export function replacedWith(scope: Construct, expression: string): { replaceTriggeredBy: string[] } | undefined {
  const known = replacements.get(TerraformStack.of(scope));
  const names = [...expression.matchAll(/\blocal\.([\w-]+)/g)].map(([, name]) => name);
  const triggers = [...new Set(names.flatMap((name) => known?.get(name) ?? []))];
  return triggers.length === 0 ? undefined : { replaceTriggeredBy: triggers.sort() };
}
