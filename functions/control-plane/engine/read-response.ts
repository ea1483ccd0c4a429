import type { Difference, Kind, ReadResponse } from "../../../contracts/control-plane";
import { fingerprintOf, shorten } from "./comparison";
import type { Live } from "./handler";
import { FIRST_INCARNATION } from "./knowledge";
import type { Resource } from "./resource";

/** Result of a read; the code that finds a condition also names it. */
export interface Finding {
  readonly condition: ReadResponse["condition"];
  /** Cut to what a plan shows in one line. */
  readonly reason: string;
  /** Object that dependants may refer to in the plan. @default - none, or none yet */
  readonly object?: Pick<Live, "id" | "attributes" | "beside">;
  /** @default - none */
  readonly differences?: readonly Difference[];
}

/** Answers that the object is as desired, with the reason that was stored with its last write. */
export function inSync<K extends Kind>(resource: Resource<K>, live: Live, reason: string): ReadResponse {
  return { ...outOfSync(resource, { condition: "present", reason, object: live }), reason, inSync: true };
}

/** Answers that a write has something to do. */
export function outOfSync<K extends Kind>(resource: Resource<K>, finding: Finding): ReadResponse {
  const { entry } = resource.knowledge;
  const { condition, reason, object, differences = [] } = finding;
  return {
    inSync: false,
    ticket: entry?.ticket ?? "",
    reason: shorten(reason),
    id: object?.id ?? null,
    attributes: object?.attributes ?? null,
    differences,
    condition,
    replace: false,
    incarnation: entry?.incarnation ?? FIRST_INCARNATION,
    ...(object?.beside === undefined || object.beside.length === 0 ? {} : { beside: object.beside }),
  };
}

/**
 * Answers that only a replacement helps: with an incarnation that the ledger never held, the same at every plan until
 * something has been tried.
 */
export function toBeReplaced<K extends Kind>(resource: Resource<K>, finding: Finding): ReadResponse {
  const { ticket = "", incarnation = "", turn = 0 } = resource.knowledge.entry ?? {};
  const next = fingerprintOf({ ticket, incarnation, turn, createOnly: resource.createOnly() });
  return { ...outOfSync(resource, finding), replace: true, incarnation: next };
}
