import {
  type EnvironmentSummary,
  GetSubscriptionCommand,
  GetSubscriptionRequestDetailsCommand,
  type GetSubscriptionRequestDetailsOutput,
  GetUserProfileCommand,
  ListSubscriptionGrantsCommand,
  ListSubscriptionsCommand,
  ListSubscriptionTargetsCommand,
  type SubscriptionGrantSummary,
  type SubscriptionSummary,
} from "@aws-sdk/client-datazone";
import { isDenied, isNotFound } from "../../../aws/faults";
import { allPages } from "../../../aws/pages";
import {
  requesterOf,
  roleThatAsks,
  type AccessView,
  type GrantView,
  type RequestView,
  type SubscriptionView,
} from "../../../governance/access";
import { EnvironmentsOfRun } from "./environments";
import { partiesOf } from "./parties";
import type { DomainAccess } from "./settings";

/** Statuses of a subscription; a list that names none holds those that are approved only. */
const STATUSES = ["APPROVED", "REVOKED", "CANCELLED"] as const;
/** Status of a grant in the words of the application, by the service's. */
const GRANT_STATUSES: Readonly<Record<string, GrantView["status"]>> = { GRANT_AND_REVOKE_FAILED: "REVOKE_FAILED" };

/**
 * Reads a request and what came of it.
 *
 * @param environments - What this run has read of environments. @default - nothing
 */
export async function lookAt(
  access: DomainAccess,
  requestId: string,
  subscriptionId: string | undefined,
  environments = new EnvironmentsOfRun(access),
): Promise<AccessView> {
  const details = await requestDetails(access, requestId);
  const request = details && (await requestView(access, details));
  const subscription =
    subscriptionId !== undefined
      ? await subscriptionById(access, subscriptionId)
      : request?.status === "ACCEPTED"
        ? await subscriptionOfRequest(access, request)
        : undefined;
  return { request, subscription: subscription && (await subscriptionView(access, subscription, environments)) };
}

/** A request with all that it asks for; nothing where it is not there, or not to be seen by who asks. */
export async function requestDetails(
  { client, domainId }: DomainAccess,
  identifier: string,
): Promise<GetSubscriptionRequestDetailsOutput | undefined> {
  return orNothing(() =>
    client.send(new GetSubscriptionRequestDetailsCommand({ domainIdentifier: domainId, identifier })),
  );
}

async function requestView(
  access: DomainAccess,
  details: GetSubscriptionRequestDetailsOutput,
): Promise<RequestView | undefined> {
  const [listing] = details.subscribedListings ?? [];
  const [principal] = details.subscribedPrincipals ?? [];
  if (listing === undefined || principal === undefined) return undefined;
  const { subject, askers, beyond } = partiesOf(listing, principal);
  return {
    id: details.id ?? "",
    status: details.status ?? "PENDING",
    ...(await askedBy(access, details, askers.projectId)),
    assetId: subject.id,
    assetType: subject.type,
    listingId: listing.id ?? "",
    consumerProjectId: askers.projectId ?? "",
    producerProjectId: listing.ownerProjectId ?? "",
    ...(beyond === undefined ? {} : { beyond }),
    askedAt: details.createdAt?.toISOString() ?? "",
    names: {
      asset: listing.name ?? "",
      consumerProject: askers.name,
      producerProject: listing.ownerProjectName ?? "",
    },
    decisionComment: details.decisionComment ?? "",
    forms: Object.fromEntries(
      (details.metadataForms ?? []).map(({ typeName = "", content = "" }) => [typeName, content]),
    ),
  };
}

/** The person who asks, and the reason in the person's words: the application makes requests for people as a role of the project. */
async function askedBy(
  access: DomainAccess,
  { createdBy = "", requestReason: reason = "" }: GetSubscriptionRequestDetailsOutput,
  projectId: string | undefined,
): Promise<Pick<RequestView, "requester" | "reason">> {
  const { askingRoles } = access.names;
  // The application asks for projects alone.
  if (askingRoles === undefined || projectId === undefined) return { requester: createdBy, reason };
  const creatorArn = await profileArn(access, createdBy);
  return requesterOf({ createdBy, creatorArn, reason }, roleThatAsks(projectId, askingRoles, creatorArn));
}

/** ARN of a profile of IAM; nothing where it is a person of Identity Center, or not known. */
export async function profileArn(
  { client, domainId }: DomainAccess,
  userIdentifier: string,
): Promise<string | undefined> {
  const profile = await orUnknown(() =>
    client.send(new GetUserProfileCommand({ domainIdentifier: domainId, userIdentifier })),
  );
  return profile?.details && "iam" in profile.details ? profile.details.iam?.arn : undefined;
}

async function subscriptionById(
  { client, domainId }: DomainAccess,
  identifier: string,
): Promise<SubscriptionSummary | undefined> {
  return orNothing(() => client.send(new GetSubscriptionCommand({ domainIdentifier: domainId, identifier })));
}

async function subscriptionOfRequest(
  { client, domainId }: DomainAccess,
  { id, producerProjectId }: RequestView,
): Promise<SubscriptionSummary | undefined> {
  for (const status of STATUSES) {
    const { items = [] } = await client.send(
      new ListSubscriptionsCommand({
        domainIdentifier: domainId,
        subscriptionRequestIdentifier: id,
        approverProjectId: producerProjectId,
        status,
      }),
    );
    if (items.length > 0) return items[0];
  }
  return undefined;
}

async function subscriptionView(
  access: DomainAccess,
  found: SubscriptionSummary,
  environments: EnvironmentsOfRun,
): Promise<SubscriptionView> {
  const asset = found.subscribedListing?.item?.assetListing;
  const projectId = found.subscribedPrincipal?.project?.id;
  const status = found.status ?? "APPROVED";
  const grants = await grantsOf(access, found.id ?? "");
  // Nothing more is granted when a subscription has ended.
  const targets =
    status === "APPROVED" && projectId !== undefined
      ? await targetsIn(
          access,
          await (isUnderWay(grants) ? environments.remembered(projectId) : environments.read(projectId)),
          asset?.entityType,
        )
      : [];
  return { id: found.id ?? "", status, filterIds: asset?.assetScope?.filterIds ?? [], grants, targets };
}

/**
 * Tells whether the service works on all grants, and there are some. Then the run ends with another look whatever environments there
 * are, and that look sees the new ones. Before a request becomes active, or people are told that there is no place for it, they are
 * read as they are.
 */
const isUnderWay = (grants: readonly GrantView[]): boolean =>
  grants.length > 0 && grants.every(({ status }) => status === "PENDING" || status === "IN_PROGRESS");

async function grantsOf({ client, domainId }: DomainAccess, subscriptionId: string): Promise<GrantView[]> {
  const grants = await allPages(
    (nextToken) =>
      client.send(new ListSubscriptionGrantsCommand({ domainIdentifier: domainId, subscriptionId, nextToken })),
    ({ items }) => items,
  );
  return grants.filter(isThere).map(grantView);
}

/** A grant that was taken back stays in the list. */
const isThere = ({ assets = [] }: SubscriptionGrantSummary): boolean =>
  assets.length === 0 || assets.some(({ status }) => status !== "REVOKED");

function grantView({ id, status, assets = [], subscriptionTargetId }: SubscriptionGrantSummary): GrantView {
  const cause = assets.flatMap(({ failureCause }) => failureCause?.message ?? []).join("; ");
  const word = status ?? "PENDING";
  return {
    id: id ?? "",
    status: GRANT_STATUSES[word] ?? (word as GrantView["status"]),
    cause,
    targetId: subscriptionTargetId ?? "",
  };
}

/** Targets in environments that take assets of a type. */
async function targetsIn(
  { client, domainId }: DomainAccess,
  environments: readonly EnvironmentSummary[],
  assetType: string | undefined,
) {
  const targets = await Promise.all(
    environments
      .filter(({ status }) => status === "ACTIVE")
      .map(({ id: environmentIdentifier }) =>
        allPages(
          (nextToken) =>
            client.send(
              new ListSubscriptionTargetsCommand({ domainIdentifier: domainId, environmentIdentifier, nextToken }),
            ),
          ({ items }) => items,
        ),
      ),
  );
  return targets
    .flat()
    .filter(({ applicableAssetTypes }) => applicableAssetTypes?.includes(assetType ?? ""))
    .map(({ id, environmentId }) => ({ id: id ?? "", environmentId: environmentId ?? "" }));
}

/** The answer; nothing where the service says that there is no such thing, or none that the caller may see. */
async function orNothing<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** The answer; nothing where the caller may not know it. For facts: a fact that nobody may establish is not known. */
export async function orUnknown<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isNotFound(error) || isDenied(error)) return undefined;
    throw error;
  }
}
