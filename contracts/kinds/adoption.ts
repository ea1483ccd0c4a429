/** A map of the configuration, of which only the keys matter. */
type Keyed<T = unknown> = Readonly<Record<string, T>>;

/** Members of a stage's file that adoption looks at; the views of `configuration` have them. */
export interface AdoptingFile {
  readonly accounts: Keyed<{
    readonly id: string;
    readonly blueprints: Keyed<{ readonly grantTo: readonly { unit: string; designation: string }[] } | undefined>;
  }>;
  readonly pools: Keyed;
  readonly profiles: Keyed;
  readonly projects: Keyed<{ readonly members: Keyed }>;
  readonly git: { readonly hosts: Keyed; readonly connections: Keyed };
  /** A grant with an account is issued in that one. */
  readonly grants: Keyed<object>;
  readonly domain: { readonly grants: Keyed<object> } | object;
}

/** Members that adoption looks at in a stage that was read, and perhaps not checked yet. */
export interface AdoptingStage {
  readonly environment: AdoptingFile;
  readonly ownsDomain: boolean;
  /** Nothing where the stage that owns the domain cannot be found. */
  readonly domain:
    | {
        readonly rootOwners: Keyed;
        readonly units: Keyed<{ readonly owners: Keyed }>;
        readonly users: Keyed;
        readonly groups: Keyed;
        readonly grants: Keyed;
      }
    | undefined;
  /** Keys of the accounts that the stage provisions. */
  readonly accounts: ReadonlySet<string>;
  /** Regions of each of them. */
  readonly regions: Keyed<Keyed>;
}

/** Place in a stage's file. */
export type ConfigurationPath = readonly string[];

/** Places that describe the object of an address: if one cannot be read, the object does not count as missing. */
export interface DescribedAt {
  /** Maps in which it would be. */
  readonly among: readonly ConfigurationPath[];
  /** Values that decide on it. */
  readonly reads?: readonly ConfigurationPath[];
}

/**
 * An object that a stage file may adopt: `adopt: { "<address>": "<id>" }`. An address names an object as the stage's
 * file does: a name, then the keys that lead to the object.
 */
export interface Adoptable {
  /** The keys, for people. */
  readonly keys: string;
  /** Form of the id, for people. */
  readonly id: string;
  readonly idPattern: RegExp;
  /** Mechanism that takes it over: the read and write pair of the control-plane function, or an `import` block. */
  readonly by: "control-plane" | "import";
  /** Keys of everything in a stage's file that can be adopted under this name. */
  readonly addresses: (stage: AdoptingStage) => readonly (readonly string[])[];
  readonly describedAt: (first: string, second: string) => DescribedAt;
  /** The id is the same in every account, so the account (the first key) tells objects apart. */
  readonly sameIdInAccounts?: true;
  /**
   * Key of the account whose function keeps the object.
   *
   * @default - the account that owns the domain
   */
  readonly issuer?: (keys: readonly string[], file: AdoptingFile) => string | undefined;
}

/** Form of most ids of DataZone. */
export const DATAZONE_ID = /^[a-zA-Z0-9_-]{1,256}$/;
/** Form of the ids of user and group profiles. */
export const PROFILE_ID = /^[A-Za-z0-9-]{1,60}$/;
/** Form of the ids of grants. */
export const GRANT_ID = /^[A-Za-z0-9+/]{10}$/;

/** Keys of a map as addresses of one key each. */
export function eachKey(entries: object): string[][] {
  return Object.keys(entries).map((key) => [key]);
}

/** The domain, where the stage's own file describes it. */
export function ownDomain({ ownsDomain, domain }: AdoptingStage): AdoptingStage["domain"] {
  return ownsDomain ? domain : undefined;
}
