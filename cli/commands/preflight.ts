import { loadAllStages, type Stage } from "../../configuration";
import { NoCredentialsError, preflight, preflightJson, preflightText, type PreflightReport } from "../../preflight";
import { RunnerError } from "../../runner";
import { parseOptions, type Command, type CommandContext, type OptionSpec } from "../frame";
import { JSON_REPORT, removeReport, writeReport } from "../options/report-file";
import { chooseStage, environmentsDirectory } from "../options/stage-choice";

const OPTIONS = {
  stage: { type: "string", value: "name", help: "stage to look at (default: TF_WORKSPACE)" },
  all: { type: "boolean", help: "look at all stages, owners of domains first" },
  account: {
    type: "string",
    multiple: true,
    value: "key",
    help: "look at this account only, beside the one that owns the domain; may be repeated",
  },
  json: JSON_REPORT,
} as const satisfies Record<string, OptionSpec>;

/** The command `smus preflight`. */
export const preflightCommand: Command = {
  name: "preflight",
  purpose:
    "Asks AWS, reading only, what the next apply and the first projects would stumble over. Exit code: 0 nothing found, 2 something found, 1 error.",
  options: OPTIONS,
  async run(context) {
    const { all, stage, account: accounts, json } = parseOptions(OPTIONS, context.argv);
    if (all === true && stage !== undefined) throw new RunnerError("--all and --stage exclude each other");
    removeReport(json);
    const { environment, interruption } = context;
    const chosen = all === true ? undefined : chooseStage(stage, environment);
    const known = loadAllStages(environmentsDirectory(environment));
    const stages = known.filter(({ name }) => chosen === undefined || name === chosen);
    refuseUnknown(accounts, stages);
    const reports: PreflightReport[] = [];
    for (const each of stages) {
      if (interruption.stopping) break;
      const report = await lookAt(each, accounts, context);
      reports.push(report);
      if (json !== "-") context.print(preflightText(report));
    }
    writeReport(json, preflightJson(reports), context.print);
    return reports.some(({ exitCode }) => exitCode === 2) ? 2 : 0;
  },
};

async function lookAt(
  stage: Stage,
  accounts: readonly string[] | undefined,
  { environment, display }: CommandContext,
): Promise<PreflightReport> {
  try {
    return await preflight({ stage, environment, accounts, say: (line) => display.note(`${stage.name}: ${line}`) });
  } catch (error) {
    if (!(error instanceof NoCredentialsError)) throw error;
    throw new RunnerError(error.message, "set a profile or keys that may assume the roles of the stage", {
      cause: error,
    });
  }
}

function refuseUnknown(accounts: readonly string[] | undefined, stages: readonly Stage[]): void {
  const keys = [...new Set(stages.flatMap((stage) => Object.keys(stage.accounts)))].sort();
  const unknown = accounts?.find((key) => !keys.includes(key));
  if (unknown !== undefined) throw new RunnerError(`--account: got "${unknown}"; allowed: ${keys.join(", ")}`);
}
