import type { DataAccess } from "../access-rules";
import { UNKNOWN_REQUESTER } from "./asked-by";
import type { ActingPerson, Refusal } from "./people";
import { refuse } from "./people";
import type { AccessRecord } from "./record";

/** Refusal to somebody who has no part in decisions on a request. */
export function refuseRevocation({ roles }: ActingPerson): Refusal | undefined {
  if (roles.length > 0) return undefined;
  return refuse(
    "not-yours",
    "Access is revoked by owners of the producing project, stewards of its unit, or the governance team.",
  );
}

/**
 * Refusal of an extension, which is a decision like the one that gave access: of the same queue, and of nobody on their own.
 *
 * Where two must approve, one does not extend: the request is made again.
 */
export function refuseExtension(
  { asked, held, verdict }: AccessRecord,
  { queues, otherwise }: Pick<DataAccess, "queues" | "otherwise">,
  { id, roles }: ActingPerson,
): Refusal | undefined {
  if (asked === undefined || asked.requester === id || asked.requester === UNKNOWN_REQUESTER)
    return refuse("own-request", "Nobody decides on a request of their own.");
  // A table that was lost and rebuilt knows the end of access, and not how many had to approve it.
  if (verdict === undefined)
    return refuse("decision-unknown", "It is not known any more how access was decided: ask for it again.");
  const name = held?.queue ?? otherwise.queue;
  const queue = queues[name] as DataAccess["queues"][string] | undefined;
  if (queue === undefined || !roles.some((role) => queue.deciders.includes(role)))
    return refuse(
      "not-yours",
      `Decisions in the queue ${name} are made by ${queue?.deciders.join(" or ") ?? "nobody"}.`,
    );
  if (queue.approvals > 1)
    return refuse("several-needed", `In the queue ${name} ${queue.approvals} people approve: ask for access again.`);
  return undefined;
}
