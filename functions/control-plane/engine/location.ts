import type { Kind } from "../../../contracts/control-plane";
import { ControlPlaneError } from "../errors";
import { DomainInvisible } from "./domain-visibility";
import type { Live } from "./handler";
import { FIRST_INCARNATION } from "./knowledge";
import { conflict, refuseReplacement } from "./refusals";
import { destroy } from "./removal";
import type { WritableResource } from "./writable-resource";

/**
 * The live object that is ours: by the ledger's id, by `adoptId`, or by name after an interrupted creation.
 *
 * @param creating - Terraform creates: no state holds an object of this key
 * @throws ControlPlaneError CONFLICT where the name belongs to an object that nothing proves to be ours
 */
export async function locate<K extends Kind>(
  resource: WritableResource<K>,
  creating: boolean,
): Promise<Live | undefined> {
  try {
    await clearOrphan(resource, creating);
    return (await byIdentity(resource)) ?? (await byName(resource));
  } catch (error) {
    if (error instanceof DomainInvisible && resource.handler.awaitsDomain === true) return undefined;
    throw error;
  }
}

async function byIdentity<K extends Kind>(resource: WritableResource<K>): Promise<Live | undefined> {
  const { knowledge, adoptId, incarnation } = resource;
  if (knowledge.of === "object") return resource.get(knowledge.id);
  // What was adopted and is replaced now has been deleted: this creation makes its successor.
  const adopts = knowledge.of === "nothing" && incarnation === FIRST_INCARNATION;
  return adopts && adoptId !== undefined ? adopted(resource, adoptId) : undefined;
}

async function adopted<K extends Kind>(resource: WritableResource<K>, adoptId: string): Promise<Live> {
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

async function byName<K extends Kind>(resource: WritableResource<K>): Promise<Live | undefined> {
  const { handler } = resource;
  const interrupted = resource.knowledge.of === "intent";
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
async function clearOrphan<K extends Kind>(resource: WritableResource<K>, creating: boolean): Promise<void> {
  const { knowledge, hasEverSucceeded } = resource;
  const moved = resource.createOnlyDifferences();
  if (knowledge.of === "nothing" || moved.length === 0 || (hasEverSucceeded && !creating)) return;
  if (hasEverSucceeded) refuseReplacement(resource, moved);
  const earlier = resource.earlierProperties();
  const orphan = knowledge.of === "intent" ? await resource.find(earlier) : await resource.get(knowledge.id, earlier);
  if (orphan !== undefined && (knowledge.of === "object" || resource.handler.adoption === "claimed")) {
    await destroy(resource, orphan.id, earlier);
  }
  await resource.forget();
}
