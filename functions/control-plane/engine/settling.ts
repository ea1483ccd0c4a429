import { isBusy } from "../../../aws/faults";
import type { Kind } from "../../../contracts/control-plane";
import { ControlPlaneError, fixOf } from "../errors";
import type { Live } from "./handler";
import type { Resource } from "./resource";

/** The service gave up on the object. */
export function isFailed(live: Live): boolean {
  return live.phase === "failed" || live.phase === "broken";
}

/** Waits until the service has finished working on an object: ready or failed. A new object may not be readable at once. */
export async function settle<K extends Kind>(resource: Resource<K>, id: string): Promise<Live> {
  let status = "it to appear";
  const what = (): string => `${resource.handler.kind} "${id}": last seen ${status}`;
  return resource.patience.until(what, async () => {
    const live = await resource.get(id);
    if (live !== undefined) status = live.status ?? live.phase;
    return live === undefined || live.phase === "busy" || live.phase === "deleting" ? undefined : live;
  });
}

/** Waits until an object that is being deleted is gone. */
export async function untilGone<K extends Kind>(resource: Resource<K>, id: string): Promise<void> {
  if (resource.handler.lasting === true) return;
  const earlier = resource.earlierProperties();
  const what = (): string => `the deletion of ${resource.handler.kind} "${id}"`;
  await resource.patience.until(what, async () => {
    const live = await resource.get(id, earlier);
    if (live?.deletionFailed === true) throw deletionFailed(resource, live);
    return live === undefined ? true : undefined;
  });
}

/** Repeats a call that the service refuses because it is busy with a neighbour (blueprints, Lake Formation). */
export async function whenConflicting<K extends Kind, T>(resource: Resource<K>, call: () => Promise<T>): Promise<T> {
  return resource.patience.retrying(isBusy, call, { limitSeconds: 60 });
}

/** The error of an object that the service took and then failed to build. */
export function deploymentFailed<K extends Kind>(resource: Resource<K>, live: Live): ControlPlaneError {
  const said = live.status ?? live.phase;
  const usual = `remove the cause and apply again, the ${resource.handler.kind} is then tried again`;
  return new ControlPlaneError("DEPLOYMENT_FAILED", `"${live.id}" ended as ${said}; ${fixOf(said, usual)}`);
}

function deletionFailed<K extends Kind>(resource: Resource<K>, live: Live): ControlPlaneError {
  const said = live.status ?? "no reason given";
  const usual = `remove what it still holds (see the SageMaker Unified Studio console) and apply again, the ${resource.handler.kind} is then deleted again`;
  return new ControlPlaneError(
    "DEPLOYMENT_FAILED",
    `the service could not delete "${live.id}": ${said}; ${fixOf(said, usual)}`,
  );
}
