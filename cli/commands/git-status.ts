import { gitStatusJson, gitStatusOfStage, gitStatusText } from "../../runner/git-status";
import { parseOptions, type Command, type OptionSpec } from "../frame";
import { JSON_REPORT, removeReport, writeReport } from "../options/report-file";
import { chooseStage, environmentsDirectory } from "../options/stage-choice";

const OPTIONS = {
  stage: { type: "string", value: "name", help: "stage whose domain's connections are read (default: TF_WORKSPACE)" },
  json: JSON_REPORT,
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
    removeReport(json);
    const report = await gitStatusOfStage({
      stage: chooseStage(stage, environment),
      environment,
      environmentsDirectory: environmentsDirectory(environment),
      reporter,
      interruption,
    });
    if (json !== "-") context.print(gitStatusText(report));
    writeReport(json, gitStatusJson(report), context.print);
    return report.exitCode;
  },
};
