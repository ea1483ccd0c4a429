import { conflict, notFound } from "../../../errors";
import type { Call } from "../../../service";
import { having } from "../data-access/having";
import { accessOf } from "../data-access/model";
import { grantsOf, projectPrincipal, subscribedListing } from "../data-access/outputs";
import { isVisible } from "../data-access/parties";
import type { SubscriptionRequest } from "../data-access/shapes";
import { formOutput } from "../inventory/assets";
import { type Domain, epoch } from "../model";

/** A request that the caller may see. */
export function requestOf(domain: Domain, id: string | undefined, call: Call): SubscriptionRequest {
  const request = accessOf(domain, call).requests[id ?? ""] as SubscriptionRequest | undefined;
  if (request === undefined || !isVisible(domain, request, call))
    throw notFound(`Subscription request ${id} does not exist`);
  return request;
}

/** Refuses a request that has been decided: it is neither decided again nor changed. */
export function pendingRequest({ id, status }: SubscriptionRequest): void {
  if (status !== "PENDING") throw conflict(`Subscription request ${id} is ${status}`);
}

/** Facts that a request has, alone and in a list. */
function facts(domain: Domain, request: SubscriptionRequest, call: Call) {
  const grants = grantsOf(domain, subscriptionOfRequest(domain, request, call), call);
  return {
    id: request.id,
    domainId: domain.id,
    status: request.status,
    requestReason: request.reason,
    createdAt: epoch(request.createdAt),
    createdBy: request.createdBy,
    updatedAt: epoch(request.updatedAt),
    updatedBy: request.updatedBy,
    reviewerId: request.reviewerId,
    decisionComment: request.decisionComment,
    subscribedPrincipals: [projectPrincipal(domain, request.projectId)],
    subscribedListings: [subscribedListing(domain, request.listing, request.access, grants)],
  };
}

/** Id of the subscription that came of a request. */
function subscriptionOfRequest(domain: Domain, { id }: SubscriptionRequest, call: Call): string | undefined {
  const { subscriptions } = accessOf(domain, call);
  return having(subscriptions, "request", ({ requestId }) => requestId, id).at(0)?.id;
}

/** A request as it is read. */
export const describeRequest = (domain: Domain, request: SubscriptionRequest, call: Call) => ({
  ...facts(domain, request, call),
  metadataForms: request.forms.map(formOutput),
});

/** A request as a list shows it: of its forms only the names. */
export const requestSummary = (domain: Domain, request: SubscriptionRequest, call: Call) => ({
  ...facts(domain, request, call),
  metadataFormsSummary: request.forms.map((form) => {
    const { formName, typeName, typeRevision } = formOutput(form);
    return { formName, typeName, typeRevision };
  }),
});
