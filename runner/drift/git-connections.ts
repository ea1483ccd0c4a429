import { AVAILABLE, connectionsConsole } from "../../contracts/service/git";
import { priorResources, type ShownPlan } from "../../formats/terraform-show";
import { object, text } from "./plan-contents";
import type { ObjectDrift } from "./report";

const CONNECTION = "aws_codeconnections_connection";

/**
 * Connections to Git providers that have stopped working: no plan changes them back, because only a person can.
 *
 * A connection in ERROR counts whatever it was before; one that is PENDING only where it was AVAILABLE when it was last applied.
 */
export function gitConnectionDrift(plan: ShownPlan, since: string | undefined): ObjectDrift[] {
  const before = new Map((plan.resource_drift ?? []).map(({ address, change }) => [address, object(change.before)]));
  return priorResources(plan, "managed", CONNECTION).flatMap(({ address, values }): ObjectDrift[] => {
    const status = text(values.connection_status);
    const worked = text(before.get(address)?.connection_status) === AVAILABLE;
    if (status === AVAILABLE || !(status === "ERROR" || worked)) return [];
    const [, partition = "", , region = ""] = text(values.arn).split(":");
    return [
      {
        address,
        resource: `${CONNECTION} ${JSON.stringify(text(values.name))}`,
        change: "changed",
        properties: [{ path: "connection_status", live: status, configured: AVAILABLE }],
        ...(since === undefined ? {} : { since }),
        repair: `apply cannot: a person repairs it in the console, ${connectionsConsole(partition, region)}`,
      },
    ];
  });
}
