import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { NotBootstrappedError } from "../errors";
import type { SynthesizedStack } from "../synthesis";
import type { Diagnostic } from "../terraform";
import { hasLockFile } from "./installed-providers";
import { logFileOf, type Session } from "./session";
import { terraformInit } from "./terraform-init";

/** Result of an initialization that terraform refused. */
export interface InitializationFailure {
  readonly errors: readonly Diagnostic[];
}

/** Records that a directory was initialized, and for which stages its workspace was seen. */
interface Stamp {
  readonly fingerprint: string;
  readonly stages: readonly string[];
}

/**
 * `terraform init`, left out where the directory is initialized for the same backend and providers, and the check that
 * the stage's workspace exists: Terraform plans in one that does not, and writes an empty state for it.
 *
 * @throws NotBootstrappedError where bucket or workspace are missing
 */
export async function initializeStack(
  session: Session,
  stack: SynthesizedStack,
): Promise<InitializationFailure | undefined> {
  const stamp = readStamp(stack.directory);
  const fingerprint = fingerprintOf(session, stack);
  const locked = hasLockFile(session, stack.directory, stack.file.terraformBlock);
  const current = stamp?.fingerprint === fingerprint && locked ? stamp : undefined;
  if (current?.stages.includes(session.stage)) return undefined;
  if (current === undefined) {
    const failure = await init(session, stack);
    if (failure !== undefined) return failure;
  }
  if (stack.file.backend.kind !== "cloud") {
    const { exitCode, lines, errors } = await listWorkspaces(session, stack);
    if (exitCode !== 0) return { errors };
    const names = lines.map((line) => line.replace(/^\*?\s+/, "").trim());
    if (!names.includes(session.stage)) {
      throw new NotBootstrappedError(session.stage, `${stack.id} has no workspace "${session.stage}"`);
    }
  }
  writeStamp(stack.directory, { fingerprint, stages: [...(current?.stages ?? []), session.stage] });
  return undefined;
}

/** Initializes a stack and makes sure that the stage's workspace exists. For `bootstrap` only. */
export async function createWorkspace(
  session: Session,
  stack: SynthesizedStack,
): Promise<InitializationFailure | undefined> {
  const failure = await init(session, stack);
  if (failure !== undefined) return failure;
  if (stack.file.backend.kind !== "cloud") {
    const selected = await session.terraform.run({
      directory: stack.directory,
      arguments: ["workspace", "select", "-or-create", session.stage],
      logFile: logFileOf(session, stack.id),
    });
    if (selected.exitCode !== 0) return { errors: selected.errors };
  }
  writeStamp(stack.directory, { fingerprint: fingerprintOf(session, stack), stages: [session.stage] });
  return undefined;
}

/** Makes the next command initialize the directory again. */
export function forgetInitialization(directory: string): void {
  rmSync(stampFile(directory), { force: true });
}

async function init(session: Session, stack: SynthesizedStack): Promise<InitializationFailure | undefined> {
  forgetInitialization(stack.directory);
  const { exitCode, errors } = await terraformInit(session, stack, stack.directory);
  if (exitCode === 0) return undefined;
  const noBucket = errors.find(({ summary }) => /S3 bucket .* does not exist/.test(summary));
  if (noBucket !== undefined) {
    throw new NotBootstrappedError(session.stage, noBucket.summary.split("\n", 1)[0] ?? "no state bucket");
  }
  return { errors };
}

function listWorkspaces(session: Session, stack: SynthesizedStack) {
  return session.terraform.run({
    directory: stack.directory,
    arguments: ["workspace", "list"],
    logFile: logFileOf(session, stack.id),
  });
}

function fingerprintOf(session: Session, stack: SynthesizedStack): string {
  const { mode, description } = session.providers; // not the file that says so, which every clone has for itself
  const parts = [stack.file.terraformBlock, mode, description, session.terraform.binary.version];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

function stampFile(directory: string): string {
  return join(directory, ".terraform", "smus-init.json");
}

function readStamp(directory: string): Stamp | undefined {
  try {
    return JSON.parse(readFileSync(stampFile(directory), "utf8")) as Stamp;
  } catch {
    return undefined; // never initialized, or by other hands
  }
}

function writeStamp(directory: string, stamp: Stamp): void {
  mkdirSync(join(directory, ".terraform"), { recursive: true });
  writeFileSync(stampFile(directory), JSON.stringify(stamp));
}
