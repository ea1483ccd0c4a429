import type { UseCasePlace } from "../../contracts/aiops/place";
import type { PackageView } from "./package";
import type { Copied, Duty, Order, Promotion, PromotionsRecord } from "./record";
import type { Stand } from "./trigger";
import type { UseCase } from "./use-case";

/** A version as a list of the registry has it. */
export type Listed = Stand & Pick<PackageView, "release" | "version">;

/** Registry of the build account. Errors are answers that are lost or come later: the caller looks again. */
export interface ModelRegistry {
  /** The very version as it is now; nothing where it is gone. */
  describe(useCase: UseCase, release: string): Promise<PackageView | undefined>;
  /** All versions of the use case's group. */
  list(useCase: UseCase): Promise<readonly Listed[]>;
  /** SHA-256 of the manifest of a data release as it is now; nothing where there is none. */
  manifestDigest(useCase: UseCase, address: string): Promise<string | undefined>;
}

/** Something that cannot be done now, or not as things are, in one sentence. */
export interface Hindrance {
  readonly hindrance: string;
  /** Work that goes on where it stopped, at the next look: nobody has to be told. */
  readonly unfinished?: boolean;
}

/** Work in the account of a stage, as the role there. Everything that is done already is found done. */
export interface StageAccounts {
  /** Record of the place; nothing where the account is not applied yet. */
  place(useCase: UseCase, stage: string): Promise<UseCasePlace | undefined>;
  /** Copies all artifacts of a version, measures them, and compares sizes and digests. */
  copy(useCase: UseCase, stage: string, promotion: Promotion, view: PackageView): Promise<Copied | Hindrance>;
  /**
   * Registers the version in the group of the stage's account, waiting for approval, with its origin. One that is there already with the
   * same origin is taken.
   *
   * @returns its ARN
   */
  register(useCase: UseCase, stage: string, promotion: Promotion): Promise<{ readonly release: string } | Hindrance>;
  /** Says that a version of the stage's account is approved, once its copies are found as they were made; or that it is rejected. */
  decide(
    useCase: UseCase,
    stage: string,
    version: { readonly release: string; readonly copied?: Copied },
    decision: { readonly outcome: "Approved" | "Rejected"; readonly reason: string },
  ): Promise<Hindrance | undefined>;
  /** Release that serves now; nothing where the account cannot tell. */
  running(useCase: UseCase, stage: string): Promise<string | undefined>;
}

/** Run of a deployment, as the code host tells it. */
export interface HostRun {
  readonly run: string;
  readonly state: "active" | "succeeded" | "failed";
  /** Word of the host. */
  readonly said: string;
}

/** Deploy pipelines on the code host. */
export interface DeployHost {
  /** Starts the pipeline for exactly this release. @returns the id of the run where the host tells it */
  start(useCase: UseCase, stage: string, order: Order): Promise<{ readonly run?: string } | Hindrance>;
  /**
   * The run of an order: by its id, or by its mark.
   *
   * @returns `none` where the host is sure that there is none; `unknown` where it cannot tell
   */
  find(useCase: UseCase, stage: string, order: Order): Promise<HostRun | "none" | "unknown">;
}

/** Everything that promotions need of the world. */
export interface PromotionPorts {
  readonly registry: ModelRegistry;
  readonly accounts: StageAccounts;
  readonly host: DeployHost;
  readonly store: {
    load(useCase: string): Promise<PromotionsRecord | undefined>;
    /** Stores a record over the one with its revision, and counts it up. @returns false where somebody else was faster */
    save(record: PromotionsRecord): Promise<boolean>;
  };
  /** Keeps evidence under its name: a second time changes nothing. */
  readonly evidence: {
    keep(useCase: string, evidence: Extract<Duty, { kind: "evidence" }>): Promise<void>;
  };
  /** Tells owners and operators. A notice may come twice where the program is cut off between telling and remembering. */
  readonly notices: { send(useCase: UseCase, notice: Extract<Duty, { kind: "notice" }>): Promise<void> };
  /** Time of now (ISO 8601, UTC). */
  readonly clock: () => string;
}
