import { createHash } from "node:crypto";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { LOCK_FILE, lockTextFor } from "../../formats/terraform-lock";
import type { Session } from "./session";

const PROVIDERS = join(".terraform", "providers");

/**
 * Puts the kept lock file into a directory, and what an earlier `init` with the same providers has made.
 *
 * Where no lock file is kept, that of the earlier `init` comes along: it saves a download where there is a cache. Where providers run already, what is installed comes along:
 * terraform then has nothing to install, and does not hash the 700 MB of a provider that it does not start.
 */
export function seedInstallation(session: Session, directory: string, terraformBlock: unknown): void {
  const seed = seedOf(session, terraformBlock);
  const lock = join(directory, LOCK_FILE);
  if (session.lock !== undefined) writeFileSync(lock, lockTextFor(session.lock.lock, terraformBlock));
  else if (!existsSync(lock) && existsSync(`${seed}.hcl`)) copyFileSync(`${seed}.hcl`, lock);
  const providers = join(directory, PROVIDERS);
  if (session.terraform.usesRunningProviders && !existsSync(providers) && existsSync(`${seed}.providers`))
    cpSync(`${seed}.providers`, providers, { recursive: true, verbatimSymlinks: true });
}

/** Tells whether a directory has the lock file that it should have: the kept one, or any where none is kept. */
export function hasLockFile(session: Pick<Session, "lock">, directory: string, terraformBlock: unknown): boolean {
  const file = join(directory, LOCK_FILE);
  if (!existsSync(file)) return false;
  return session.lock === undefined || readFileSync(file, "utf8") === lockTextFor(session.lock.lock, terraformBlock);
}

/** Keeps what `init` has made for the next directory with the same providers. */
export function saveInstallation(session: Session, directory: string, terraformBlock: unknown): void {
  const seed = seedOf(session, terraformBlock);
  const lock = join(directory, LOCK_FILE);
  if (!existsSync(lock) || existsSync(`${seed}.hcl`)) return;
  mkdirSync(join(session.workDirectory, "lock-files"), { recursive: true });
  const half = `${seed}.${process.pid}`;
  const providers = join(directory, PROVIDERS);
  // Renamed into place, since others may read it meanwhile; the lock file last, since it says that there is a seed.
  if (session.terraform.usesRunningProviders && !existsSync(`${seed}.providers`) && consistsOfLinks(providers)) {
    cpSync(providers, `${half}.providers`, { recursive: true, verbatimSymlinks: true });
    renameSync(`${half}.providers`, `${seed}.providers`);
  }
  copyFileSync(lock, half);
  renameSync(half, `${seed}.hcl`);
}

/** Providers that are unpacked in a mirror or in a cache are linked; others are 700 MB, and not worth a copy. */
function consistsOfLinks(providers: string): boolean {
  if (!existsSync(providers)) return false;
  return readdirSync(providers, { withFileTypes: true }).every((entry) =>
    entry.isDirectory() ? consistsOfLinks(join(providers, entry.name)) : entry.isSymbolicLink(),
  );
}

/** Directory that keeps what was installed for a set of providers; the same for all stacks that need the same. */
export function seedOf(session: Session, terraformBlock: unknown): string {
  const required = (terraformBlock as { required_providers?: unknown }).required_providers ?? {};
  const { mode, description } = session.providers; // not the file that says so, which every clone has for itself
  const key = createHash("sha256")
    .update(JSON.stringify([required, mode, description, lockedText(session, terraformBlock)]))
    .digest("hex")
    .slice(0, 16);
  return join(session.workDirectory, "lock-files", key);
}

function lockedText({ lock }: Pick<Session, "lock">, terraformBlock: unknown): string | undefined {
  return lock === undefined ? undefined : lockTextFor(lock.lock, terraformBlock);
}
