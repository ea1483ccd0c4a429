import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Stage } from "../../configuration";
import { AWS_PROVIDER_SOURCE, DEFAULT_AWS_PROVIDER } from "../../contracts/provider-versions";
import { VersionConstraint } from "../../contracts/version-constraint";
import { findLocked, LOCK_FILE } from "../../formats/terraform-lock";
import { readKeptLock, shownPath, type KeptLock } from "../../runner";

/** Lock file of a sandbox's runs: in its working directory, so that trying something leaves no trace beside the stage files. */
export function lockFileOf(workDirectory: string): string {
  return join(workDirectory, "work", LOCK_FILE);
}

/**
 * Reads the lock file that is kept beside the stage files: before anything is started, so that a broken one stops nothing that runs.
 *
 * @throws RunnerError where it cannot be read
 */
export function keptLockOf(environmentsDirectory: string): KeptLock | undefined {
  return readKeptLock(join(environmentsDirectory, LOCK_FILE));
}

/**
 * Has the sandbox work with the versions of the lock file that is kept beside the stage files. Where the configuration admits
 * other versions now, the sandbox chooses by itself: this is the place to try one, before the kept file is made anew.
 */
export function takeKeptLock(
  workDirectory: string,
  kept: KeptLock | undefined,
  stages: readonly Stage[],
  say: (line: string) => void = () => undefined,
): void {
  const own = readKeptLock(lockFileOf(workDirectory));
  const refused = kept === undefined ? undefined : refusal(kept, stages);
  if (kept !== undefined && refused === undefined) {
    mkdirSync(dirname(lockFileOf(workDirectory)), { recursive: true });
    copyFileSync(kept.file, lockFileOf(workDirectory));
    return;
  }
  if (refused !== undefined) say(`note: ${refused}; the sandbox chooses a version by itself`);
  // Of an earlier run, with another configuration.
  if (own !== undefined && refusal(own, stages) !== undefined) rmSync(own.file);
}

/** Reason why the stages cannot have the version of a lock file, if there is one. */
function refusal({ file, lock }: KeptLock, stages: readonly Stage[]): string | undefined {
  const version = findLocked(lock, AWS_PROVIDER_SOURCE)?.provider.version;
  if (version === undefined) return undefined;
  const refusing = stages
    .map(({ environment }) => environment.organization.awsProvider?.version ?? DEFAULT_AWS_PROVIDER)
    .find((text) => VersionConstraint.parse(text)?.admits(version) === false);
  if (refusing === undefined) return undefined;
  return `${shownPath(file)} holds ${AWS_PROVIDER_SOURCE} ${version}, which "${refusing}" does not admit`;
}
