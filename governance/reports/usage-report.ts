import { daysBetween } from "./age";
import { defineReport, integer, text, time } from "./report";
import type { KnownListing } from "./view";

/** Numbers about one asset. */
interface Use {
  readonly listing: KnownListing;
  approved: number;
  ended: number;
  requests: number;
  pending: number;
  rejected: number;
  lastRequest?: string;
  readonly subscribers: Set<string>;
}

/** Use of assets: subscriptions of each, and the last request. */
export const USAGE_REPORT = defineReport({
  name: "usage",
  says: "An asset, how many subscribe to it, and when it was last asked for.",
  columns: {
    asset_id: text("id of the asset"),
    asset: text("its name"),
    asset_type: text("its type"),
    listing_id: text("id of its listing"),
    published: text("`yes`, `no` (it is no longer published, or was not found by the search)"),
    owner_project_id: text("id of the project that owns it"),
    owner_project: text("its name"),
    owner_unit: text("its unit"),
    owner_unit_id: text("id of that unit"),
    subscriptions: integer("number of approved subscriptions"),
    subscribers: integer("number of different subscribers with an approved subscription"),
    ended_subscriptions: integer("number of subscriptions that were revoked or cancelled"),
    requests: integer("number of all requests"),
    pending_requests: integer("number of requests that wait for a decision"),
    rejected_requests: integer("number of requests that were rejected"),
    last_request_at: time("time of the last request; empty where there was none"),
    days_since_request: integer("whole days since then"),
  },
  *rows(directory) {
    const { published, requests, subscriptions } = directory.view;
    const uses = new Map<string, Use>(directory.listings().map((listing) => [listing.listingId, unused(listing)]));
    const isPublished = new Set(published.map(({ listingId }) => listingId));
    for (const { listing, status, createdAt } of requests) {
      const use = uses.get(listing.listingId)!;
      use.requests += 1;
      if (status === "PENDING") use.pending += 1;
      if (status === "REJECTED") use.rejected += 1;
      if (use.lastRequest === undefined || createdAt > use.lastRequest) use.lastRequest = createdAt;
    }
    for (const { listing, status, subscriber } of subscriptions) {
      const use = uses.get(listing.listingId)!;
      if (status !== "APPROVED") use.ended += 1;
      else {
        use.approved += 1;
        use.subscribers.add(`${subscriber.kind} ${subscriber.id}`);
      }
    }
    for (const use of uses.values()) {
      const { listing, lastRequest } = use;
      yield {
        asset_id: listing.assetId,
        asset: listing.name,
        asset_type: listing.type,
        listing_id: listing.listingId,
        published: isPublished.has(listing.listingId) ? "yes" : "no",
        owner_project_id: listing.projectId,
        owner_project: directory.projectName(listing.projectId),
        owner_unit: directory.unitOfProject(listing.projectId),
        owner_unit_id: directory.unitIdOfProject(listing.projectId),
        subscriptions: use.approved,
        subscribers: use.subscribers.size,
        ended_subscriptions: use.ended,
        requests: use.requests,
        pending_requests: use.pending,
        rejected_requests: use.rejected,
        last_request_at: lastRequest,
        days_since_request: daysBetween(lastRequest, directory.options.now),
      };
    }
  },
});

const unused = (listing: KnownListing): Use => ({
  listing,
  approved: 0,
  ended: 0,
  requests: 0,
  pending: 0,
  rejected: 0,
  subscribers: new Set(),
});
