import type { Gate } from "./gates";

/** Place of a promotion among others of its use case: of two the later one goes on. Versions count first, then people's wishes. */
export type Rank = readonly [version: number, wish: number];

/** Step of a promotion in one stage. */
export type PassagePhase =
  /** Before its turn, or before the account is applied. */
  | "waiting"
  | "copying"
  | "registering"
  /** A person releases it. */
  | "held"
  /** Released: it waits for a free stage, and is approved in the account's registry. */
  | "released"
  /** The code host was told, or is about to be. */
  | "deploying"
  | "deployed"
  | "failed"
  | "lapsed"
  | "rejected"
  /** A later one has come. */
  | "overtaken"
  /** The version is not approved any more. */
  | "withdrawn";

/** Decision on a promotion in a stage. */
export interface Decision {
  readonly outcome: "approve" | "reject";
  /** Name of the person; `gates` where nobody has to. */
  readonly by: string;
  readonly reason: string;
  readonly at: string;
}

/** Artifacts as they were copied. */
export interface Copied {
  readonly files: number;
  readonly bytes: number;
  /** SHA-256 of the list of all files with their sizes and digests. */
  readonly digest: string;
  /** Address of that list in the stage's account. */
  readonly manifest: string;
}

/** A promotion in one stage. */
export interface Passage {
  readonly phase: PassagePhase;
  readonly since: string;
  readonly copied?: Copied;
  /** ARN of the version in the stage's account. */
  readonly registered?: string;
  readonly lapsesAt?: string;
  readonly decision?: Decision;
  /** Sentence on what keeps it. */
  readonly problem?: string;
  /** Time before which it is not tried again. */
  readonly notBefore?: string;
}

/** State of a promotion as a whole. */
export type PromotionState = "refused" | "under-way" | "done" | "stopped" | "overtaken" | "withdrawn";

/** A release on its way through the stages. */
export interface Promotion {
  readonly id: string;
  /** Version in the build account, or manifest of a data release. */
  readonly source: string;
  readonly rank: Rank;
  readonly state: PromotionState;
  readonly since: string;
  readonly gates: readonly Gate[];
  /** Content that was decided on: `contentOf`. */
  readonly content: string;
  /** Names of those who have made it. */
  readonly makers: readonly string[];
  /** Names of who has said that it is to be promoted. */
  readonly approvers: readonly string[];
  /** Person who asked for it by hand, and why; absent where an event or a sweep has found it. */
  readonly wish?: { readonly person: string; readonly reason: string };
  readonly commit?: string;
  readonly passages: Readonly<Record<string, Passage>>;
  /** Sentence on why it does not go on. */
  readonly problem?: string;
}

/** A release in a stage. */
export interface Deployment {
  readonly promotion: string;
  readonly source: string;
  /** Release that the deployment was told. */
  readonly release: string;
  readonly at: string;
  readonly by: string;
  readonly kind: "promotion" | "rollback";
}

/** A deployment that the code host is to carry out. One at a time in each stage. */
export interface Order {
  /** Mark by which its run is found again on the code host. */
  readonly id: string;
  readonly kind: "promotion" | "rollback";
  readonly promotion: string;
  readonly source: string;
  readonly release: string;
  readonly by: string;
  readonly reason: string;
  /** Time at which it was decided. */
  readonly orderedAt: string;
  /** `ready`: the host is not told; `telling`: somebody tells it since `tellingSince`; `told`: it knows. */
  readonly state: "ready" | "telling" | "told";
  readonly tellingSince?: string;
  /** Id of the run on the host; absent while it is not known. */
  readonly run?: string;
  readonly problem?: string;
  readonly notBefore?: string;
}

/** A stage, whatever promotions pass through it. */
export interface StageState {
  /** Rank of the latest promotion that was released here: an earlier one does not come by itself any more. */
  readonly top?: Rank;
  readonly promoted?: Deployment;
  readonly order?: Order;
  /** Releases that were deployed, the newest first; the present one is the first. */
  readonly history: readonly Deployment[];
  /** Release that was found to run. */
  readonly running?: { readonly release: string; readonly at: string };
  /** Number of orders so far. */
  readonly orders: number;
}

/** Something that is to be told or kept, and is not yet. */
export type Duty =
  | { readonly kind: "evidence"; readonly name: string; readonly at: string; readonly facts: object }
  | { readonly kind: "notice"; readonly notice: NoticeKind; readonly sentence: string; readonly facts: NoticeFacts }
  /** The version that waits in a stage's account is said to be rejected there. */
  | { readonly kind: "refuse-version"; readonly stage: string; readonly release: string; readonly reason: string };

/** Facts of a notice, by which people filter. */
export interface NoticeFacts {
  readonly promotion?: string;
  readonly source?: string;
  readonly stage?: string;
}

/** Events that owners and operators hear of. */
export type NoticeKind =
  | "gate-failed"
  | "held"
  | "held-too-long"
  | "lapsed"
  | "rejected"
  | "deployed"
  | "deployment-failed"
  | "deployment-unknown"
  | "slow"
  | "blocked"
  | "withdrawn"
  | "differs";

/**
 * All that is remembered of a use case's promotions: one record, because what may begin in a stage depends on every promotion that has come
 * to it.
 */
export interface PromotionsRecord {
  readonly useCase: string;
  /** Grows with every change. 0: nothing is stored. */
  readonly revision: number;
  readonly promotions: readonly Promotion[];
  readonly stages: Readonly<Record<string, StageState>>;
  /** In their order. */
  readonly duties: readonly Duty[];
  /** Number of promotions so far. */
  readonly count: number;
  /** Versions up to this one are forgotten: only people's wishes bring one of them again. */
  readonly forgotten: number;
  /** Names of notices that were sent already. */
  readonly told: readonly string[];
}

/** Record of a use case of which nothing is known. */
export function freshRecord(useCase: string): PromotionsRecord {
  return { useCase, revision: 0, promotions: [], stages: {}, duties: [], count: 0, forgotten: 0, told: [] };
}

/** State of a stage; a fresh one where nothing has happened there. */
export function stageOf(record: PromotionsRecord, stage: string): StageState {
  return record.stages[stage] ?? { history: [], orders: 0 };
}

/** Order of two ranks: negative where the first is the earlier one. */
export function compareRanks(one: Rank, other: Rank): number {
  return one[0] - other[0] || one[1] - other[1];
}
