import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { compareSyntheses } from "./second-engine/comparison";
import { moveToSecondEngine } from "./second-engine/move";

/**
 * `npm run second-engine`: proves that the project works on CDK Terrain. Makes a copy of the
 * checkout, moves it, installs its packages, checks its types, compares what both engines emit for the organizations of
 * `tools/digests.ts` and what it costs, and runs the tests of stacks and modules there.
 *
 * `--here` moves this checkout instead and does nothing else; `npm install` is next. `--keep` leaves the copy behind.
 */
const ROOT = resolve(__dirname, "..");
/** A copy of the engine that is not patched costs eight times as much; what a machine does beside it shows less. */
const MOST_COST = 2;

function main(): void {
  const { values } = parseArgs({ options: { here: { type: "boolean" }, keep: { type: "boolean" } } });
  if (values.here === true) {
    moveToSecondEngine(ROOT);
    console.log("moved to CDK Terrain: run npm install, then npm test");
    return;
  }
  const scratch = mkdtempSync(join(tmpdir(), "smus-second-engine-"));
  try {
    prove(scratch);
  } finally {
    if (values.keep === true) console.log(`the copy is in ${scratch}`);
    else rmSync(scratch, { recursive: true, force: true });
  }
}

function prove(scratch: string): void {
  const began = Date.now();
  const copy = join(scratch, "project");
  step("copied and moved", () => {
    copyProject(copy);
    moveToSecondEngine(copy);
  });
  step("packages installed", () => void run(copy, "npm", ["install", "--no-audit", "--no-fund"]));
  step("one copy of the engine", () => refuseTwoEngines(copy));
  step(
    "types checked",
    () => void run(copy, process.execPath, [join(copy, "node_modules/typescript/bin/tsc"), "--noEmit"]),
  );
  step("stages compared", () => compare(scratch, copy));
  step(
    "tests passed",
    () =>
      void run(copy, process.execPath, [
        "node_modules/jest/bin/jest.js",
        "--ci",
        "__tests__/unit/stacks",
        "__tests__/unit/modules",
      ]),
  );
  console.log(`CDK Terrain works (${seconds(began)} s)`);
}

function step(name: string, work: () => string | void): void {
  const began = Date.now();
  const said = work();
  console.log(`${name}${said === undefined ? "" : `: ${said}`} (${seconds(began)} s)`);
}

function seconds(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(0);
}

/** Copies what git knows or would take. */
function copyProject(copy: string): void {
  const listed = run(ROOT, "git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"]);
  const deleted = new Set(run(ROOT, "git", ["ls-files", "-z", "--deleted"]).split("\0"));
  for (const file of listed.split("\0").filter((name) => name !== "" && !deleted.has(name))) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(ROOT, file), join(copy, file), { verbatimSymlinks: true });
  }
}

/** @throws Error when a package of the copy would load an engine of its own */
function refuseTwoEngines(copy: string): void {
  const askers = [".", "node_modules/@cdktf/provider-aws", "node_modules/@cdktf/provider-tfe"];
  const engines = askers.flatMap((asker) => {
    const { resolve: find } = createRequire(join(copy, asker, "package.json"));
    return [find("cdktf"), find("cdktn")];
  });
  const different = [...new Set(engines)];
  if (different.length > 1) throw new Error(`more than one engine is loaded: ${different.join(", ")}`);
}

function compare(scratch: string, copy: string): string {
  const [first, second] = [join(scratch, "first"), join(scratch, "second")];
  const [before, after] = [synthesize(ROOT, first), synthesize(copy, second)];
  const { files, differences } = compareSyntheses(first, second);
  if (differences.length > 0) throw new Error(`the engines differ:\n  ${differences.join("\n  ")}`);
  const cost = `CPU ${before.cpuSeconds.toFixed(1)} s and ${Math.round(before.memoryMiB)} MiB with CDKTF, ${after.cpuSeconds.toFixed(1)} s and ${Math.round(after.memoryMiB)} MiB with CDK Terrain`;
  if (after.cpuSeconds > MOST_COST * before.cpuSeconds)
    throw new Error(`CDK Terrain costs more than ${MOST_COST} times as much: ${cost}`);
  return `${files} files are equal but for the engine's version; ${cost}`;
}

interface Usage {
  readonly cpuSeconds: number;
  readonly memoryMiB: number;
}

/** Synthesizes with the engine of a checkout. */
function synthesize(root: string, out: string): Usage {
  const usage = mkdtempSync(join(tmpdir(), "smus-usage-"));
  const preload = ["-r", join(root, "bin/typescript.js"), "-r", join(root, "tools/bench/report-usage.ts")];
  run(root, process.execPath, [...preload, "tools/digests.ts", "--out", out], { BENCH_USAGE: usage });
  const [file] = readdirSync(usage);
  const used = JSON.parse(readFileSync(join(usage, file), "utf8")) as Usage;
  rmSync(usage, { recursive: true });
  return used;
}

/** @throws Error with what the program printed when it fails */
function run(cwd: string, program: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}): string {
  const env = { ...process.env, ...variables };
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    cwd,
    env,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} failed:\n${stdout}${stderr}`);
  return stdout;
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? `second-engine: ${error.message}` : error);
  process.exitCode = 1;
}
