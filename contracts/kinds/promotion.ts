import type { Layer } from "../layers";

/**
 * Items that a stack promotes: the content of each, in plain data, by the item's name. Names follow the paths of the
 * configuration, with accounts by business unit: `profiles.analytics`, `accounts.finance.blueprints.DataLake`.
 *
 * What differs by nature between stages is not in it: ids, names, networks, Regions, keys and buckets, given roles, marks
 * of production, and what a profile is bound to (pools, a fixed account, SSM paths).
 */
export type PromotableItems = Readonly<Record<string, unknown>>;

type Keyed<T> = Readonly<Record<string, T>>;
/** An object of the configuration of which these members are promoted as they are. */
type Holding<M extends string> = { readonly [N in M]?: unknown };

/** A grant as a stage's file writes it. */
export interface PromotedGrant {
  readonly policy: string;
  readonly principal: object;
}

/** Members of an account that promotion looks at. */
export interface PromotedAccount {
  readonly lakeFormation?: unknown;
  readonly blueprints: Keyed<
    { readonly grantTo: unknown; readonly globalParameters: Readonly<Record<string, string>> } | undefined
  >;
}

/** Members of a stage that promotion looks at; a resolved stage of `configuration` has them. */
export interface PromotedStage {
  readonly ownsDomain: boolean;
  readonly domain: Holding<"description" | "rootOwners"> & {
    readonly singleSignOn: { readonly type: string; readonly userAssignment?: unknown };
    readonly units: Keyed<unknown>;
    readonly users: Keyed<{ readonly type: string }>;
    readonly groups: Keyed<unknown>;
    readonly grants: Keyed<PromotedGrant>;
  };
  readonly environment: {
    readonly grants: Keyed<PromotedGrant>;
    readonly sharing: { readonly principals: string | object; readonly portalAccess?: unknown };
  };
  readonly governance: PromotedAccount & { readonly key: string };
  readonly accounts: Keyed<PromotedAccount>;
  readonly pools: Keyed<{ readonly description?: string; readonly source: object }>;
  readonly profiles: Keyed<PromotedProfile>;
  readonly projects: Keyed<PromotedProject>;
  readonly git: {
    readonly hosts: Keyed<{ readonly provider: string }>;
    readonly connections: Keyed<{
      readonly name: string;
      readonly provider?: string;
      readonly host?: string;
      readonly useInProjects: boolean;
    }>;
  };
  readonly catalog?: PromotedCatalog;
}

/** The vocabulary of a domain, in which everything is named by its key. */
export interface PromotedCatalog {
  readonly glossaries: Keyed<
    Holding<"name" | "description" | "status" | "governed"> & {
      readonly terms: Keyed<Holding<"name" | "shortDescription" | "longDescription" | "status" | "isA" | "classifies">>;
    }
  >;
  readonly forms: Keyed<Holding<"name" | "description" | "status" | "smithy">>;
  readonly assetTypes: Keyed<Holding<"name" | "description" | "forms" | "usableIn">>;
  readonly rules: Keyed<
    Holding<
      | "name"
      | "description"
      | "on"
      | "unit"
      | "includeChildUnits"
      | "assetTypes"
      | "dataProducts"
      | "projects"
      | "forms"
      | "terms"
    >
  >;
}

interface PromotedProfile
  extends Holding<
    "description" | "unit" | "status" | "resourceTags" | "allowCustomResourceTags" | "resourceTagsDescription"
  > {
  readonly key: string;
  readonly git?: { readonly connection: string; readonly editable: boolean };
  readonly configurations: readonly (Holding<
    "blueprint" | "description" | "deploymentMode" | "deploymentOrder" | "ssmPath"
  > & {
    readonly name: string;
    readonly parameters: readonly { readonly name: string; readonly value?: string; readonly editable: boolean }[];
  })[];
}

interface PromotedProject
  extends Holding<"description" | "unit" | "profile" | "category" | "resourceTags" | "members"> {
  readonly key: string;
  readonly git?: { readonly repository: string; readonly branch: string };
  readonly glossaryTermIds: readonly string[];
  readonly connections: Keyed<unknown>;
  readonly dataSources: Keyed<unknown>;
  readonly assets: Keyed<
    Holding<"name" | "description" | "readMe" | "terms" | "forms" | "published"> & {
      readonly columns: Keyed<Holding<"name" | "description" | "readMe" | "terms" | "forms">>;
    }
  >;
  readonly environments: readonly {
    readonly configuration: string;
    readonly parameters: Readonly<Record<string, string>>;
  }[];
}

/** A stack whose items are asked for. */
export interface PromotedStack {
  /** Key of its account. */
  readonly account: string;
  readonly stage: PromotedStage;
  /** True if ids of the domain's objects mean the same in every stage of the path. */
  readonly oneDomain: boolean;
  /** Fingerprint of the control-plane function's code. */
  readonly functionCode: string;
  /** Gives an account, by its key, the name that it has in every stage of the path alike. */
  readonly accountName: (key: string) => string;
  /** A value with its texts as they are in every stage. Keys of the configuration are not texts: they are the same. */
  readonly natural: (value: unknown) => unknown;
}

/** The items of a stack. */
export type Promotion = (stack: PromotedStack) => PromotableItems;

/** The items of an object, by the layer whose stack records them. */
export type Promotions = { readonly [L in Layer]?: Promotion };

/** One item per entry, named `<prefix>.<key>`. */
export function eachItem<T>(
  stack: PromotedStack,
  prefix: string,
  entries: Keyed<T>,
  content: (entry: T) => unknown,
): PromotableItems {
  return Object.fromEntries(
    Object.entries(entries).map(([key, entry]) => [`${prefix}.${key}`, stack.natural(content(entry))]),
  );
}

/** All items together. */
export function merged(parts: readonly PromotableItems[]): PromotableItems {
  return Object.assign({}, ...parts) as PromotableItems;
}

/** Prefix of the items of the stack's account. */
export function accountPrefix({ account, accountName }: PromotedStack): string {
  return `accounts.${accountName(account)}`;
}

/** The stack's account. */
export function accountOf({ account, stage }: PromotedStack): PromotedAccount {
  return account === stage.governance.key ? stage.governance : stage.accounts[account];
}
