import { Construct } from "constructs";
import type { Properties } from "../../contracts/control-plane";
import { ControlPlaneResource } from "../control-plane-resource";

/** A data source of a project. */
export interface InventoryDataSource extends Omit<Properties<"DataSource">, "domainId" | "projectId"> {
  /**
   * Id of an existing data source to take over.
   *
   * @default - created
   */
  readonly adoptId?: string;
}

/** Properties of {@link ProjectInventory}. */
export interface ProjectInventoryProps {
  readonly functionName: string;
  /** Names the ledger entries: `<stage>/<project>`. */
  readonly ledgerKey: string;
  readonly domainId: string;
  /** Id of the project, which exists. Changing this replaces everything. */
  readonly projectId: string;
  /** Data sources by a key that names the ledger entry. */
  readonly dataSources: Readonly<Record<string, InventoryDataSource>>;
}

/**
 * The inventory of a standing project, in the account that owns the domain.
 *
 * Creates a control-plane resource for each data source. The project, its connections, and the forms and terms that are named exist.
 */
export class ProjectInventory extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: ProjectInventoryProps,
  ) {
    super(scope, id);
    this.addDataSources();
  }

  private addDataSources(): void {
    const { functionName, ledgerKey, domainId, projectId, dataSources } = this.props;
    const sources = new Construct(this, "DataSource");
    for (const [key, { adoptId, ...source }] of Object.entries(dataSources))
      new ControlPlaneResource(sources, key, {
        functionName,
        desired: {
          kind: "DataSource",
          key: `${ledgerKey}/${key}`,
          adoptId,
          properties: { domainId, projectId, ...source },
        },
      });
  }
}
