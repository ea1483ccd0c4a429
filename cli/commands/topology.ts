import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { loadAllStages, type Stage } from "../../configuration";
import { locateTerraform, prepareProviderInstallation, RunnerError } from "../../runner";
import { renderMarkdown } from "../../topology/markdown";
import { buildTopology, type Topology } from "../../topology/model";
import { renderPage } from "../../topology/page";
import { withPlan } from "../../topology/plan";
import { readSavedPlans } from "../../topology/saved-plans";
import { linksFrom, stageFiles } from "../../topology/stage-files";
import { parseOptions, parsePositive, type Command, type CommandContext, type OptionSpec } from "../frame";
import { environmentsDirectory } from "../options/stage-choice";

const OPTIONS = {
  stage: {
    type: "string",
    multiple: true,
    value: "name",
    help: "show this stage and its domain; may be repeated (default: all)",
  },
  plan: { type: "boolean", help: "mark what the saved plans of `npm run plan` would change" },
  plans: {
    type: "string",
    value: "dir",
    help: "the same, from <dir>/<stage>/<stack>.tfplan or .json (default: .smus/runs)",
  },
  markdown: { type: "boolean", help: "Markdown for a merge request instead of a page" },
  json: { type: "boolean", help: "the data as JSON instead of a page" },
  out: {
    type: "string",
    value: "file",
    help: "file to write (default: .smus/topology.html; Markdown and JSON: the terminal)",
  },
  links: {
    type: "string",
    value: "url",
    help: "prefix of links to stage files, such as https://git.example.com/data/blob/main/",
  },
  parallelism: { type: "string", value: "n", help: "plans to read at the same time (default: number of cores)" },
} as const satisfies Record<string, OptionSpec>;

type Options = ReturnType<typeof parseOptions<typeof OPTIONS>>;

/** File of the page unless another one is named. */
const PAGE = ".smus/topology.html";

/** The command `smus topology`. Reads files only; with plans, terraform shows them. AWS is never asked. */
export const topologyCommand: Command = {
  name: "topology",
  purpose:
    "Writes one HTML page that shows accounts, shares, profiles and rights. Exit code: 0 written, 1 problems in the configuration or the options.",
  options: OPTIONS,
  async run(context) {
    const options = parseOptions(OPTIONS, context.argv);
    if (options.markdown === true && options.json === true)
      throw new RunnerError("--markdown and --json exclude each other");
    const text = options.markdown === true || options.json === true;
    const out = options.out ?? (text ? undefined : PAGE);
    const topology = await gather(options, out, context);
    write(render(topology, options), out, topology, context);
    return 0;
  },
};

async function gather(options: Options, out: string | undefined, context: CommandContext): Promise<Topology> {
  const directory = environmentsDirectory(context.environment);
  const stages = loadAllStages(directory);
  const chosen = choose(stages, options.stage);
  const files = stageFiles(
    stages.map(({ name }) => name),
    directory,
    process.cwd(),
  );
  const local = out === undefined ? "" : linksFrom(resolve(dirname(out)), process.cwd());
  const topology = buildTopology(stages, { files, links: options.links ?? local, only: options.stage });
  if (options.plan !== true && options.plans === undefined) return topology;
  return withPlan(topology, await readSavedPlans(chosen, planSource(options, context)));
}

function planSource(options: Options, { environment }: CommandContext) {
  return {
    directory: resolve(options.plans ?? join(".smus", "runs")),
    stacks: resolve(environment.CDKTF_OUTDIR || "cdktf.out", "stacks"),
    parallelism: parsePositive("parallelism", options.parallelism) ?? availableParallelism(),
    terraform: async () => {
      const { variables } = prepareProviderInstallation(environment, resolve(".smus"));
      const ready = { ...environment, ...variables };
      return { path: (await locateTerraform(ready)).path, environment: ready };
    },
  };
}

function choose(stages: readonly Stage[], wanted: readonly string[] | undefined): readonly Stage[] {
  const names = stages.map(({ name }) => name);
  const unknown = (wanted ?? []).filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    const problem = unknown.map((name) => `"${name}"`).join(", ");
    throw new RunnerError(`there is no stage ${problem}; stages: ${names.join(", ")}`);
  }
  return wanted === undefined ? stages : stages.filter(({ name }) => wanted.includes(name));
}

function render(topology: Topology, { markdown, json, links }: Options): string {
  if (json === true) return `${JSON.stringify(topology, null, 2)}\n`;
  // Relative links lead nowhere in a comment of a merge request.
  return markdown === true ? renderMarkdown(topology, { links: links !== undefined }) : renderPage(topology);
}

function write(content: string, out: string | undefined, topology: Topology, { print }: CommandContext): void {
  if (out === undefined || out === "-") {
    print(content.trimEnd());
    return;
  }
  mkdirSync(dirname(resolve(out)), { recursive: true });
  writeFileSync(out, content);
  const { accounts, profiles, access, plan } = topology;
  const planned = plan === undefined ? "" : `, ${plan.changes.length} planned changes`;
  const size = `${Math.round(content.length / 1024)} kB`;
  print(
    `wrote ${relative(process.cwd(), resolve(out)) || out}: ${accounts.length} accounts, ${profiles.length} profiles, ${access.length} rights${planned} (${size})`,
  );
}
