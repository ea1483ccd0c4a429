import { Construct } from "constructs";
import type { Properties } from "../../contracts/control-plane";
import { ControlPlaneResource } from "../control-plane-resource";
import { addWaitingCheck } from "../expression";

/** A data source of a project. */
export interface InventoryDataSource extends Omit<Properties<"DataSource">, "domainId" | "projectId"> {
  /**
   * Id of an existing data source to take over.
   *
   * @default - created
   */
  readonly adoptId?: string;
}

/** Terms, forms and texts on an asset of a project. */
export interface InventoryAsset extends Omit<Properties<"Asset">, "domainId" | "projectId"> {
  /** Names of data sources of the project that would bring it. */
  readonly broughtBy: readonly string[];
  readonly projectName: string;
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
  /** Assets by a key that names the ledger entry; they exist, or come into being later. */
  readonly assets: Readonly<Record<string, InventoryAsset>>;
}

/**
 * The inventory of a standing project, in the account that owns the domain.
 *
 * Creates a control-plane resource for each data source, and for each asset, with a `check`: every plan and apply says which asset is
 * not there yet, and which data source would bring it. A check is a warning: nothing waits for whoever runs that. The project, its
 * connections, and the forms and terms that are named exist.
 */
export class ProjectInventory extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: ProjectInventoryProps,
  ) {
    super(scope, id);
    this.addDataSources();
    this.addAssets();
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

  private addAssets(): void {
    const { functionName, ledgerKey, domainId, projectId, assets } = this.props;
    const scope = new Construct(this, "Asset");
    for (const [key, { broughtBy, projectName, ...asset }] of Object.entries(assets)) {
      const resource = new ControlPlaneResource(scope, key, {
        functionName,
        desired: { kind: "Asset", key: `${ledgerKey}/${key}`, properties: { domainId, projectId, ...asset } },
      });
      addWaitingCheck(this, {
        name: resource.resource.friendlyUniqueId,
        // Out of reach is another trouble than absent, and a plan says that by itself.
        condition: `try(${resource.attribute("assetId").slice(2, -1)}, "unknown") != ""`,
        message: `Asset ${asset.externalIdentifier} does not exist yet: ${waitingFor(broughtBy, projectName)}, then apply again.`,
      });
    }
  }
}

function waitingFor(broughtBy: readonly string[], projectName: string): string {
  if (broughtBy.length === 0) return `bring it into project ${projectName}`;
  return `run data source ${broughtBy.join(" or ")} of project ${projectName}`;
}
