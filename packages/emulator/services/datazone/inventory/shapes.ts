import type { FormInput } from "@aws-sdk/client-datazone";

/** A revision of an asset: all that a revision says itself. */
export interface AssetRevision {
  revision: string;
  name: string;
  description?: string;
  typeRevision: string;
  glossaryTerms: string[];
  forms: FormInput[];
  createdAt: string;
  createdBy: string;
}

/** The entry of an asset in the catalog that everybody of the domain searches. */
export interface Listing {
  id: string;
  revision: number;
  status: "ACTIVE" | "INACTIVE";
  assetRevision: string;
  createdAt: string;
  createdBy: string;
  updatedAt: string;
  updatedBy: string;
}

/** An asset of a project's inventory. */
export interface InventoryAsset {
  id: string;
  projectId: string;
  typeIdentifier: string;
  externalIdentifier?: string;
  /** The oldest first. */
  revisions: AssetRevision[];
  listing?: Listing;
  /** Governed terms, which belong to the asset and not to a revision; absent where there are none. */
  governedGlossaryTerms?: string[];
  /** Forms of columns, by the column; they belong to the asset and not to a revision. */
  attributes?: Record<string, FormInput[]>;
  clientToken?: string;
}
