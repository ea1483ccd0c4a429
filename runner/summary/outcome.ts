import type { Diagnostic, PlannedChange } from "../terraform";
import type { Unconfigured } from "./unconfigured";

/** Outcome of a run for one stack, in a word. */
export type StackStatus =
  /** Nothing to do. */
  | "unchanged"
  /** Planned, and there is something to do. */
  | "changed"
  | "applied"
  | "destroyed"
  /** Cannot be planned before another stack is applied. */
  | "waiting"
  | "failed"
  /** Left out, because something before it failed or the run was interrupted. */
  | "not started";

/** Result of a run for one stack. */
export interface StackOutcome {
  readonly stack: string;
  readonly status: StackStatus;
  /** Resources of its plan that change. */
  readonly changes: readonly PlannedChange[];
  readonly errors: readonly Diagnostic[];
  /**
   * Things that wait for a person, in a sentence each: failed checks of the stack, which hold nothing up.
   *
   * @default - nothing
   */
  readonly attention?: readonly string[];
  /** Stack that `waiting` waits for. */
  readonly waitsFor?: string;
  readonly logFile: string;
  readonly seconds: number;
}

/** Result of a run for a stage. */
export interface StageOutcome {
  readonly stage: string;
  readonly stacks: readonly StackOutcome[];
  /**
   * Stacks that are no longer configured, and hold resources.
   *
   * @default - nobody has looked for them
   */
  readonly unconfigured?: Unconfigured;
  readonly seconds: number;
  /**
   * As `terraform plan -detailed-exitcode`: 0 nothing to do (or done), 1 error, 2 (plan only) changes, or stacks that are no longer
   * configured.
   */
  readonly exitCode: 0 | 1 | 2;
}

/** Resources per kind of change. */
export interface ChangeCounts {
  readonly create: number;
  readonly update: number;
  readonly replace: number;
  readonly destroy: number;
}

/** Counts changes; reads at apply time, moves and imports change nothing at AWS. */
export function countChanges(changes: readonly PlannedChange[]): ChangeCounts {
  const count = (action: PlannedChange["action"]): number =>
    changes.filter((change) => change.action === action).length;
  return { create: count("create"), update: count("update"), replace: count("replace"), destroy: count("delete") };
}

/** Sums counts. */
export function addCounts(counts: readonly ChangeCounts[]): ChangeCounts {
  const sum = (key: keyof ChangeCounts): number => counts.reduce((total, entry) => total + entry[key], 0);
  return { create: sum("create"), update: sum("update"), replace: sum("replace"), destroy: sum("destroy") };
}

/** Tells whether anything that exists is destroyed or replaced. */
export function isDestructive(changes: readonly PlannedChange[]): boolean {
  return changes.some(({ action }) => action === "replace" || action === "delete");
}

/** Stacks in the order of a summary: those in which something is replaced or destroyed, then the others as they were run. */
export function worstFirst(stacks: readonly StackOutcome[]): StackOutcome[] {
  return stacks.toSorted((a, b) => Number(isDestructive(b.changes)) - Number(isDestructive(a.changes)));
}

/** Replacements first, then what is destroyed, updated, created, and the rest; by address. */
export function sortChanges(changes: readonly PlannedChange[]): PlannedChange[] {
  const order = ["replace", "delete", "update", "create"];
  const rank = (action: string): number => (order.includes(action) ? order.indexOf(action) : order.length);
  return changes.toSorted((a, b) => rank(a.action) - rank(b.action) || (a.address < b.address ? -1 : 1));
}
