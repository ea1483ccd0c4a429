import type { JsonObject, PlacedStack } from "../synthesis";

/** One stack of one side, as it was emitted. */
export interface EmittedStack extends PlacedStack {
  /** The parsed `cdk.tf.json`. */
  readonly root: JsonObject;
}

/** A side of the comparison: stages in apply order, and the stacks of each. */
export interface Side {
  readonly stages: readonly string[];
  readonly stacks: readonly EmittedStack[];
}

/** Difference of a block between the two sides. */
export type BlockChange = "added" | "changed" | "removed";

/** Reason for which a stack is affected. */
export type Reason =
  /** The stack exists on one side only. */
  | { readonly kind: "new stack" }
  /** A block of its Terraform differs: a resource by its address, or `provider.aws`, `terraform.backend`, `output.x`. */
  | { readonly kind: "block"; readonly address: string; readonly change: BlockChange }
  /** It reads an output that may get another value. */
  | {
      readonly kind: "output";
      readonly stage: string;
      readonly stack: string;
      readonly output: string;
      /** Entry of a map output; absent where the whole output is read. */
      readonly entry?: string;
    }
  /** Compared with what was applied: no record, or another fingerprint. */
  | { readonly kind: "applied"; readonly detail: string };

/** A stack that has to be planned. */
export interface AffectedStack {
  readonly stage: string;
  readonly stack: string;
  readonly account: string;
  readonly layer: string;
  /** From 1; stacks of one wave may run in parallel, also across stages. */
  readonly wave: number;
  readonly change: "new" | "changed" | "reads";
  readonly reasons: readonly Reason[];
}

/** A stack that is gone from the configuration: its state stays until it is destroyed from the base. */
export interface RemovedStack {
  readonly stage: string;
  readonly stack: string;
}

/** Work of one stage: the stacks to plan, and those that were removed. */
export interface AffectedStage {
  readonly stage: string;
  readonly change: "new" | "removed" | "changed" | "unchanged";
  /** In dependency order. */
  readonly stacks: readonly AffectedStack[];
  readonly removed: readonly string[];
  /** Stacks of the stage on the head's side. */
  readonly total: number;
}

/** The whole answer. */
export interface Affected {
  /** Stages in apply order, removed ones last. */
  readonly stages: readonly AffectedStage[];
}
