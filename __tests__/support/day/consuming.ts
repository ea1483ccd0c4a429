import {
  CreateSubscriptionRequestCommand,
  type DataZoneClient,
  GetSubscriptionRequestDetailsCommand,
  ListProjectsCommand,
  ListSubscriptionGrantsCommand,
  ListSubscriptionsCommand,
  SearchListingsCommand,
  type SubscriptionSummary,
} from "@aws-sdk/client-datazone";

/** Actions of somebody who asks in the portal of AWS. */
export const CONSUMING = [
  ...["ListDomains", "ListProjects", "SearchListings", "CreateSubscriptionRequest", "GetSubscriptionRequestDetails"],
  ...["ListSubscriptions", "ListSubscriptionGrants"],
];

/** Somebody who asks for a project in the portal of AWS, and sees what it gets. */
export class Consumer {
  public constructor(
    private readonly client: DataZoneClient,
    private readonly domainIdentifier: string,
    public readonly projectId: string,
  ) {}

  /** Id of the listing of an asset by its name, as a search finds it. */
  public async listing(name: string): Promise<string> {
    const { client, domainIdentifier } = this;
    const { items } = await client.send(new SearchListingsCommand({ domainIdentifier, searchText: name }));
    const found = items?.find(({ assetListing }) => assetListing?.name === name)?.assetListing?.listingId;
    if (found === undefined) throw new Error(`no listing ${name}`);
    return found;
  }

  /** Asks for analysis over a month. @returns id of the request */
  public async ask(name: string): Promise<string> {
    const content = JSON.stringify({ purpose: "analysis", days: 30 });
    const asked = await this.client.send(
      new CreateSubscriptionRequestCommand({
        domainIdentifier: this.domainIdentifier,
        subscribedListings: [{ identifier: await this.listing(name) }],
        subscribedPrincipals: [{ project: { identifier: this.projectId } }],
        requestReason: "Revenue by campaign",
        metadataForms: [{ formName: "UsagePurpose", typeIdentifier: "UsagePurpose", content }],
      }),
    );
    return asked.id ?? "";
  }

  /** Ids of the projects of a name that the person sees. */
  public async projectsNamed(name: string): Promise<(string | undefined)[]> {
    const { items = [] } = await this.client.send(
      new ListProjectsCommand({ domainIdentifier: this.domainIdentifier, name }),
    );
    return items.map(({ id }) => id);
  }

  public async request(identifier: string) {
    const { client, domainIdentifier } = this;
    return client.send(new GetSubscriptionRequestDetailsCommand({ domainIdentifier, identifier }));
  }

  /** Subscription that came of a request; undefined where none of the status did. */
  public async subscription(
    subscriptionRequestIdentifier: string,
    status: "APPROVED" | "REVOKED",
  ): Promise<SubscriptionSummary | undefined> {
    const { client, domainIdentifier } = this;
    const { items } = await client.send(
      new ListSubscriptionsCommand({ domainIdentifier, subscriptionRequestIdentifier, status }),
    );
    return items?.[0];
  }

  /** Statuses of the grants of a subscription. */
  public async grants(subscriptionId: string | undefined) {
    const { client, domainIdentifier } = this;
    const { items } = await client.send(new ListSubscriptionGrantsCommand({ domainIdentifier, subscriptionId }));
    return items?.map(({ status }) => status) ?? [];
  }
}
