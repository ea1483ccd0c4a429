import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "..");

/** What one run of a program took. */
export interface Measurement {
  /** Wall time of the whole process, from outside. */
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Peak resident memory. */
  readonly memoryMiB: number;
}

/** Programs that are measured. */
export type Program = "config-check" | "synth" | "plain";

const SCRIPTS: Readonly<Record<Program, string>> = {
  "config-check": "scripts/config-check.ts",
  synth: "main.ts",
  plain: "bench/plain.ts",
};

/** What is synthesized or checked. */
export interface Workload {
  readonly name: string;
  readonly directory: string;
  readonly stage: string;
}

/** Runs a program in a process of its own. @throws Error with what it printed when it fails */
export async function measure(
  program: Program,
  workload: Workload,
  outdir: string,
  environment: NodeJS.ProcessEnv,
): Promise<Measurement> {
  const scratch = mkdtempSync(join(tmpdir(), "smus-bench-"));
  const usageFile = join(scratch, "usage.json");
  const began = process.hrtime.bigint();
  await run(SCRIPTS[program], {
    ...environment,
    TF_WORKSPACE: workload.stage,
    SMUS_ENVIRONMENTS_DIR: workload.directory,
    CDKTF_OUTDIR: outdir,
    BENCH_USAGE: usageFile,
  });
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  const usage = JSON.parse(readFileSync(usageFile, "utf8")) as Omit<Measurement, "seconds">;
  rmSync(scratch, { recursive: true });
  return { seconds, ...usage };
}

function run(script: string, env: NodeJS.ProcessEnv): Promise<void> {
  const preload = ["-r", "ts-node/register", "-r", join(ROOT, "bench/report-usage.ts")];
  const child = spawn(process.execPath, [...preload, join(ROOT, script)], { cwd: ROOT, env });
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

/** How much a synthesis has written. */
export function countOutput(outdir: string): { readonly stacks: number; readonly resources: number } {
  const stacks = readdirSync(join(outdir, "stacks"));
  const resources = stacks.map((stack) => {
    const json = JSON.parse(readFileSync(join(outdir, "stacks", stack, "cdk.tf.json"), "utf8")) as Output;
    return [json.resource, json.data].flatMap((types) =>
      Object.values(types ?? {}).map((byId) => Object.keys(byId).length),
    );
  });
  return { stacks: stacks.length, resources: resources.flat().reduce((sum, count) => sum + count, 0) };
}

interface Output {
  readonly resource?: Readonly<Record<string, object>>;
  readonly data?: Readonly<Record<string, object>>;
}
