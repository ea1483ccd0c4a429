import { mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseStackId, type StackAddress } from "../../contracts/layers";
import { RunnerError } from "../errors";
import { readManifest } from "./manifest";
import { productOf } from "./product";
import { runNode } from "./run-node";
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

/** Input of a synthesis. */
export interface SynthesisRequest {
  readonly stage: string;
  /** Clone of this project, or directory in which its package is installed. */
  readonly root: string;
  /** Directory in which it runs: relative paths of the configuration start here. */
  readonly workingDirectory: string;
  /** Absolute; `stacks/<id>` below it keep their `.terraform` from run to run. */
  readonly outputDirectory: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Synthesizes a stage in a process of its own. What it says about a bad configuration becomes the error. */
export async function synthesize(request: SynthesisRequest): Promise<SynthesizedStack[]> {
  const { root, stage, workingDirectory, outputDirectory } = request;
  const { synthesis } = productOf(root);
  mkdirSync(outputDirectory, { recursive: true }); // the engine makes one level only
  mkdirSync(workingDirectory, { recursive: true });
  const { exitCode, output } = await runNode(synthesis, workingDirectory, {
    ...request.environment,
    TF_WORKSPACE: stage,
    SMUS_STAGE: undefined,
    CDKTF_OUTDIR: outputDirectory,
    SMUS_ENVIRONMENTS_DIR: resolve(root, request.environment.SMUS_ENVIRONMENTS_DIR || "environments"),
    TS_NODE_PROJECT: join(root, "tsconfig.json"), // of old versions, else searched for from the working directory
  });
  if (exitCode !== 0) throw new RunnerError(`stage "${stage}" could not be synthesized`, output);
  return readStacks(outputDirectory);
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
