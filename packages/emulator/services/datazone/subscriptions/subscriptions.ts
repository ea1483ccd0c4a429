import type {
  CancelSubscriptionCommandInput,
  GetSubscriptionCommandInput,
  ListSubscriptionsCommandInput,
  RevokeSubscriptionCommandInput,
} from "@aws-sdk/client-datazone";
import { conflict, notFound } from "../../../errors";
import { page } from "../../../pages";
import { type Call, operation, type Operations } from "../../../service";
import { availableDomainOf, domainOf } from "../access";
import { announceSubscription } from "../data-access/announcements";
import { requireFilter, sorted } from "../data-access/lists";
import { accessOf } from "../data-access/model";
import { grantsOf, projectPrincipal, subscribedListing } from "../data-access/outputs";
import { between, isVisible, requireActor } from "../data-access/parties";
import type { Subscription } from "../data-access/shapes";
import { isAccessible } from "../grants/grant-output";
import { startRevoke } from "../grants/granting";
import { type Domain, epoch, now } from "../model";
import { callerAsUser } from "../principals";

const PAGE = 50;

function describe(domain: Domain, subscription: Subscription, call: Call) {
  const { id, listing, access, projectId, createdAt, createdBy, updatedAt, updatedBy } = subscription;
  return {
    id,
    domainId: domain.id,
    status: subscription.status,
    createdAt: epoch(createdAt),
    createdBy,
    updatedAt: epoch(updatedAt),
    updatedBy,
    subscribedPrincipal: projectPrincipal(domain, projectId),
    subscribedListing: subscribedListing(domain, listing, access, grantsOf(domain, id, call)),
    subscriptionRequestId: subscription.requestId,
    retainPermissions: subscription.retainPermissions,
  };
}

function subscriptionOf(domain: Domain, id: string | undefined, call: Call): Subscription {
  const found = accessOf(domain, call).subscriptions[id ?? ""] as Subscription | undefined;
  if (found === undefined || !isVisible(domain, found, call)) throw notFound(`Subscription ${id} does not exist`);
  return found;
}

/** Only approved subscriptions where no status is asked for. */
function listSubscriptions(input: ListSubscriptionsCommandInput, call: Call) {
  const domain = domainOf(input.domainIdentifier!, call);
  const { status = "APPROVED", subscriptionRequestIdentifier, subscribedListingId: listingId } = input;
  const { owningProjectId, approverProjectId, owningUserId, owningGroupId, owningIamPrincipalArn: arn } = input;
  const owners = [owningUserId, owningGroupId, arn];
  requireFilter(subscriptionRequestIdentifier, listingId, owningProjectId, approverProjectId, ...owners);
  // Only projects subscribe here.
  const ofOthers = owners.some((owner) => owner !== undefined);
  const matching = between(accessOf(domain, call).subscriptions, input).filter(
    (subscription) =>
      !ofOthers &&
      status === subscription.status &&
      (subscriptionRequestIdentifier ?? subscription.requestId) === subscription.requestId &&
      (listingId ?? subscription.listing.id) === subscription.listing.id &&
      (owningProjectId ?? subscription.projectId) === subscription.projectId &&
      (approverProjectId ?? subscription.listing.ownerProjectId) === subscription.listing.ownerProjectId &&
      isVisible(domain, subscription, call),
  );
  const { items, nextToken } = page(sorted(matching, input), input, PAGE, call);
  return { items: items.map((subscription) => describe(domain, subscription, call)), nextToken };
}

/** End of a subscription, and whether what was granted stays. */
interface End {
  readonly status: "REVOKED" | "CANCELLED";
  readonly retainPermissions?: boolean;
}

/** Ends a subscription that holds; its grants are taken back unless they are to be kept. */
function end(domain: Domain, subscription: Subscription, { status, retainPermissions }: End, call: Call): void {
  if (subscription.status !== "APPROVED") throw conflict(`Subscription ${subscription.id} is ${subscription.status}`);
  const [updatedAt, updatedBy] = [now(), callerAsUser(domain, call)];
  Object.assign(subscription, { status, retainPermissions, updatedAt, updatedBy });
  announceSubscription(domain, status === "REVOKED" ? "Revoked" : "Cancelled", subscription, call);
  if (retainPermissions === true) return;
  const { targets } = accessOf(domain, call);
  for (const grant of grantsOf(domain, subscription.id, call))
    if (isAccessible(domain, grant, call))
      startRevoke(domain, { grant, subscription, target: targets[grant.targetId] }, call);
}

function revoke(input: RevokeSubscriptionCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const subscription = subscriptionOf(domain, input.identifier, call);
  requireActor(domain, subscription.listing.ownerProjectId, call);
  end(domain, subscription, { status: "REVOKED", retainPermissions: input.retainPermissions ?? false }, call);
  return describe(domain, subscription, call);
}

function cancel(input: CancelSubscriptionCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const subscription = subscriptionOf(domain, input.identifier, call);
  requireActor(domain, subscription.projectId, call);
  end(domain, subscription, { status: "CANCELLED" }, call);
  return describe(domain, subscription, call);
}

/** Operations on subscriptions: the owning project revokes, the subscribing one cancels. */
export const SUBSCRIPTION_OPERATIONS: Operations = {
  GetSubscription: operation((input: GetSubscriptionCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    return describe(domain, subscriptionOf(domain, input.identifier, call), call);
  }),
  ListSubscriptions: operation(listSubscriptions),
  RevokeSubscription: operation(revoke),
  CancelSubscription: operation(cancel),
};
