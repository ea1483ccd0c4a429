import type { Call } from "../../../service";
import { announce, type DomainEvent } from "../events";
import type { Domain } from "../model";
import { assetStatus } from "./grant-course";
import type { Subscription, SubscriptionGrant, SubscriptionRequest, SubscriptionTarget } from "./shapes";

/** Type of entity as the documented event of a request names it; those of others were not published. */
const REQUEST = "SubscriptionRequestEntityType";

/** Says that a request was made: the only event that is documented with its content. */
export function announceRequest(domain: Domain, request: SubscriptionRequest, autoApproved: boolean, call: Call): void {
  const { id, projectId, listing, createdBy, clientToken } = request;
  const data = {
    autoApproved,
    requesterId: createdBy,
    status: "PENDING",
    subscribedListings: [{ id: listing.id, ownerProjectId: listing.ownerProjectId, version: listing.revision }],
    subscribedPrincipals: [{ id: projectId, type: "PROJECT" }],
  };
  const event = { type: "Subscription Request Created", id, typeName: REQUEST, projectId, clientToken, data };
  announce(domain, event, call);
}

/** Says what became of a request. */
export function announceDecision(
  domain: Domain,
  end: "Accepted" | "Rejected" | "Deleted",
  { id, projectId }: SubscriptionRequest,
  call: Call,
): void {
  announce(domain, { type: `Subscription Request ${end}`, id, typeName: REQUEST, projectId }, call);
}

/** Says that a subscription has begun or ended. */
export function announceSubscription(
  domain: Domain,
  end: "Created" | "Revoked" | "Cancelled",
  { id, projectId, requestId, listing, status }: Subscription,
  call: Call,
): void {
  const data = {
    subscribedListing: { id: listing.id, version: listing.revision },
    subscribedPrincipal: { id: projectId, type: "PROJECT" },
    status,
    subscriptionRequestId: requestId,
  };
  announce(domain, { type: `Subscription ${end}`, id, projectId, data }, call);
}

/** A grant with what it is about. */
export interface GrantFacts {
  readonly grant: SubscriptionGrant;
  readonly subscription: Subscription;
  readonly target: Pick<SubscriptionTarget, "type">;
}

const WORDS = { GRANT: "Subscription Grant", REVOKE: "Subscription Grant Revoke" } as const;

/** Says that a grant, or its revocation, was asked for. Its events are the service's, whoever has asked. */
export function announceGrantRequest(domain: Domain, facts: GrantFacts, call: Call): void {
  announce(domain, grantEvent(facts, "Requested", Date.now()), call);
}

/** Says in its time that a grant or its revocation has ended. */
export function announceGrantEnd(domain: Domain, facts: GrantFacts, at: number, call: Call): void {
  const { failure } = facts.grant.course;
  announce(domain, grantEvent(facts, failure === undefined ? "Completed" : "Failed", at), call);
}

function grantEvent({ grant, subscription, target }: GrantFacts, end: string, at: number): DomainEvent {
  const { id, projectId, course, targetId, environmentId } = grant;
  const { listing } = subscription;
  const data = {
    asset: {
      id: listing.assetId,
      typeName: listing.assetType,
      listingId: listing.id,
      listingVersion: listing.revision,
    },
    projectId,
    status: assetStatus(course, at),
    subscriptionTarget: { id: targetId, environmentId, typeName: target.type },
  };
  return { type: `${WORDS[course.direction]} ${end}`, id, projectId, user: "SYSTEM", data, at };
}
