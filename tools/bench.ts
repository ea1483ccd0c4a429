import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { changeOneProfile, MEMBER_STAGES, writeOrganization, type Backend } from "./bench/generate";
import { countOutput, measure, median, type Measurement, type Program, type Workload } from "./bench/measure";
import { formatTable, type Row } from "./bench/table";

/**
 * `npm run bench [-- --runs 3] [--accounts 10,60,100,300,1000] [--plain-up-to <stacks>] [--write]`: configuration check,
 * synthesis of all stages and `affected`, time and peak memory, beside the same resources on CDKTF as it comes and beside the
 * floor, writing the same files. `--write` puts the figures into docs/performance.md.
 *
 * `npm run bench -- --organization <directory> --accounts 100 [--backend local]` only writes such an organization, to
 * try other commands on: `npm run sandbox -- --environments <directory> --throttle`.
 */
const ROOT = resolve(__dirname, "..");
const PAGE = join(ROOT, "docs/performance.md");
/** From here on plain CDKTF is measured once. */
const MANY_STACKS = 100;
const FIGURES = /(<!-- figures -->\n)[\s\S]*(<!-- end of figures -->)/;

interface Options {
  readonly runs: number;
  readonly accounts: readonly number[];
  /** Most stacks that plain CDKTF is measured with. */
  readonly plain: number;
  readonly write: boolean;
  /** Write the organization here instead of measuring. @default - measure */
  readonly organization?: string;
  readonly backend: Backend;
}

async function main(options: Options): Promise<void> {
  if (options.organization !== undefined) {
    writeOnly(options.organization, options);
    return;
  }
  const scratch = mkdtempSync(join(tmpdir(), "smus-bench-"));
  try {
    const rows: Row[] = [];
    for (const workload of workloads(scratch, options.accounts)) {
      rows.push(await benchmark(workload, scratch, options));
    }
    const table = formatTable(rows, options.runs);
    console.log(`\n${table}`);
    if (options.write) await write(table);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function writeOnly(directory: string, { accounts: [accounts], backend }: Options): void {
  writeOrganization(directory, accounts, backend);
  console.log(
    `wrote ${directory}: ${accounts} member accounts in the stages ${MEMBER_STAGES.join(", ")} of one domain`,
  );
}

function workloads(scratch: string, sizes: readonly number[]): Workload[] {
  const generate = (accounts: number, backend: Backend): Workload => {
    const directory = join(scratch, `accounts-${accounts}-${backend}`);
    writeOrganization(directory, accounts, backend);
    changeOneProfile(directory);
    const suffix = backend === "cloud" ? ", Terraform Cloud" : "";
    return { name: `${accounts} member accounts${suffix}`, directory, stages: MEMBER_STAGES };
  };
  return [
    { name: "example", directory: join(ROOT, "environments"), stages: ["shared", "dev", "staging", "prod"] },
    ...sizes.map((accounts) => generate(accounts, "s3")),
    // Two stacks an account instead of three.
    generate(Math.max(...sizes), "cloud"),
  ];
}

async function benchmark(workload: Workload, scratch: string, { runs, plain }: Options): Promise<Row> {
  const reference = mkdtempSync(join(scratch, "reference-"));
  const repeated = async (program: Program, times: number): Promise<Measurement> => {
    const measurements: Measurement[] = [];
    for (let index = 0; index < times; index++) {
      const outdir = mkdtempSync(join(scratch, "out-"));
      const variables = (stage: string) => ({ BENCH_REFERENCE: join(reference, stage) });
      measurements.push(await measure(program, workload, outdir, process.env, variables));
      rmSync(outdir, { recursive: true });
    }
    const result = median(measurements);
    console.log(`${workload.name}, ${program}: ${result.seconds.toFixed(1)} s, ${Math.round(result.memoryMiB)} MiB`);
    return result;
  };
  await measure("synth", workload, reference, process.env); // also bundles the functions, which later runs find
  const { stacks, resources } = countOutput(reference);
  const row = {
    name: workload.name,
    stacks,
    resources,
    check: await repeated("config-check", runs),
    synthAll: await repeated("synth-all", runs),
    synth: await repeated("synth", runs),
    affected: await repeated("affected", 1),
    floor: await repeated("floor", runs),
    // Minutes each, most of them spent asking terraform for its version: once is enough.
    plain: stacks <= plain ? await repeated("plain", stacks > MANY_STACKS ? 1 : runs) : undefined,
  };
  rmSync(reference, { recursive: true });
  return row;
}

async function write(table: string): Promise<void> {
  const page = readFileSync(PAGE, "utf8");
  if (!FIGURES.test(page)) throw new Error(`${PAGE} has no place for figures`);
  const text = page.replace(FIGURES, (_, begin: string, end: string) => `${begin}\n${table}\n\n${end}`);
  // A development dependency: needed for this only.
  const { format } = await import("prettier");
  writeFileSync(PAGE, await format(text, { parser: "markdown", printWidth: 120 }));
  console.log(`wrote ${PAGE}`);
}

function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: "string", default: "3" },
      accounts: { type: "string", default: "10,60,100,300,1000" },
      "plain-up-to": { type: "string", default: "100000" },
      write: { type: "boolean", default: false },
      organization: { type: "string" },
      backend: { type: "string", default: "s3" },
    },
  });
  const accounts = values.accounts.split(",").map(Number);
  const runs = Number(values.runs);
  const plain = Number(values["plain-up-to"]);
  if (Number.isNaN(plain) || plain < 0) throw new Error("--plain-up-to takes a number of stacks, for example 250 or 0");
  if (!Number.isInteger(runs) || runs < 1) throw new Error("--runs takes a whole number above 0, for example 3");
  if (!accounts.every((number) => Number.isInteger(number) && number >= MEMBER_STAGES.length)) {
    throw new Error(
      `--accounts takes whole numbers from ${MEMBER_STAGES.length} on, one account for each stage, for example 10,60,300`,
    );
  }
  const { backend, organization } = values;
  if (!isBackend(backend)) throw new Error("--backend takes s3, local or cloud");
  if (organization !== undefined && accounts.length !== 1) {
    throw new Error("--organization writes one size: give it with --accounts, for example --accounts 100");
  }
  return { runs, accounts, plain, write: values.write, organization, backend };
}

function isBackend(text: string): text is Backend {
  return ["s3", "local", "cloud"].includes(text);
}

Promise.resolve(process.argv.slice(2))
  .then((args) => main(readOptions(args)))
  .catch((error: unknown) => {
    console.error(error instanceof Error ? `bench: ${error.message}` : error);
    process.exitCode = 1;
  });
