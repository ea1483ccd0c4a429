import type { Call } from "../../../service";
import type { Domain } from "../model";
import { assetStatus } from "./grant-course";
import { having } from "./having";
import { accessOf } from "./model";
import type { Access, ListingSnapshot, SubscriptionGrant } from "./shapes";

/** A project as its subscription names it; of one that is gone only the id is known. */
export const projectPrincipal = (domain: Domain, projectId: string) => ({
  project: { id: projectId, name: domain.projects[projectId]?.name },
});

/** Grants of a subscription. */
export const grantsOf = (
  domain: Domain,
  subscriptionId: string | undefined,
  call: Call,
): readonly SubscriptionGrant[] =>
  having(accessOf(domain, call).grants, "subscription", (grant) => grant.subscriptionId, subscriptionId ?? "");

/** Filters of a subscription with what has become of them, as far as its grants tell. */
export function scopeOutput(listing: ListingSnapshot, access: Access, grants: readonly SubscriptionGrant[]) {
  if (access.filterIds === undefined) return undefined;
  const statuses = grants.map(({ course }) => assetStatus(course));
  const granted = statuses.includes("GRANTED");
  const failed = grants.find(({ course }) => assetStatus(course) === "GRANT_FAILED");
  return {
    assetId: listing.assetId,
    filterIds: access.filterIds,
    status: granted ? "ACTIVE" : failed ? "FAILED" : "PENDING",
    errorMessage: granted ? undefined : failed?.course.failure,
    // The pinned SDK does not know it (botocore 1.43.107 does).
    scopeName: granted ? `datazone_${listing.assetId}_${grants[0].subscriptionId}` : undefined,
  };
}

/** Permissions as the service answers with them. */
export const permissionsOutput = ({ s3 }: Access) => (s3 === undefined ? undefined : { s3 });

/** A subscribed listing, with the access that was asked for or given. */
export function subscribedListing(
  domain: Domain,
  listing: ListingSnapshot,
  access: Access,
  grants: readonly SubscriptionGrant[],
) {
  const { id, revision, name, description, ownerProjectId } = listing;
  const assetListing = {
    entityId: listing.assetId,
    entityRevision: listing.assetRevision,
    entityType: listing.assetType,
    forms: listing.forms,
    assetScope: scopeOutput(listing, access, grants),
    permissions: permissionsOutput(access),
  };
  return {
    id,
    revision,
    name,
    description,
    item: { assetListing },
    ownerProjectId,
    ownerProjectName: domain.projects[ownerProjectId]?.name,
  };
}
