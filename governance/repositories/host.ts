import type { RepositoryReason } from "../../contracts/aiops/repository-record";
import type {
  Content,
  FoundRepository,
  Guards,
  Refused,
  UpgradeBranch,
  UpgradeRequest,
  UpgradeView,
  Upgrade,
} from "./view";
import type { WantedEnvironment, WantedRepository } from "./wanted";

/** A merge request that is to be there. */
export interface Proposal {
  readonly base: { readonly branch: string; readonly head: string };
  readonly branch: string;
  /** Branch as it was seen; absent where there is none. It is ours: nobody else has committed to it. */
  readonly replaces?: UpgradeBranch;
  /** Open merge request that is brought up to date. */
  readonly request?: UpgradeRequest;
  /** The branch holds the upgrade already: only the merge request is missing. */
  readonly isCommitted: boolean;
  readonly message: string;
  readonly title: string;
  readonly description: string;
  readonly upgrade: Upgrade;
}

/**
 * A host of repositories. Every operation finds its work done already as a success: it may be called twice, and by two at once.
 *
 * @throws HostRefusal where somebody has to mend something, HostBusy where it is to be asked later; any other error is an answer that is
 *   lost, and the caller looks again
 */
export interface CodeHost {
  /** The repository of a name in the namespace; nothing where there is none. */
  find(name: string): Promise<FoundRepository | undefined>;
  /** Makes it: private, without any file. */
  create(wanted: WantedRepository): Promise<void>;
  content(found: FoundRepository, branch: string): Promise<Content>;
  /** Texts of files at a commit; those that are not there are left out. */
  texts(found: FoundRepository, commit: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * Commits all files to the default branch of a repository that is empty or begun. Where somebody has committed something since, nothing is
   * written.
   */
  seed(found: FoundRepository, content: Content, wanted: WantedRepository, message: string): Promise<void>;
  upgrades(found: FoundRepository, branch: string): Promise<UpgradeView>;
  propose(found: FoundRepository, proposal: Proposal): Promise<void>;
  guards(found: FoundRepository, wanted: WantedRepository): Promise<Guards>;
  /** Lets owners and reviewers reach the repository. @returns what the host refuses */
  allow(found: FoundRepository, wanted: WantedRepository): Promise<readonly Refused[]>;
  /** Protects the default branch; what people made stricter stays. @returns what the host refuses */
  protect(found: FoundRepository, wanted: WantedRepository): Promise<readonly Refused[]>;
  /** Makes an environment, or its protection. @returns what the host refuses */
  guard(found: FoundRepository, environment: WantedEnvironment): Promise<readonly Refused[]>;
  setVariable(found: FoundRepository, environment: string, name: string, value: string): Promise<void>;
}

/** The host does not do it before somebody mends something. */
export class HostRefusal extends Error {
  override readonly name = "HostRefusal";

  constructor(readonly reason: RepositoryReason) {
    super(`${reason.text}; fix: ${reason.fix}`);
  }
}

/** The host is to be asked later. */
export class HostBusy extends Error {
  override readonly name = "HostBusy";

  /** @param until - time from which it may be asked again (ISO 8601) */
  constructor(
    readonly until: string,
    said: string,
  ) {
    super(`the host asks to wait until ${until}: ${said}`);
  }
}
