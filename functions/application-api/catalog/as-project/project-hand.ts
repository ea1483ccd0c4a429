import {
  CreateListingChangeSetCommand,
  type DataZoneClient,
  GetAssetCommand,
  type GetAssetOutput,
  GetListingCommand,
  ListSubscriptionRequestsCommand,
  ListSubscriptionsCommand,
  SearchCommand,
  type SubscribedListing,
  type SubscribedPrincipal,
} from "@aws-sdk/client-datazone";
import type { Credentials } from "../../../../aws/client-settings";
import { isNotFound } from "../../../../aws/faults";
import { allPages } from "../../../../aws/pages";
import { columnsInForms, type AssetListing, type AssetUse, type ProjectAsset } from "../../../../governance/assets";
import type { ProjectHand } from "../../services-of-assets";
import { ProjectFilters } from "./project-filters";
import { unlessRefused } from "./refused";

/** Assets that are read at once. */
const AT_ONCE = 8;

/** Parts of a hand. */
export interface HandParts {
  readonly domainId: string;
  readonly projectId: string;
  /** Keys of the role of the project, in a session of the person. */
  readonly keys: Credentials;
  /** Client that calls as a role. */
  readonly clientAs: (keys: Credentials) => DataZoneClient;
}

/** The application's hand in a project of a DataZone domain. */
export class DataZoneHand extends ProjectFilters implements ProjectHand {
  public constructor(parts: HandParts) {
    super(parts);
  }

  public asset(assetId: string): Promise<ProjectAsset | undefined> {
    return this.as((client) => this.assetWith(client, assetId));
  }

  public assets({ text, limit, token }: Parameters<ProjectHand["assets"]>[0]): ReturnType<ProjectHand["assets"]> {
    const { domainId: domainIdentifier, projectId: owningProjectIdentifier } = this.parts;
    return this.as(async (client) => {
      const page = await client.send(
        new SearchCommand({
          ...{ domainIdentifier, owningProjectIdentifier, searchScope: "ASSET", searchText: text },
          ...{ maxResults: limit, nextToken: token },
        }),
      );
      const ids = (page.items ?? []).flatMap(({ assetItem }) => assetItem?.identifier ?? []);
      const found: ProjectAsset[] = [];
      for (let at = 0; at < ids.length; at += AT_ONCE) {
        const some = await Promise.all(ids.slice(at, at + AT_ONCE).map((id) => this.assetWith(client, id)));
        // One that has gone since the search is not there.
        found.push(...some.flatMap((asset) => asset ?? []));
      }
      return { found, token: page.nextToken === "" ? undefined : page.nextToken };
    });
  }

  public uses(subscribedListingId: string): Promise<AssetUse[]> {
    const { domainId: domainIdentifier, projectId: approverProjectId } = this.parts;
    const about = { domainIdentifier, approverProjectId, subscribedListingId };
    return this.as(async (client) => {
      const subscriptions = await allPages(
        (nextToken) => client.send(new ListSubscriptionsCommand({ ...about, status: "APPROVED", nextToken })),
        ({ items }) => items,
      );
      const requests = await allPages(
        (nextToken) => client.send(new ListSubscriptionRequestsCommand({ ...about, status: "PENDING", nextToken })),
        ({ items }) => items,
      );
      return [
        ...subscriptions.map(({ id = "", subscribedPrincipal, subscribedListing }): AssetUse => {
          return { kind: "access", id, who: whoIs(subscribedPrincipal), filterIds: filtersIn(subscribedListing) };
        }),
        ...requests.map(({ id = "", subscribedPrincipals }): AssetUse => {
          return { kind: "request", id, who: whoIs(subscribedPrincipals?.[0]), filterIds: [] };
        }),
      ];
    });
  }

  public publish(assetId: string, revision: string): ReturnType<ProjectHand["publish"]> {
    return this.changeListing({ entityIdentifier: assetId, entityRevision: revision, action: "PUBLISH" });
  }

  public unpublish(assetId: string): ReturnType<ProjectHand["unpublish"]> {
    return this.changeListing({ entityIdentifier: assetId, action: "UNPUBLISH" });
  }

  /** A change that is sent again finds its work done, so it has no token: one of the day before would stand in the way of a later one. */
  private changeListing(change: {
    readonly entityIdentifier: string;
    readonly entityRevision?: string;
    readonly action: "PUBLISH" | "UNPUBLISH";
  }) {
    return this.as(async (client) => {
      const input = { domainIdentifier: this.parts.domainId, entityType: "ASSET", ...change } as const;
      const answer = await unlessRefused(() => client.send(new CreateListingChangeSetCommand(input)));
      return "refusedByService" in answer ? answer : undefined;
    });
  }

  private async assetWith(client: DataZoneClient, identifier: string): Promise<ProjectAsset | undefined> {
    const { domainId: domainIdentifier, projectId } = this.parts;
    const asset = await orGone(() => client.send(new GetAssetCommand({ domainIdentifier, identifier })));
    // The right was checked in this very project.
    if (asset === undefined || asset.owningProjectId !== projectId) return undefined;
    const listing = asset.listing && (await this.listingWith(client, asset.listing));
    return projectAsset(asset, listing);
  }

  private async listingWith(
    client: DataZoneClient,
    { listingId: id = "", listingStatus }: NonNullable<GetAssetOutput["listing"]>,
  ): Promise<AssetListing> {
    const state = listingStatus ?? "INACTIVE";
    if (state !== "ACTIVE") return { id, state };
    const input = { domainIdentifier: this.parts.domainId, identifier: id };
    const listing = await orGone(() => client.send(new GetListingCommand(input)));
    const revision = listing?.item?.assetListing?.assetRevision;
    return { id, state, ...(revision === undefined ? {} : { revision }) };
  }
}

function projectAsset(asset: GetAssetOutput, listing: AssetListing | undefined): ProjectAsset {
  const { id = "", owningProjectId = "", name = "", description = "", typeIdentifier = "", externalIdentifier } = asset;
  const { revision = "", glossaryTerms, governedGlossaryTerms, formsOutput } = asset;
  const forms = formsOutput ?? [];
  return {
    ...{ id, projectId: owningProjectId, name, description, type: typeIdentifier, revision },
    ...(externalIdentifier === undefined ? {} : { externalIdentifier }),
    terms: [...(glossaryTerms ?? []), ...(governedGlossaryTerms ?? [])],
    forms: forms.map(({ formName = "", typeName = "" }) => ({ name: formName, type: typeName })),
    columns: columnsInForms(
      Object.fromEntries(forms.map(({ formName = "", content }) => [formName, JSON.parse(content ?? "{}") as unknown])),
    ),
    listing,
  };
}

const filtersIn = (listing: SubscribedListing | undefined): readonly string[] =>
  listing?.item?.assetListing?.assetScope?.filterIds ?? [];

function whoIs(principal: SubscribedPrincipal | undefined): AssetUse["who"] {
  const { project, user, group, iam } = principal ?? {};
  if (project !== undefined) return { kind: "project", id: project.id ?? "", name: project.name ?? project.id ?? "" };
  if (group !== undefined) return { kind: "group", id: group.id ?? "", name: group.name ?? group.id ?? "" };
  if (iam !== undefined) return { kind: "role", id: iam.principalArn ?? "", name: iam.principalArn ?? "" };
  const { id = "", details } = user ?? {};
  return { kind: "user", id, name: details?.sso?.username ?? details?.iam?.arn ?? id };
}

/** The answer; nothing where there is no such thing. */
async function orGone<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
