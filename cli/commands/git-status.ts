import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { gitStatusJson, gitStatusOfStage, gitStatusText } from "../../runner/git-status";
import { parseOptions, type Command, type OptionSpec } from "../frame";
import { chooseStage, environmentsDirectory } from "../options/stage-choice";

const OPTIONS = {
  stage: { type: "string", value: "name", help: "stage whose domain's connections are read (default: TF_WORKSPACE)" },
  json: { type: "string", value: "file", help: "write the report as JSON, too; - prints it instead of the text" },
} as const satisfies Record<string, OptionSpec>;

/** The command `smus git:status`, also written `smus git status`. */
export const gitStatusCommand: Command = {
  name: "git:status",
  purpose:
    "Tells which connections to Git providers work, and which wait for whom. Writes nothing. Exit code: 0 all are AVAILABLE, 2 one waits for somebody, 1 error.",
  options: OPTIONS,
  async run(context) {
    const { stage, json } = parseOptions(OPTIONS, context.argv);
    const { environment, interruption, display: reporter } = context;
    if (json !== undefined && json !== "-") rmSync(json, { force: true }); // of an earlier run
    const report = await gitStatusOfStage({
      stage: chooseStage(stage, environment),
      environment,
      environmentsDirectory: environmentsDirectory(environment),
      reporter,
      interruption,
    });
    const text = gitStatusJson(report);
    context.print(json === "-" ? text.trimEnd() : gitStatusText(report));
    if (json !== undefined && json !== "-") {
      mkdirSync(dirname(json), { recursive: true });
      writeFileSync(json, text);
    }
    return report.exitCode;
  },
};
