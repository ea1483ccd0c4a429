import { catalogJson, catalogMarkdown, catalogText, checkCatalog } from "../../runner/catalog-check";
import { parseOptions, type Command, type OptionSpec } from "../frame";
import { JSON_REPORT, MARKDOWN_REPORT, refuseBothPrinted, removeReport, writeReport } from "../options/report-file";
import { chooseStage, environmentsDirectory } from "../options/stage-choice";

const OPTIONS = {
  stage: { type: "string", value: "name", help: "stage whose standing projects are looked at (default: TF_WORKSPACE)" },
  json: JSON_REPORT,
  markdown: MARKDOWN_REPORT,
} as const satisfies Record<string, OptionSpec>;

/** The command `smus catalog:check`, also written `smus catalog check`. */
export const catalogCheckCommand: Command = {
  name: "catalog:check",
  purpose:
    "Tells which assets of standing projects lack a form or a term that a rule on publishing demands, before the service refuses them, and which are not as configured. Writes nothing. Exit code: 0 all are complete, 2 one is not, 1 error.",
  options: OPTIONS,
  async run(context) {
    const { stage, json, markdown } = parseOptions(OPTIONS, context.argv);
    const { environment, interruption, display: reporter, print } = context;
    refuseBothPrinted(json, markdown);
    for (const file of [json, markdown]) removeReport(file);
    const report = await checkCatalog({
      stage: chooseStage(stage, environment),
      environment,
      environmentsDirectory: environmentsDirectory(environment),
      reporter,
      interruption,
    });
    if (json !== "-" && markdown !== "-") print(catalogText(report));
    writeReport(json, catalogJson(report), print);
    writeReport(markdown, catalogMarkdown(report), print);
    return report.exitCode;
  },
};
