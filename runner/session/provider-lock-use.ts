import { join } from "node:path";
import { requirementsOf, type Requirement } from "../../formats/terraform-lock";
import { RunnerError } from "../errors";
import {
  lockProblems,
  makingCommand,
  missingLock,
  readKeptLock,
  shownPath,
  untestedNote,
  wantedProvider,
  type KeptLock,
} from "../provider-lock";
import type { SynthesizedStack } from "../synthesis";
import {
  prepareProviderInstallation,
  reachBeyondMachine,
  terraformPlatform,
  type ProviderInstallation,
} from "../terraform";

/**
 * Use of the kept lock file: `check` works with it and refuses what does not fit, `complete` adds what it lacks and keeps its
 * versions, `renew` chooses them anew.
 */
export type LockUse = "check" | "complete" | "renew";

/** A run whose stage was synthesized. */
interface SynthesizedRun {
  readonly stage: string;
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly lockFile: string;
  readonly allStacks: readonly SynthesizedStack[];
}

/** The lock of a run and the way to its providers. */
interface OpenedLock {
  readonly lock?: KeptLock;
  readonly providers: ProviderInstallation;
  /** For people. */
  readonly notes: readonly string[];
}

/**
 * Reads the kept lock file, and finds out where the providers come from that it holds.
 *
 * Without one a run on AWS is refused: each machine would choose by itself, and stages could get different versions unnoticed.
 * Where all endpoints are on this machine it goes on, and says so.
 *
 * @throws RunnerError
 */
export function openLock(run: SynthesizedRun, use: LockUse): OpenedLock {
  const { stage, root, environment, lockFile, allStacks } = run;
  const requirements = requirementsOf(allStacks.map(({ file }) => file.terraformBlock));
  const kept = requirements.length === 0 ? undefined : readKeptLock(lockFile);
  if (use === "check") requireLock(run, requirements, kept);
  if (kept !== undefined && use !== "renew")
    refuse(lockProblems(kept, requirements, { stage, platform: terraformPlatform(), completing: use === "complete" }));
  const binding = kept === undefined || use === "renew" ? undefined : { lock: kept.lock, name: shownPath(lockFile) };
  const providers = prepareProviderInstallation(
    environment,
    join(root, ".smus"),
    undefined,
    wantedProvider(requirements, binding),
  );
  const notes = use === "check" ? notesOf(run, requirements, kept) : [];
  return { ...(kept === undefined ? {} : { lock: kept }), providers, notes };
}

function requireLock(
  { stage, environment, lockFile }: SynthesizedRun,
  requirements: readonly Requirement[],
  kept: KeptLock | undefined,
): void {
  if (requirements.length === 0 || kept !== undefined || reachBeyondMachine(environment) === undefined) return;
  throw new RunnerError(missingLock(lockFile, makingCommand(stage)));
}

function notesOf(
  { lockFile }: SynthesizedRun,
  requirements: readonly Requirement[],
  kept: KeptLock | undefined,
): string[] {
  const missing = requirements.length > 0 && kept === undefined ? `note: ${missingLock(lockFile)}` : undefined;
  return [missing, untestedNote(requirements, kept)].filter((note) => note !== undefined);
}

function refuse(problems: readonly string[]): void {
  const [first, ...more] = problems;
  if (first !== undefined) throw new RunnerError(first, more.length === 0 ? undefined : more.join("\n"));
}
