import type { ShownPlan } from "../../formats/terraform-show";
import { differences } from "./differences";
import { INVOCATION, isNothing, parsed, text } from "./plan-contents";
import type { ObjectPending } from "./report";

/** Configured and last written differ, whether Terraform knows the new value yet or not. */
export function pendingWrites(plan: ShownPlan): ObjectPending[] {
  return (plan.resource_changes ?? []).flatMap((resource): ObjectPending[] => {
    const { address, mode, type, change } = resource;
    if (mode !== "managed" || type !== INVOCATION || isNothing(resource)) return [];
    const [before, after] = [parsed(change.before?.input), parsed(change.after?.input)];
    const { kind, key } = change.before === null ? after : before;
    const about = { address, resource: kind === undefined ? address : `${text(kind)} "${text(key)}"`, properties: [] };
    if (change.before === null) return [{ ...about, action: "create" }];
    if (change.after === null) return [{ ...about, action: "delete" }];
    if (after.properties === undefined) return []; // not known yet: it follows from another change
    const found = differences(before.properties, after.properties);
    const properties = found.map((difference) => ({
      path: difference.path,
      applied: difference.before,
      configured: difference.after,
    }));
    return found.length === 0
      ? []
      : [{ ...about, action: change.actions.length > 1 ? "replace" : "update", properties }];
  });
}
