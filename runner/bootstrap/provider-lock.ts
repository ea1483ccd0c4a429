import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadAllStages } from "../../configuration";
import { findLocked, formatTerraformLock, requirementsOf, type Requirement } from "../../formats/terraform-lock";
import { defaultLockFile, forPlatforms, makeLock, shownPath, stageFilesOf, type KeptLock } from "../provider-lock";
import { logFileOf, openJointRun, type JointRun, type LockUse, type RunOptions, type Session } from "../session";
import { terraformPlatform } from "../terraform";

/** Platform that pipelines and Terraform Cloud run on. */
const PIPELINES = "linux_amd64";

/** Choice of what is locked. */
export interface LockChoice {
  /** Keep to the lock file as it is, and refuse one that lacks something: in pipelines, which commit nothing. @default false */
  readonly locked?: boolean;
  /** Choose versions anew instead of keeping those of the lock file. */
  readonly upgradeProviders?: boolean;
  /**
   * Platforms to lock providers for, beside this machine's.
   *
   * @default - `organization.platforms`, else that of pipelines, linux_amd64
   */
  readonly platforms?: readonly string[];
}

/**
 * Makes the lock file for a stage as {@link keepProviderLock}, and does nothing else: no AWS account is asked.
 *
 * @returns what was written, for people; undefined where the lock file was complete
 */
export async function lockProviders(options: RunOptions, choice: LockChoice = {}): Promise<string | undefined> {
  const run = await openJointRun([options], useOf(choice));
  return (await keepProviderLock(run, choice)).written;
}

/** Use of the lock file that a choice comes to. */
export function useOf({ locked, upgradeProviders }: LockChoice): LockUse {
  if (locked === true) return "check";
  return upgradeProviders === true ? "renew" : "complete";
}

/** A run whose sessions keep to a lock file, and what was done to that. */
export interface LockedRun {
  readonly run: JointRun;
  /** Description of the lock file that was written, for people; undefined where it stayed as it was. */
  readonly written?: string;
}

/**
 * Makes the lock file of providers, or adds what it lacks: providers of these stages, checksums for the wanted platforms. Its
 * versions stay, unless new ones are asked for.
 *
 * @throws RunnerError where a provider cannot be had
 */
export async function keepProviderLock(run: JointRun, choice: LockChoice): Promise<LockedRun> {
  const [first] = run.sessions;
  const stacks = run.sessions.flatMap(({ allStacks }) => allStacks);
  const requirements = requirementsOf(stacks.map(({ file }) => file.terraformBlock));
  if (requirements.length === 0 || choice.locked === true) return { run };
  const kept = first.lock?.lock;
  const { lock: made, notes } = await makeLock({
    terraform: first.terraform,
    installation: first.providers,
    directory: join(first.workDirectory, "provider-lock"),
    logFile: logFileOf(first, "provider-lock"),
    requirements,
    platforms: platformsFor(run, choice),
    upgrade: choice.upgradeProviders ?? false,
    ...(kept === undefined ? {} : { kept }),
  });
  for (const note of notes) run.reporter.note(note);
  const lock = { file: first.lockFile, lock: made };
  const changed = kept === undefined || formatTerraformLock(made) !== formatTerraformLock(kept);
  if (changed) write(lock);
  const sessions = run.sessions.map((session): Session => ({ ...session, lock }));
  return { run: { ...run, sessions }, ...(changed ? { written: describe(lock, requirements, first) } : {}) };
}

function platformsFor({ sessions }: JointRun, { platforms }: LockChoice): string[] {
  const wanted = platforms ?? configuredPlatforms(sessions[0]);
  return [...new Set([...wanted, terraformPlatform()])].sort();
}

/** Platforms of all stages: one lock file is for all of them. */
function configuredPlatforms({ root, environment }: Session): readonly string[] {
  const stages = loadAllStages(stageFilesOf(root, environment));
  const named = stages.flatMap((stage) => stage.environment.organization.platforms ?? []);
  return named.length === 0 ? [PIPELINES] : named;
}

/** Renamed into place: an interrupted run leaves no half of it. */
function write({ file, lock }: KeptLock): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.partial`, formatTerraformLock(lock));
  renameSync(`${file}.partial`, file);
}

function describe({ file, lock }: KeptLock, requirements: readonly Requirement[], session: Session): string {
  const providers = requirements.flatMap(({ source }) => {
    const provider = findLocked(lock, source)?.provider;
    return provider === undefined ? [] : [`${source} ${provider.version} for ${forPlatforms(provider)}`];
  });
  // Elsewhere it is a sandbox's own.
  const advice = file === defaultLockFile(session.root, session.environment) ? "; commit it" : "";
  return `${shownPath(file)}: ${providers.join("; ")}${advice}`;
}
