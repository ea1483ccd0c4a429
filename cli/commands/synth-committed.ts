import { resolve } from "node:path";
import { loadAllStages } from "../../configuration";
import { RunnerError } from "../../runner";
import {
  committedFiles,
  compareCommitted,
  writeCommitted,
  type CommittedDifference,
} from "../../runner/committed-configurations";
import { parseOptions, type Command, type CommandContext, type OptionSpec } from "../frame";
import { chooseStage, environmentsDirectory } from "../options/stage-choice";

const OPTIONS = {
  out: { type: "string", value: "dir", help: "directory in the repository, for example synthesized (required)" },
  stage: { type: "string", multiple: true, value: "name", help: "stage to write; may be repeated (default: all)" },
  check: { type: "boolean", help: "write nothing; exit code 1 where the directory is not up to date" },
} as const satisfies Record<string, OptionSpec>;

/** The command `smus synth:committed`. */
export const synthCommittedCommand: Command = {
  name: "synth:committed",
  purpose:
    "Writes the synthesized JSON and assets of every stage for version control: <dir>/<stage>/stacks/<stack>/. " +
    "Exit code: 0 up to date or written, 1 not up to date (--check) or an error.",
  options: OPTIONS,
  async run(context) {
    const { out, stage: wanted, check } = parseOptions(OPTIONS, context.argv);
    if (out === undefined || out === "")
      throw new RunnerError("where to? pass --out <dir>, for example --out synthesized");
    const directory = resolve(out);
    const names = stagesToWrite(wanted, context);
    const stages = new Map<string, Map<string, Buffer>>();
    for (const stage of names) {
      const request = { stage, root: process.cwd(), environment: context.environment };
      stages.set(stage, await committedFiles(request));
    }
    const whole = wanted === undefined;
    const differences = (check === true ? compareCommitted : writeCommitted)(directory, stages, whole);
    context.print(format(out, differences, check === true));
    return check === true && differences.length > 0 ? 1 : 0;
  },
};

/** Stages whose states are in a local directory are left out: their JSON names directories of this machine. */
function stagesToWrite(wanted: readonly string[] | undefined, { environment, display }: CommandContext): string[] {
  const stages = loadAllStages(environmentsDirectory(environment));
  const local = stages.filter(({ environment: { state } }) => state.backend === "local").map(({ name }) => name);
  const names = (wanted ?? stages.map(({ name }) => name)).map((name) => chooseStage(name, environment));
  const refused = names.filter((name) => local.includes(name));
  if (wanted !== undefined && refused.length > 0)
    throw new RunnerError(
      `stage "${refused[0]}" keeps its states in a local directory: its JSON is for this machine only`,
    );
  if (refused.length > 0) display.note(`left out ${refused.join(", ")}: states in a local directory of this machine`);
  return names.filter((name) => !local.includes(name));
}

function format(out: string, differences: readonly CommittedDifference[], check: boolean): string {
  if (differences.length === 0) return `${out} is up to date`;
  const done = (problem: string): string => (problem === "left over" ? "removed" : "wrote");
  const lines = differences.map(({ path, problem }) => `  ${(check ? problem : done(problem)).padEnd(9)}  ${path}`);
  const end = check
    ? `${out} is not up to date; run: npm run synth:committed -- --out ${out}`
    : `${out}: ${differences.length} ${differences.length === 1 ? "file" : "files"} written or removed`;
  return [...lines, end].join("\n");
}
