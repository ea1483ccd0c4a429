import { laterBy } from "../access/time";
import { type PromotionsRecord, stageOf } from "./record";
import type { Step } from "./step";

/** Minutes in which whoever tells the host of an order has done it, or was cut off. Longer than a function runs. */
export const TELLING_MINUTES = 16;

/** The next step of the deployment that a stage's order is. */
export function planOrder(record: PromotionsRecord, stage: string, now: string): Step {
  const { order } = stageOf(record, stage);
  if (order === undefined) return { kind: "wait" };
  if (order.notBefore !== undefined && now < order.notBefore) return { kind: "wait", until: order.notBefore };
  if (order.state === "ready") return { kind: "tell-host", stage };
  if (order.state === "told") return { kind: "ask-host", stage };
  const over = laterBy(order.tellingSince ?? order.orderedAt, { minutes: TELLING_MINUTES });
  return now < over ? { kind: "wait", until: over } : { kind: "ask-host", stage };
}
