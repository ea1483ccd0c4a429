import type { Kind } from "../../../contracts/control-plane";
import { ControlPlaneError } from "../errors";
import type { Live } from "./handler";
import { conflict, refuseReplacement } from "./refusals";
import { destroy } from "./removal";
import { DomainInvisible, FIRST_INCARNATION, type Resource } from "./resource";

/**
 * The live object that is ours: by the ledger's id, by `adoptId`, or by name after an interrupted creation.
 *
 * @throws ControlPlaneError CONFLICT where the name belongs to an object that nothing proves to be ours
 */
export async function locate<K extends Kind>(resource: Resource<K>): Promise<Live | undefined> {
  try {
    await clearOrphan(resource);
    return (await byIdentity(resource)) ?? (await byName(resource));
  } catch (error) {
    if (error instanceof DomainInvisible && resource.handler.awaitsDomain === true) return undefined;
    throw error;
  }
}

async function byIdentity<K extends Kind>(resource: Resource<K>): Promise<Live | undefined> {
  const { entry, adoptId } = resource;
  if (entry?.id != null) return resource.get(entry.id);
  // What was adopted and is replaced now has been deleted: this creation makes its successor.
  if (entry !== undefined || adoptId === undefined || resource.incarnation !== FIRST_INCARNATION) return undefined;
  const live = await resource.get(adoptId);
  const { kind } = resource.handler;
  if (live === undefined) {
    throw new ControlPlaneError(
      "ADOPTION_FAILED",
      `adoptId names ${kind} "${adoptId}", which does not exist; fix: correct adoptId, or remove it to create one`,
    );
  }
  const moved = resource.createOnlyDifferences(live);
  if (moved.length > 0) {
    throw new ControlPlaneError(
      "ADOPTION_FAILED",
      `${kind} "${adoptId}" differs in ${moved.join(", ")}, which cannot be changed; fix: configure what it has`,
    );
  }
  return live;
}

async function byName<K extends Kind>(resource: Resource<K>): Promise<Live | undefined> {
  const { entry, handler } = resource;
  const interrupted = entry !== undefined && entry.id === null;
  const found =
    (await resource.find()) ?? (interrupted ? await resource.find(resource.earlierProperties()) : undefined);
  if (found === undefined || handler.adoption === "shared" || interrupted || resource.adoptId === found.id)
    return found;
  // An object in deletion does not hold the name for long; the creation is refused and repeated until it is gone.
  if (found.phase === "deleting") return undefined;
  throw conflict(resource, found.id);
}

/**
 * Deletes what an earlier creation with other create-only values left behind.
 *
 * Either it never succeeded, or it did and its answer was lost: Terraform creates, so no state holds the object, and
 * nothing else would ever delete it. The ledger proves that it is ours, and the plan has said "replaced".
 */
async function clearOrphan<K extends Kind>(resource: Resource<K>): Promise<void> {
  const { entry } = resource;
  const moved = resource.createOnlyDifferences();
  if (entry === undefined || moved.length === 0 || !(resource.neverDone || resource.creating)) return;
  if (!resource.neverDone) refuseReplacement(resource, moved);
  const earlier = resource.earlierProperties();
  const orphan = entry.id === null ? await resource.find(earlier) : await resource.get(entry.id, earlier);
  if (orphan !== undefined && (entry.id !== null || resource.handler.adoption === "claimed")) {
    await destroy(resource, orphan.id, earlier);
  }
  await resource.forget();
}
