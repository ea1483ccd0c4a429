import type { SubscribedListing, SubscribedPrincipal } from "@aws-sdk/client-datazone";
import type { RequestView } from "../../../governance/access";

/**
 * Subject of a request and who is to have it, and what of both rules do not speak of.
 *
 * @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_SubscribedListingItem.html
 * @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_SubscribedPrincipal.html
 */
export function partiesOf({ item }: SubscribedListing, principal: SubscribedPrincipal) {
  const askers = askersOf(principal);
  const asset = item?.assetListing;
  if (asset !== undefined)
    return { subject: { id: asset.entityId ?? "", type: asset.entityType ?? "" }, askers, beyond: askers.beyond };
  const type = item?.productListing === undefined ? "other" : "data-product";
  return { subject: { id: item?.productListing?.entityId ?? "", type }, askers, beyond: type } as const;
}

/** The side that asks, as people read it. */
function askersOf({ project, user, group, iam }: SubscribedPrincipal): {
  readonly projectId?: string;
  readonly name: string;
  readonly beyond?: NonNullable<RequestView["beyond"]>;
} {
  if (project?.id !== undefined) return { projectId: project.id, name: project.name ?? "" };
  if (group !== undefined) return { name: `group ${group.name ?? group.id ?? ""}`, beyond: "group" };
  if (iam !== undefined) return { name: `role ${iam.principalArn ?? ""}`, beyond: "role" };
  if (user === undefined) return { name: "", beyond: "other" };
  const { id = "", details } = user;
  return { name: `user ${details?.sso?.username ?? details?.iam?.arn ?? id}`, beyond: "user" };
}
