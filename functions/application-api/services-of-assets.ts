import type { AssetFilter, AssetUse, FilterText, ProjectAsset, PublishingRule } from "../../governance/assets";

/** Words of the service about something that it refuses although nothing was found to be wrong with it. */
export interface RefusedByService {
  readonly refusedByService: string;
}

/**
 * The application's hand in one project: it reads and writes as the role of that very project, in the name of a person. The service
 * refuses to it what it would refuse to any contributor of the project.
 */
export interface ProjectHand {
  /** An asset of the project; nothing where it is not there, or another project's. */
  asset(assetId: string): Promise<ProjectAsset | undefined>;
  /** A page of the project's assets. */
  assets(asked: {
    readonly text?: string | undefined;
    readonly limit: number;
    readonly token?: string | undefined;
  }): Promise<{ readonly found: readonly ProjectAsset[]; readonly token?: string | undefined }>;
  /** Access that is approved and requests that wait, for a listing of the project. */
  uses(listingId: string): Promise<AssetUse[]>;
  /** Publishes a revision. */
  publish(assetId: string, revision: string): Promise<RefusedByService | undefined>;
  unpublish(assetId: string): Promise<RefusedByService | undefined>;
  /** Filters of an asset, without their contents. */
  filters(assetId: string): Promise<AssetFilter[]>;
  /** A filter with its content. */
  filter(assetId: string, filterId: string): Promise<AssetFilter | undefined>;
  /** @param token - Name of the creation for the service, which makes the filter once. @default - it has none */
  createFilter(assetId: string, filter: FilterText, token: string | undefined): Promise<AssetFilter | RefusedByService>;
  changeFilter(assetId: string, filterId: string, filter: FilterText): Promise<AssetFilter | RefusedByService>;
  deleteFilter(assetId: string, filterId: string): Promise<RefusedByService | undefined>;
}

/** Assets of projects. */
export interface Assets {
  /** Project that owns an asset, as the service has it now; nothing where the application may not know. */
  ownerOf(assetId: string): Promise<string | undefined>;
  /** Rules on publishing that are in force for a project. */
  rulesFor(projectId: string): Promise<readonly PublishingRule[]>;
  /** Word for a term: `<glossary>/<term>` where the configuration has it, else the name that the service has; its id where it is gone. */
  termName(termId: string): Promise<string>;
  /**
   * The application's hand in a project; nothing where the project has no role for it.
   *
   * @param session - Name of the session: the id of the person's profile.
   */
  handIn(projectId: string, session: string): Promise<ProjectHand | undefined>;
}
