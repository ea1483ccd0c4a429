import {
  GetAssetCommand,
  ListConnectionsCommand,
  ListDataSourcesCommand,
  ListEnvironmentsCommand,
  type ListSubscriptionsInput,
  ListSubscriptionGrantsCommand,
  ListSubscriptionsCommand,
  SearchCommand,
  type SubscriptionSummary,
} from "@aws-sdk/client-datazone";
import { allPages } from "../../../aws/pages";
import type { EnvironmentView, ProjectUses } from "../../../governance/project-requests";
import { orNothing, type ProjectDomain } from "./domain";

const ENDED = ["REVOKED", "CANCELLED"] as const;
/** Statuses of an asset of a grant that the service still takes back. */
const REVOKING: readonly string[] = ["REVOKE_PENDING", "REVOKE_IN_PROGRESS"];
/** Connection through which the base of a project is found: it need not be called Tooling (field evidence, section 5). */
const BASE_CONNECTION = /^(project|default)\.iam$/;

/** Everything that a project's retirement takes away, and who uses it. */
export async function usesOf(domain: ProjectDomain, projectId: string): Promise<ProjectUses> {
  const [theirs, own] = await Promise.all([
    subscriptions(domain, { approverProjectId: projectId }),
    subscriptions(domain, { owningProjectId: projectId }),
  ]);
  const [revoking, published, dataSources, environments] = await Promise.all([
    revokingGrants(domain, projectId),
    publishedAssets(domain, projectId),
    dataSourcesOf(domain, projectId),
    environmentsOf(domain, projectId),
  ]);
  const ownIds = own.map(({ id }) => id);
  return {
    // A project may subscribe to its own data: nobody else loses anything then.
    heldByOthers: theirs
      .filter(({ id }) => !ownIds.includes(id))
      .map((one) => ({ ...subject(one), project: holder(one) })),
    own: own.map(subject),
    ...{ revoking, published, dataSources, environments },
  };
}

const subject = ({ id = "", subscribedListing }: SubscriptionSummary) => ({ id, asset: subscribedListing?.name ?? "" });
const holder = ({ subscribedPrincipal }: SubscriptionSummary): string =>
  subscribedPrincipal?.project?.name ?? subscribedPrincipal?.project?.id ?? "somebody";

type Side = Pick<ListSubscriptionsInput, "approverProjectId" | "owningProjectId">;

function subscriptions(
  { client, settings }: ProjectDomain,
  side: Side,
  status: ListSubscriptionsInput["status"] = "APPROVED",
): Promise<SubscriptionSummary[]> {
  const on = { domainIdentifier: settings.domainId, ...side, status };
  return allPages(
    (nextToken) => client.send(new ListSubscriptionsCommand({ ...on, nextToken })),
    ({ items }) => items,
  );
}

async function revokingGrants(domain: ProjectDomain, projectId: string): Promise<number> {
  const { client, settings } = domain;
  let count = 0;
  for (const status of ENDED)
    for (const side of [{ approverProjectId: projectId }, { owningProjectId: projectId }])
      for (const { id: subscriptionId } of await subscriptions(domain, side, status)) {
        const on = { domainIdentifier: settings.domainId, subscriptionId };
        const grants = await allPages(
          (nextToken) => client.send(new ListSubscriptionGrantsCommand({ ...on, nextToken })),
          ({ items }) => items,
        );
        count += grants.filter(({ assets = [] }) => assets.some((one) => REVOKING.includes(one.status ?? ""))).length;
      }
  return count;
}

async function publishedAssets({ client, settings }: ProjectDomain, owningProjectIdentifier: string) {
  const on = { domainIdentifier: settings.domainId };
  const assets = await allPages(
    (nextToken) => client.send(new SearchCommand({ ...on, searchScope: "ASSET", owningProjectIdentifier, nextToken })),
    ({ items }) => items,
  );
  const published: { id: string; name: string }[] = [];
  // A search does not say what is published. One after the other: the service's rate is not known.
  for (const { assetItem } of assets) {
    if (assetItem?.owningProjectId !== owningProjectIdentifier) continue;
    const { identifier } = assetItem;
    const asset = await orNothing(() => client.send(new GetAssetCommand({ ...on, identifier })));
    if (asset?.listing?.listingStatus === "ACTIVE") published.push({ id: identifier ?? "", name: asset.name ?? "" });
  }
  return published;
}

async function dataSourcesOf({ client, settings }: ProjectDomain, projectIdentifier: string) {
  const found = await allPages(
    (nextToken) =>
      client.send(new ListDataSourcesCommand({ domainIdentifier: settings.domainId, projectIdentifier, nextToken })),
    ({ items }) => items,
  );
  return found
    .filter(({ status }) => status !== "DELETING")
    .map(({ dataSourceId: id = "", name = "" }) => ({ id, name }));
}

async function environmentsOf(
  { client, settings }: ProjectDomain,
  projectIdentifier: string,
): Promise<EnvironmentView[]> {
  const on = { domainIdentifier: settings.domainId, projectIdentifier };
  const environments = await allPages(
    (nextToken) => client.send(new ListEnvironmentsCommand({ ...on, nextToken })),
    ({ items }) => items,
  );
  const connections = await allPages(
    (nextToken) => client.send(new ListConnectionsCommand({ ...on, type: "IAM", nextToken })),
    ({ items }) => items,
  );
  const base = connections.find(({ name = "" }) => BASE_CONNECTION.test(name))?.environmentId;
  return environments.map(({ id = "", name = "", status = "" }) => ({
    ...{ id, name, isBase: id === base },
    status: status === "DELETING" ? "going" : status.endsWith("FAILED") ? "stuck" : "there",
  }));
}
