import type { Difference, Kind, ReadResponse } from "../../../contracts/control-plane";
import { differencesOf, reasonOf } from "./comparison";
import { DomainInvisible } from "./domain-visibility";
import type { Live } from "./handler";
import { inSync, outOfSync, toBeReplaced } from "./read-response";
import { refuseReplacement, refuseVanished } from "./refusals";
import type { Resource } from "./resource";
import { isFailed } from "./settling";

const INTERRUPTED = "an earlier try was interrupted";

/**
 * Compares the live object with the desired properties. Writes nothing.
 *
 * A domain that is not visible is an answer ("not in sync") and no error: a plan may come before the association.
 */
export async function read<K extends Kind>(resource: Resource<K>): Promise<ReadResponse> {
  const { knowledge, adoptId, handler } = resource;
  if (knowledge.of === "nothing" && adoptId === undefined && handler.standing !== true)
    return outOfSync(resource, { condition: "absent", reason: "does not exist" });
  const moved = resource.createOnlyDifferences();
  try {
    if (moved.length > 0) return await otherwiseCreated(resource, moved);
    const live = await liveObject(resource);
    return live === undefined || live.phase === "deleting" ? missing(resource, live) : await compared(resource, live);
  } catch (error) {
    if (error instanceof DomainInvisible) return unseen(resource);
    throw error;
  }
}

function liveObject<K extends Kind>(resource: Resource<K>): Promise<Live | undefined> {
  const { knowledge, adoptId } = resource;
  switch (knowledge.of) {
    case "object":
      return resource.get(knowledge.id);
    case "intent":
      // The service may have carried it out, and then the object is ours.
      return resource.find();
    case "nothing":
      return adoptId === undefined ? resource.find() : resource.get(adoptId);
  }
}

/** The object lives: in sync, or to be written. */
async function compared<K extends Kind>(resource: Resource<K>, live: Live): Promise<ReadResponse> {
  const { entry } = resource.knowledge;
  const moved = resource.createOnlyDifferences(live);
  if (moved.length > 0) return otherwiseCreated(resource, moved, live);
  const desired = resource.handler.desired(resource.properties);
  const differences = [...differencesOf(live.values, desired), ...hiddenDifferences(resource)];
  const failed = isFailed(live);
  if (entry?.status === "done" && differences.length === 0 && !failed) return inSync(resource, live, entry.reason);
  const notes = [
    ...(entry?.status === "pending" ? [INTERRUPTED] : []),
    ...(failed ? [`status ${live.status ?? live.phase}`] : []),
    ...(differences.length > 0 ? [reasonOf(differences)] : []),
  ];
  return outOfSync(resource, {
    condition: failed ? "failed" : "present",
    reason: entry === undefined ? beginningOf(resource, live, notes) : notes.join("; "),
    // Half-made objects may lack attributes, and a broken one gets another id: dependants wait for the write.
    object: live.phase === "ready" || resource.hasEverSucceeded ? live : undefined,
    differences,
  });
}

/** Text of the plan for an object that exists before the first write: the configuration takes it over, or says something of it. */
function beginningOf<K extends Kind>(
  { handler }: Resource<K>,
  { id, status }: Live,
  changes: readonly string[],
): string {
  if (handler.standing === true) return changes.length === 0 ? (status ?? "as it is") : changes.join("; ");
  return changes.length === 0 ? `adopts ${id} as it is` : `adopts ${id} and changes ${changes.join("; ")}`;
}

/** The service has no such object, or is deleting it. */
function missing<K extends Kind>(resource: Resource<K>, live: Live | undefined): ReadResponse {
  const { knowledge, handler } = resource;
  const gone = live === undefined ? "does not exist" : "is being deleted";
  // What never succeeded has no dependants, so that creating it in place is enough.
  if (knowledge.of === "nothing") return outOfSync(resource, { condition: "absent", reason: gone });
  if (!resource.hasEverSucceeded) return outOfSync(resource, { condition: "absent", reason: INTERRUPTED });
  const interrupted = knowledge.entry.status === "pending";
  if (!interrupted) refuseVanished(resource);
  if (handler.lastingId && knowledge.of === "object") {
    const object = { id: knowledge.id, attributes: knowledge.entry.attributes };
    return outOfSync(resource, { condition: "absent", reason: interrupted ? INTERRUPTED : gone, object });
  }
  return toBeReplaced(resource, { condition: "absent", reason: interrupted ? INTERRUPTED : `${gone}: replaced` });
}

/** The object was created with other create-only values. */
async function otherwiseCreated<K extends Kind>(
  resource: Resource<K>,
  moved: readonly string[],
  live?: Live,
): Promise<ReadResponse> {
  const { entry } = resource.knowledge;
  const names = moved.join(", ");
  if (entry === undefined)
    return outOfSync(resource, {
      condition: "absent",
      reason: `cannot be taken over: create-only ${names} differs`,
    });
  // A creation that never succeeded is in no state: there is nothing for Terraform to replace.
  if (!resource.hasEverSucceeded) return outOfSync(resource, { condition: "absent", reason: INTERRUPTED });
  refuseReplacement(resource, moved);
  await refuseByHandler(resource, live);
  const known = { ...entry.createOnly, ...live?.createOnly };
  const desired = resource.createOnly();
  const differences = moved.map((path) => ({ path, live: known[path] ?? null, desired: desired[path] ?? null }));
  return toBeReplaced(resource, {
    condition: "present",
    reason: `create-only ${names} differs: replaced`,
    differences,
  });
}

/** Asks the handler, which looks at the object as it was created, whether something stands against its replacement. */
async function refuseByHandler<K extends Kind>(resource: Resource<K>, seen: Live | undefined): Promise<void> {
  const { handler, knowledge } = resource;
  if (handler.refuseReplacement === undefined || knowledge.of !== "object") return;
  const earlier = resource.earlierProperties();
  const live = seen ?? (await resource.get(knowledge.id, earlier));
  if (live !== undefined && live.phase !== "deleting") await handler.refuseReplacement(resource.scope, earlier, live);
}

/** The account does not see the domain: what the ledger knows is all there is. */
function unseen<K extends Kind>(resource: Resource<K>): ReadResponse {
  const { knowledge, handler, properties } = resource;
  return outOfSync(resource, {
    condition: "unseen",
    reason: `domain "${handler.domainOf(properties) ?? ""}" is not visible from this account yet`,
    object: knowledge.of === "object" ? { id: knowledge.id, attributes: knowledge.entry.attributes } : undefined,
  });
}

/** Compares by fingerprint the properties that the service does not return; which value differs is not known. */
function hiddenDifferences<K extends Kind>({ handler, hiddenChanged, properties }: Resource<K>): Difference[] {
  if (!hiddenChanged) return [];
  const paths = Object.keys(handler.hidden?.(properties) ?? {}).sort();
  return paths.map((path) => ({ path, live: "not as last written", desired: "as configured" }));
}
