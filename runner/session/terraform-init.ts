import { rmSync } from "node:fs";
import { join } from "node:path";
import type { SynthesizedStack } from "../synthesis";
import type { TerraformOutcome } from "../terraform";
import { InstallationGate } from "./installation-gate";
import { LOCK_FILE, saveInstallation, seedInstallation, seedOf } from "./installed-providers";
import { logFileOf, type Session } from "./session";

/**
 * Runs `terraform init` in a directory that holds a stack's configuration, with the providers that an earlier one has
 * installed, and starting from nothing but the configuration, whatever backend the directory had before.
 *
 * Run once more where that is known to help: a lock file of other constraints, or a provider that Terraform does not see
 * although it has just installed it.
 */
export async function terraformInit(
  session: Session,
  stack: SynthesizedStack,
  directory: string,
): Promise<TerraformOutcome> {
  const { terraformBlock } = stack.file;
  return gated(session, seedOf(session, terraformBlock), async () => {
    forgetBackend(directory);
    seedInstallation(session, directory, terraformBlock);
    let outcome = await init(session, stack, directory);
    if (mentions(outcome, "locked provider")) {
      rmSync(join(directory, LOCK_FILE), { force: true }); // choose anew
      outcome = await init(session, stack, directory);
    } else if (mentions(outcome, UNSEEN)) {
      outcome = await init(session, stack, directory);
    }
    if (outcome.exitCode === 0) saveInstallation(session, directory, terraformBlock);
    return outcome;
  });
}

/**
 * Makes `init` start from nothing but the configuration, whatever backend the directory had before: states are never moved
 * there, bootstrap moves them.
 *
 * Not by `-reconfigure`: Terraform refuses it beside a `cloud` block, and cannot read a record that a killed `init` has left
 * half written. The selected workspace may be one of the other backend.
 */
function forgetBackend(directory: string): void {
  for (const name of ["environment", "terraform.tfstate"]) rmSync(join(directory, ".terraform", name), { force: true });
}

/**
 * Part of what Terraform says where it lists a directory that it has just installed a provider in, and does not find it. It
 * calls that a bug of its own; seen once with 1.11.4 and a filesystem mirror, on a busy machine, with all files in place.
 */
const UNSEEN = "it is still not detected in";

function mentions({ exitCode, errors }: TerraformOutcome, text: string): boolean {
  return exitCode !== 0 && errors.some(({ detail }) => detail.includes(text));
}

function init(session: Session, stack: SynthesizedStack, directory: string): Promise<TerraformOutcome> {
  return session.terraform.run({
    directory,
    arguments: ["init", "-input=false", "-json", "-no-color"],
    logFile: logFileOf(session, stack.id),
  });
}

/** By where providers are installed: stages that are worked on at the same time share it. */
const gates = new Map<string, InstallationGate>();

function gated(session: Session, key: string, run: () => Promise<TerraformOutcome>): Promise<TerraformOutcome> {
  const { mode, variables } = session.providers;
  if (mode === "mirror" && !session.terraform.usesRunningProviders) return run();
  const place = JSON.stringify(variables);
  const gate = gates.get(place) ?? new InstallationGate();
  gates.set(place, gate);
  return gate.pass(key, run, ({ exitCode }) => exitCode === 0);
}
