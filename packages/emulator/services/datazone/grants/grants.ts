import type {
  CreateSubscriptionGrantCommandInput,
  DeleteSubscriptionGrantCommandInput,
  GetSubscriptionGrantCommandInput,
  ListSubscriptionGrantsCommandInput,
} from "@aws-sdk/client-datazone";
import { madeBefore } from "../../../client-tokens";
import { conflict, notFound, validationError } from "../../../errors";
import { page } from "../../../pages";
import { type Call, operation, type Operations } from "../../../service";
import { availableDomainOf, domainOf } from "../access";
import { assetStatus, isFinal } from "../data-access/grant-course";
import { requireFilter, sorted } from "../data-access/lists";
import { having } from "../data-access/having";
import { accessOf, deletingIn } from "../data-access/model";
import { grantsOf } from "../data-access/outputs";
import { isVisible, requireActor } from "../data-access/parties";
import type { Subscription, SubscriptionGrant, SubscriptionTarget } from "../data-access/shapes";
import { environmentOf } from "../environments";
import type { Domain, Environment } from "../model";
import { callerAsUser } from "../principals";
import { describeGrant, grantOf, isAccessible, subscriptionOfGrant } from "./grant-output";
import { startGrant, startRevoke } from "./granting";
import { targetsOf } from "./service-targets";

const PAGE = 50;

function createGrant(input: CreateSubscriptionGrantCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const environment = environmentOf(domain, input.environmentIdentifier, call);
  requireActor(domain, environment.projectId, call);
  const earlier = madeBefore(accessOf(domain, call).grants, input.clientToken);
  if (earlier) return describeGrant(domain, earlier, call);
  const subscription = subscriptionFor(domain, environment, input, call);
  const target = targetFor(domain, environment, { input, subscription }, call);
  const known = grantsOf(domain, subscription.id, call).find(({ targetId }) => targetId === target.id);
  if (known) throw conflict(`Subscription ${subscription.id} has grant ${known.id} in target ${target.id}`);
  const { assetId } = subscription.listing;
  const named = input.assetTargetNames?.find((name) => name.assetId === assetId);
  const choice = { createdBy: callerAsUser(domain, call), targetName: named?.targetName };
  const grant = startGrant(domain, subscription, target, { ...choice, clientToken: input.clientToken }, call);
  return describeGrant(domain, grant, call);
}

/** The subscription that holds; a listing that the project has not subscribed to cannot be granted. */
function subscriptionFor(
  domain: Domain,
  { projectId }: Environment,
  { grantedEntity }: CreateSubscriptionGrantCommandInput,
  call: Call,
): Subscription {
  const { identifier, revision } = grantedEntity?.listing ?? {};
  const found = Object.values(accessOf(domain, call).subscriptions).find(
    ({ status, listing, ...one }) =>
      status === "APPROVED" &&
      one.projectId === projectId &&
      listing.id === identifier &&
      listing.revision === revision,
  );
  if (found === undefined)
    throw validationError(`Project ${projectId} has no approved subscription to revision ${revision} of ${identifier}`);
  return found;
}

interface Wanted {
  readonly input: CreateSubscriptionGrantCommandInput;
  readonly subscription: Subscription;
}

/** The target that is named, or else the one that takes assets of the type. */
function targetFor(domain: Domain, environment: Environment, wanted: Wanted, call: Call): SubscriptionTarget {
  const { subscriptionTargetIdentifier: id } = wanted.input;
  const { assetType } = wanted.subscription.listing;
  const targets = targetsOf(domain, environment, call);
  const named = targets.filter((target) => (id ?? target.id) === target.id);
  if (named.length === 0) throw notFound(`Environment ${environment.id} has no subscription target ${id ?? ""}`);
  const found = named.find(({ applicableAssetTypes }) => applicableAssetTypes.includes(assetType));
  if (found === undefined) throw validationError(`No subscription target takes assets of type ${assetType}`);
  return found;
}

/** Access that was granted is taken back first; a grant that gave none goes at once. */
function deleteGrant(input: DeleteSubscriptionGrantCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const grant = grantOf(domain, input.identifier, call);
  requireActor(domain, grant.projectId, call);
  const status = assetStatus(grant.course);
  if (!isFinal(status)) throw conflict(`Subscription grant ${grant.id} is ${status}`);
  const { targets, grants } = accessOf(domain, call);
  const holds = status === "GRANTED" || status === "REVOKE_FAILED";
  if (holds && isAccessible(domain, grant, call)) {
    const subscription = subscriptionOfGrant(domain, grant, call);
    startRevoke(domain, { grant, subscription, target: targets[grant.targetId] }, call);
    grant.deleting = true;
    deletingIn(accessOf(domain, call)).add(grant.id);
  } else Reflect.deleteProperty(grants, grant.id);
  return describeGrant(domain, grant, call);
}

/** Grants of a subscription that has ended are found by its id alone. */
function listGrants(input: ListSubscriptionGrantsCommandInput, call: Call) {
  const domain = domainOf(input.domainIdentifier!, call);
  const { environmentId, subscriptionTargetId, subscribedListingId, subscriptionId, owningProjectId } = input;
  const owners = [input.owningUserId, input.owningGroupId, input.owningIamPrincipalArn];
  requireFilter(
    ...[environmentId, subscriptionTargetId, subscribedListingId, subscriptionId, owningProjectId],
    ...owners,
  );
  const matches = (grant: SubscriptionGrant): boolean => {
    const subscription = subscriptionOfGrant(domain, grant, call);
    return (
      owners.every((owner) => owner === undefined) &&
      (subscriptionId === undefined ? subscription.status === "APPROVED" : subscriptionId === subscription.id) &&
      (environmentId ?? grant.environmentId) === grant.environmentId &&
      (subscriptionTargetId ?? grant.targetId) === grant.targetId &&
      (subscribedListingId ?? subscription.listing.id) === subscription.listing.id &&
      (owningProjectId ?? grant.projectId) === grant.projectId &&
      isVisible(domain, subscription, call)
    );
  };
  const { grants } = accessOf(domain, call);
  const candidates =
    subscriptionId !== undefined
      ? having(grants, "subscription", (grant) => grant.subscriptionId, subscriptionId)
      : owningProjectId !== undefined
        ? having(grants, "owner", ({ projectId }) => projectId, owningProjectId)
        : Object.values(grants);
  const found = sorted(candidates.filter(matches), input);
  const { items, nextToken } = page(found, input, PAGE, call);
  return { items: items.map((grant) => describeGrant(domain, grant, call)), nextToken };
}

/** Operations on grants of subscriptions, but for reports of those who carry them out themselves. */
export const SUBSCRIPTION_GRANT_OPERATIONS: Operations = {
  CreateSubscriptionGrant: operation(createGrant),
  GetSubscriptionGrant: operation((input: GetSubscriptionGrantCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    return describeGrant(domain, grantOf(domain, input.identifier, call), call);
  }),
  ListSubscriptionGrants: operation(listGrants),
  DeleteSubscriptionGrant: operation(deleteGrant),
};
