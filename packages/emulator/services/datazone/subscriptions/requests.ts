import type {
  CreateSubscriptionRequestCommandInput,
  GetSubscriptionRequestDetailsCommandInput,
  ListSubscriptionRequestsCommandInput,
} from "@aws-sdk/client-datazone";
import { conflict, notFound, validationError } from "../../../errors";
import { madeBefore } from "../../../client-tokens";
import { newId } from "../../../identifiers";
import { page } from "../../../pages";
import { type Call, operation, type Operations } from "../../../service";
import { availableDomainOf, domainOf } from "../access";
import { enforceRules } from "../catalog/rule-enforcement";
import { checkForms } from "../inventory/asset-forms";
import { formOutput } from "../inventory/assets";
import { formsOfListing, type Listed, listingsOf } from "../inventory/listings";
import { revisionOf } from "../inventory/model";
import { type Domain, epoch, now } from "../model";
import { callerAsMember, callerAsUser, sameMember } from "../principals";
import { refuseOutsider } from "../project-sources";
import { projectOf } from "../projects";
import { requestsOf, type SubscriptionRequest } from "./model";

const PAGE = 50;

function createRequest(input: CreateSubscriptionRequestCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const requests = requestsOf(domain, call);
  const { clientToken, metadataForms: forms = [], requestReason = "" } = input;
  const repeated = madeBefore(requests, clientToken);
  if (repeated) return describe(domain, repeated, call);
  const project = projectOf(domain, subscriberOf(input), call);
  refuseOutsider(domain, project, call);
  const { asset, listing } = activeListing(domain, input.subscribedListings?.[0].identifier, call);
  const isAsked = Object.values(requests).some((one) => one.projectId === project.id && one.listingId === listing.id);
  if (isAsked) throw conflict(`Project ${project.id} has a pending request for listing ${listing.id}`);
  checkForms(domain, forms);
  const formTypes = forms.map(({ typeIdentifier = "" }) => typeIdentifier);
  enforceRules(domain, "CREATE_SUBSCRIPTION_REQUEST", asset, { formTypes, terms: [] }, call);
  const request: SubscriptionRequest = {
    id: newId(),
    projectId: project.id,
    listingId: listing.id,
    listingRevision: listing.revision,
    reason: requestReason,
    forms,
    status: "PENDING",
    clientToken,
    createdAt: now(),
    createdBy: callerAsUser(domain, call),
  };
  requests[request.id] = request;
  return describe(domain, request, call);
}

function subscriberOf({ subscribedPrincipals = [] }: CreateSubscriptionRequestCommandInput): string | undefined {
  const [principal] = subscribedPrincipals;
  if (principal?.project === undefined) throw validationError("the emulator takes subscriptions of projects only");
  return principal.project.identifier;
}

function activeListing(domain: Domain, id: string | undefined, call: Call): Listed {
  const found = listed(domain, id, call);
  if (found?.listing.status !== "ACTIVE") throw notFound(`Listing ${id} does not exist`);
  return found;
}

const listed = (domain: Domain, id: string | undefined, call: Call): Listed | undefined =>
  listingsOf(domain, call).find(({ listing }) => listing.id === id);

/** Facts that a request has, alone and in a list. */
function summary(domain: Domain, request: SubscriptionRequest, call: Call) {
  const { id, name } = projectOf(domain, request.projectId, call);
  return {
    id: request.id,
    domainId: domain.id,
    status: request.status,
    requestReason: request.reason,
    createdAt: epoch(request.createdAt),
    createdBy: request.createdBy,
    updatedAt: epoch(request.createdAt),
    subscribedPrincipals: [{ project: { id, name } }],
    subscribedListings: subscribedListings(domain, request, call),
  };
}

function subscribedListings(domain: Domain, { listingId, listingRevision }: SubscriptionRequest, call: Call) {
  const found = listed(domain, listingId, call);
  if (found === undefined) return [];
  const { asset, listing } = found;
  const { name, description = "" } = revisionOf(asset, listing.assetRevision);
  const assetListing = {
    entityId: asset.id,
    entityRevision: listing.assetRevision,
    entityType: asset.typeIdentifier,
    forms: formsOfListing(found),
  };
  const owner = projectOf(domain, asset.projectId, call);
  return [
    {
      id: listing.id,
      revision: String(listingRevision),
      // The service's shape takes 64 characters where an asset's name may have 256.
      name: name.slice(0, 64),
      description,
      item: { assetListing },
      ownerProjectId: owner.id,
      ownerProjectName: owner.name,
    },
  ];
}

const describe = (domain: Domain, request: SubscriptionRequest, call: Call) => ({
  ...summary(domain, request, call),
  metadataForms: request.forms.map(formOutput),
});

/** Members of the project that asks and of the one that owns the asset see a request. */
function isVisible(domain: Domain, request: SubscriptionRequest, call: Call): boolean {
  const caller = callerAsMember(domain, call);
  const owner = listed(domain, request.listingId, call)?.asset.projectId;
  return [request.projectId, owner].some((id) =>
    domain.projects[id ?? ""]?.memberships.some(({ member }) => sameMember(member, caller)),
  );
}

function getRequest(input: GetSubscriptionRequestDetailsCommandInput, call: Call) {
  const domain = domainOf(input.domainIdentifier!, call);
  const request = requestsOf(domain, call)[input.identifier ?? ""] as SubscriptionRequest | undefined;
  if (request === undefined || !isVisible(domain, request, call))
    throw notFound(`Subscription request ${input.identifier} does not exist`);
  return describe(domain, request, call);
}

function listRequests(input: ListSubscriptionRequestsCommandInput, call: Call) {
  const domain = domainOf(input.domainIdentifier!, call);
  const { status, subscribedListingId, owningProjectId, approverProjectId } = input;
  const matching = Object.values(requestsOf(domain, call)).filter(
    (request) =>
      isVisible(domain, request, call) &&
      (status ?? request.status) === request.status &&
      (subscribedListingId ?? request.listingId) === request.listingId &&
      (owningProjectId ?? request.projectId) === request.projectId &&
      (approverProjectId === undefined ||
        listed(domain, request.listingId, call)?.asset.projectId === approverProjectId),
  );
  const { items, nextToken } = page(matching, input, PAGE, call);
  return { items: items.map((request) => summary(domain, request, call)), nextToken };
}

/** Operations on requests to subscribe. */
export const SUBSCRIPTION_REQUEST_OPERATIONS: Operations = {
  CreateSubscriptionRequest: operation(createRequest),
  GetSubscriptionRequestDetails: operation(getRequest),
  ListSubscriptionRequests: operation(listRequests),
};
