import {
  AcceptSubscriptionRequestCommand,
  type AcceptSubscriptionRequestCommandInput,
  CreateSubscriptionRequestCommand,
  type CreateSubscriptionRequestCommandInput,
  CreateSubscriptionTargetCommand,
  type DataZoneClient,
  DeleteSubscriptionTargetCommand,
  GetSubscriptionGrantCommand,
  ListEnvironmentsCommand,
  ListSubscriptionGrantsCommand,
  ListSubscriptionTargetsCommand,
  ListSubscriptionsCommand,
  type SubscriptionGrantSummary,
  type SubscriptionSummary,
  type SubscriptionTargetSummary,
  type UserDesignation,
} from "@aws-sdk/client-datazone";
import type { EmulatorOptions } from "../../../../packages/emulator";
import type { DataAccess } from "../../../../packages/emulator/services/datazone/data-access/shapes";
import { GOVERNANCE, Landscape, MEMBER, REGION } from "../../functions/landscape";
import { RuledProjects } from "../../functions/ruled-projects";
import { eventually } from "../harness";

export const GLUE_TABLE = "amazon.datazone.GlueTableAssetType";
export const COLUMNS = [
  { columnName: "region", dataType: "string" },
  { columnName: "amount", dataType: "int" },
  { columnName: "email", dataType: "string" },
];

/** The form of a table of Glue with these columns. */
export const tableForm = (columns: readonly object[] = COLUMNS) => ({
  formName: "GlueTableForm",
  typeIdentifier: "amazon.datazone.GlueTableFormType",
  content: JSON.stringify({ columns }),
});

/** A published asset. */
export interface Published {
  readonly assetId: string;
  readonly listingId: string;
}

/** A producer and a consumer, each with people who are members of one project only. */
export class Sides {
  private constructor(
    readonly landscape: Landscape,
    readonly ruled: RuledProjects,
    /** Contributor of the producer. */
    readonly owner: DataZoneClient,
    /** Contributor of the consumer. */
    readonly asker: DataZoneClient,
  ) {}

  static async begin(options: EmulatorOptions = {}): Promise<Sides> {
    const landscape = await Landscape.start({ ...options, delays: { grant: 20, ...options.delays } });
    const ruled = await RuledProjects.begin(landscape);
    const { producer, consumer } = ruled.projects;
    const owner = await ruled.person("owner", producer);
    const asker = await ruled.person("asker", consumer);
    return new Sides(landscape, ruled, owner, asker);
  }

  stop = (): Promise<void> => this.landscape.stop();

  get on(): { readonly domainIdentifier: string } {
    return this.ruled.on;
  }

  get projects(): Readonly<Record<"producer" | "consumer", string>> {
    return this.ruled.projects;
  }

  /** Client of the account that hosts the environments. */
  get host(): DataZoneClient {
    return this.landscape.clients(MEMBER).datazone();
  }

  /** Somebody who is a member of a project, in a role of the governance account. */
  person = (name: string, project: string, designation?: UserDesignation): Promise<DataZoneClient> =>
    this.ruled.person(name, project, designation);

  stranger = (): DataZoneClient => this.landscape.clients(GOVERNANCE, "stranger").datazone();

  /** Publishes a new asset of the producer: a table, unless said otherwise. */
  async published(overrides: object = { typeIdentifier: GLUE_TABLE, formsInput: [tableForm()] }): Promise<Published> {
    const assetId = await this.ruled.asset(overrides);
    const { listingId = "" } = await this.ruled.publish(assetId);
    return { assetId, listingId };
  }

  /** Asks for a listing, in the consumer's name. */
  async ask(
    listingId: string,
    overrides: Partial<CreateSubscriptionRequestCommandInput> = {},
    person = this.asker,
  ): Promise<string> {
    const asked = await person.send(
      new CreateSubscriptionRequestCommand({
        ...this.on,
        requestReason: "Reports",
        subscribedListings: [{ identifier: listingId }],
        subscribedPrincipals: [{ project: { identifier: this.projects.consumer } }],
        ...overrides,
      }),
    );
    return asked.id ?? "";
  }

  accept = (identifier: string, overrides: Partial<AcceptSubscriptionRequestCommandInput> = {}) =>
    this.owner.send(new AcceptSubscriptionRequestCommand({ ...this.on, identifier, ...overrides }));

  /** Subscribes the consumer to a listing, and answers the subscription's id. */
  async subscribe(
    listingId: string,
    overrides: Partial<AcceptSubscriptionRequestCommandInput> = {},
  ): Promise<SubscriptionSummary> {
    const subscriptionRequestIdentifier = await this.ask(listingId);
    await this.accept(subscriptionRequestIdentifier, overrides);
    const { items } = await this.owner.send(
      new ListSubscriptionsCommand({ ...this.on, subscriptionRequestIdentifier }),
    );
    return items![0];
  }

  async grants(subscriptionId: string | undefined): Promise<SubscriptionGrantSummary[]> {
    const { items } = await this.owner.send(new ListSubscriptionGrantsCommand({ ...this.on, subscriptionId }));
    return items ?? [];
  }

  grant = (identifier: string | undefined) =>
    this.owner.send(new GetSubscriptionGrantCommand({ ...this.on, identifier }));

  /** The grant once its asset has this status. */
  settled(identifier: string | undefined, status: string) {
    return eventually(async () => {
      const grant = await this.grant(identifier);
      expect(grant.assets?.[0].status).toBe(status);
      return grant;
    });
  }

  /** Id of the environment of the consumer's data lake. */
  async lake(projectIdentifier = this.projects.consumer): Promise<string> {
    const { items } = await this.asker.send(
      new ListEnvironmentsCommand({ ...this.on, projectIdentifier, name: "Lake" }),
    );
    return items?.[0].id ?? "";
  }

  /** Targets of the consumer's data lake, as soon as there are some. */
  async targets(environmentIdentifier: string): Promise<SubscriptionTargetSummary[]> {
    const { items } = await this.asker.send(new ListSubscriptionTargetsCommand({ ...this.on, environmentIdentifier }));
    return items ?? [];
  }

  private made = 0;

  /** Makes a target for tables in an environment, as the account does that hosts it. */
  async target(environmentIdentifier: string, changes: object = {}): Promise<string> {
    const principal = `arn:aws:iam::${MEMBER}:role/readers`;
    const made = await this.host.send(
      new CreateSubscriptionTargetCommand({
        ...{ ...this.on, environmentIdentifier, name: `Target ${(this.made += 1)}`, type: "CustomType" },
        ...{ subscriptionTargetConfig: [], authorizedPrincipals: [principal], manageAccessRole: principal },
        ...{ applicableAssetTypes: [GLUE_TABLE], ...changes },
      }),
    );
    return made.id ?? "";
  }

  /** Takes every target from the consumer's data lake. */
  async withoutTargets(): Promise<string> {
    const environmentIdentifier = await this.lake();
    for (const { id: identifier } of await this.targets(environmentIdentifier))
      await this.host.send(new DeleteSubscriptionTargetCommand({ ...this.on, environmentIdentifier, identifier }));
    return environmentIdentifier;
  }
}

/** Access to assets that the emulator holds in a domain. */
export function accessIn({ landscape, on }: Sides): DataAccess {
  const { store } = landscape.emulator;
  return store.state<Record<string, DataAccess>>("datazone-access", GOVERNANCE, REGION, () => ({}))[
    on.domainIdentifier
  ];
}
