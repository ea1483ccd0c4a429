import { randomUUID } from "node:crypto";
import { isAmbiguous, isBusy, isDuplicate, isThrottled } from "../../../aws/faults";
import type { Kind } from "../../../contracts/control-plane";
import { ControlPlaneError, describeFailure } from "../errors";
import type { Live } from "./handler";
import { conflict, hiddenConflict } from "./refusals";
import { deploymentFailed, isFailed, settle } from "./settling";
import type { WritableResource } from "./writable-resource";

/** Time limit for repeating a creation while the service is busy, throttles, or has not said what became of it. */
const LIMIT_SECONDS = 90;

/** Facts that are known beside the service's answers. */
interface Past {
  /** A creation of ours may have been carried out without our knowing its id. */
  uncertain: boolean;
  /** Id of our own object that was there before and was just deleted; lists may still show it. */
  readonly former: string | undefined;
}

/**
 * Creates an object exactly once, although most of these APIs have no client token.
 *
 * The caller has just looked for the name and found nothing. The intent goes to the ledger first, so that an
 * interrupted try is recognized; after an answer that leaves it open whether the object exists, it is looked for.
 * Without such an answer, what has the name is somebody else's and is never taken over.
 */
export async function createObject<K extends Kind>(resource: WritableResource<K>): Promise<Live> {
  const { knowledge: before } = resource;
  const token = randomUUID();
  const claim = await resource.intend({
    id: null,
    name: resource.handler.nameOf(resource.properties),
    ticket: "",
    reason: "",
    status: "pending",
    fingerprint: resource.hiddenFingerprint,
    createOnly: resource.createOnly(),
    attributes: {},
    incarnation: resource.incarnation,
    token,
  });
  const past: Past = {
    uncertain: before.of === "intent" || claim === "contested",
    former: before.of === "object" ? before.id : undefined,
  };
  const id = await createOnce(resource, token, past);
  await resource.save({ id });
  const live = await settle(resource, id);
  if (isFailed(live)) throw deploymentFailed(resource, live);
  return live;
}

async function createOnce<K extends Kind>(resource: WritableResource<K>, token: string, past: Past): Promise<string> {
  const { handler, patience } = resource;
  let last: unknown;
  let refusals = 0;
  const limits = { limitSeconds: LIMIT_SECONDS, firstDelaySeconds: 0.3, longestDelaySeconds: 8 };
  for await (const turn of patience.attempts(limits)) {
    try {
      return await handler.create(resource.scope, resource.properties, token);
    } catch (error) {
      last = error;
      if (isThrottled(error)) continue;
      if (!isAmbiguous(error) && !isDuplicate(error) && !isBusy(error)) {
        await withdraw(resource, past);
        throw error;
      }
      past.uncertain ||= isAmbiguous(error) || (await resource.isOvertaken());
      const found = await resource.find();
      // What is being deleted holds the name a little longer.
      if (found?.phase === "deleting") continue;
      if (found !== undefined && isOurs(resource, past)) return found.id;
      if (found !== undefined && found.id !== past.former) {
        await withdraw(resource, past);
        throw conflict(resource, found.id);
      }
      if (isDuplicate(error) && (refusals += 1) >= 4) {
        await withdraw(resource, past);
        throw hiddenConflict(resource, error);
      }
      if (isAmbiguous(error) && turn >= 6) throw error;
    }
  }
  await withdraw(resource, past);
  throw isBusy(last) ? stillBusy(last) : last;
}

/** It was not there just before, and a creation of ours has an unknown outcome; or the kind belongs to nobody. */
function isOurs<K extends Kind>({ handler }: WritableResource<K>, past: Past): boolean {
  return past.uncertain || handler.adoption === "shared";
}

/** Refused for certain: without the intent a stranger's object of this name is never mistaken for ours. */
async function withdraw<K extends Kind>(resource: WritableResource<K>, past: Past): Promise<void> {
  if (past.uncertain || resource.handler.adoption !== "claimed" || (await resource.isOvertaken())) return;
  await resource.forget();
}

/** A conflict that is not about the name, for the whole time. */
function stillBusy(error: unknown): ControlPlaneError {
  const asked = `AWS was busy with another operation for ${LIMIT_SECONDS} s`;
  return new ControlPlaneError("TIMED_OUT", describeFailure(asked, error).detail, { cause: error });
}
