import { isNotFound } from "../../../aws/faults";
import type { Kind, Properties } from "../../../contracts/control-plane";
import { DomainInvisible } from "./domain-visibility";
import type { Live } from "./handler";
import { conflict } from "./refusals";
import type { Resource } from "./resource";
import { untilGone, whenConflicting } from "./settling";
import type { WritableResource } from "./writable-resource";

/**
 * Deletes what the ledger proves to be ours; what is gone already is a success. The ledger entry goes last.
 *
 * A domain that is not visible any more took its objects with it, or left them where this account cannot reach them.
 */
export async function remove<K extends Kind>(resource: WritableResource<K>): Promise<void> {
  try {
    if (resource.knowledge.of === "nothing") await refuseStranger(resource);
    else await removeOurs(resource);
  } catch (error) {
    if (!(error instanceof DomainInvisible)) throw error;
  }
  await resource.forget();
}

async function removeOurs<K extends Kind>(resource: WritableResource<K>): Promise<void> {
  await refuseByHandler(resource);
  await resource.beginTurn();
  const live = await ours(resource);
  if (live === undefined) return;
  if (live.phase === "deleting") await untilGone(resource, live.id);
  else await destroy(resource, live.id);
}

/** Before the deletion counts as begun: a refused one leaves nothing to be continued. */
async function refuseByHandler<K extends Kind>(resource: Resource<K>): Promise<void> {
  const { handler, scope } = resource;
  if (handler.refuse === undefined) return;
  const live = await ours(resource);
  if (live === undefined || live.phase === "deleting") return;
  await handler.refuse(scope, resource.earlierProperties(), live, "delete");
}

/** The object of the ledger, also where only the intent to create it is known. */
function ours<K extends Kind>(resource: Resource<K>): Promise<Live | undefined> {
  const { knowledge } = resource;
  const earlier = resource.earlierProperties();
  return knowledge.of === "object" ? resource.get(knowledge.id, earlier) : resource.find(earlier);
}

/** Nothing says that an object of this name is ours; what may be anybody's stays. */
async function refuseStranger<K extends Kind>(resource: Resource<K>): Promise<void> {
  if (resource.handler.adoption === "shared") return;
  const found = await resource.find();
  if (found !== undefined && found.phase !== "deleting") throw conflict(resource, found.id);
}

/** Deletes an object and waits until it is gone. */
export async function destroy<K extends Kind>(
  resource: Resource<K>,
  id: string,
  properties: Properties<K> = resource.earlierProperties(),
): Promise<void> {
  try {
    await whenConflicting(resource, () => resource.handler.delete(resource.scope, properties, id));
  } catch (error) {
    if (!isNotFound(error) && !(await isGone(resource, id, properties))) throw error;
  }
  await untilGone(resource, id);
}

/**
 * A deletion whose answer got lost is repeated, and what is gone then is refused in the words of each operation:
 * a deleted domain with 403, a removed grant as a validation error.
 */
async function isGone<K extends Kind>(resource: Resource<K>, id: string, properties: Properties<K>): Promise<boolean> {
  try {
    const live = await resource.get(id, properties);
    return live === undefined || live.phase === "deleting";
  } catch {
    return false; // the refusal of the deletion says more than this one
  }
}
