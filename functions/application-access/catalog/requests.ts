import {
  GetSubscriptionCommand,
  GetSubscriptionGrantCommand,
  ListProjectsCommand,
  ListSubscriptionRequestsCommand,
} from "@aws-sdk/client-datazone";
import { isDenied } from "../../../aws/faults";
import { allPages } from "../../../aws/pages";
import { orUnknown } from "./look";
import type { DomainAccess } from "./settings";

/** Status of the requests that are listed: those that wait for a decision, or those that were accepted. */
export type ListedStatus = "PENDING" | "ACCEPTED";

/** Ids of the requests of a status for assets of projects that the caller is a member of: what events should have told. */
export async function requestsWith(status: ListedStatus, { client, domainId }: DomainAccess): Promise<string[]> {
  const projects = await allPages(
    (nextToken) => client.send(new ListProjectsCommand({ domainIdentifier: domainId, nextToken })),
    ({ items }) => items,
  );
  const requests: string[] = [];
  // One project after the other: the service allows eight reads of subscriptions a second.
  for (const { id: approverProjectId } of projects) {
    const found = await allPages(
      (nextToken) =>
        client.send(
          new ListSubscriptionRequestsCommand({
            domainIdentifier: domainId,
            approverProjectId,
            status,
            nextToken,
          }),
        ),
      ({ items }) => items,
    ).catch((error: unknown) => {
      // A project whose requests the caller may not see is not one that it decides for.
      if (isDenied(error)) return [];
      throw error;
    });
    requests.push(...found.map(({ id }) => id ?? ""));
  }
  return requests;
}

/** Id of the request that a subscription came of. */
export async function requestOfSubscription(access: DomainAccess, identifier: string): Promise<string | undefined> {
  const { client, domainId } = access;
  const found = await orUnknown(() =>
    client.send(new GetSubscriptionCommand({ domainIdentifier: domainId, identifier })),
  );
  return found?.subscriptionRequestId;
}

/** Id of the request that a grant came of: an event of a grant names the grant alone. */
export async function requestOfGrant(access: DomainAccess, identifier: string): Promise<string | undefined> {
  const { client, domainId } = access;
  const grant = await orUnknown(() =>
    client.send(new GetSubscriptionGrantCommand({ domainIdentifier: domainId, identifier })),
  );
  return grant?.subscriptionId === undefined ? undefined : requestOfSubscription(access, grant.subscriptionId);
}
