import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { initializeStack, logFileOf, planFileOf, workspaceOf, type Session } from "../session";
import type { StackOutcome } from "../summary";
import type { SynthesizedStack } from "../synthesis";
import type { Diagnostic, PlannedChange, TerraformMessage } from "../terraform";
import { attentionIn } from "./attention";
import { readRemotePlan } from "./remote-plan";

/** A planned stack: its outcome, and what it says about its outputs. */
export interface StackPlan extends StackOutcome {
  /** The stack publishes outputs, and its state has none of them yet. */
  readonly neverApplied: boolean;
}

/** Result of terraform's plan of a stack. */
export interface PlanRun {
  /** False where `terraform init` was refused; `errors` says why. */
  readonly initialized: boolean;
  /** As of `terraform plan -detailed-exitcode`. */
  readonly exitCode: number;
  readonly errors: readonly Diagnostic[];
  /** All of them, also those that change nothing at AWS. */
  readonly changes: readonly PlannedChange[];
  readonly neverApplied: boolean;
  readonly planFile: string;
  /** Sentences of failed checks. */
  readonly attention: readonly string[];
}

const NOTHING = { changes: [], neverApplied: false, attention: [] } as const;

/**
 * Initializes (where needed) and plans a stack into its plan file.
 *
 * @param options of `terraform plan`, beside those that every plan needs
 */
export async function runPlan(session: Session, stack: SynthesizedStack, options: readonly string[]): Promise<PlanRun> {
  const planFile = planFileOf(session, stack.id);
  session.reporter.progress(stack.id, { phase: "init", done: 0, total: 0 });
  const failure = await initializeStack(session, stack);
  if (failure !== undefined) {
    return { ...NOTHING, initialized: false, exitCode: 1, errors: failure.errors, planFile };
  }
  mkdirSync(dirname(planFile), { recursive: true });
  const attention: string[] = [];
  let changes: readonly PlannedChange[] = [];
  let outputs: Readonly<Record<string, string>> = {};
  let summarized = false;
  const total = stack.file.resourceCount;
  const { exitCode, errors } = await session.terraform.run({
    directory: stack.directory,
    arguments: ["plan", "-json", "-input=false", "-no-color", "-detailed-exitcode", ...options, `-out=${planFile}`],
    workspace: workspaceOf(session, stack),
    logFile: logFileOf(session, stack.id),
    onMessage: withCounter(
      (done) => session.reporter.progress(stack.id, { phase: "plan", done, total: done > total ? 0 : total }),
      (message) => {
        if (message.type === "planned_change") changes = [...changes, message.change];
        if (message.type === "outputs") outputs = message.actions;
        if (message.type === "change_summary") summarized = true;
        attention.push(...attentionIn(message));
      },
    ),
  });
  if (exitCode === 2 && !summarized && stack.file.backend.kind === "cloud") {
    const remote = await readRemotePlan(session, stack);
    if ("errors" in remote)
      return { ...NOTHING, initialized: true, exitCode: 1, errors: remote.errors, changes, planFile };
    ({ changes, outputs } = remote);
  }
  const actions = Object.values(outputs);
  const neverApplied = actions.length > 0 && actions.every((action) => action === "create");
  return { initialized: true, exitCode, errors, changes, neverApplied, planFile, attention };
}

/** Makes outcomes of a stack's plan; the time counts from here. */
export function outcomesOf(
  session: Session,
  stack: SynthesizedStack,
): <T extends Pick<StackPlan, "status"> & Partial<StackPlan>>(outcome: T) => StackPlan & T {
  const startedAt = Date.now();
  return (outcome) => ({
    stack: stack.id,
    changes: [],
    errors: [],
    logFile: logFileOf(session, stack.id),
    neverApplied: false,
    ...outcome,
    seconds: (Date.now() - startedAt) / 1000,
  });
}

/** Calls `onCount` with the number of resources that are done, and passes every message on. */
export function withCounter(
  onCount: (done: number) => void,
  onMessage?: (message: TerraformMessage) => void,
): (message: TerraformMessage) => void {
  let done = 0;
  onCount(0);
  return (message) => {
    if (message.type === "resource" && message.event === "complete" && message.action !== "read") onCount(++done);
    onMessage?.(message);
  };
}
