import { saidBy } from "../../../aws/faults";
import { type Kind, REPLACEMENT_REFUSED } from "../../../contracts/control-plane";
import { ControlPlaneError } from "../errors";
import type { Resource } from "./resource";

/** The error for a name that is taken. */
export function conflict<K extends Kind>(resource: Resource<K>, id: string): ControlPlaneError {
  const { handler, properties } = resource;
  return new ControlPlaneError(
    "CONFLICT",
    `${handler.kind} "${handler.nameOf(properties)}" exists already as "${id}" and is not ours; fix: choose another name, delete it, or take it over with adoptId "${id}" (destroying it is then ours too)`,
  );
}

/** The error for a name that is taken by an object that the function's role cannot list. */
export function hiddenConflict<K extends Kind>(resource: Resource<K>, cause: unknown): ControlPlaneError {
  const { handler, properties } = resource;
  const said = saidBy(cause);
  return new ControlPlaneError(
    "CONFLICT",
    `${handler.kind} "${handler.nameOf(properties)}" exists already and is not listed to the function's role: ${said}; fix: choose another name, or give the role access and set adoptId`,
    { cause },
  );
}

/** Throws for kinds whose replacement would destroy data. */
export function refuseReplacement<K extends Kind>(resource: Resource<K>, moved: readonly string[]): void {
  const { kind } = resource.handler;
  if (!REPLACEMENT_REFUSED.includes(kind)) return;
  throw new ControlPlaneError(
    "REPLACEMENT_REFUSED",
    `${moved.join(", ")} cannot be changed, and replacing the ${kind} would destroy everything in it; fix: set ${moved.join(", ")} back to what it was, or build a second ${kind} under another key`,
  );
}

/** Throws for kinds that must not be built anew behind the operator's back. */
export function refuseVanished<K extends Kind>(resource: Resource<K>): void {
  const { handler, knowledge } = resource;
  const { kind } = handler;
  if (!REPLACEMENT_REFUSED.includes(kind)) return;
  const id = knowledge.of === "object" ? knowledge.id : "";
  throw new ControlPlaneError(
    "REPLACEMENT_REFUSED",
    `${kind} "${id}" was deleted outside Terraform, and everything that referred to it with it; fix: to build a new one (or to destroy what is left), delete the SSM parameter ${resource.context.ledger.path} and run Terraform again`,
  );
}
