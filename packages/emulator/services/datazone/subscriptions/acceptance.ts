import { newId } from "../../../identifiers";
import type { Call } from "../../../service";
import { announceDecision, announceSubscription } from "../data-access/announcements";
import { accessOf } from "../data-access/model";
import type { Access, Subscription, SubscriptionRequest } from "../data-access/shapes";
import { grantAutomatically } from "../grants/granting";
import { type Domain, now } from "../model";
import { callerAsUser } from "../principals";

/** Decision of who accepts a request. */
export interface Acceptance {
  readonly access: Access;
  readonly comment?: string;
}

/** Writes a decision into a request. */
export function decide(
  domain: Domain,
  request: SubscriptionRequest,
  { status, comment }: { readonly status: "ACCEPTED" | "REJECTED"; readonly comment?: string },
  call: Call,
): void {
  const reviewer = callerAsUser(domain, call);
  const decision = { status, reviewerId: reviewer, decisionComment: comment, updatedBy: reviewer, updatedAt: now() };
  Object.assign(request, decision);
  announceDecision(domain, status === "ACCEPTED" ? "Accepted" : "Rejected", request, call);
}

/** Accepts a request: from now on there is a subscription, and its grants begin. */
export function accept(
  domain: Domain,
  request: SubscriptionRequest,
  { access, comment }: Acceptance,
  call: Call,
): Subscription {
  request.access = access;
  decide(domain, request, { status: "ACCEPTED", comment }, call);
  const at = now();
  const subscription: Subscription = {
    id: newId(),
    projectId: request.projectId,
    requestId: request.id,
    listing: request.listing,
    access,
    status: "APPROVED",
    createdAt: at,
    createdBy: callerAsUser(domain, call),
    updatedAt: at,
  };
  accessOf(domain, call).subscriptions[subscription.id] = subscription;
  announceSubscription(domain, "Created", subscription, call);
  grantAutomatically(domain, subscription, call);
  return subscription;
}
