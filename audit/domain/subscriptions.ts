import { ListSubscriptionsCommand, type SubscriptionSummary } from "@aws-sdk/client-datazone";
import { allPages } from "../../aws/pages";
import type { KnownSubscription } from "../../governance/reports";
import { knownListing, subscriberOf } from "./listings";
import { type DomainReader, eachAtOnce, type Gaps, PAGE } from "./reader";
import { inOrderOfTime } from "./requests";

type Side = { readonly approverProjectId: string } | { readonly owningProjectId: string };

/**
 * Subscriptions to assets of projects, in all statuses, and those of projects, as long as they are approved: so that one is found, too, whose
 * other side is gone.
 */
export async function readSubscriptions(
  reader: DomainReader,
  projectIds: readonly string[],
  gaps: Gaps,
): Promise<KnownSubscription[]> {
  const lists = projectIds.flatMap((id) => [
    ...(["APPROVED", "REVOKED", "CANCELLED"] as const).map((status) => ({ side: { approverProjectId: id }, status })),
    { side: { owningProjectId: id }, status: "APPROVED" as const },
  ]);
  const found = new Map<string, KnownSubscription>();
  await eachAtOnce(lists, reader.concurrency, async ({ side, status }) => {
    for (const subscription of await listOf(reader, side, status, gaps))
      found.set(subscription.id ?? "", knownSubscription(subscription));
  });
  return inOrderOfTime([...found.values()]);
}

async function listOf(
  { clients, domainId: domainIdentifier }: DomainReader,
  side: Side,
  status: KnownSubscription["status"],
  gaps: Gaps,
): Promise<SubscriptionSummary[]> {
  const [subject, lost] =
    "approverProjectId" in side
      ? [side.approverProjectId, "subscriptions to its assets are not known"]
      : [side.owningProjectId, "its subscriptions are not known"];
  const found = await gaps.orGap(`project ${subject}`, lost, () =>
    allPages(
      (nextToken) =>
        clients.subscriptions.send(
          new ListSubscriptionsCommand({ domainIdentifier, ...side, status, maxResults: PAGE, nextToken }),
        ),
      ({ items }) => items,
    ),
  );
  return found ?? [];
}

function knownSubscription(subscription: SubscriptionSummary): KnownSubscription {
  const { id = "", status = "APPROVED", createdAt, updatedAt, subscriptionRequestId: requestId } = subscription;
  return {
    id,
    status,
    ...(requestId === undefined ? {} : { requestId }),
    listing: knownListing(subscription.subscribedListing),
    subscriber: subscriberOf(subscription.subscribedPrincipal),
    filterIds: subscription.subscribedListing?.item?.assetListing?.assetScope?.filterIds ?? [],
    createdAt: (createdAt ?? new Date(0)).toISOString(),
    ...(updatedAt === undefined ? {} : { updatedAt: updatedAt.toISOString() }),
    retained: subscription.retainPermissions === true,
  };
}
