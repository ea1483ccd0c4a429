type Status = "ENABLED" | "DISABLED";

/** Vocabulary of a domain, whoever owns it. */
export interface LiveCatalog {
  readonly glossaries: readonly LiveGlossary[];
  readonly forms: readonly LiveForm[];
  readonly assetTypes: readonly LiveAssetType[];
  /** Of all units. */
  readonly rules: readonly LiveRule[];
}

/** Glossary with its terms. */
export interface LiveGlossary {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly status: Status;
  readonly governed: boolean;
  readonly projectId: string;
  readonly terms: readonly LiveTerm[];
}

/** Term of a glossary; its relations are ids. */
export interface LiveTerm {
  readonly id: string;
  readonly name: string;
  readonly shortDescription?: string;
  readonly longDescription?: string;
  readonly status: Status;
  readonly isA: readonly string[];
  readonly classifies: readonly string[];
}

/** Metadata form in its last revision. */
export interface LiveForm {
  readonly name: string;
  readonly revision: string;
  readonly description?: string;
  readonly status: Status;
  readonly smithy: string;
  readonly projectId: string;
}

/** Asset type in its last revision. */
export interface LiveAssetType {
  readonly name: string;
  readonly description?: string;
  readonly projectId: string;
  readonly forms: Readonly<Record<string, { typeName: string; typeRevision: string; required: boolean }>>;
  /** Names of forms of which it has an earlier revision with another content than the last one. */
  readonly outdatedForms: readonly string[];
}

/** Rule on what publishing or subscribing must carry. */
export interface LiveRule {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly unitId: string;
  readonly includesChildren: boolean;
  readonly on: "publish" | "subscribe";
  /** Absent: all. */
  readonly assetTypes?: readonly string[];
  readonly dataProducts: boolean;
  /** Absent: all. */
  readonly projectIds?: readonly string[];
  readonly forms: readonly string[];
  /** Those of the forms of which it demands an earlier revision with another content than the last one. */
  readonly outdatedForms: readonly string[];
  readonly termIds: readonly string[];
}
