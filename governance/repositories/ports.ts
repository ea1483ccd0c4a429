import type { RepositoryReason, RepositoryRecord, UseCaseRepository } from "../../contracts/aiops/repository-record";
import type { CodeHost } from "./host";
import type { Seeds } from "./look";
import type { WantedRepository } from "./wanted";

/** A repository of a use case. */
export interface RepositoryKey {
  readonly useCase: string;
  readonly repository: UseCaseRepository;
}

/** A repository as it is to be, or the reasons why nobody can say it yet. */
export type Wish =
  | {
      readonly wanted: WantedRepository;
      /** Facts that people may want to know of it. */
      readonly notes: readonly string[];
    }
  | { readonly reasons: readonly RepositoryReason[] };

/** Records of repositories. */
export interface RepositoryStore {
  load(key: RepositoryKey): Promise<RepositoryRecord | undefined>;
  /**
   * Stores a record over the one with its revision, and counts the revision up.
   *
   * @returns false where somebody else has stored one since
   */
  save(record: RepositoryRecord): Promise<boolean>;
}

/**
 * Claims on the work at a repository, so that two do not ask a host for the same at once. Nothing depends on them: a claim that is lost or
 * lapses costs calls, for every step finds its work done already.
 */
export interface RepositoryClaims {
  /** @returns false while somebody else has it */
  claim(key: RepositoryKey, until: string): Promise<boolean>;
  release(key: RepositoryKey): Promise<void>;
}

/** Everything that a repository needs of the world. */
export interface RepositoryPorts {
  /** @throws HostRefusal, HostBusy, or whatever the services answer */
  wish(key: RepositoryKey): Promise<Wish>;
  /** @throws HostRefusal where nobody knows the host */
  host(key: RepositoryKey): CodeHost;
  readonly seeds: Seeds;
  readonly store: RepositoryStore;
  readonly claims: RepositoryClaims;
  /** Keeps what a repository holds now, under a name that follows from its content: a second time changes nothing. */
  readonly evidence: { keep(record: RepositoryRecord): Promise<void> };
  /** Tells those who look after use cases. It may arrive twice where the program is cut off between telling and remembering. */
  readonly alarms: { send(record: RepositoryRecord): Promise<void> };
  /** Time of now (ISO 8601, UTC). */
  readonly clock: () => string;
}
