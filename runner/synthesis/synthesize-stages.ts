import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { programFile } from "../../contracts/own-program";
import { RunnerError } from "../errors";
import { oldCompiler, productOf } from "./product";
import { runNode, type NodeRun } from "./run-node";

/** A synthesis of several stages of a checkout. */
export interface StagesRequest {
  /** Clone of this project, or directory in which its package is installed. */
  readonly root: string;
  readonly environmentsDirectory: string;
  /** Name of the checkout in an error. */
  readonly name: string;
  /** Directory in which it runs: relative paths of the configuration start here. */
  readonly workingDirectory: string;
  readonly outputDirectory: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Stages that are not there are left out. Empty: all. */
  readonly stages: readonly string[];
}

/**
 * Synthesizes stages of a checkout into `<output directory>/<stage>/` with its own version of this project, and writes
 * `stages.json` there, all stages in apply order.
 *
 * All stages in one process, for loading the program takes as long as 300 stacks; versions before 0.2 know one stage at a
 * time, so they are started for each.
 *
 * @throws RunnerError with the problems of its configuration
 */
export async function synthesizeStages(request: StagesRequest): Promise<void> {
  const { outputDirectory } = request;
  const product = productOf(request.root);
  mkdirSync(outputDirectory, { recursive: true });
  const stages = await (product.program === undefined
    ? synthesizeOneByOne(product.synthesis, request)
    : synthesizeTogether(product.program, request));
  writeFileSync(join(outputDirectory, "stages.json"), JSON.stringify(stages));
}

/** Names of all stages, in apply order; those that are wanted are written. */
async function synthesizeTogether(program: readonly string[], request: StagesRequest): Promise<readonly string[]> {
  const wanted = request.stages.flatMap((stage) => ["--stage", stage]);
  const command = ["synth:all", "--json", "--allow-missing", "--out", request.outputDirectory, ...wanted];
  const { stdout } = await run([...program, ...command], request);
  return (JSON.parse(stdout) as { readonly stages: readonly string[] }).stages;
}

const STAGE_NAMES = programFile(join(__dirname, "stage-names"));

async function synthesizeOneByOne(synthesis: readonly string[], request: StagesRequest): Promise<readonly string[]> {
  const { root, environmentsDirectory, outputDirectory, stages: wanted } = request;
  const compiler = ["-r", oldCompiler(root)];
  const listed = await run([...compiler, STAGE_NAMES, root, environmentsDirectory], request);
  const names = JSON.parse(listed.stdout) as readonly string[];
  for (const stage of names.filter((name) => wanted.length === 0 || wanted.includes(name))) {
    const directory = join(outputDirectory, stage);
    mkdirSync(directory, { recursive: true }); // the engine makes one level only
    await run(synthesis, request, {
      TF_WORKSPACE: stage,
      SMUS_STAGE: undefined,
      CDKTF_OUTDIR: directory,
    });
  }
  return names;
}

async function run(args: readonly string[], request: StagesRequest, more: NodeJS.ProcessEnv = {}): Promise<NodeRun> {
  const { name, root, workingDirectory, environment, environmentsDirectory } = request;
  const result = await runNode(args, workingDirectory, {
    ...environment,
    SMUS_ENVIRONMENTS_DIR: environmentsDirectory,
    TS_NODE_PROJECT: join(root, "tsconfig.json"), // of old versions, else searched for from the working directory
    ...more,
  });
  if (result.exitCode !== 0)
    throw new RunnerError(`${name} could not be synthesized${withoutPackage(result.output)}`, result.output);
  return result;
}

/** The reason where a checkout with the packages of another one (`--shared-packages`) needs one that is not among them. */
function withoutPackage(output: string): string {
  const [, name] = /Cannot find module '(?![./])((?:@[^/']+\/)?[^/']+)[^']*'/.exec(output) ?? [];
  return name === undefined
    ? ""
    : `: it needs the package ${name}, which is not installed here; without --shared-packages it gets its own`;
}
