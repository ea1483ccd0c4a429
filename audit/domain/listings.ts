import { SearchListingsCommand, type SubscribedListing, type SubscribedPrincipal } from "@aws-sdk/client-datazone";
import { allPages } from "../../aws/pages";
import type { KnownListing, PublishedAsset, Subscriber } from "../../governance/reports";
import { type DomainReader, type Gaps, PAGE } from "./reader";

/** Assets that are published. */
export async function readPublished(reader: DomainReader, gaps: Gaps): Promise<PublishedAsset[]> {
  const { clients, domainId: domainIdentifier } = reader;
  const found = await gaps.orGap("published assets", "assets that nobody asked for are not known", () =>
    allPages(
      (nextToken) =>
        clients.profiles.send(new SearchListingsCommand({ domainIdentifier, maxResults: PAGE, nextToken })),
      ({ items }) => items,
    ),
  );
  return (found ?? []).flatMap(({ assetListing }) =>
    assetListing?.listingId === undefined
      ? []
      : [
          {
            listingId: assetListing.listingId,
            assetId: assetListing.entityId ?? "",
            name: assetListing.name ?? "",
            type: assetListing.entityType ?? "",
            projectId: assetListing.owningProjectId ?? "",
          },
        ],
  );
}

/** A listing as a request or a subscription names it. Of its forms nothing is kept. */
export function knownListing(listing: SubscribedListing | undefined): KnownListing {
  const { assetListing, productListing } = listing?.item ?? {};
  return {
    listingId: listing?.id ?? "",
    assetId: assetListing?.entityId ?? productListing?.entityId ?? "",
    name: listing?.name ?? "",
    type: assetListing?.entityType ?? (productListing === undefined ? "" : "data product"),
    projectId: listing?.ownerProjectId ?? "",
  };
}

/** The one that subscribes, of whatever kind. */
export function subscriberOf(principal: SubscribedPrincipal | undefined): Subscriber {
  const { project, user, group, iam } = principal ?? {};
  if (user !== undefined) return named("user", user.id, user.details?.sso?.username ?? user.details?.iam?.arn);
  if (group !== undefined) return named("group", group.id, group.name);
  if (iam !== undefined) return named("iam", iam.principalArn, iam.principalArn);
  return named("project", project?.id, project?.name);
}

const named = (kind: Subscriber["kind"], id = "", name?: string): Subscriber => ({
  kind,
  id,
  ...(name === undefined ? {} : { name }),
});
