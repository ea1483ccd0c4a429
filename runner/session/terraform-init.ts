import { rmSync } from "node:fs";
import { join } from "node:path";
import { LOCK_FILE } from "../../formats/terraform-lock";
import { refuseOtherProvider } from "../provider-lock";
import type { SynthesizedStack } from "../synthesis";
import type { TerraformOutcome } from "../terraform";
import { InstallationGate } from "./installation-gate";
import { saveInstallation, seedInstallation, seedOf } from "./installed-providers";
import { logFileOf, type Session } from "./session";

/**
 * Runs `terraform init` in a directory that holds a stack's configuration, with the providers that an earlier one has
 * installed, and starting from nothing but the configuration, whatever backend the directory had before.
 *
 * The kept lock file is not changed. Without one the directory's own is chosen anew where it does not fit. Run once more where
 * Terraform does not see a provider although it has just installed it.
 *
 * @throws RunnerError where a provider is not the one that the kept lock file holds
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
    if (session.lock === undefined && mentions(outcome, "locked provider")) {
      rmSync(join(directory, LOCK_FILE), { force: true }); // choose anew
      outcome = await init(session, stack, directory);
    } else if (mentions(outcome, UNSEEN)) {
      outcome = await init(session, stack, directory);
    }
    if (outcome.exitCode === 0) saveInstallation(session, directory, terraformBlock);
    else if (session.lock !== undefined)
      refuseOtherProvider(session.lock, outcome.errors, { stage: session.stage, from: session.providers.description });
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
    arguments: ["init", "-input=false", "-json", "-no-color", ...lockArguments(session)],
    logFile: logFileOf(session, stack.id),
  });
}

/** Arguments with which `init` leaves the kept lock file as it is, and refuses what differs from it. */
export function lockArguments({ lock }: Pick<Session, "lock">): string[] {
  return lock === undefined ? [] : ["-lockfile=readonly"];
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
