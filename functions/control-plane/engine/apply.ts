import type { Kind, WriteResponse } from "../../../contracts/control-plane";
import { ControlPlaneError } from "../errors";
import { differencesOf } from "./comparison";
import { createObject } from "./creation";
import type { Live } from "./handler";
import { locate } from "./location";
import { refuseReplacement } from "./refusals";
import { destroy } from "./removal";
import { deploymentFailed, isFailed, settle, untilGone, whenConflicting } from "./settling";
import type { WritableResource } from "./writable-resource";

/** Order to write, with its reason; ticket and reason go to the ledger when the write has succeeded. */
export interface WriteOrder {
  /** True if Terraform creates (its state holds no object of this key), false if it updates what its state holds. */
  readonly creating: boolean;
  readonly ticket: string;
  readonly reason: string;
}

/**
 * Create and update are one operation: find what is ours, bring it to the desired properties, note the ticket.
 *
 * Every step leaves a ledger from which the next call continues, whatever was cut off.
 */
export async function apply<K extends Kind>(resource: WritableResource<K>, order: WriteOrder): Promise<WriteResponse> {
  const found = await usable(resource, await locate(resource, order.creating));
  if (found !== undefined && isSettled(resource, found, order))
    return { id: found.id, attributes: { ...found.attributes } };
  const written = found === undefined ? await createObject(resource) : await updateObject(resource, found);
  const live = await confirmed(resource, written);
  const { ticket, reason } = order;
  await resource.save({
    ticket,
    reason,
    incarnation: resource.incarnation,
    id: live.id,
    name: resource.handler.nameOf(resource.properties),
    status: "done",
    fingerprint: resource.hiddenFingerprint,
    createOnly: resource.createOnly(),
    attributes: { ...live.attributes },
  });
  return { id: live.id, attributes: { ...live.attributes } };
}

/** Waits for an object that is being deleted or worked on, and clears away one that never came to life. */
async function usable<K extends Kind>(
  resource: WritableResource<K>,
  located: Live | undefined,
): Promise<Live | undefined> {
  if (located === undefined) return undefined;
  if (located.phase === "deleting") {
    await untilGone(resource, located.id);
    return undefined;
  }
  const live = located.phase === "busy" ? await settle(resource, located.id) : located;
  const moved = resource.createOnlyDifferences(live);
  if (moved.length > 0) {
    refuseReplacement(resource, moved);
    await resource.beginTurn();
    throw new ControlPlaneError(
      "REPLACEMENT_NEEDED",
      `create-only ${moved.join(", ")} of "${live.id}" differs; fix: plan again, Terraform then replaces it`,
    );
  }
  if (live.phase !== "broken" || resource.hasEverSucceeded || resource.knowledge.of === "nothing") return live;
  await destroy(resource, live.id);
  return undefined;
}

/** The write has been carried out before and its answer was lost, or nothing differs at all. */
function isSettled<K extends Kind>(resource: WritableResource<K>, live: Live, order: WriteOrder): boolean {
  const { knowledge, incarnation } = resource;
  return (
    knowledge.of === "object" &&
    knowledge.id === live.id &&
    knowledge.entry.status === "done" &&
    knowledge.entry.ticket === order.ticket &&
    knowledge.entry.incarnation === incarnation &&
    !needsWrite(resource, live)
  );
}

function needsWrite<K extends Kind>(resource: WritableResource<K>, live: Live): boolean {
  return (
    isFailed(live) ||
    resource.hiddenChanged ||
    differencesOf(live.values, resource.handler.desired(resource.properties)).length > 0
  );
}

async function updateObject<K extends Kind>(resource: WritableResource<K>, live: Live): Promise<Live> {
  if (!needsWrite(resource, live)) return live;
  await resource.handler.refuse?.(resource.scope, resource.properties, live, "update");
  const changed = resource.hiddenChanged;
  // A changed value that the service does not return is unknown until the write has succeeded.
  await resource.save({ id: live.id, status: "pending", ...(changed ? { fingerprint: "" } : {}) });
  const outcome = await whenConflicting(resource, () =>
    resource.handler.update(resource.scope, resource.properties, live, changed),
  );
  if (outcome === "recreate") {
    await destroy(resource, live.id);
    return createObject(resource);
  }
  const settled = await afterUpdate(resource, live);
  if (isFailed(settled)) throw deploymentFailed(resource, settled);
  return settled;
}

/** A failure from before the update may still be shown for a moment. */
async function afterUpdate<K extends Kind>(resource: WritableResource<K>, before: Live): Promise<Live> {
  let settled = await settle(resource, before.id);
  for await (const _ of resource.patience.attempts({ limitSeconds: 15 })) {
    if (!isFailed(settled) || settled.status !== before.status) break;
    settled = await settle(resource, before.id);
  }
  return settled;
}

/** Reads may lag behind writes. What still differs then is not hidden: the next plan shows it with its reason. */
async function confirmed<K extends Kind>(resource: WritableResource<K>, written: Live): Promise<Live> {
  const desired = resource.handler.desired(resource.properties);
  let live = written;
  for await (const _ of resource.patience.attempts({ limitSeconds: 20 })) {
    if (differencesOf(live.values, desired).length === 0) return live;
    live = (await resource.get(live.id)) ?? live;
  }
  return live;
}
