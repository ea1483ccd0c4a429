import { APPLIED_OUTPUT } from "../../../contracts/applied-record";
import type { ShownPlan } from "../../../formats/terraform-show";

/** Reason for which a control-plane resource is written, as its planned input says. */
export function reasonOf(plan: ShownPlan, construct: string): string {
  const change = plan.resource_changes?.find(
    ({ address, mode }) => mode === "managed" && address.replace(/_[0-9A-F]{8}(\[0\])?$/, "").endsWith(`.${construct}`),
  );
  const input = change?.change.after?.["input"];
  if (typeof input !== "string") throw new Error(`${construct} is not in the plan, or its input is unknown`);
  return (JSON.parse(input) as { reason: string }).reason;
}

/** Outputs of which something is known only after the apply; the record of the apply always is. */
export function unknownOutputs(plan: ShownPlan): string[] {
  return Object.entries(plan.output_changes ?? {})
    .filter(([name, { after_unknown }]) => name !== APPLIED_OUTPUT && holdsTrue(after_unknown))
    .map(([name]) => name);
}

/** Reads that are put off until the apply: what depends on them is unknown in the plan. */
export function deferredReads(plan: ShownPlan): string[] {
  return (plan.resource_changes ?? [])
    .filter(({ mode, change }) => mode === "data" && change.actions.includes("read"))
    .map(({ address }) => address);
}

function holdsTrue(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === true;
  return Object.values(value).some(holdsTrue);
}
