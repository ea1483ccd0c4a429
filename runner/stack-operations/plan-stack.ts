import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { APPLIED_RESOURCE } from "../../contracts/applied-record";
import { initializeStack, logFileOf, planFileOf, workspaceOf, type Session } from "../session";
import type { StackOutcome } from "../summary";
import type { SynthesizedStack } from "../synthesis";
import type { Diagnostic, PlannedChange, TerraformMessage } from "../terraform";
import { withDifferences } from "./differences";
import { withHints } from "./hints";

/** A planned stack: its outcome, and what it says about its outputs. */
export interface StackPlan extends StackOutcome {
  /** The stack publishes outputs, and its state has none of them yet. */
  readonly neverApplied: boolean;
}

/**
 * The record of the last apply changes with everything else. What it says is in the change that it records, so it is left
 * out; where nothing else changes (a new version of the project) the outputs do.
 */
const RECORD = `terraform_data.${APPLIED_RESOURCE}`;

/** What happens in the plan to one resource without changing anything at AWS. */
const HARMLESS: readonly PlannedChange["action"][] = ["noop", "read"];

/** Initializes (where needed) and plans one stack into its plan file. */
export async function planStack(
  session: Session,
  stack: SynthesizedStack,
  mode: "apply" | "destroy" = "apply",
): Promise<StackPlan> {
  const startedAt = Date.now();
  const logFile = logFileOf(session, stack.id);
  const result = (outcome: Pick<StackPlan, "status"> & Partial<StackPlan>): StackPlan => ({
    stack: stack.id,
    changes: [],
    errors: [],
    logFile,
    neverApplied: false,
    ...outcome,
    seconds: (Date.now() - startedAt) / 1000,
  });
  session.reporter.progress(stack.id, { phase: "init", done: 0, total: 0 });
  const failure = await initializeStack(session, stack);
  if (failure !== undefined) return result({ status: "failed", errors: failure.errors });
  const planFile = planFileOf(session, stack.id);
  mkdirSync(dirname(planFile), { recursive: true });
  const changes: PlannedChange[] = [];
  let outputs: Readonly<Record<string, string>> = {};
  const total = stack.file.resourceCount;
  const { exitCode, errors } = await session.terraform.run({
    directory: stack.directory,
    arguments: planArguments(planFile, mode),
    workspace: workspaceOf(session, stack),
    logFile,
    onMessage: withCounter(
      (done) => session.reporter.progress(stack.id, { phase: "plan", done, total: done > total ? 0 : total }),
      (message) => {
        if (message.type === "planned_change" && isChange(message.change)) changes.push(message.change);
        if (message.type === "outputs") outputs = message.actions;
      },
    ),
  });
  const actions = Object.values(outputs);
  const neverApplied = actions.length > 0 && actions.every((action) => action === "create");
  if (exitCode === 0) return result({ status: "unchanged" });
  if (exitCode === 2) {
    return result({ status: "changed", changes: await withDifferences(session, stack, changes), neverApplied });
  }
  return result({ status: "failed", errors: withHints(session, stack, errors), neverApplied });
}

function isChange({ action, address }: PlannedChange): boolean {
  return !HARMLESS.includes(action) && address !== RECORD;
}

function planArguments(planFile: string, mode: "apply" | "destroy"): string[] {
  const common = [
    "plan",
    "-json",
    "-input=false",
    "-no-color",
    "-detailed-exitcode",
    "-lock-timeout=60s",
    `-out=${planFile}`,
  ];
  return mode === "destroy" ? [...common, "-destroy"] : common;
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

/** The errors of an exception, so that one stack's trouble is reported beside the others. */
export function diagnosticOf(error: unknown): Diagnostic {
  return { severity: "error", summary: error instanceof Error ? error.message : String(error), detail: "", values: [] };
}
