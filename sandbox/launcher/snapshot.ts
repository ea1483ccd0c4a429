import { execFile } from "node:child_process";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { RunnerError } from "../../runner";

const run = promisify(execFile);

/** Changes when a snapshot of before can no longer be used. */
const FORMAT = 1;
const DESCRIPTION = "snapshot.json";
/** Folder of what moto and the emulator hold, inside of a working directory while it is packed or loaded. */
const MEMORY = "memory";
/** Synthesized and initialized stacks, logs and plans, states of the local backend. */
const DIRECTORIES = ["out", "work", "local"] as const;

/** Description of a snapshot, inside of it. */
interface SnapshotDescription {
  readonly format: number;
  /** Time at which it was made, ISO 8601. */
  readonly made: string;
  /** Stages that were applied. */
  readonly stages: readonly string[];
}

/**
 * Makes sure that a snapshot can be written, before the minutes in which there comes to be something to write.
 *
 * @throws RunnerError where its directory cannot be written to
 */
export function requireTarget(file: string): void {
  try {
    mkdirSync(dirname(resolve(file)), { recursive: true });
    accessSync(dirname(resolve(file)), constants.W_OK);
  } catch (cause) {
    const { message } = cause as Error;
    throw new RunnerError(`the snapshot ${file} cannot be written: ${message}`, undefined, { cause });
  }
}

/**
 * Writes an applied organization into a file: the memory of moto and the emulator, and the directories of its stacks.
 * Whoever unpacks it goes on from there, as often as wanted, and sees nothing of what others make of it.
 *
 * @param save has the services write their memory into a directory; nobody may be at work meanwhile
 * @param file a tar archive; compressed where its name says so (`.tar.gz`)
 */
export async function packSnapshot(
  workDirectory: string,
  file: string,
  stages: readonly string[],
  save: (directory: string) => Promise<void>,
): Promise<void> {
  requireTarget(file);
  const target = resolve(file);
  const memory = join(workDirectory, MEMORY);
  // Its name keeps the ending, by which tar chooses the compression.
  const partial = join(dirname(target), `.partial-${basename(target)}`);
  const description: SnapshotDescription = { format: FORMAT, made: new Date().toISOString(), stages };
  try {
    rmSync(memory, { recursive: true, force: true });
    await save(memory);
    writeFileSync(join(workDirectory, DESCRIPTION), JSON.stringify(description));
    const present = DIRECTORIES.filter((name) => existsSync(join(workDirectory, name)));
    await tar(["-caf", partial, "-C", workDirectory, DESCRIPTION, MEMORY, ...present], `${file} could not be written`);
    renameSync(partial, target); // an interrupted run leaves no half of one
  } finally {
    rmSync(partial, { force: true });
    rmSync(memory, { recursive: true, force: true });
    rmSync(join(workDirectory, DESCRIPTION), { force: true });
  }
}

/** @throws RunnerError where there is no such file: before anything of an earlier run is removed */
export function requireSnapshot(file: string): void {
  if (existsSync(file)) return;
  throw new RunnerError(`there is no snapshot ${file}; make one: npm run sandbox -- --snapshot ${file}`);
}

/**
 * Unpacks a snapshot into a working directory without one, which is made where there is none.
 *
 * @returns the directory with what the services load
 * @throws RunnerError where the file is none, or one of another version
 */
export async function unpackSnapshot(file: string, workDirectory: string): Promise<string> {
  mkdirSync(workDirectory, { recursive: true });
  await tar(["-xf", resolve(file), "-C", workDirectory], `${file} is no snapshot of a sandbox`);
  const { format } = readDescription(file, workDirectory);
  if (format !== FORMAT) {
    throw new RunnerError(
      `${file} was made by another version of this project; make it anew: npm run sandbox -- --snapshot ${file}`,
    );
  }
  forgetProvidersOfElsewhere(join(workDirectory, "out"));
  return join(workDirectory, MEMORY);
}

/** Removes what was unpacked for the services, once they have loaded it. */
export function removeMemory(workDirectory: string): void {
  rmSync(join(workDirectory, MEMORY), { recursive: true, force: true });
  rmSync(join(workDirectory, DESCRIPTION), { force: true });
}

function readDescription(file: string, workDirectory: string): SnapshotDescription {
  try {
    return JSON.parse(readFileSync(join(workDirectory, DESCRIPTION), "utf8")) as SnapshotDescription;
  } catch (cause) {
    throw new RunnerError(`${file} is no snapshot of a sandbox`, undefined, { cause });
  }
}

/** Providers are links into a mirror or cache. Where that is not on this machine, the stacks are initialized again. */
function forgetProvidersOfElsewhere(out: string): void {
  if (!existsSync(out)) return;
  for (const entry of readdirSync(out, { withFileTypes: true, recursive: true })) {
    const isLost = entry.isSymbolicLink() && !existsSync(join(entry.parentPath, entry.name));
    const [data] = /^.*?[/\\]\.terraform(?=[/\\])/.exec(entry.parentPath) ?? [];
    if (isLost && data !== undefined) rmSync(data, { recursive: true, force: true });
  }
}

async function tar(args: readonly string[], problem: string): Promise<void> {
  try {
    await run("tar", [...args]);
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
    if (code === "ENOENT") throw new RunnerError("tar was not found; install it: it packs and unpacks snapshots");
    throw new RunnerError(problem, stderr?.trim(), { cause: error });
  }
}
