import { logFileOf, planFileOf, refuseReadOnly, workspaceOf, type Session } from "../session";
import type { StackOutcome } from "../summary";
import type { SynthesizedStack } from "../synthesis";
import { attentionIn, withAttention } from "./attention";
import { withHints } from "./hints";
import { withCounter } from "./run-plan";

/**
 * Applies exactly the plan that was saved; Terraform refuses it when the state has changed since.
 *
 * @throws RunnerError in a run that reads only: its plans were made without a lock, beside whoever was at work
 */
export async function applyPlan(
  session: Session,
  stack: SynthesizedStack,
  plan: StackOutcome,
  done: "applied" | "destroyed",
): Promise<StackOutcome> {
  refuseReadOnly("apply", session.environment);
  const startedAt = Date.now();
  // A replacement is two operations, a destroy and a create.
  const total = plan.changes.reduce((sum, { action }) => sum + (action === "replace" ? 2 : 1), 0);
  const phase = done === "applied" ? "apply" : "destroy";
  const attention: string[] = [];
  const { exitCode, errors } = await session.terraform.run({
    directory: stack.directory,
    arguments: ["apply", "-json", "-input=false", "-no-color", "-lock-timeout=60s", planFileOf(session, stack.id)],
    workspace: workspaceOf(session, stack),
    logFile: logFileOf(session, stack.id),
    onMessage: withCounter(
      (count) => session.reporter.progress(stack.id, { phase, done: count, total }),
      (message) => attention.push(...attentionIn(message)),
    ),
  });
  const seconds = plan.seconds + (Date.now() - startedAt) / 1000;
  const { attention: planned, ...rest } = plan; // what waited when it was planned may have come into being since
  if (exitCode === 0)
    return { ...rest, ...(done === "applied" ? withAttention(attention) : {}), status: done, seconds };
  return {
    ...rest,
    ...withAttention(planned ?? []),
    status: "failed",
    errors: withHints(session, stack, errors),
    seconds,
  };
}
