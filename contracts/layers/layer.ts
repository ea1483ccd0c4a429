import type { Promotion } from "../kinds/promotion";
import type { PolicyName } from "../service/policies";

/** Members of a stage that layers look at; a resolved stage of `configuration` has them. */
export interface StageFacts {
  readonly governance: { readonly key: string };
  readonly ownsDomain: boolean;
  readonly accounts: Readonly<Record<string, { readonly key: string; readonly hostsProjects: boolean }>>;
  readonly pools: object;
  readonly profiles: object;
  readonly projects: Readonly<Record<string, { readonly dataSources: object; readonly assets: object }>>;
  /** Of the stage that owns the domain. */
  readonly git: { readonly hosts: object; readonly connections: object };
  /** Absent where the stage configures no vocabulary. */
  readonly catalog?: object;
  /** Absent where no file of the domain configures the governance application. */
  readonly application?: object;
  /** AI operations; absent but in the stage whose file has the use cases: the hub. */
  readonly aiops?: object;
  /** Parts that the stage has in use cases, by key: the account in which one is built, that to which its versions are deployed. */
  readonly useCases: Readonly<Record<string, UseCasePartFacts>>;
  readonly environment: {
    readonly grants: object;
    readonly state: { readonly backend: string; readonly workspaces?: unknown };
  };
}

/** Part of a stage in a use case, as layers look at it. */
export interface UseCasePartFacts {
  readonly build?: { readonly account: { readonly key: string } };
  readonly deploy?: { readonly account: { readonly key: string } };
}

/** Stacks of another layer: of the stack's own account, of the governance account, or of every account of the stage. */
export interface LayerReference<L extends string = string> {
  readonly layer: L;
  readonly of: "own" | "governance" | "every";
}

/** The type of an output; it holds no value. */
export interface OutputType<T> {
  readonly example?: T;
}

/** An output that is a text. */
export const TEXT: OutputType<string> = {};
/** An output that is a map of texts. */
export const TEXTS: OutputType<Record<string, string>> = {};
/** An output that is a map of values. */
export function mapOf<T>(): OutputType<Record<string, T>> {
  return {};
}

/** Texts of the docs about a layer. */
export interface LayerDocumentation {
  /** Accounts in which it is. */
  readonly account: "each" | "governance" | "each that hosts projects" | "each in which a use case builds or runs";
  readonly holds: string;
  /** Stages in which it is. */
  readonly existsIn: string;
  /**
   * Accounts whose deploy role needs it, and the purpose (docs/deploy-role.md).
   *
   * @default - no role: a layer without resources of AWS
   */
  readonly deployRole?: string;
}

/**
 * One layer: together with an account it names a stack, a state and a Terraform Cloud workspace. Its place in the order is that
 * in `contracts/layers/index.ts`.
 */
export interface LayerDescriptor {
  readonly documentation: LayerDocumentation;
  /** Keys of the accounts in which a stage has it. */
  readonly accountsIn: (stage: StageFacts) => readonly string[];
  /**
   * In the governance account it exists once per domain, in the workspace of the stage that owns the domain.
   *
   * @default - every stage that has it has its own
   */
  readonly oncePerDomain?: true;
  /** Every other stack of the stage waits for it, whatever else those wait for. */
  readonly first?: true;
  /** The stacks that a stack waits for: sparse, since the layers before those are reached through them. */
  readonly waitsFor: readonly LayerReference[];
  /** The stacks whose states a stack may read. */
  readonly reads: readonly LayerReference[];
  /**
   * The outputs that it publishes, and the only values that cross from one state to another.
   *
   * A stack publishes exactly these names (tested); a consumer reads them through `modules/remote-state`. Removing or renaming one
   * breaks every consumer that was applied before, so add first and remove a release later.
   */
  readonly outputs: Readonly<Record<string, OutputType<unknown>>>;
  /** It has no resource of AWS: nothing to be promoted, so no record of the apply, and no role. */
  readonly withoutAws?: true;
  /** It holds nothing but where states are kept: a promotion does not look at it. */
  readonly keepsStates?: true;
  /** Every stage of a path has it in the governance account for itself: a source stage without it is something to say. */
  readonly missedInSource?: true;
  /**
   * Items of it that are promoted beside those that its kinds name themselves.
   *
   * @default - nothing
   */
  readonly promotion?: Promotion;
  /**
   * Policies of which a report of drift asks for all grants on the units, or on the blueprints, that the stack's account has.
   *
   * @default - it issues no grants
   */
  readonly grants?: readonly PolicyName[];
}

/** Keys of the accounts that the stage's RAM share associates: all that host projects but the owner of the domain. */
export function sharedAccounts({ accounts, governance }: StageFacts): string[] {
  return hostingAccounts({ accounts }).filter((key) => key !== governance.key);
}

/** Keys of the accounts that host projects. */
export function hostingAccounts({ accounts }: Pick<StageFacts, "accounts">): string[] {
  return Object.values(accounts)
    .filter(({ hostsProjects }) => hostsProjects)
    .map(({ key }) => key);
}

/** Keys of the accounts of a stage in which a use case builds or runs, each once. */
export function useCaseAccounts({ useCases }: Pick<StageFacts, "useCases">): string[] {
  const places = Object.values(useCases).flatMap(({ build, deploy }) => [build, deploy]);
  return [...new Set(places.flatMap((place) => (place === undefined ? [] : [place.account.key])))];
}

/** The governance account, where a condition holds. */
export function governanceIf({ governance }: StageFacts, condition: boolean): string[] {
  return condition ? [governance.key] : [];
}

/** Tells whether a map of the configuration has entries. */
export function isFilled(entries: object): boolean {
  return Object.keys(entries).length > 0;
}
