import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { InterruptedError, RunnerError } from "../errors";
import { readManifest, synthesizeStages } from "../synthesis";
import { parseOptions, type OptionSpec } from "./arguments";
import type { Command } from "./command";
import { allStages, chooseStage, environmentsDirectory } from "./stage-choice";

const OPTIONS = {
  out: { type: "string", value: "dir", help: "directory to write to, for example ../before (required)" },
  stage: { type: "string", multiple: true, value: "name", help: "stage to write; may be repeated (default: all)" },
} as const satisfies Record<string, OptionSpec>;

/** `npm run synth:all`. */
export const synthAllCommand: Command = {
  name: "synth:all",
  purpose:
    "Synthesizes every stage into <dir>/<stage>/, in one process: to see that all of them do, and to compare what two " +
    "versions of the code emit. Exit code: 0 written, 1 an error.",
  options: OPTIONS,
  async run({ argv, environment, interruption, print }) {
    const { out = "", stage: wanted } = parseOptions(OPTIONS, argv);
    if (out === "") throw new RunnerError("where to? pass --out <dir>, for example --out ../before");
    const stages = wanted?.map((name) => chooseStage(name, environment)) ?? allStages(environment);
    const outputDirectory = resolve(out);
    const root = process.cwd();
    const before = new Map(stages.map((stage) => [stage, stacksIn(join(outputDirectory, stage))]));
    mkdirSync(outputDirectory, { recursive: true });
    try {
      await synthesizeStages({
        name: stages.length === 1 ? `stage "${stages[0]}"` : "the organization",
        root,
        environmentsDirectory: environmentsDirectory(environment),
        workingDirectory: root,
        outputDirectory,
        environment,
        stages,
      });
    } catch (error) {
      if (interruption.stopping) throw new InterruptedError(`${out} is not complete`);
      throw error;
    }
    for (const stage of stages) {
      const stacks = stacksIn(join(outputDirectory, stage));
      const gone = (before.get(stage) ?? []).filter((directory) => !stacks.includes(directory));
      for (const directory of gone) rmSync(directory, { recursive: true, force: true });
      print(`${stage}: ${stacks.length} ${stacks.length === 1 ? "stack" : "stacks"} in ${join(out, stage)}`);
    }
    return 0;
  },
};

/** Directories of the stacks that the manifest names; none where there is no manifest. */
function stacksIn(directory: string): string[] {
  return Object.values(readManifest(directory) ?? {}).map(({ workingDirectory }) => join(directory, workingDirectory));
}
