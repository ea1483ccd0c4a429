import { notFound } from "../../../errors";
import type { Call } from "../../../service";
import { assetStatus, finishedAt, overallStatus } from "../data-access/grant-course";
import { accessOf } from "../data-access/model";
import { permissionsOutput, scopeOutput } from "../data-access/outputs";
import { isVisible } from "../data-access/parties";
import type { Subscription, SubscriptionGrant } from "../data-access/shapes";
import { isDeleted } from "../environments";
import { type Domain, type Environment, epoch } from "../model";

/** Tells whether the environment of a grant still exists. */
export function isAccessible(domain: Domain, { projectId, environmentId }: SubscriptionGrant, call: Call): boolean {
  const environment = domain.environments[environmentId] as Environment | undefined;
  return environment?.projectId === projectId && !isDeleted(environment, call);
}

/** The subscription that a grant belongs to. */
export const subscriptionOfGrant = (domain: Domain, grant: SubscriptionGrant, call: Call): Subscription =>
  accessOf(domain, call).subscriptions[grant.subscriptionId];

/** A grant that the caller may see. */
export function grantOf(domain: Domain, id: string | undefined, call: Call): SubscriptionGrant {
  const grant = accessOf(domain, call).grants[id ?? ""] as SubscriptionGrant | undefined;
  if (grant === undefined || !isVisible(domain, subscriptionOfGrant(domain, grant, call), call))
    throw notFound(`Subscription grant ${id} does not exist`);
  return grant;
}

/** A grant as it is read and listed. */
export function describeGrant(domain: Domain, grant: SubscriptionGrant, call: Call) {
  const { id, environmentId, targetId, subscriptionId, course, createdAt, createdBy, updatedAt, updatedBy } = grant;
  const { listing } = subscriptionOfGrant(domain, grant, call);
  const accessible = isAccessible(domain, grant, call);
  return {
    id,
    domainId: domain.id,
    createdAt: epoch(createdAt),
    createdBy,
    updatedAt: epoch(updatedAt),
    updatedBy,
    environmentId,
    subscriptionTargetId: targetId,
    grantedEntity: { listing: { id: listing.id, revision: listing.revision } },
    status: accessible ? overallStatus(assetStatus(course)) : "INACCESSIBLE",
    assets: [grantedAsset(domain, grant, call)],
    subscriptionId,
  };
}

function grantedAsset(domain: Domain, grant: SubscriptionGrant, call: Call) {
  const { listing, access } = subscriptionOfGrant(domain, grant, call);
  const { course, targetName } = grant;
  const status = assetStatus(course);
  const failed = status.endsWith("FAILED");
  const ended = finishedAt(course) / 1000;
  return {
    assetId: listing.assetId,
    assetRevision: listing.assetRevision,
    status,
    targetName,
    failureCause: failed ? { message: course.failure } : undefined,
    grantedTimestamp: status === "GRANTED" ? ended : undefined,
    failureTimestamp: failed ? ended : undefined,
    assetScope: scopeOutput(listing, access, [grant]),
    permissions: permissionsOutput(access),
  };
}
