import { formatAffected, formatGithubMatrix, formatGitlabPipeline, formatJson } from "../affected/format";
import { affectedStacks, type AffectedOptions } from "../stage-operations";
import { RunnerError } from "../errors";
import { parseOptions, type OptionSpec } from "./arguments";
import type { Command } from "./command";

/** What to compare with: of `affected`, `plan` and `apply`. */
export const BASE_OPTIONS = {
  applied: { type: "boolean", help: "compare with what was last applied, as the states record it" },
  base: {
    type: "string",
    value: "ref",
    help: "compare with this git ref of the stage files (and of the code beside them)",
  },
  "base-code": {
    type: "string",
    value: "ref",
    help: "git ref of the code, where the stage files are in a repository of their own",
  },
  "shared-packages": {
    type: "boolean",
    help: "use the packages installed here for both sides, whatever the lock files say",
  },
} as const satisfies Record<string, OptionSpec>;

/** The values of these options. */
export interface BaseValues {
  readonly applied?: boolean;
  readonly base?: string;
  readonly "base-code"?: string;
  readonly "shared-packages"?: boolean;
}

/**
 * What the options say to compare with.
 *
 * @throws RunnerError where they say nothing, or two things
 */
export function comparisonChoice(
  values: BaseValues,
): Pick<AffectedOptions, "applied" | "base" | "baseCode" | "sharedPackages"> {
  const { applied, base, "base-code": baseCode, "shared-packages": sharedPackages } = values;
  const named = base !== undefined || baseCode !== undefined;
  if (applied !== true && !named)
    throw new RunnerError("compare with what? pass --base <git ref>, for example --base origin/main, or --applied");
  if (applied === true && (named || sharedPackages === true))
    throw new RunnerError("--applied and --base, --base-code or --shared-packages exclude each other");
  return { applied, base, baseCode, sharedPackages };
}

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

/** `npm run affected`. */
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
