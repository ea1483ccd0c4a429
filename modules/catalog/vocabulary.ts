import type { ITerraformDependable } from "cdktf";

type Keyed<T> = Readonly<Record<string, T>>;
type Status = "ENABLED" | "DISABLED";

/** A term; its relations name others as `<glossary>/<term>`. */
export interface TermContent {
  readonly name: string;
  readonly shortDescription?: string;
  readonly longDescription?: string;
  readonly status: Status;
  readonly isA: readonly string[];
  readonly classifies: readonly string[];
}

/** A glossary with its terms. */
export interface GlossaryContent {
  readonly name: string;
  readonly description?: string;
  readonly governed: boolean;
  readonly status: Status;
  readonly terms: Keyed<TermContent>;
}

/** A metadata form. */
export interface FormTypeContent {
  readonly name: string;
  readonly description?: string;
  readonly status: Status;
  readonly smithy: string;
  readonly fingerprint: string;
}

/** An asset type; its forms are named by key, or brought by the service. */
export interface AssetTypeContent {
  readonly name: string;
  readonly description?: string;
  readonly forms: Keyed<
    | { readonly form: string; readonly required: boolean }
    | { readonly managed: string; readonly revision: string; readonly required: boolean }
  >;
  readonly usableIn: readonly { readonly unit: string; readonly includeChildUnits: boolean }[];
}

/** A rule; it names asset types by key or by the service's name. */
export interface RuleContent {
  readonly name: string;
  readonly description?: string;
  readonly on: "publish" | "subscribe";
  readonly unit: string;
  readonly includeChildUnits: boolean;
  readonly assetTypes?: readonly string[];
  readonly dataProducts: boolean;
  readonly projects?: readonly string[];
  readonly forms?: readonly string[];
  readonly terms?: readonly string[];
}

/** The vocabulary of a domain, by keys of the configuration. */
export interface Vocabulary {
  /** The owner gets the grants that it needs; otherwise it has them. */
  readonly ownerGrants: boolean;
  readonly glossaries: Keyed<GlossaryContent>;
  readonly forms: Keyed<FormTypeContent>;
  readonly assetTypes: Keyed<AssetTypeContent>;
  readonly rules: Keyed<RuleContent>;
}

/** Kinds of the vocabulary that a configuration may take over. */
export type VocabularyKind = "Glossary" | "GlossaryTerm" | "FormType" | "AssetType" | "MetadataRule";

/** Place in which a vocabulary comes into being, with what it refers to. */
export interface CatalogPlace {
  /** The governance account's control-plane function. */
  readonly functionName: string;
  /** Prefix of ledger keys: the stage. */
  readonly ledgerScope: string;
  readonly domainId: string;
  /** The project that owns the vocabulary, and its unit. */
  readonly owner: { readonly projectId: string; readonly domainUnitId: string };
  /** Resolves the keys of units. */
  readonly unitId: (key: string) => string;
  /** Resolves the keys of standing projects. */
  readonly projectId: (key: string) => string;
  /** Id of an existing object to take over, by its keys. */
  readonly adoptId: (kind: VocabularyKind, ...keys: string[]) => string | undefined;
  /** Refuse to destroy it. */
  readonly protect: boolean;
  /** Grants that must be there first. */
  readonly granted: ITerraformDependable[];
}
