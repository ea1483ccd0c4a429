import {
  ListSubscriptionGrantsCommand,
  type ListSubscriptionGrantsCommandInput,
  type SubscriptionGrantSummary,
} from "@aws-sdk/client-datazone";
import { allPages } from "../../aws/pages";
import type { KnownGrant, KnownSubscription } from "../../governance/reports";
import { type DomainReader, eachAtOnce, type Gaps, PAGE } from "./reader";

/** Wish to read the grants of a domain. */
export interface GrantsWanted {
  readonly projectIds: readonly string[];
  readonly subscriptions: readonly KnownSubscription[];
  /** Tells whether the application has seen that nothing is left of what came of a request. */
  readonly isOver: (requestId: string) => boolean;
}

/**
 * Grants of projects, a list for each project; and grants of the subscriptions that such lists leave out, a list for each: of those that
 * have ended, whose project is gone, or that no project has.
 */
export async function readGrants(
  reader: DomainReader,
  { projectIds, subscriptions, isOver }: GrantsWanted,
  gaps: Gaps,
): Promise<KnownGrant[]> {
  const known = new Set(projectIds);
  const alone = subscriptions.filter(
    ({ status, retained, requestId = "", subscriber }) =>
      (status === "APPROVED" && !(subscriber.kind === "project" && known.has(subscriber.id))) ||
      (status !== "APPROVED" && !retained && !isOver(requestId)),
  );
  const lists = [
    ...projectIds.map((owningProjectId) => ({ of: { owningProjectId }, subject: `project ${owningProjectId}` })),
    ...alone.map(({ id: subscriptionId }) => ({ of: { subscriptionId }, subject: `subscription ${subscriptionId}` })),
  ];
  const found = new Map<string, KnownGrant>();
  await eachAtOnce(lists, reader.concurrency, async ({ of, subject }) => {
    const grants = await gaps.orGap(subject, "its grants are not known", () => listOf(reader, of));
    for (const grant of grants ?? []) found.set(grant.id ?? "", knownGrant(grant));
  });
  return [...found.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

function listOf(
  { clients, domainId: domainIdentifier }: DomainReader,
  of: Pick<ListSubscriptionGrantsCommandInput, "owningProjectId" | "subscriptionId">,
): Promise<SubscriptionGrantSummary[]> {
  return allPages(
    (nextToken) =>
      clients.grants.send(new ListSubscriptionGrantsCommand({ domainIdentifier, ...of, maxResults: PAGE, nextToken })),
    ({ items }) => items,
  );
}

function knownGrant(grant: SubscriptionGrantSummary): KnownGrant {
  const { id = "", subscriptionId = "", status = "PENDING", assets = [], environmentId = "" } = grant;
  return {
    id,
    subscriptionId,
    status,
    assetStatuses: assets.map((asset) => asset.status ?? ""),
    cause: assets.flatMap(({ failureCause }) => failureCause?.message ?? []).join("; "),
    environmentId,
    updatedAt: (grant.updatedAt ?? grant.createdAt ?? new Date(0)).toISOString(),
  };
}
