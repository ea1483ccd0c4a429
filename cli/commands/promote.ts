import { join, resolve } from "node:path";
import {
  compareStages,
  formatPromotion,
  formatPromotionMarkdown,
  RunnerError,
  type PromotionReport,
} from "../../runner";
import { parseOptions, type Command, type OptionSpec } from "../frame";
import { chooseStage, environmentsDirectory } from "../options/stage-choice";

const OPTIONS = {
  from: { type: "string", value: "stage", help: "stage that has applied it (default: the target's promotion.from)" },
  to: { type: "string", value: "stage", help: "stage that would receive it (default: TF_WORKSPACE)" },
  check: { type: "boolean", help: "exit with 2 where something is refused" },
  markdown: { type: "boolean", help: "print Markdown, for a merge request" },
  json: { type: "boolean", help: "print JSON" },
} as const satisfies Record<string, OptionSpec>;

/** The command `smus promote`. */
export const promoteCommand: Command = {
  name: "promote",
  purpose:
    "Compares what a stage would receive with what its source has successfully applied. Changes nothing. Exit code: 0, 1 error; with --check 2 where the target would receive what the source has not applied.",
  options: OPTIONS,
  async run({ argv, environment, print }) {
    const parsed = parseOptions(OPTIONS, argv);
    if (parsed.markdown === true && parsed.json === true)
      throw new RunnerError("--markdown and --json exclude each other");
    const root = process.cwd();
    const report = await compareStages({
      from: parsed.from,
      to: chooseStage(parsed.to, environment, "--to"),
      environments: environmentsDirectory(environment),
      root,
      workingDirectory: root,
      outputDirectory: resolve(root, join(".smus", "promote")),
      environment,
    });
    print(format(report, parsed));
    return parsed.check === true && !report.ok ? 2 : 0;
  },
};

function format(report: PromotionReport, { markdown, json }: { markdown?: boolean; json?: boolean }): string {
  if (json === true) return JSON.stringify(report, undefined, 2);
  return markdown === true ? formatPromotionMarkdown(report) : formatPromotion(report);
}
