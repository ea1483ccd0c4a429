import { APPLIED_RESOURCE } from "../../contracts/applied-record";
import { logFileOf, type Session } from "../session";
import type { StackOutcome } from "../summary";
import type { SynthesizedStack } from "../synthesis";
import type { PlannedChange } from "../terraform";
import { withAttention } from "./attention";
import { withDifferences } from "./differences";
import { withHints } from "./hints";
import { outcomesOf, runPlan, type StackPlan } from "./run-plan";

/**
 * The record of the last apply changes with everything else. What it says is in the change that it records, so it is left
 * out; where nothing else changes (a new version of the project) the outputs do.
 */
const RECORD = `terraform_data.${APPLIED_RESOURCE}`;

/** Planned actions that change nothing at AWS. */
const HARMLESS: readonly PlannedChange["action"][] = ["noop", "read"];

/** Options of {@link planStack}. */
export interface PlanOptions {
  /** @default "apply" */
  readonly mode?: "apply" | "destroy";
  /**
   * Take the state's lock. Not for a plan that nobody applies.
   *
   * @default - yes, unless the run reads only
   */
  readonly lock?: boolean;
}

/** Initializes (where needed) and plans one stack into its plan file. */
export async function planStack(
  session: Session,
  stack: SynthesizedStack,
  { mode = "apply", lock = !session.readOnly }: PlanOptions = {},
): Promise<StackPlan> {
  const result = outcomesOf(session, stack);
  const options = [lock ? "-lock-timeout=60s" : "-lock=false", ...(mode === "destroy" ? ["-destroy"] : [])];
  const plan = await runPlan(session, stack, options);
  const { exitCode, errors, neverApplied } = plan;
  // What waits for a person does not concern whoever destroys it.
  const attention = mode === "apply" ? withAttention(plan.attention) : {};
  if (!plan.initialized) return result({ status: "failed", errors });
  if (exitCode === 0) return result({ status: "unchanged", ...attention });
  if (exitCode === 2) {
    const changes = await withDifferences(session, stack, plan.changes.filter(isChange));
    return result({ status: "changed", changes, neverApplied, ...attention });
  }
  return result({ status: "failed", errors: withHints(session, stack, errors), neverApplied });
}

function isChange({ action, address }: PlannedChange): boolean {
  return !HARMLESS.includes(action) && address !== RECORD;
}

/** The outcome of a stack that was not reached. */
export function notStarted(session: Session, stack: SynthesizedStack): StackOutcome {
  return {
    stack: stack.id,
    status: "not started",
    changes: [],
    errors: [],
    logFile: logFileOf(session, stack.id),
    seconds: 0,
  };
}
