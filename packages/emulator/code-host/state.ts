import type { AppDefinition, TokenDefinition } from "./host-definition";

/** User of a host. */
export interface UserRecord {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly email: string;
  readonly createdAt: string;
}

/** Organization or group of a host. */
export interface OrganizationRecord {
  readonly id: number;
  /** With those above it, divided by `/`. */
  readonly path: string;
  readonly name: string;
  /** Access level by login, as GitLab counts: 50 is an owner. */
  readonly members: Record<string, number>;
  readonly createdAt: string;
}

/** Team of an organization. */
export interface TeamRecord {
  readonly id: number;
  readonly organization: string;
  readonly slug: string;
  readonly members: string[];
}

/** Token of an app's installation, which a host has made. */
export interface InstallationToken {
  readonly token: string;
  readonly appId: number;
  readonly permissions: Readonly<Record<string, string>>;
  /** Ids of repositories; absent for all that the app is installed on. */
  readonly repositoryIds?: readonly number[];
  readonly expiresAt: string;
}

/** Merge request, or pull request. */
export interface ChangeRequest {
  readonly id: number;
  readonly number: number;
  title: string;
  body: string | null;
  readonly source: string;
  target: string;
  state: "open" | "closed" | "merged";
  draft: boolean;
  readonly author: string;
  labels: string[];
  reviewers: string[];
  assignees: string[];
  /** Approvals, with the head that each has seen. */
  approvals: { readonly login: string; readonly sha: string }[];
  /** Heads when it was opened or last merged; those of branches that are there come from git. */
  sourceSha: string;
  targetSha: string;
  mergeCommit?: string;
  mergedBy?: string;
  removeSourceBranch?: boolean;
  readonly createdAt: string;
  updatedAt: string;
  closedAt?: string;
}

/** Variable that jobs get. */
export interface VariableRecord {
  name: string;
  value: string;
  /** Environment for which it is meant; `*` for all. */
  scope: string;
  /** Members that the family keeps beside these. */
  options: Record<string, unknown>;
  readonly createdAt: string;
  updatedAt: string;
}

/** Environment that jobs deploy to. */
export interface EnvironmentRecord {
  readonly id: number;
  readonly name: string;
  /** Members that the family keeps of it. */
  settings: Record<string, unknown>;
  /** Patterns of branches that may deploy. */
  branchPolicies: { readonly id: number; name: string; readonly type: string }[];
  readonly createdAt: string;
  updatedAt: string;
}

/** Run of a pipeline that somebody has asked for. Nothing runs it; control ends it. */
export interface RunRecord {
  readonly id: number;
  readonly number: number;
  readonly ref: string;
  readonly sha: string;
  /** File of the workflow; of GitLab, where there is one pipeline, its file. */
  readonly workflow: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** Title that the workflow gives its runs. @default - its file */
  readonly title?: string;
  readonly actor: string;
  status: string;
  conclusion: string | null;
  readonly createdAt: string;
  updatedAt: string;
}

/** Repository or project. Its Git repository lies on disk, under its id. */
export interface RepositoryRecord {
  readonly id: number;
  /** Organization, group with those above it, or user. */
  readonly owner: string;
  name: string;
  description: string | null;
  visibility: "private" | "internal" | "public";
  defaultBranch: string;
  readonly creator: string;
  archived: boolean;
  topics: string[];
  /** Members that the family keeps beside these. */
  settings: Record<string, unknown>;
  /** By branch, or pattern of branches. */
  protections: Record<string, Record<string, unknown>>;
  environments: EnvironmentRecord[];
  variables: VariableRecord[];
  changes: ChangeRequest[];
  runs: RunRecord[];
  /** Permission by slug of a team. */
  teams: Record<string, string>;
  /** Access level or permission by login. */
  collaborators: Record<string, string>;
  /** Rules of the family that are listed by id: rulesets, approval rules, protected environments. */
  rules: { readonly id: number; readonly kind: string; content: Record<string, unknown> }[];
  readonly createdAt: string;
  updatedAt: string;
  pushedAt: string | null;
}

/** Everything that a host remembers beside its Git repositories. */
export interface HostState {
  nextId: number;
  /** Key of the tokens of jobs, in PEM; made with the first. */
  signingKey?: string;
  readonly users: UserRecord[];
  readonly organizations: OrganizationRecord[];
  readonly teams: TeamRecord[];
  readonly tokens: TokenDefinition[];
  readonly apps: AppDefinition[];
  readonly installationTokens: InstallationToken[];
  readonly repositories: RepositoryRecord[];
}

/** State of a host that nobody has used. */
export const emptyState = (): HostState => ({
  nextId: 1001,
  users: [],
  organizations: [],
  teams: [],
  tokens: [],
  apps: [],
  installationTokens: [],
  repositories: [],
});

/** The time of now, as both families write it. */
export const now = (): string => `${new Date().toISOString().slice(0, 19)}Z`;
