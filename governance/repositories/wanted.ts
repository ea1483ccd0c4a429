import type { UseCaseRepository } from "../../contracts/aiops/repository-record";
import type { RepositoryReason } from "../../contracts/aiops/repository-record";

/** A file of a repository. */
export interface RepositoryFile {
  readonly text: string;
  /** Mode of Git: an ordinary file or a program. */
  readonly mode: "100644" | "100755";
}

/** Files by path. */
export type RepositoryFiles = ReadonlyMap<string, RepositoryFile>;

/** Marker of a repository, as far as it matters here. */
export interface Marker {
  readonly template: string;
  readonly version: string;
  readonly repository: UseCaseRepository;
  /** Equal exactly where nothing rendered differs. */
  readonly digest: string;
  /** Paths that were seeded. */
  readonly paths: readonly string[];
}

/** An environment as it is to be. */
export interface WantedEnvironment {
  readonly name: string;
  readonly tier: "development" | "staging" | "production";
  /** A person releases its jobs. */
  readonly approval: boolean;
  /** People and teams who release, as the host names them; empty where nobody has to. */
  readonly reviewers: readonly string[];
  /** Variables with their values: names, never keys. */
  readonly variables: Readonly<Record<string, string>>;
  /** Reasons for which it gets no variable yet. */
  readonly withheld: readonly RepositoryReason[];
}

/** A repository as it is to be. */
export interface WantedRepository {
  readonly useCase: string;
  readonly repository: UseCaseRepository;
  /** Its name in the namespace of the host. */
  readonly name: string;
  readonly description: string;
  /** Default branch. */
  readonly branch: string;
  readonly files: RepositoryFiles;
  readonly marker: Marker;
  readonly requiredChecks: readonly string[];
  /** People and teams who own code, as `CODEOWNERS` names them: they need access, or their reviews do not count. */
  readonly owners: readonly string[];
  readonly environments: readonly WantedEnvironment[];
}
