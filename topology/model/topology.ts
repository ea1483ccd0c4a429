import type {
  AccessItem,
  AccountItem,
  ChangeAction,
  DomainItem,
  ItemKind,
  PoolItem,
  PrincipalItem,
  ProfileItem,
  ProjectItem,
  StageItem,
  UnitItem,
} from "./items";

/** An organization as people look at it, in the order in which it is shown. */
export interface Topology {
  /** Raised when a member changes its meaning. */
  readonly format: 1;
  /** Prefix of links to stage files: a path relative to the page, or a URL. */
  readonly links: string;
  readonly domains: readonly DomainItem[];
  readonly stages: readonly StageItem[];
  readonly accounts: readonly AccountItem[];
  readonly pools: readonly PoolItem[];
  readonly profiles: readonly ProfileItem[];
  readonly projects: readonly ProjectItem[];
  readonly units: readonly UnitItem[];
  readonly principals: readonly PrincipalItem[];
  readonly access: readonly AccessItem[];
  readonly plan?: PlanView;
}

/** Changes that saved plans would make. */
export interface PlanView {
  /** Stacks whose plan was read, by stage. */
  readonly stages: readonly PlannedStage[];
  /** Changed things, replacements and destroys first. */
  readonly changes: readonly PlannedItem[];
}

/** The saved plans of one stage. */
export interface PlannedStage {
  readonly stage: string;
  readonly stacks: readonly string[];
  /** Stacks of the configuration without a usable plan, and why. */
  readonly missing: readonly { readonly stack: string; readonly reason: string }[];
  /** Time at which the oldest of the plans was made, ISO 8601; absent where plans do not say. */
  readonly plannedAt?: string;
}

/** One thing that changes, with the addresses of its resources. */
export interface PlannedItem {
  /** Id of the item; absent where the configuration no longer has it. */
  readonly id?: string;
  readonly kind: ItemKind;
  readonly name: string;
  readonly stage: string;
  readonly stack: string;
  readonly action: ChangeAction;
  readonly resources: readonly { readonly address: string; readonly action: ChangeAction }[];
  /** Resources beyond those that are listed. */
  readonly more: number;
}
