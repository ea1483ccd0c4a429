import {
  type AssetFilterConfiguration,
  type AssetFilterSummary,
  CreateAssetFilterCommand,
  type DataZoneClient,
  DeleteAssetFilterCommand,
  GetAssetFilterCommand,
  ListAssetFiltersCommand,
  UpdateAssetFilterCommand,
} from "@aws-sdk/client-datazone";
import { isNotFound } from "../../../../aws/faults";
import { allPages } from "../../../../aws/pages";
import { rowConditionText } from "../../../../governance/access-rules";
import {
  rowConditionOf,
  serviceRowFilter,
  type AssetFilter,
  type FilterContent,
  type FilterText,
} from "../../../../governance/assets";
import type { ProjectHand } from "../../services-of-assets";
import type { HandParts } from "./project-hand";
import { unlessRefused } from "./refused";

type Filters = Pick<ProjectHand, "filters" | "filter" | "createFilter" | "changeFilter" | "deleteFilter">;

/** Filters of a project's assets in a DataZone domain, read and written as the role of the project. */
export class ProjectFilters implements Filters {
  public constructor(protected readonly parts: HandParts) {}

  /** Works with a client of the role: its connections end with the work, for nobody else has them. */
  protected async as<T>(work: (client: DataZoneClient) => Promise<T>): Promise<T> {
    const client = this.parts.clientAs(this.parts.keys);
    try {
      return await work(client);
    } finally {
      client.destroy();
    }
  }

  public filters(assetIdentifier: string): Promise<AssetFilter[]> {
    const input = { domainIdentifier: this.parts.domainId, assetIdentifier };
    return this.as(async (client) => {
      const found = await allPages(
        (nextToken) => client.send(new ListAssetFiltersCommand({ ...input, nextToken })),
        ({ items }) => items,
      );
      return found.map((filter) => filterOf(filter));
    });
  }

  public async filter(assetIdentifier: string, identifier: string): Promise<AssetFilter | undefined> {
    const input = { domainIdentifier: this.parts.domainId, assetIdentifier, identifier };
    try {
      return await this.as(async (client) => {
        const found = await client.send(new GetAssetFilterCommand(input));
        return filterOf(found, contentOf(found.configuration));
      });
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  public createFilter(
    assetIdentifier: string,
    { name, description, content }: FilterText,
    clientToken: string | undefined,
  ): ReturnType<Filters["createFilter"]> {
    const input = { domainIdentifier: this.parts.domainId, assetIdentifier, name, description, clientToken };
    const configuration = configurationOf(content);
    return this.as(async (client) => {
      const made = await unlessRefused(() => client.send(new CreateAssetFilterCommand({ ...input, configuration })));
      return "refusedByService" in made ? made : filterOf(made, contentOf(made.configuration));
    });
  }

  public changeFilter(
    assetIdentifier: string,
    identifier: string,
    { name, description, content }: FilterText,
  ): ReturnType<Filters["changeFilter"]> {
    const input = { domainIdentifier: this.parts.domainId, assetIdentifier, identifier, name, description };
    const configuration = configurationOf(content);
    return this.as(async (client) => {
      const made = await unlessRefused(() => client.send(new UpdateAssetFilterCommand({ ...input, configuration })));
      return "refusedByService" in made ? made : filterOf(made, contentOf(made.configuration));
    });
  }

  public deleteFilter(assetIdentifier: string, identifier: string): ReturnType<Filters["deleteFilter"]> {
    const input = { domainIdentifier: this.parts.domainId, assetIdentifier, identifier };
    return this.as(async (client) => {
      const answer = await unlessRefused(() => client.send(new DeleteAssetFilterCommand(input)));
      return "refusedByService" in answer ? answer : undefined;
    });
  }
}

function filterOf(found: AssetFilterSummary, content?: FilterContent): AssetFilter {
  const { id = "", name = "", description = "", status, errorMessage } = found;
  const { effectiveColumnNames = [], effectiveRowFilter } = found;
  const effect =
    content === undefined
      ? (effectiveRowFilter ?? effectiveColumnNames.join(", "))
      : "rows" in content
        ? rowConditionText(content.rows)
        : content.columns.join(", ");
  return { id, name, description, state: status, error: errorMessage, effect, content };
}

/** Content of a filter; nothing where it says what nobody here knows. */
function contentOf(configuration: AssetFilterConfiguration | undefined): FilterContent | undefined {
  const { columnConfiguration, rowConfiguration } = configuration ?? {};
  if (columnConfiguration !== undefined) return { columns: columnConfiguration.includedColumnNames ?? [] };
  const rows = rowConditionOf(rowConfiguration?.rowFilter);
  return rows && { rows };
}

function configurationOf(content: FilterContent): AssetFilterConfiguration {
  if ("columns" in content) return { columnConfiguration: { includedColumnNames: [...content.columns] } };
  // The unions of the SDK have a member for what it does not know, which nobody writes.
  const rowFilter = serviceRowFilter(content.rows) as NonNullable<
    AssetFilterConfiguration["rowConfiguration"]
  >["rowFilter"];
  return { rowConfiguration: { rowFilter, sensitive: false } };
}
