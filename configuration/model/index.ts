import type { z } from "zod";
import type { KeyChoice } from "../../contracts/encryption-key";
import type { HOSTED_PROVIDERS } from "../../contracts/service/git";
import type { AccessRules } from "../../governance/access-rules";
import type { BlueprintName } from "../../contracts/service/blueprints";
import type { account } from "../schema/accounts";
import type { catalog } from "../schema/catalog";
import type { ownedDomain } from "../schema/domain";
import type { environment } from "../schema/environment";
import type { formField } from "../schema/forms";
import type { grant, principal, principalMember } from "../schema/grants";
import type { pool, profile } from "../schema/profiles";
import type { project } from "../schema/projects";
import type { ResolvedAiops, ResolvedUseCasePart } from "./use-cases";

export type * from "./use-cases";

/**
 * Stage with which the rest of the program works: its file was parsed, checked and resolved.
 *
 * Every reference in a `Stage` is known to exist. Keys stay keys: ids and ARNs come into being in stacks.
 */
export interface Stage {
  readonly name: string;
  /** The stage's file with all defaults filled in. */
  readonly environment: Environment;
  /** True where this stage's file holds the domain. */
  readonly ownsDomain: boolean;
  /** Stage whose workspace holds the domain; `name` where it is owned. */
  readonly domainStage: string;
  /** The domain, wherever its file is. */
  readonly domain: ResolvedDomain;
  /** The account that owns the domain: equal in both stages where the domain is joined. */
  readonly governance: ResolvedAccount;
  /** Accounts that this stage provisions, by key; without the governance account where the domain is joined. */
  readonly accounts: Readonly<Record<string, ResolvedAccount>>;
  readonly pools: Readonly<Record<string, ResolvedPool>>;
  readonly profiles: Readonly<Record<string, ResolvedProfile>>;
  readonly projects: Readonly<Record<string, ResolvedProject>>;
  /** Hosts and connections of Git providers, in the file of the stage that owns the domain. */
  readonly git: ResolvedGit;
  /** The vocabulary; absent where the file has none. */
  readonly catalog?: ResolvedCatalog;
  /** The vocabulary of the domain, wherever its file is; absent where no file has one. */
  readonly vocabulary?: ResolvedCatalog;
  /** The governance application of the domain, wherever its file is; absent where no file has one. */
  readonly application?: ResolvedApplication;
  /** AI operations and all use cases; only in the stage whose file has them: the hub. */
  readonly aiops?: ResolvedAiops;
  /** Use cases in which this stage has a part, by key; empty for a hub that only holds their functions. */
  readonly useCases: Readonly<Record<string, ResolvedUseCasePart>>;
}

/** The parsed file of a stage. */
export type Environment = z.output<typeof environment>;
/** Content that a stage's file may have (before defaults). */
export type EnvironmentInput = z.input<typeof environment>;
/** Settings of the workspaces of a stage in Terraform Cloud. */
export type Workspaces = NonNullable<Extract<Environment["state"], { backend: "cloud" }>["workspaces"]>;
/** Domain in the file of the stage that owns it, with defaults filled in. */
export type OwnedDomain = z.output<typeof ownedDomain>;
/** Account of a stage, with defaults filled in. */
export type Account = z.output<typeof account>;
/** Settings of an account in one Region, with defaults filled in. */
export type RegionSettings = Account["regions"][string];
/** Network of an account in one Region: created, given or none. */
export type Network = RegionSettings["network"];
/** Policy grant, with defaults filled in. */
export type Grant = z.output<typeof grant>;
/** Principal that a policy is granted to. */
export type Principal = z.output<typeof principal>;
/** User or group of the domain, by its key. */
export type PrincipalMember = z.output<typeof principalMember>;
/** Exact configuration of a blueprint (`exactly`), instead of what follows from its account. */
export type ExactConfiguration = NonNullable<NonNullable<Account["blueprints"][BlueprintName]>["exactly"]>;
/** Account pool, with defaults filled in. */
export type Pool = z.output<typeof pool>;
/** Project profile, with defaults filled in; its template is not applied yet. */
export type Profile = z.output<typeof profile>;
/** Hosts and connections of Git providers, with defaults filled in. */
export type GitSettings = Environment["git"];
/** Project, with defaults filled in. */
export type Project = z.output<typeof project>;

/** Governance application, with defaults filled in. */
export type Application = NonNullable<Environment["application"]>;

/** Vocabulary of a domain, with defaults filled in. */
export type Catalog = z.output<typeof catalog>;
/** Metadata form, with defaults filled in. */
export type CatalogForm = Catalog["forms"][string];
/** Field of a metadata form, with defaults filled in. */
export type FormField = z.output<typeof formField>;

/** Vocabulary whose forms are texts, and in which every term is named `<glossary>/<term>`. */
export interface ResolvedCatalog extends Omit<Catalog, "forms"> {
  readonly forms: Readonly<Record<string, ResolvedForm>>;
}

/** A form as the service takes it, with the fingerprint of its content. */
export interface ResolvedForm extends Omit<CatalogForm, "content"> {
  readonly smithy: string;
  readonly fingerprint: string;
}

/** The governance application, whose key is a choice instead of a text and whose rules know the domain's units. */
export interface ResolvedApplication extends Omit<Application, "dataAccess" | "kmsKeyArn"> {
  readonly key: KeyChoice;
  readonly accessRules: AccessRules;
}

/** A domain whose key is a choice instead of a text. */
export interface ResolvedDomain extends Omit<OwnedDomain, "kmsKeyArn"> {
  readonly key: KeyChoice;
}

/** Bucket that an account uses in a Region. */
export type BucketChoice =
  | { readonly type: "created" }
  | { readonly type: "given"; readonly name: string }
  | { readonly type: "none" };

/** A network that is created, with its zones filled in; none where they cannot be known. */
export type CreatedNetwork = Extract<Network, { mode: "create" }> & { zones: string[] };

/** Network, bucket and key of an account in one Region, each as a choice instead of a text. */
export interface ResolvedRegion {
  readonly network: Exclude<Network, { mode: "create" }> | CreatedNetwork;
  readonly bucket: BucketChoice;
  /** Key that encrypts what projects store. */
  readonly dataKey: KeyChoice;
}

/** An account with its Regions and tags resolved. */
export interface ResolvedAccount extends Omit<Account, "regions"> {
  readonly key: string;
  readonly name: string;
  readonly regions: Readonly<Record<string, ResolvedRegion>>;
  /** It has at least one blueprint, so it gets keys, bucket, network and an association. */
  readonly hostsProjects: boolean;
  /** It is outside the organization and must accept an invitation. */
  readonly invited: boolean;
  /** Organization, stage, business unit, cost center and account tags, merged in this order. */
  readonly tags: Record<string, string>;
}

/** A pool with its name and accounts resolved. */
export interface ResolvedPool {
  readonly key: string;
  readonly name: string;
  readonly description?: string;
  readonly source:
    | {
        readonly accounts: readonly {
          readonly account: string;
          readonly regions: readonly string[];
          /** Absent: the account's; `false`: none. */
          readonly name?: string | false;
        }[];
      }
    | Extract<Pool["source"], { handler: unknown }>
    | Extract<Pool["source"], { discover: unknown }>;
}

/** Place to which an environment configuration deploys: an account, pools, or SSM parameters that name one. */
export type ResolvedTarget =
  | { readonly account: string; readonly region: string }
  | { readonly pools: readonly string[] }
  | { readonly accountIdPath: string; readonly regionPath: string };

/** One environment configuration after template, additions, overrides and removals. */
export interface ResolvedConfiguration {
  readonly name: string;
  readonly blueprint: BlueprintName;
  readonly description?: string;
  readonly deploymentMode: "ON_CREATE" | "ON_DEMAND";
  /** Present exactly for `ON_CREATE`. */
  readonly deploymentOrder?: number;
  readonly target: ResolvedTarget;
  readonly ssmPath?: string;
  /** Sorted by name. */
  readonly parameters: readonly { readonly name: string; readonly value?: string; readonly editable: boolean }[];
}

/** A profile with its configurations in service order: Tooling, other `ON_CREATE` by order and name, `ON_DEMAND` by name. */
export interface ResolvedProfile extends Omit<Profile, "configurations" | "template" | "without" | "target" | "git"> {
  readonly key: string;
  readonly git?: ProfileGit;
  readonly configurations: readonly ResolvedConfiguration[];
}

/** A project with an account for every environment configuration that is bound to pools. */
export interface ResolvedProject extends Omit<Project, "account" | "environments"> {
  readonly key: string;
  /** Entries that must be sent: pool-bound configurations, and those with parameters. In the profile's order. */
  readonly environments: readonly {
    readonly configuration: string;
    /** Present for pool-bound configurations. `pool` is the first pool of the configuration that offers the account. */
    readonly account?: { readonly account: string; readonly region: string; readonly pool?: string };
    readonly parameters: Readonly<Record<string, string>>;
    /** Present for the configuration that uses the project's repository. */
    readonly repository?: NonNullable<Project["git"]>;
  }[];
}

/** Connection that the projects of a profile use. */
export interface ProfileGit {
  /** Key of the connection. */
  readonly connection: string;
  readonly editable: boolean;
}

/** Hosts and connections of Git providers, with names and keys. */
export interface ResolvedGit {
  readonly hosts: Readonly<Record<string, ResolvedGitHost>>;
  readonly connections: Readonly<Record<string, ResolvedGitConnection>>;
}

/** A host with its name. */
export type ResolvedGitHost = GitSettings["hosts"][string] & { readonly key: string; readonly name: string };

/** A connection with its name: to a provider, or through a host. */
export interface ResolvedGitConnection {
  readonly key: string;
  readonly name: string;
  readonly provider?: (typeof HOSTED_PROVIDERS)[number];
  /** Key of the host. */
  readonly host?: string;
  readonly useInProjects: boolean;
  readonly finishedBy?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly defaultTags: boolean;
}
