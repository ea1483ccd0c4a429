import {
  AssociateGovernedTermsCommand,
  CreateAssetRevisionCommand,
  CreateListingChangeSetCommand,
  type DataZoneClient,
  GetAssetCommand,
  GetAssetFilterCommand,
  ListDataSourceRunActivitiesCommand,
  ListDataSourcesCommand,
  StartDataSourceRunCommand,
} from "@aws-sdk/client-datazone";
import { BUSINESS_FORM } from "../../../contracts/service/column-form";

/** Actions of somebody who publishes. */
export const PRODUCING = [
  ...["ListDomains", "ListProjects", "ListDataSources", "StartDataSourceRun", "ListDataSourceRunActivities"],
  ...["GetAsset", "CreateAssetRevision", "CreateListingChangeSet", "GetAssetFilter", "AssociateGovernedTerms"],
];

/** Ids of terms as the application's settings have them. */
export type TermIds = Readonly<Record<string, string>>;

/** Somebody who publishes for a project. */
export class Producer {
  public constructor(
    private readonly client: DataZoneClient,
    private readonly domainIdentifier: string,
    private readonly projectIdentifier: string,
    private readonly termIds: TermIds,
  ) {}

  /** Runs a data source of the project. @returns ids of the assets that are there, by their table */
  public async run(source: string): Promise<Readonly<Record<string, string>>> {
    const { client, domainIdentifier, projectIdentifier } = this;
    const { items } = await client.send(new ListDataSourcesCommand({ domainIdentifier, projectIdentifier }));
    const dataSourceIdentifier = items?.find(({ name }) => name === source)?.dataSourceId;
    const { id } = await client.send(new StartDataSourceRunCommand({ domainIdentifier, dataSourceIdentifier }));
    const run = await client.send(new ListDataSourceRunActivitiesCommand({ domainIdentifier, identifier: id }));
    return Object.fromEntries(
      (run.items ?? []).map(({ technicalName = "", dataAssetId = "" }) => [technicalName, dataAssetId]),
    );
  }

  /** Configuration of a filter of an asset. */
  public async filter(assetIdentifier: string, identifier: string) {
    const { client, domainIdentifier } = this;
    const found = await client.send(new GetAssetFilterCommand({ domainIdentifier, assetIdentifier, identifier }));
    return found.configuration;
  }

  /** Completes an asset of customers, with its owner, terms, and the term of its column with personal data, and publishes it. */
  public async publish(identifier: string, { isConfidential }: { readonly isConfidential: boolean }): Promise<void> {
    const { client, domainIdentifier, termIds } = this;
    const asset = await client.send(new GetAssetCommand({ domainIdentifier, identifier }));
    const personal = { columnIdentifier: "email", glossaryTerms: [termIds["business/personal"]] };
    const form = (formName: string, typeIdentifier: string, content: object) => ({
      ...{ formName, typeIdentifier, content: JSON.stringify(content) },
    });
    await client.send(
      new CreateAssetRevisionCommand({
        ...{ domainIdentifier, identifier, name: asset.name },
        glossaryTerms: [termIds["business/customer"]],
        formsInput: [
          ...(asset.formsOutput ?? []).map(({ formName, typeName, typeRevision, content }) => ({
            ...{ formName, typeIdentifier: typeName, typeRevision, content },
          })),
          form(BUSINESS_FORM.name, BUSINESS_FORM.type, { columnsBusinessMetadata: [personal] }),
          form("DataOwnership", "DataOwnership", { owner: "Finance", contact: "f@example.com" }),
        ],
      }),
    );
    if (isConfidential)
      await client.send(
        new AssociateGovernedTermsCommand({
          ...{ domainIdentifier, entityIdentifier: identifier, entityType: "ASSET" },
          governedGlossaryTerms: [termIds["confidentiality/confidential"]],
        }),
      );
    await client.send(
      new CreateListingChangeSetCommand({
        ...{ domainIdentifier, entityType: "ASSET", entityIdentifier: identifier, action: "PUBLISH" },
      }),
    );
  }
}
