/** Kinds of code hosts, as the configuration of the product names them. */
export type CodeHostType = "github" | "github-enterprise-server" | "gitlab";

/** Editions of GitLab that decide which operations there are. */
export type GitLabTier = "free" | "premium" | "ultimate";

/** A code host that the server plays, at a port of its own. */
export interface HostDefinition {
  /** Name of it for control, faults and the log. */
  readonly key: string;
  readonly type: CodeHostType;
  /** @default - a free one */
  readonly port?: number;
  /** Version of GitHub Enterprise Server. @default "3.19" */
  readonly version?: string;
  /** @default "premium" */
  readonly tier?: GitLabTier;
  /**
   * Address that its answers name, such as `https://git.example.com`. It speaks HTTPS at a second port then, with a certificate for this
   * name by the authority of the directory.
   *
   * @default - where it listens, in plain HTTP
   */
  readonly url?: string;
  /** Port of HTTPS. @default - a free one */
  readonly securePort?: number;
}

/** Person, or account of a machine. */
export interface UserDefinition {
  readonly login: string;
  readonly name?: string;
  readonly email?: string;
}

/** Organization of GitHub, or group of GitLab; `path` has those above it. */
export interface OrganizationDefinition {
  readonly path: string;
  readonly name?: string;
  /** Logins of those who own it, and of other members with their access level (GitLab: 10 to 50). */
  readonly owners?: readonly string[];
  readonly members?: Readonly<Record<string, number>>;
}

/** Team of a GitHub organization. */
export interface TeamDefinition {
  readonly organization: string;
  readonly slug: string;
  readonly members?: readonly string[];
}

/** Token that a host knows. */
export interface TokenDefinition {
  readonly token: string;
  /** Login of its user. */
  readonly user: string;
  /**
   * Scopes of a classic token of GitHub (`repo`, `workflow`, `read:org`) or a token of GitLab (`api`, `read_api`, `write_repository`,
   * `read_repository`).
   */
  readonly scopes?: readonly string[];
  /** Permissions of a fine-grained token of GitHub: `{"contents": "write"}`. */
  readonly permissions?: Readonly<Record<string, string>>;
  /** Time after which it is refused, ISO 8601. @default - never */
  readonly expiresAt?: string;
}

/** GitHub App with its one installation. */
export interface AppDefinition {
  readonly id: number;
  readonly slug: string;
  readonly installationId: number;
  readonly organization: string;
  /** PEM. */
  readonly publicKey: string;
  readonly permissions: Readonly<Record<string, string>>;
  /** Names of repositories that it is installed on. @default - all of the organization */
  readonly repositories?: readonly string[];
}

/** Content that a host begins with, or gets later. */
export interface HostContent {
  readonly users?: readonly UserDefinition[];
  readonly organizations?: readonly OrganizationDefinition[];
  readonly teams?: readonly TeamDefinition[];
  readonly tokens?: readonly TokenDefinition[];
  readonly apps?: readonly AppDefinition[];
}
