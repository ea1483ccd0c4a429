/**
 * Data that the page, the Markdown and the JSON show: plain data, every reference an id of another item.
 *
 * Ids are `<kind>:<stage>/<key>`; they are stable as long as the configuration's keys are, so that a link keeps working.
 */
import type { GitConnectionItem } from "./git-connection";

/** Everything that has an id of its own: its `kind` says which members it has. */
export type Item =
  | DomainItem
  | StageItem
  | ShareItem
  | AccountItem
  | PoolItem
  | ProfileItem
  | ProjectItem
  | UnitItem
  | PrincipalItem
  | AccessItem;

/** Name of a kind of items. */
export type ItemKind = Item["kind"];

/** Change of an item by a saved plan. `update` on an item of several resources: some of them change. */
export type ChangeAction = "create" | "update" | "replace" | "destroy";

/** Resources of an item per kind of change, as its stacks' saved plans say. */
export interface ItemChange {
  readonly action: ChangeAction;
  readonly counts: Readonly<Record<ChangeAction, number>>;
}

/** Place where an item is written down. */
export interface Source {
  /** Stage file, relative to the working directory. */
  readonly file: string;
  /** Place in it, in configuration keys. */
  readonly path: string;
}

/** Members that the items of every kind have. */
interface ItemOf<K extends string> {
  readonly id: string;
  readonly kind: K;
  /** Stage whose file describes it. */
  readonly stage: string;
  readonly name: string;
  readonly source: Source;
  /** Present where a saved plan changes it. */
  readonly change?: ItemChange;
}

/** A domain, with the stages that use it: the owner first. */
export interface DomainItem extends ItemOf<"domain"> {
  readonly description?: string;
  readonly region: string;
  /** Account that owns it. */
  readonly governanceAccount: { readonly id: string; readonly name: string; readonly accountId: string };
  /** Way in which people sign in, in words. */
  readonly signIn: string;
  readonly stages: readonly string[];
  /** Connections to Git providers; absent where there are none. */
  readonly connections?: readonly GitConnectionItem[];
  /** Absent where its stage configures none. */
  readonly vocabulary?: VocabularyView;
}

/** Vocabulary of a domain. */
export interface VocabularyView {
  /** Name of the project that owns it. */
  readonly owner: string;
  readonly glossaries: readonly WordView[];
  readonly forms: readonly WordView[];
  readonly assetTypes: readonly WordView[];
  readonly rules: readonly RuleView[];
}

/** A glossary with its terms, a form with its fields, or an asset type with its forms. */
export interface WordView {
  readonly name: string;
  /** Kind of it, in words. */
  readonly what: string;
  readonly content: readonly string[];
  readonly source: Source;
}

/** A rule on what publishing or subscribing must carry. */
export interface RuleView {
  readonly name: string;
  readonly on: "publish" | "subscribe";
  /** Units in which it holds. */
  readonly units: readonly string[];
  /** The same in words: `Finance and below`. */
  readonly where: string;
  /** Names of the forms or terms. */
  readonly demands: readonly string[];
  /** Names of asset types; empty: all. */
  readonly assetTypes: readonly string[];
  readonly source: Source;
}

/** A stage. */
export interface StageItem extends ItemOf<"stage"> {
  readonly domain: string;
  readonly ownsDomain: boolean;
  readonly protection: string;
  /** The stage's RAM share; absent where the stage associates no account. */
  readonly share?: ShareItem;
}

/** The RAM share of a domain with the accounts of one stage. */
export interface ShareItem extends ItemOf<"share"> {
  /** Principals that the share names, in words. */
  readonly principals: string;
  /** Permission that it gives, in words. */
  readonly permission: string;
  readonly accounts: readonly string[];
}

/** Way in which an account is associated with the domain. */
export type Association = "owner" | "named" | "organization" | "invitation" | "elsewhere";

/** Blueprints of an account in one Region. */
export interface RegionalBlueprints {
  readonly region: string;
  readonly blueprints: readonly string[];
}

/** An AWS account. */
export interface AccountItem extends ItemOf<"account"> {
  /** 12 digits. */
  readonly accountId: string;
  readonly businessUnit?: string;
  readonly costCenter?: string;
  readonly production: boolean;
  /** It owns the domain. */
  readonly governance: boolean;
  /** Absent where no projects run in it: then nothing is shared with it. */
  readonly association?: Association;
  readonly regions: readonly RegionalBlueprints[];
  /** Change of the share's line to this account by the plan. */
  readonly shareChange?: ItemChange;
}

/** A pool of accounts. */
export interface PoolItem extends ItemOf<"pool"> {
  readonly description?: string;
  readonly accounts: readonly { readonly account: string; readonly regions: readonly string[] }[];
  /** For pools that a function fills: where the accounts come from, in words. */
  readonly discovery?: string;
}

/** An account that environments of a profile can be deployed to. */
export interface Reach {
  readonly account: string;
  readonly regions: readonly string[];
  /** Pools that offer it; empty where the profile names the account. */
  readonly pools: readonly string[];
  /** Names of the environment configurations that go there. */
  readonly configurations: readonly string[];
}

/** One environment configuration of a profile. */
export interface ConfigurationItem {
  readonly name: string;
  readonly blueprint: string;
  readonly deploymentMode: "ON_CREATE" | "ON_DEMAND";
  /** Place where it is deployed, in words. */
  readonly target: string;
}

/** A project profile. */
export interface ProfileItem extends ItemOf<"profile"> {
  readonly description?: string;
  /** Unit that owns it. */
  readonly unit: string;
  readonly enabled: boolean;
  readonly production: boolean;
  readonly configurations: readonly ConfigurationItem[];
  readonly pools: readonly string[];
  readonly reach: readonly Reach[];
  /** Targets that only the service can resolve (functions, SSM parameters), in words. */
  readonly open: readonly string[];
}

/** A standing project. */
export interface ProjectItem extends ItemOf<"project"> {
  readonly description?: string;
  readonly profile: string;
  readonly unit: string;
  readonly accounts: readonly string[];
  readonly members: readonly { readonly principal: string; readonly designation: string }[];
  /** Data sources: what each reads, through which connection, and when, in words. */
  readonly dataSources: readonly {
    readonly name: string;
    readonly reads: string;
    readonly connection: string;
    readonly runs: string;
  }[];
  /** Assets of which the configuration says something: by which identifier, with which terms, and whether published, in words. */
  readonly assets: readonly { readonly name: string; readonly terms: readonly string[]; readonly says: string }[];
  /** Connections that the configuration makes, beside those of its environments. */
  readonly connections: readonly { readonly name: string; readonly kind: string }[];
}

/** A domain unit; the root has the key `root`. */
export interface UnitItem extends ItemOf<"unit"> {
  readonly description?: string;
  /** Names from below the root down to it, divided by ` / `. */
  readonly path: string;
  readonly parent?: string;
  /** 0 for the root. */
  readonly depth: number;
}

/** A user or group of a domain. */
export interface PrincipalItem extends ItemOf<"principal"> {
  readonly type: "user" | "group";
  /** Identifier or role that it stands for. */
  readonly identity: string;
}

/** An account of a row of {@link AccessItem}, and in which units the right can be used there. */
export interface AccessAccount {
  readonly account: string;
  /**
   * Units whose projects get every blueprint there that the profile deploys with the project: all that the right covers
   * where absent, none where empty.
   */
  readonly units?: readonly string[];
}

/** One right: who may do what, in which unit, with which accounts. */
export interface AccessItem extends ItemOf<"access"> {
  /** `project`: create projects; `environment`: use blueprints of an account; `other`: everything else. */
  readonly topic: "project" | "environment" | "other";
  /** The service's name of the policy, or `OWNER` for owners of units. */
  readonly policy: string;
  /** The right in words: `create projects from`. */
  readonly may: string;
  readonly principal: { readonly label: string; readonly id?: string };
  /** Unit of the projects; absent where the right is not bound to a unit. */
  readonly unit?: { readonly id: string; readonly below: boolean };
  readonly profile?: string;
  readonly blueprints: readonly string[];
  readonly accounts: readonly AccessAccount[];
  /** Further limits and what only the service knows, in words. */
  readonly notes: readonly string[];
}
