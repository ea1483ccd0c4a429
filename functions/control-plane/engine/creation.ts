import { randomUUID } from "node:crypto";
import type { Kind } from "../../../contracts/control-plane";
import { ControlPlaneError, isAmbiguous, isDuplicate, isThrottled } from "../errors";
import type { Live } from "./handler";
import type { Resource } from "./resource";
import { deploymentFailed, isFailed, settle } from "./settling";

/**
 * Creates an object exactly once, although most of these APIs have no client token.
 *
 * The caller has just looked for the name and found nothing. The intent goes to the ledger first, so that an
 * interrupted try is recognized; after an answer that leaves it open whether the object exists, it is looked for.
 */
export async function createObject<K extends Kind>(resource: Resource<K>): Promise<Live> {
  await resource.save({
    id: null,
    name: resource.handler.nameOf(resource.properties),
    ticket: "",
    reason: "",
    status: "pending",
    fingerprint: resource.fingerprint,
    createOnly: resource.createOnly(),
    attributes: {},
    incarnation: resource.incarnation,
    token: randomUUID(),
  });
  const id = await createOnce(resource, resource.entry?.token ?? "");
  await resource.save({ id });
  const live = await settle(resource, id);
  if (isFailed(live)) throw deploymentFailed(resource, live);
  return live;
}

async function createOnce<K extends Kind>(resource: Resource<K>, token: string): Promise<string> {
  const { handler, patience } = resource;
  let uncertain = false;
  let last: unknown;
  for await (const turn of patience.attempts({ limitSeconds: 90, firstDelaySeconds: 0.3, longestDelaySeconds: 8 })) {
    try {
      return await handler.create(resource.scope, resource.properties, token);
    } catch (error) {
      last = error;
      if (isThrottled(error)) continue;
      if (!isAmbiguous(error) && !isDuplicate(error)) {
        // Refused for certain: without the intent a stranger's object of this name is never mistaken for ours.
        if (!uncertain && handler.adoption === "claimed") await resource.forget();
        throw error;
      }
      uncertain ||= isAmbiguous(error);
      const found = await ownAfterAll(resource);
      if (found !== undefined) return found;
      if (isDuplicate(error) && turn >= 4) throw await hiddenConflict(resource, error, uncertain);
      if (isAmbiguous(error) && turn >= 6) throw error;
    }
  }
  throw last;
}

/** The object that a creation with an unknown outcome has made. It was not there just before, so it is ours. */
async function ownAfterAll<K extends Kind>(resource: Resource<K>): Promise<string | undefined> {
  const found = await resource.find();
  return found === undefined || found.phase === "deleting" ? undefined : found.id;
}

/** The name is taken by an object that the function's role cannot list. */
async function hiddenConflict<K extends Kind>(
  resource: Resource<K>,
  cause: unknown,
  uncertain: boolean,
): Promise<ControlPlaneError> {
  const { handler, properties } = resource;
  if (!uncertain) await resource.forget();
  const text = cause instanceof Error ? cause.message : String(cause);
  return new ControlPlaneError(
    "CONFLICT",
    `AWS says that ${handler.kind} "${handler.nameOf(properties)}" exists already (${text}), and it is not listed to the function's role; fix: choose another name, or give the role access and set adoptId`,
    { cause },
  );
}
