import type { StackOutcome, Unconfigured } from "../../summary";

/** One property that is not as it was applied. `null`: there is no value. */
export interface PropertyDrift {
  /** Path in the resource's arguments or in the object's properties. */
  readonly path: string;
  readonly live: unknown;
  /** Value in the configuration of now. */
  readonly configured: unknown;
  /** Value that was last applied, where the configuration has changed since. */
  readonly applied?: unknown;
}

/** Location of something: stack, account and Terraform address. */
export interface Place {
  readonly stack: string;
  /** Key of the account. */
  readonly account: string;
  readonly accountId: string;
  /** Absent for what no state holds. */
  readonly address?: string;
}

/** A resource that is not as it was applied. */
export interface DriftFinding extends Place {
  /** In a person's words: `ProjectProfile "dev/finance-analytics"`. */
  readonly resource: string;
  /** `added`: it exists, and no stage manages it. `unreachable`: the account does not see the domain any more. */
  readonly change: "changed" | "deleted" | "added" | "unreachable";
  readonly properties: readonly PropertyDrift[];
  /** RFC 3339: the apply since which it must have happened; absent where nobody knows. */
  readonly since?: string;
  /** Effect of `npm run apply` on it, or what to do instead. */
  readonly repair: string;
  /** Command that does what `apply` does not. */
  readonly command?: string;
}

/** A change of the configuration that was not applied: no drift. */
export interface PendingChange extends Place {
  readonly resource: string;
  /** `unfinished`: an apply began it and did not succeed. */
  readonly action: "create" | "update" | "replace" | "delete" | "unfinished";
  readonly properties: readonly { readonly path: string; readonly applied: unknown; readonly configured: unknown }[];
  readonly note?: string;
}

/** Things that people have put on an object beside what is configured: no drift, and no apply changes them. */
export interface BesideFinding extends Place {
  readonly resource: string;
  /** In words: `term "Customer" on column "id"`. */
  readonly things: readonly string[];
}

/** Drift of one object, without its stack and account. */
export type ObjectDrift = Omit<DriftFinding, "stack" | "account" | "accountId">;
/** A pending change of one object, without its stack and account. */
export type ObjectPending = Omit<PendingChange, "stack" | "account" | "accountId">;
/** Things beside one object, without its stack and account. */
export type ObjectBeside = Omit<BesideFinding, "stack" | "account" | "accountId">;

/** Something that the report cannot look at. */
export interface BlindSpot {
  readonly what: string;
  readonly why: string;
}

/** One stack as it was read. */
export interface StackReading extends Pick<StackOutcome, "stack" | "errors" | "logFile" | "seconds" | "waitsFor"> {
  /** `waiting`: cannot be read before `waitsFor` is applied (for the first time, or to repair it). */
  readonly status: "read" | "waiting" | "failed" | "not started";
  readonly drift: readonly DriftFinding[];
  readonly pending: readonly PendingChange[];
  readonly beside: readonly BesideFinding[];
  /** Planned changes that follow from the others, as a new id does. */
  readonly consequences: number;
}

/** The drift of a stage. */
export interface StageDrift {
  readonly stage: string;
  /** RFC 3339. */
  readonly readAt: string;
  readonly stacks: readonly StackReading[];
  /** Stacks that are no longer configured, and hold resources. */
  readonly unconfigured: Unconfigured;
  readonly undetectable: readonly BlindSpot[];
  readonly seconds: number;
  /** 0 no drift, 2 drift or (where not only some stacks are read) stacks no longer configured, 1 something could not be read. */
  readonly exitCode: 0 | 1 | 2;
}
