import { formatAffected, formatGithubMatrix, formatGitlabPipeline, formatJson } from "../../runner/affected/format";
import { RunnerError } from "../../runner";
import { affectedStacks } from "../../runner/stage-operations";
import { parseOptions, type Command, type OptionSpec } from "../frame";
import { BASE_OPTIONS, comparisonChoice } from "../options/comparison-options";

const OPTIONS = {
  ...BASE_OPTIONS,
  stage: {
    type: "string",
    multiple: true,
    value: "name",
    help: "answer for this stage only; may be repeated (default: all)",
  },
  json: { type: "boolean", help: "print JSON" },
  matrix: { type: "string", value: "github|gitlab", help: "print a job matrix (github) or a child pipeline (gitlab)" },
  template: { type: "string", value: "file", help: "gitlab: file of the repository that defines the job .smus-stack" },
} as const satisfies Record<string, OptionSpec>;

/** The command `smus affected`. */
export const affectedCommand: Command = {
  name: "affected",
  purpose:
    "Lists the stacks whose Terraform differs from a git ref or from what was applied, and those that read what may change. Exit code: 0 answered (also where nothing is affected), 1 error.",
  options: OPTIONS,
  async run(context) {
    const parsed = parseOptions(OPTIONS, context.argv);
    const { stage, matrix } = parsed;
    const choice = comparisonChoice(parsed);
    if (matrix !== undefined && matrix !== "github" && matrix !== "gitlab")
      throw new RunnerError(`--matrix: got "${matrix}"; allowed: github, gitlab`);
    if (matrix !== undefined && parsed.json === true) throw new RunnerError("--json and --matrix exclude each other");
    if (parsed.template !== undefined && matrix !== "gitlab")
      throw new RunnerError("--template belongs to --matrix gitlab");
    const comparison = await affectedStacks({
      ...choice,
      stages: stage,
      environment: context.environment,
    });
    if (matrix === undefined) {
      context.print(parsed.json === true ? formatJson(comparison) : formatAffected(comparison));
      return 0;
    }
    for (const note of comparison.notes) context.display.note(`note: ${note}`);
    context.print(
      matrix === "github"
        ? formatGithubMatrix(comparison.affected)
        : formatGitlabPipeline(comparison.affected, { template: parsed.template }),
    );
    return 0;
  },
};
