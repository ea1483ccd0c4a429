import type {
  AcceptSubscriptionRequestCommandInput,
  RejectSubscriptionRequestCommandInput,
} from "@aws-sdk/client-datazone";
import { type Call, operation, type Operations } from "../../../service";
import { availableDomainOf } from "../access";
import { requireActor } from "../data-access/parties";
import type { SubscriptionRequest } from "../data-access/shapes";
import type { Domain } from "../model";
import { accept, decide } from "./acceptance";
import { accessMeant } from "./given-access";
import { describeRequest, pendingRequest, requestOf } from "./request-output";

/** A request on which the caller may decide, and nobody has. */
function toDecide(domain: Domain, id: string | undefined, call: Call): SubscriptionRequest {
  const request = requestOf(domain, id, call);
  requireActor(domain, request.listing.ownerProjectId, call);
  pendingRequest(request);
  return request;
}

/** Decisions of the owning project on requests to subscribe. */
export const DECISION_OPERATIONS: Operations = {
  AcceptSubscriptionRequest: operation((input: AcceptSubscriptionRequestCommandInput, call) => {
    const domain = availableDomainOf(input.domainIdentifier!, call);
    const request = toDecide(domain, input.identifier, call);
    const access = accessMeant(domain, request.listing, input, call);
    accept(domain, request, { access, comment: input.decisionComment }, call);
    return describeRequest(domain, request, call);
  }),
  RejectSubscriptionRequest: operation((input: RejectSubscriptionRequestCommandInput, call) => {
    const domain = availableDomainOf(input.domainIdentifier!, call);
    const request = toDecide(domain, input.identifier, call);
    decide(domain, request, { status: "REJECTED", comment: input.decisionComment }, call);
    return describeRequest(domain, request, call);
  }),
};
