import { join } from "node:path";
import { lockArguments, logFileOf, terraformInit, type Session } from "../session";
import { withCounter, withHints } from "../stack-operations";
import { isDestructive } from "../summary";
import type { SynthesizedStack } from "../synthesis";
import type { Diagnostic, PlannedChange } from "../terraform";

/** Initializes a directory whose backend is a local file, with the stage's workspace selected. */
export async function initializeLocally(
  session: Session,
  stack: SynthesizedStack,
  directory: string,
): Promise<readonly Diagnostic[]> {
  session.reporter.progress(stack.id, { phase: "init", done: 0, total: 0 });
  const init = await terraformInit(session, stack, directory);
  if (init.exitCode !== 0) return init.errors;
  const select = await session.terraform.run({
    directory,
    logFile: logFileOf(session, stack.id),
    arguments: ["workspace", "select", "-or-create", session.stage],
  });
  return select.exitCode === 0 ? [] : select.errors;
}

/** Applies with local state. With imports nothing may be replaced or deleted: what exists may not be what we think. */
export async function applyLocally(
  session: Session,
  stack: SynthesizedStack,
  directory: string,
  { refuseDestruction = false }: { readonly refuseDestruction?: boolean } = {},
): Promise<readonly Diagnostic[]> {
  const common = ["-json", "-input=false", "-no-color"];
  if (!refuseDestruction) return runApply(session, stack, directory, ["apply", ...common, "-auto-approve"]);
  const planFile = join(directory, "bootstrap.tfplan");
  const changes: PlannedChange[] = [];
  const plan = await session.terraform.run({
    directory,
    workspace: session.stage,
    logFile: logFileOf(session, stack.id),
    arguments: ["plan", ...common, `-out=${planFile}`],
    onMessage: (message) => void (message.type === "planned_change" && changes.push(message.change)),
  });
  if (plan.exitCode !== 0) return plan.errors;
  if (isDestructive(changes)) {
    const what = changes
      .filter(({ action }) => action === "replace" || action === "delete")
      .map(({ address }) => address);
    return [
      {
        severity: "error",
        summary: `what exists differs too much from ${stack.id}`,
        detail: `it would replace or delete ${what.join(", ")}; remove it by hand or give the account another prefix`,
        values: [],
      },
    ];
  }
  return runApply(session, stack, directory, ["apply", ...common, planFile]);
}

/**
 * Moves the state from the backend that `directory` was initialized for to the one that its configuration names now.
 *
 * @param options `lock`: false on the way into a bucket that holds no such state yet. Nobody can be at work there, and a
 *   killed run would leave a lock that stops the next one.
 */
export async function moveState(
  session: Session,
  stack: SynthesizedStack,
  directory: string,
  { lock = true }: { readonly lock?: boolean } = {},
): Promise<readonly Diagnostic[]> {
  // Without -json: Terraform does not combine it with -migrate-state.
  const { exitCode, errors } = await session.terraform.run({
    directory,
    logFile: logFileOf(session, stack.id),
    arguments: [
      "init",
      "-input=false",
      "-migrate-state",
      "-force-copy",
      `-lock=${lock}`,
      "-no-color",
      ...lockArguments(session),
    ],
  });
  return exitCode === 0 ? [] : withHints(session, stack, errors);
}

/** Keeps what a cut-off creation has left: Terraform would replace it, or refuse to where it is protected. */
export async function untaintLocally(
  session: Session,
  stack: SynthesizedStack,
  directory: string,
  addresses: readonly string[],
): Promise<readonly Diagnostic[]> {
  for (const address of addresses) {
    const { exitCode, errors } = await session.terraform.run({
      directory,
      workspace: session.stage,
      logFile: logFileOf(session, stack.id),
      arguments: ["untaint", "-allow-missing", "-no-color", address],
    });
    if (exitCode !== 0) return errors;
  }
  return [];
}

async function runApply(
  session: Session,
  stack: SynthesizedStack,
  directory: string,
  args: readonly string[],
): Promise<readonly Diagnostic[]> {
  const total = stack.file.resourceCount;
  const { exitCode, errors } = await session.terraform.run({
    directory,
    workspace: session.stage,
    logFile: logFileOf(session, stack.id),
    arguments: args,
    onMessage: withCounter((done) =>
      session.reporter.progress(stack.id, { phase: "bootstrap", done, total: done > total ? 0 : total }),
    ),
  });
  return exitCode === 0 ? [] : errors;
}
