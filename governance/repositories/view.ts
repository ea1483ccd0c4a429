import type { Marker, RepositoryFiles } from "./wanted";

/** A repository that is there. */
export interface FoundRepository {
  /** Id or path by which the host's calls name it. */
  readonly id: string;
  readonly name: string;
  /** Web address. */
  readonly address: string;
  readonly defaultBranch: string;
  readonly archived: boolean;
  /** Anybody may read it. */
  readonly public: boolean;
}

/**
 * Content of the default branch.
 *
 * - `empty`: no commit at all
 * - `begun`: only what the host needs before it takes a commit of many files, put there by us; `head` is that commit
 * - `foreign`: files, and no marker
 * - `seeded`: files with a marker, whose text nobody has read yet
 */
export type Content =
  | { readonly is: "empty" }
  | { readonly is: "begun"; readonly head: string }
  | { readonly is: "foreign"; readonly head: string }
  | { readonly is: "seeded"; readonly head: string; readonly marker: string };

/** Branch of upgrades. */
export interface UpgradeBranch {
  readonly head: string;
  /** Message of its last commit: by its trailer it is told whether it is ours, and what it holds. */
  readonly message: string;
}

/** Merge request of an upgrade. */
export interface UpgradeRequest {
  /** Number by which the host's calls name it. */
  readonly number: number;
  readonly address: string;
  readonly state: "open" | "closed" | "merged";
  readonly title: string;
  readonly description: string;
}

/** Upgrades as the host has them: the branch, and its merge requests, the newest first. */
export interface UpgradeView {
  readonly branch?: UpgradeBranch;
  readonly requests: readonly UpgradeRequest[];
}

/** Something that the host does not do. */
export interface Refused {
  readonly text: string;
  /**
   * X
   * - `essential`: without it nobody may get a role
   * - `unknown`: people or teams whom the host does not know
   */
  readonly kind: "note" | "essential" | "unknown";
}

/** A protection: what of it is missing and can be made, and what the host refuses. */
export interface Guard {
  readonly lacks: readonly string[];
  readonly refused: readonly Refused[];
}

/** An environment on the host. */
export interface EnvironmentGuard extends Guard {
  readonly variables: Readonly<Record<string, string>>;
}

/** Protections of a repository. */
export interface Guards {
  /** Owners and reviewers can reach it. */
  readonly access: Guard;
  /** The default branch takes only reviewed changes whose checks have passed. */
  readonly branch: Guard;
  readonly environments: Readonly<Record<string, EnvironmentGuard>>;
}

/** An upgrade, compared with what people have: computed from both markers and the files there. */
export interface Upgrade {
  readonly from: string;
  readonly to: string;
  readonly writes: RepositoryFiles;
  readonly removes: readonly string[];
  /** Description of the merge request, Markdown. */
  readonly text: string;
}

/** A repository as it is seen, as far as the next steps depend on it. */
export type RepositoryView =
  | { readonly is: "missing" }
  | { readonly is: "there"; readonly found: FoundRepository; readonly content: Exclude<Content, { is: "seeded" }> }
  | {
      readonly is: "seeded";
      readonly found: FoundRepository;
      readonly head: string;
      /** Nothing where the marker cannot be read. */
      readonly marker: Marker | undefined;
      /** Only where the marker is another one than the wanted. */
      readonly upgrade?: { readonly plan: Upgrade; readonly view: UpgradeView };
      readonly guards: Guards;
    };
