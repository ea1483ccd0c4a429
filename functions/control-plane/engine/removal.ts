import { isNotFound } from "../../../aws/faults";
import type { Kind, Properties } from "../../../contracts/control-plane";
import type { Live } from "./handler";
import { conflict } from "./refusals";
import { DomainInvisible, type Resource } from "./resource";
import { untilGone, whenConflicting } from "./settling";

/**
 * Deletes what the ledger proves to be ours; what is gone already is a success. The ledger entry goes last.
 *
 * A domain that is not visible any more took its objects with it, or left them where this account cannot reach them.
 */
export async function remove<K extends Kind>(resource: Resource<K>): Promise<void> {
  const entry = await resource.load();
  try {
    if (entry !== undefined) await resource.beginTurn();
    const live = await owned(resource);
    if (entry !== undefined && live !== undefined) {
      if (live.phase === "deleting") await untilGone(resource, live.id);
      else await destroy(resource, live.id);
    }
  } catch (error) {
    if (!(error instanceof DomainInvisible)) throw error;
  }
  await resource.forget();
}

async function owned<K extends Kind>(resource: Resource<K>): Promise<Live | undefined> {
  const { entry, handler } = resource;
  const earlier = resource.earlierProperties();
  if (entry?.id != null) return resource.get(entry.id, earlier);
  if (entry === undefined && handler.adoption === "shared") return undefined;
  const found = await resource.find(earlier);
  if (entry === undefined && found !== undefined && found.phase !== "deleting") throw conflict(resource, found.id);
  return found;
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
