import { existsSync, rmSync } from "node:fs";
import { parsePlan, type ShownPlan } from "../../formats/terraform-show";
import { logFileOf, workspaceOf, type Session } from "../session";
import { diagnosticOf, outcomesOf, runPlan, withHints, type StackPlan } from "../stack-operations";
import type { SynthesizedStack } from "../synthesis";
import type { Diagnostic } from "../terraform";

/** A plan that was made to be looked at. */
export interface ReadOnlyPlan extends StackPlan {
  /** Absent where there is nothing to show. */
  readonly json?: ShownPlan;
}

/**
 * Plans a stack without taking the state's lock, and shows the plan.
 *
 * The plan is never applied, so nothing needs to be kept from changing meanwhile; the lock would be a write (the plan
 * role has no permission for it) and would hold up an apply. A plan that failed half-way is shown as far as it came.
 */
export async function planReadOnly(session: Session, stack: SynthesizedStack): Promise<ReadOnlyPlan> {
  const end = outcomesOf(session, stack);
  const plan = await runPlan(session, stack, ["-lock=false"]);
  const { exitCode, neverApplied, planFile } = plan;
  const errors = withHints(session, stack, plan.errors);
  if (!plan.initialized) return end({ status: "failed", errors });
  const shown = existsSync(planFile) ? await show(session, stack, planFile) : { errors: [] };
  rmSync(planFile, { force: true }); // for nobody to apply: it was made without the lock
  if (exitCode === 1) return end({ status: "failed", errors, neverApplied, json: shown.json });
  if (shown.json === undefined) return end({ status: "failed", errors: shown.errors, neverApplied });
  return end({ status: exitCode === 0 ? "unchanged" : "changed", neverApplied, json: shown.json });
}

async function show(
  session: Session,
  stack: SynthesizedStack,
  planFile: string,
): Promise<{ json?: ShownPlan; errors: readonly Diagnostic[] }> {
  const { exitCode, lines, errors } = await session.terraform.run({
    directory: stack.directory,
    arguments: ["show", "-json", "-no-color", planFile],
    workspace: workspaceOf(session, stack),
    logFile: logFileOf(session, stack.id),
    logsOutput: false, // everything that the state holds
  });
  if (exitCode !== 0) return { errors };
  try {
    return { json: parsePlan(lines.join("\n")), errors: [] };
  } catch (error) {
    return { errors: [diagnosticOf(error)] };
  }
}
