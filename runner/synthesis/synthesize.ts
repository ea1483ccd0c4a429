import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseStackId, type StackAddress } from "../../contracts/layers";
import { RunnerError } from "../errors";
import { readManifest } from "./manifest";
import { parseStackFile, type StackFile } from "./stack-file";

/** A stack of the stage, ready for terraform. */
export interface SynthesizedStack {
  readonly id: string;
  readonly address: StackAddress;
  /** Working directory, absolute. */
  readonly directory: string;
  readonly file: StackFile;
  /** Ids of the stacks of the stage that must be applied before, as the manifest says. */
  readonly dependencies: readonly string[];
}

/** What a synthesis needs to know. */
export interface SynthesisRequest {
  readonly stage: string;
  /** Directory that holds `main.ts`. */
  readonly root: string;
  /** Where it runs: relative paths of the configuration start here. */
  readonly workingDirectory: string;
  /** Absolute; `stacks/<id>` below it keep their `.terraform` from run to run. */
  readonly outputDirectory: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Runs `main.ts` for the stage. What it says about a bad configuration becomes the error. */
export async function synthesize(request: SynthesisRequest): Promise<SynthesizedStack[]> {
  const entry = join(request.root, "main.ts");
  if (!existsSync(entry)) throw new RunnerError(`${entry} does not exist: run this in the repository's root`);
  mkdirSync(request.outputDirectory, { recursive: true }); // the engine makes one level only
  mkdirSync(request.workingDirectory, { recursive: true });
  const environment: NodeJS.ProcessEnv = {
    ...request.environment,
    TF_WORKSPACE: request.stage,
    SMUS_STAGE: undefined,
    CDKTF_OUTDIR: request.outputDirectory,
    TS_NODE_PROJECT: join(request.root, "tsconfig.json"), // else it is searched for from the working directory
  };
  const register = join(request.root, "node_modules", "ts-node", "register");
  const { exitCode, output } = await runNode(["-r", register, entry], request.workingDirectory, environment);
  if (exitCode !== 0) throw new RunnerError(`stage "${request.stage}" could not be synthesized`, output);
  return readStacks(request.outputDirectory);
}

/** The stacks of the last synthesis. Driven by the manifest: folders of stacks that are gone stay behind. */
export function readStacks(outputDirectory: string): SynthesizedStack[] {
  const stacks = readManifest(outputDirectory);
  if (stacks === undefined) throw new Error(`${outputDirectory} has no manifest, although it was synthesized`);
  return Object.entries(stacks).map(([id, stack]) => ({
    id,
    address: parseStackId(id),
    directory: join(outputDirectory, stack.workingDirectory),
    dependencies: stack.dependencies,
    file: parseStackFile(readFileSync(join(outputDirectory, stack.synthesizedStackPath), "utf8")),
  }));
}

/** Runs a Node.js program to its end; both its streams as one text. */
export function runNode(
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<{ exitCode: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.once("error", reject);
    child.once("close", (code) =>
      resolve({ exitCode: code ?? 1, output: Buffer.concat(chunks).toString("utf8").trim() }),
    );
  });
}
