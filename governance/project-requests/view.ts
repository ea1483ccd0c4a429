import type { Member } from "../members/plan-members";
import type { OfferedAccount, PooledConfiguration } from "../projects/choose-account";
import type { FailureReason, WantedMember } from "./record";

/** Environment of a project. */
export interface EnvironmentView {
  readonly id: string;
  readonly name: string;
  readonly status: "there" | "going" | "stuck";
  /** Others of the project need it: it goes last. */
  readonly isBase: boolean;
}

/** Things of a project that its retirement takes away, in the order in which it does. */
export interface ProjectUses {
  /** Subscriptions that other projects hold on the project's data, with the project's and the asset's name. */
  readonly heldByOthers: readonly { readonly id: string; readonly project: string; readonly asset: string }[];
  /** Subscriptions that the project holds itself. */
  readonly own: readonly { readonly id: string; readonly asset: string }[];
  /** Grants of ended subscriptions that the service still takes back. */
  readonly revoking: number;
  readonly published: readonly { readonly id: string; readonly name: string }[];
  readonly dataSources: readonly { readonly id: string; readonly name: string }[];
  readonly environments: readonly EnvironmentView[];
}

/** Project as the service has it. */
export interface LiveProject {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly status: "there" | "going" | "deletion-failed";
  /** Course of its deployment; a project without configurations is done at once. */
  readonly deployment: "under-way" | "done" | "failed";
  /** Reasons for a failure of deployment or deletion. */
  readonly reasons: readonly FailureReason[];
  /** Members; read while members are settled, and while people work. */
  readonly members?: readonly Member[];
  /** Ids of members that the platform needs; read with them. */
  readonly kept?: readonly string[];
  /** Members that the platform needs and that are not there; read with them. */
  readonly missing?: readonly Member[];
  /** Projects get a role of a pool, in whose name people ask for data for them. */
  readonly hasAskingPool?: boolean;
  /** Things that retirement takes away; read while it retires. */
  readonly uses?: ProjectUses;
  /** Words with which the service does not show members or uses: somebody has removed the application from the members. */
  readonly hidden?: string;
}

/** All that is read of the service before a step; absent where there is no project of the request. */
export interface ProjectServiceView {
  readonly project?: LiveProject;
}

/** Configuration of a profile, as far as requests depend on it. */
export interface ProfileConfiguration extends PooledConfiguration {
  /** Parameters that a request may not set. */
  readonly locked: readonly string[];
}

/** Facts that the checks of a wish ask for. */
export interface WishFacts {
  /** Configurations of the profile; absent where there is no such profile, or it is not enabled. */
  readonly configurations?: readonly ProfileConfiguration[];
  /** Accounts of the profile's pools. */
  readonly offered: readonly OfferedAccount[];
  /** A project of the name exists that did not come of the request. */
  readonly nameTaken: boolean;
  /** Members with their ids; without one where the domain does not know them. */
  readonly members: readonly { readonly wanted: WantedMember; readonly member?: Member }[];
}
