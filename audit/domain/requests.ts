import { ListSubscriptionRequestsCommand, type SubscriptionRequestSummary } from "@aws-sdk/client-datazone";
import { allPages } from "../../aws/pages";
import type { KnownRequest } from "../../governance/reports";
import { knownListing, subscriberOf } from "./listings";
import { type DomainReader, eachAtOnce, type Gaps, PAGE } from "./reader";

/** A list that names no status holds what is pending only. */
const STATUSES = ["PENDING", "ACCEPTED", "REJECTED"] as const;

/** Requests that projects decide on. */
export async function readRequests(
  reader: DomainReader,
  projectIds: readonly string[],
  gaps: Gaps,
): Promise<KnownRequest[]> {
  const { clients, domainId: domainIdentifier } = reader;
  const lists = projectIds.flatMap((approverProjectId) => STATUSES.map((status) => ({ approverProjectId, status })));
  const found = new Map<string, KnownRequest>();
  await eachAtOnce(lists, reader.concurrency, async ({ approverProjectId, status }) => {
    const requests = await gaps.orGap(`project ${approverProjectId}`, "requests for its assets are not known", () =>
      allPages(
        (nextToken) =>
          clients.requests.send(
            new ListSubscriptionRequestsCommand({
              ...{ domainIdentifier, approverProjectId, status },
              ...{ maxResults: PAGE, nextToken },
            }),
          ),
        ({ items }) => items,
      ),
    );
    for (const request of requests ?? []) found.set(request.id ?? "", knownRequest(request));
  });
  return inOrderOfTime([...found.values()]);
}

function knownRequest(request: SubscriptionRequestSummary): KnownRequest {
  const { id = "", status = "PENDING", createdBy = "", requestReason = "", createdAt, updatedAt, reviewerId } = request;
  return {
    id,
    status,
    listing: knownListing(request.subscribedListings?.[0]),
    subscriber: subscriberOf(request.subscribedPrincipals?.[0]),
    requesterId: createdBy,
    reason: requestReason,
    createdAt: (createdAt ?? new Date(0)).toISOString(),
    ...(updatedAt === undefined ? {} : { updatedAt: updatedAt.toISOString() }),
    ...(reviewerId === undefined ? {} : { reviewerId }),
    comment: request.decisionComment ?? "",
  };
}

/** Several lists are read at the same time: the order of their answers says nothing. */
export function inOrderOfTime<T extends { readonly id: string; readonly createdAt: string }>(items: readonly T[]): T[] {
  return [...items].sort((one, other) =>
    one.createdAt === other.createdAt ? compare(one.id, other.id) : compare(one.createdAt, other.createdAt),
  );
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
