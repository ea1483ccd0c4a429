import type {
  CreateSubscriptionRequestCommandInput,
  DeleteSubscriptionRequestCommandInput,
  GetSubscriptionRequestDetailsCommandInput,
  ListSubscriptionRequestsCommandInput,
  UpdateSubscriptionRequestCommandInput,
} from "@aws-sdk/client-datazone";
import { madeBefore } from "../../../client-tokens";
import { conflict, notFound, validationError } from "../../../errors";
import { newId } from "../../../identifiers";
import { page } from "../../../pages";
import { type Call, operation, type Operations } from "../../../service";
import { availableDomainOf, domainOf } from "../access";
import { enforceRules } from "../catalog/rule-enforcement";
import { announceDecision, announceRequest } from "../data-access/announcements";
import { requireFilter, sorted } from "../data-access/lists";
import { accessOf } from "../data-access/model";
import { actsFor, between, isVisible, requireActor } from "../data-access/parties";
import type { ListingSnapshot, SubscriptionRequest } from "../data-access/shapes";
import { checkForms } from "../inventory/asset-forms";
import type { Listed } from "../inventory/listings";
import { type Domain, now } from "../model";
import { callerAsUser } from "../principals";
import { refuseOutsider } from "../project-sources";
import { projectOf } from "../projects";
import { accept } from "./acceptance";
import { accessMeant } from "./given-access";
import { listedAs, snapshotOf } from "./listing-snapshot";
import { describeRequest, pendingRequest, requestOf, requestSummary } from "./request-output";

const PAGE = 50;

function createRequest(input: CreateSubscriptionRequestCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const { requests } = accessOf(domain, call);
  const { clientToken, metadataForms: forms = [], requestReason = "" } = input;
  const repeated = madeBefore(requests, clientToken);
  if (repeated) return describeRequest(domain, repeated, call);
  const project = projectOf(domain, subscriberOf(input), call);
  refuseOutsider(domain, project, call);
  const found = activeListing(domain, input.subscribedListings?.[0].identifier, call);
  const listing = snapshotOf(found);
  refuseSecond(domain, project.id, listing, call);
  checkForms(domain, forms);
  const formTypes = forms.map(({ typeIdentifier = "" }) => typeIdentifier);
  enforceRules(domain, "CREATE_SUBSCRIPTION_REQUEST", found.asset, { formTypes, terms: [] }, call);
  const at = now();
  const request: SubscriptionRequest = {
    id: newId(),
    projectId: project.id,
    listing,
    reason: requestReason,
    forms,
    access: accessMeant(domain, listing, input, call),
    status: "PENDING",
    clientToken,
    createdAt: at,
    createdBy: callerAsUser(domain, call),
    updatedAt: at,
  };
  requests[request.id] = request;
  // Who may decide on a request has decided with it.
  const autoApproved = actsFor(domain, listing.ownerProjectId, call);
  announceRequest(domain, request, autoApproved, call);
  const answer = describeRequest(domain, request, call);
  if (autoApproved) accept(domain, request, { access: request.access }, call);
  return answer;
}

function subscriberOf({ subscribedPrincipals = [] }: CreateSubscriptionRequestCommandInput): string | undefined {
  const [principal] = subscribedPrincipals;
  if (principal?.project === undefined) throw validationError("the emulator takes subscriptions of projects only");
  return principal.project.identifier;
}

function activeListing(domain: Domain, id: string | undefined, call: Call): Listed {
  const found = listedAs(domain, id, call);
  if (found?.listing.status !== "ACTIVE") throw notFound(`Listing ${id} does not exist`);
  return found;
}

/** One request for a principal and a listing: while it is pending, and as long as the subscription holds. */
function refuseSecond(domain: Domain, projectId: string, listing: ListingSnapshot, call: Call): void {
  const { requests, subscriptions } = accessOf(domain, call);
  const standing = [
    ...Object.values(requests).filter(({ status }) => status === "PENDING"),
    ...Object.values(subscriptions).filter(({ status }) => status === "APPROVED"),
  ];
  if (standing.some((one) => one.projectId === projectId && one.listing.id === listing.id))
    throw conflict(`SubscriptionRequest already exists for subscribed principal ${projectId} Listing ${listing.id}`);
}

function updateRequest(input: UpdateSubscriptionRequestCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const request = requestOf(domain, input.identifier, call);
  requireActor(domain, request.projectId, call);
  pendingRequest(request);
  request.reason = input.requestReason ?? request.reason;
  request.updatedAt = now();
  request.updatedBy = callerAsUser(domain, call);
  return describeRequest(domain, request, call);
}

function deleteRequest(input: DeleteSubscriptionRequestCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const request = requestOf(domain, input.identifier, call);
  requireActor(domain, request.projectId, call);
  pendingRequest(request);
  Reflect.deleteProperty(accessOf(domain, call).requests, request.id);
  announceDecision(domain, "Deleted", request, call);
  return {};
}

/** Only pending requests where no status is asked for. */
function listRequests(input: ListSubscriptionRequestsCommandInput, call: Call) {
  const domain = domainOf(input.domainIdentifier!, call);
  const { status = "PENDING", subscribedListingId, owningProjectId, approverProjectId } = input;
  const { owningUserId, owningGroupId, owningIamPrincipalArn: arn } = input;
  requireFilter(subscribedListingId, owningProjectId, approverProjectId, owningUserId, owningGroupId, arn);
  // Only projects ask for something here.
  const ofOthers = [owningUserId, owningGroupId, arn].some((owner) => owner !== undefined);
  const matching = between(accessOf(domain, call).requests, input).filter(
    (request) =>
      !ofOthers &&
      status === request.status &&
      (subscribedListingId ?? request.listing.id) === request.listing.id &&
      (owningProjectId ?? request.projectId) === request.projectId &&
      (approverProjectId ?? request.listing.ownerProjectId) === request.listing.ownerProjectId &&
      isVisible(domain, request, call),
  );
  const { items, nextToken } = page(sorted(matching, input), input, PAGE, call);
  return { items: items.map((request) => requestSummary(domain, request, call)), nextToken };
}

/** Operations on requests to subscribe, but for the decision. */
export const SUBSCRIPTION_REQUEST_OPERATIONS: Operations = {
  CreateSubscriptionRequest: operation(createRequest),
  GetSubscriptionRequestDetails: operation((input: GetSubscriptionRequestDetailsCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    return describeRequest(domain, requestOf(domain, input.identifier, call), call);
  }),
  ListSubscriptionRequests: operation(listRequests),
  UpdateSubscriptionRequest: operation(updateRequest),
  DeleteSubscriptionRequest: operation(deleteRequest),
};
