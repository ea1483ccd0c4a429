import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { loadAllStages } from "../../configuration";
import { writeStage } from "../../main";
import { InterruptedError, RunnerError } from "../../runner/errors";
import { readManifest } from "../../runner/synthesis";
import { parseOptions, type Command, type OptionSpec } from "../frame";
import { chooseStage, environmentsDirectory } from "../options/stage-choice";

const OPTIONS = {
  out: { type: "string", value: "dir", help: "directory to write to, for example ../before (required)" },
  stage: { type: "string", multiple: true, value: "name", help: "stage to write; may be repeated (default: all)" },
  "allow-missing": { type: "boolean", help: "leave out a --stage that is not there, instead of refusing it" },
  json: { type: "boolean", help: "print JSON: all stages in apply order, and the stacks of those that were written" },
} as const satisfies Record<string, OptionSpec>;

/** The command `smus synth:all`. Other versions of this project call it, too: its options and its JSON stay as they are. */
export const synthAllCommand: Command = {
  name: "synth:all",
  purpose:
    "Synthesizes every stage into <dir>/<stage>/, in one process: to see that all of them do, and to compare what two " +
    "versions of the code emit. Exit code: 0 written, 1 an error.",
  options: OPTIONS,
  async run({ argv, environment, interruption, print }) {
    const { out = "", stage: wanted, "allow-missing": allowMissing, json } = parseOptions(OPTIONS, argv);
    if (out === "") throw new RunnerError("where to? pass --out <dir>, for example --out ../before");
    const all = loadAllStages(environmentsDirectory(environment));
    if (allowMissing !== true) for (const name of wanted ?? []) chooseStage(name, environment);
    const chosen = all.filter(({ name }) => wanted === undefined || wanted.includes(name));
    mkdirSync(resolve(out), { recursive: true });
    const written: Record<string, number> = {};
    for (const stage of chosen) {
      await nextTurn(); // a synthesis waits for nothing, so a signal is heard only between two of them
      if (interruption.stopping) throw new InterruptedError(`${out} is not complete`);
      const directory = join(resolve(out), stage.name);
      const count = replacingStacks(directory, () =>
        writeStage({ stage, stages: all, outdir: directory }, environment),
      );
      written[stage.name] = count;
      if (json !== true)
        print(`${stage.name}: ${count} ${count === 1 ? "stack" : "stacks"} in ${join(out, stage.name)}`);
    }
    if (json === true) print(JSON.stringify({ stages: all.map(({ name }) => name), stacks: written }));
    return 0;
  },
};

/** Has a stage written into a directory, removes what an earlier run has left of stacks that are gone, and counts the stacks. */
function replacingStacks(directory: string, write: () => void): number {
  const before = stacksIn(directory);
  mkdirSync(directory, { recursive: true });
  write();
  const stacks = stacksIn(directory);
  for (const gone of before.filter((stack) => !stacks.includes(stack))) rmSync(gone, { recursive: true, force: true });
  return stacks.length;
}

/** Directories of the stacks that the manifest names; none where there is no manifest. */
function stacksIn(directory: string): string[] {
  return Object.values(readManifest(directory) ?? {}).map(({ workingDirectory }) => join(directory, workingDirectory));
}
