/** Form that an asset carries. */
export interface CarriedForm {
  readonly name: string;
  /** Name of the form's type. */
  readonly type: string;
}

/** Place of an asset in the catalogue. */
export interface AssetListing {
  readonly id: string;
  /** `CREATING`: the service works on it. */
  readonly state: "CREATING" | "ACTIVE" | "INACTIVE";
  /** Revision of the asset that is listed; absent where the service does not tell it. */
  readonly revision?: string;
}

/** Column of an asset, with the ids of its terms. */
export interface AssetColumn {
  readonly name: string;
  readonly terms: readonly string[];
}

/** An asset of a project's inventory, in its newest revision. */
export interface ProjectAsset {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly description: string;
  /** Name of its type. */
  readonly type: string;
  readonly externalIdentifier?: string;
  readonly revision: string;
  /** Ids of its terms, governed ones among them. */
  readonly terms: readonly string[];
  readonly forms: readonly CarriedForm[];
  /** Absent where no form of it names any. */
  readonly columns?: readonly AssetColumn[];
  /** Absent where it was never published. */
  readonly listing?: AssetListing;
}

/** Something that somebody has of an asset: access, or a request that waits. */
export interface AssetUse {
  readonly kind: "access" | "request";
  /** Id of the subscription, or of the request. */
  readonly id: string;
  /** Project, user or group that has it. */
  readonly who: { readonly kind: "project" | "user" | "group" | "role"; readonly id: string; readonly name: string };
  /** Filters that access has, by id; none means everything. */
  readonly filterIds: readonly string[];
}
