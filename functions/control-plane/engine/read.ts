import type { Difference, Kind, ReadResponse } from "../../../contracts/control-plane";
import { differencesOf, fingerprintOf, reasonOf, shorten } from "./comparison";
import type { Live } from "./handler";
import { refuseReplacement, refuseVanished } from "./refusals";
import { DomainInvisible, FIRST_INCARNATION, type Resource } from "./resource";

const INTERRUPTED = "an earlier try was interrupted";

/**
 * Compares the live object with the desired properties. Writes nothing.
 *
 * A domain that is not visible is an answer ("not in sync") and no error: a plan may come before the association.
 */
export async function read<K extends Kind>(resource: Resource<K>): Promise<ReadResponse> {
  const entry = await resource.load();
  if (entry === undefined && resource.adoptId === undefined) return absent(resource, "does not exist");
  const moved = resource.createOnlyDifferences();
  if (moved.length > 0) return moving(resource, moved);
  try {
    const live = await liveObject(resource);
    return live === undefined || live.phase === "deleting" ? missing(resource, live) : compared(resource, live);
  } catch (error) {
    if (!(error instanceof DomainInvisible)) throw error;
    const reason = `domain "${resource.handler.domainOf(resource.properties) ?? ""}" is not visible from this account yet`;
    return {
      ...absent(resource, reason),
      condition: "unseen",
      id: entry?.id ?? null,
      attributes: entry?.id == null ? null : entry.attributes,
    };
  }
}

async function liveObject<K extends Kind>(resource: Resource<K>): Promise<Live | undefined> {
  const { entry, adoptId } = resource;
  const id = entry === undefined ? adoptId : entry.id;
  // An intent without an id: the service may have carried it out, and then the object is ours.
  return id == null ? resource.find() : resource.get(id);
}

/** The object lives: in sync, or to be written. */
function compared<K extends Kind>(resource: Resource<K>, live: Live): ReadResponse {
  const { entry } = resource;
  const moved = resource.createOnlyDifferences(live);
  if (moved.length > 0) return moving(resource, moved, live);
  const desired = resource.handler.desired(resource.properties);
  const differences = [...differencesOf(live.values, desired), ...hiddenDifferences(resource)];
  const failed = live.phase === "failed" || live.phase === "broken";
  const { id, attributes } = live;
  if (entry?.status === "done" && differences.length === 0 && !failed) {
    return { ...absent(resource, entry.reason), condition: "present", inSync: true, id, attributes };
  }
  const notes = [
    ...(entry?.status === "pending" ? [INTERRUPTED] : []),
    ...(failed ? [`status ${live.status ?? live.phase}`] : []),
    ...(differences.length > 0 ? [reasonOf(differences)] : []),
  ];
  // Half-made objects may lack attributes, and a broken one gets another id: dependants wait for the write.
  const known = live.phase === "ready" || !resource.neverDone ? { id, attributes } : {};
  const condition = failed ? "failed" : "present";
  const reason = entry === undefined ? adoptionOf(id, notes) : notes.join("; ");
  return { ...absent(resource, shorten(reason)), condition, ...known, differences };
}

/** What the plan says of an object that the configuration takes over. */
function adoptionOf(id: string, changes: readonly string[]): string {
  return changes.length === 0 ? `adopts ${id} as it is` : `adopts ${id} and changes ${changes.join("; ")}`;
}

/** The ledger knows an object and the service does not. */
function missing<K extends Kind>(resource: Resource<K>, live: Live | undefined): ReadResponse {
  const gone = live === undefined ? "does not exist" : "is being deleted";
  // What never succeeded has no dependants, so that creating it in place is enough.
  if (resource.neverDone) return absent(resource, resource.entry === undefined ? gone : INTERRUPTED);
  const interrupted = resource.entry?.status === "pending";
  if (!interrupted) refuseVanished(resource);
  const { entry, handler } = resource;
  if (handler.lastingId && entry?.id != null) {
    return { ...absent(resource, interrupted ? INTERRUPTED : gone), id: entry.id, attributes: entry.attributes };
  }
  return replaced(resource, interrupted ? INTERRUPTED : `${gone}: replaced`);
}

/** A create-only property differs. */
function moving<K extends Kind>(resource: Resource<K>, moved: readonly string[], live?: Live): ReadResponse {
  const names = moved.join(", ");
  if (resource.entry === undefined) return absent(resource, `cannot be taken over: create-only ${names} differs`);
  // A creation that never succeeded is in no state: there is nothing for Terraform to replace.
  if (resource.neverDone) return absent(resource, INTERRUPTED);
  refuseReplacement(resource, moved);
  const known = { ...resource.entry.createOnly, ...live?.createOnly };
  const desired = resource.createOnly();
  const differences = moved.map((path) => ({ path, live: known[path] ?? null, desired: desired[path] ?? null }));
  const reason = shorten(`create-only ${names} differs: replaced`);
  return { ...replaced(resource, reason), condition: "present", differences };
}

/**
 * What the service does not return is compared by fingerprint; which value differs is not known. Of an object that is
 * being adopted nobody knows what it has, and the configuration is believed.
 */
function hiddenDifferences<K extends Kind>(resource: Resource<K>): Difference[] {
  const { handler, entry, fingerprint, properties } = resource;
  if (handler.hidden === undefined || entry === undefined || entry.fingerprint === fingerprint) return [];
  const paths = Object.keys(handler.hidden(properties)).sort();
  return paths.map((path) => ({ path, live: "not as last written", desired: "as configured" }));
}

function absent<K extends Kind>(resource: Resource<K>, reason: string): ReadResponse {
  return {
    inSync: false,
    ticket: resource.entry?.ticket ?? "",
    reason,
    id: null,
    attributes: null,
    differences: [],
    condition: "absent",
    replace: false,
    incarnation: resource.entry?.incarnation ?? FIRST_INCARNATION,
  };
}

/** An incarnation that the ledger never held, the same at every plan until something has been tried. */
function replaced<K extends Kind>(resource: Resource<K>, reason: string): ReadResponse {
  const { ticket = "", incarnation = "", turn = 0 } = resource.entry ?? {};
  const next = fingerprintOf({ ticket, incarnation, turn, createOnly: resource.createOnly() });
  return { ...absent(resource, reason), replace: true, incarnation: next };
}
