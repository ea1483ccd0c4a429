import { RunnerError } from "../../runner";
import { driftJson, driftMarkdown, driftOfStage, driftText, type StageDrift } from "../../runner/drift";
import { parseOptions, parsePositive, type Command, type OptionSpec } from "../frame";
import { JSON_REPORT, MARKDOWN_REPORT, refuseBothPrinted, removeReport, writeReport } from "../options/report-file";
import { allStages, chooseStage } from "../options/stage-choice";

const OPTIONS = {
  stage: { type: "string", value: "name", help: "stage to look at (default: TF_WORKSPACE)" },
  all: { type: "boolean", help: "look at all stages, owners of domains first" },
  stack: { type: "string", multiple: true, value: "id", help: "look at this stack only; may be repeated" },
  parallelism: { type: "string", value: "n", help: "stacks at the same time (default: number of cores)" },
  json: JSON_REPORT,
  markdown: MARKDOWN_REPORT,
} as const satisfies Record<string, OptionSpec>;

/** The command `smus drift`. */
export const driftCommand: Command = {
  name: "drift",
  purpose:
    "Compares what is live with what was last applied. Writes nothing. Exit code: 0 no drift, 2 drift (or a stack that is no longer configured), 1 error; pending changes of the configuration are no drift.",
  options: OPTIONS,
  async run(context) {
    const parsed = parseOptions(OPTIONS, context.argv);
    const { all, stage, json, markdown } = parsed;
    if (all === true && stage !== undefined) throw new RunnerError("--all and --stage exclude each other");
    if (all === true && parsed.stack !== undefined) throw new RunnerError("--all and --stack exclude each other");
    refuseBothPrinted(json, markdown);
    const parallelism = parsePositive("parallelism", parsed.parallelism);
    const { environment, display: reporter, interruption } = context;
    const stages = all === true ? allStages(environment) : [chooseStage(stage, environment)];
    for (const file of [json, markdown]) removeReport(file);
    const reports: StageDrift[] = [];
    for (const name of stages) {
      if (interruption.stopping) break;
      const report = await driftOfStage({
        stage: name,
        environment,
        parallelism,
        stacks: parsed.stack,
        reporter,
        interruption,
      });
      reports.push(report);
      if (json !== "-" && markdown !== "-") context.print(driftText(report));
    }
    writeReport(json, driftJson(reports), context.print);
    writeReport(markdown, reports.map(driftMarkdown).join("\n"), context.print);
    return exitCodeOf(reports);
  },
};

/** An error outweighs drift: the report is not complete. */
function exitCodeOf(reports: readonly StageDrift[]): number {
  const codes = reports.map(({ exitCode }) => exitCode);
  return codes.includes(1) ? 1 : codes.includes(2) ? 2 : 0;
}
