/**
 * Result of the comparison of an item:
 * - `promote`: the source has applied it, the target would receive it;
 * - `refused`: the target would receive what the source has not successfully applied;
 * - `behind`: the source is configured and was applied as something else, the target's configuration keeps what it was;
 * - `override`: a deliberate difference;
 * - `ahead`: the target has applied what the source has not, an emergency that was not carried back;
 * - `drifted`: the target has applied, past the gate, what neither configuration nor source say;
 * - `missing`: the source has it, the target's configuration does not.
 */
export type PromotionStatus = "promote" | "refused" | "behind" | "override" | "ahead" | "drifted" | "missing";

/** An item in which two stages are not in step. Fingerprints are absent where there is nothing. */
export interface PromotionEntry {
  readonly item: string;
  /** Stack of the target; of the source where the target has none. */
  readonly stack: string;
  readonly status: PromotionStatus;
  /** Effect of the next apply of the target on the item. */
  readonly change: "add" | "change" | "remove" | "none";
  readonly why: string;
  /** Fingerprints in the target: as it is configured, and as it was applied. */
  readonly expected?: string;
  readonly applied?: string;
  /** Fingerprints in the source: as it is configured, and as it was applied. */
  readonly sourceConfigured?: string;
  readonly sourceApplied?: string;
}

/** Two stages as people think of them. */
export interface PromotionReport {
  readonly from: string;
  readonly to: string;
  /** Of this project, and of the applies that were recorded. */
  readonly versions: { readonly current: string; readonly from: readonly string[]; readonly to: readonly string[] };
  readonly entries: readonly PromotionEntry[];
  /** Number of items that are the same and applied in both. */
  readonly inStep: number;
  /** Names in `promotion.overrides` that cover no difference. */
  readonly idleOverrides: readonly string[];
  /** True where the target may be applied: nothing is refused. */
  readonly ok: boolean;
}
