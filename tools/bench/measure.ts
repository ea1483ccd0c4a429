import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");

/** Time and memory of one run of a program, over all stages of a workload. */
export interface Measurement {
  /** Wall time of the whole processes, one stage after the other, from outside. */
  readonly seconds: number;
  /** Of all processes. */
  readonly cpuSeconds: number;
  /**
   * Peak resident memory of the largest stage: the peaks of its processes, added, since they work at the same time. Of
   * what starts a process and waits for it, that of the largest.
   */
  readonly memoryMiB: number;
}

/** Programs that are measured. */
export type Program = "config-check" | "synth-all" | "synth" | "plain" | "floor" | "affected";

const SCRIPTS: Readonly<Record<Program, readonly [file: string, ...args: string[]]>> = {
  "config-check": ["bin/smus.js", "config:check"],
  "synth-all": ["bin/smus.js", "synth:all"],
  synth: ["main.ts"],
  plain: ["tools/bench/plain.ts"],
  floor: ["tools/bench/floor.ts"],
  affected: ["bin/smus.js", "affected"],
};
/** Programs that look at all stages at once. */
const OF_ALL_STAGES: readonly Program[] = ["config-check", "synth-all", "affected"];
/** Programs that start a process and wait for it. */
const WAITING: readonly Program[] = ["affected"];

/** Organization that is synthesized or checked. */
export interface Workload {
  readonly name: string;
  readonly directory: string;
  readonly stages: readonly string[];
}

/**
 * Runs a program in processes of its own, for each stage one after the other; what looks at all stages, once.
 *
 * @param outdir a folder for each stage is made in it
 * @param variables beside the stage's
 * @throws Error with what it printed when it fails
 */
export async function measure(
  program: Program,
  workload: Workload,
  outdir: string,
  environment: NodeJS.ProcessEnv,
  variables: (stage: string) => Readonly<Record<string, string>> = () => ({}),
): Promise<Measurement> {
  const runs: Measurement[] = [];
  for (const stage of OF_ALL_STAGES.includes(program) ? workload.stages.slice(0, 1) : workload.stages) {
    runs.push(
      await measureOne(program, argumentsOf(program, workload, outdir), {
        ...environment,
        TF_WORKSPACE: stage,
        SMUS_ENVIRONMENTS_DIR: workload.directory,
        CDKTF_OUTDIR: join(outdir, stage),
        ...variables(stage),
      }),
    );
  }
  const sum = (of: (run: Measurement) => number): number => runs.reduce((total, run) => total + of(run), 0);
  return {
    seconds: sum(({ seconds }) => seconds),
    cpuSeconds: sum(({ cpuSeconds }) => cpuSeconds),
    memoryMiB: Math.max(...runs.map(({ memoryMiB }) => memoryMiB)),
  };
}

function argumentsOf(program: Program, { stages }: Workload, outdir: string): readonly string[] {
  if (program === "affected") return ["--base", "HEAD"];
  if (program === "synth-all") return ["--out", outdir, ...stages.flatMap((stage) => ["--stage", stage])];
  return [];
}

async function measureOne(
  program: Program,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<Measurement> {
  const scratch = mkdtempSync(join(tmpdir(), "smus-bench-"));
  const began = process.hrtime.bigint();
  await run(program, args, { ...environment, BENCH_USAGE: scratch });
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  const processes = readdirSync(scratch).map(
    (file) => JSON.parse(readFileSync(join(scratch, file), "utf8")) as Omit<Measurement, "seconds">,
  );
  rmSync(scratch, { recursive: true });
  return {
    seconds,
    cpuSeconds: processes.reduce((total, { cpuSeconds }) => total + cpuSeconds, 0),
    memoryMiB: WAITING.includes(program)
      ? Math.max(...processes.map(({ memoryMiB }) => memoryMiB))
      : processes.reduce((total, { memoryMiB }) => total + memoryMiB, 0),
  };
}

function run(program: Program, args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const [script, ...command] = SCRIPTS[program];
  // In NODE_OPTIONS, so that the processes that it starts say what they used, too.
  const preload = `-r ${join(ROOT, "bin/typescript.js")} -r ${join(ROOT, "tools/bench/report-usage.ts")}`;
  const child = spawn(process.execPath, [join(ROOT, script), ...command, ...args], {
    cwd: ROOT,
    env: { ...environment, NODE_OPTIONS: preload },
  });
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", (code) => (code === 0 ? done() : fail(new Error(`${script} failed:\n${printed}`))));
  });
}

/** The median of each figure. */
export function median(measurements: readonly Measurement[]): Measurement {
  const middle = (of: (measurement: Measurement) => number): number => {
    const sorted = measurements.map(of).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
  };
  return {
    seconds: middle(({ seconds }) => seconds),
    cpuSeconds: middle(({ cpuSeconds }) => cpuSeconds),
    memoryMiB: middle(({ memoryMiB }) => memoryMiB),
  };
}

/** Counts the stacks and resources that a synthesis of all stages has written. */
export function countOutput(outdir: string): { readonly stacks: number; readonly resources: number } {
  const files = readdirSync(outdir).flatMap((stage) =>
    readdirSync(join(outdir, stage, "stacks")).map((stack) => join(outdir, stage, "stacks", stack, "cdk.tf.json")),
  );
  const resources = files.map((file) => {
    const json = JSON.parse(readFileSync(file, "utf8")) as Output;
    return [json.resource, json.data]
      .flatMap((types) => Object.values(types ?? {}).map((byId) => Object.keys(byId).length))
      .reduce((sum, count) => sum + count, 0);
  });
  return { stacks: files.length, resources: resources.reduce((sum, count) => sum + count, 0) };
}

interface Output {
  readonly resource?: Readonly<Record<string, object>>;
  readonly data?: Readonly<Record<string, object>>;
}
