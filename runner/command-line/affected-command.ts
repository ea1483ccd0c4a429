import { formatAffected, formatGithubMatrix, formatGitlabPipeline, formatJson } from "../affected/format";
import { affectedStacks } from "../commands";
import { RunnerError } from "../errors";
import { parseOptions, type OptionSpec } from "./arguments";
import type { Command } from "./command";

/** What to compare with; of `affected`, `plan` and `apply`. */
export const BASE_OPTIONS = {
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
    "Lists the stacks whose Terraform differs from that of a git ref, and those that read what may change. Exit code: 0 answered (also where nothing is affected), 1 error.",
  options: OPTIONS,
  async run(context) {
    const parsed = parseOptions(OPTIONS, context.argv);
    const { base, "base-code": baseCode, "shared-packages": sharedPackages, stage, matrix } = parsed;
    if (base === undefined && baseCode === undefined)
      throw new RunnerError("compare with what? pass --base <git ref>, for example --base origin/main");
    if (matrix !== undefined && matrix !== "github" && matrix !== "gitlab")
      throw new RunnerError(`--matrix: got "${matrix}"; allowed: github, gitlab`);
    if (matrix !== undefined && parsed.json === true) throw new RunnerError("--json and --matrix exclude each other");
    if (parsed.template !== undefined && matrix !== "gitlab")
      throw new RunnerError("--template belongs to --matrix gitlab");
    const comparison = await affectedStacks({
      base,
      baseCode,
      sharedPackages,
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
