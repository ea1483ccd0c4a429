import { resolve } from "node:path";
import { loadAllStages } from "../../configuration";
import { pipelineFiles, stagesOfPipelines, writePipelines } from "../../pipelines";
import { parseOptions, type Command, type OptionSpec } from "../frame";
import { environmentsDirectory } from "../options/stage-choice";

const OPTIONS = {
  out: { type: "string", value: "dir", help: "directory of the files (default: ci)" },
  environments: {
    type: "string",
    value: "dir",
    help: "stage files (default: SMUS_ENVIRONMENTS_DIR, else environments)",
  },
  check: {
    type: "boolean",
    help: "write nothing; exit code 1 where a file, or its copy in .github/workflows or .gitlab-ci.yml, is not current",
  },
} as const satisfies Record<string, OptionSpec>;

/** The command `smus pipelines`. */
export const pipelinesCommand: Command = {
  name: "pipelines",
  purpose:
    "Writes the pipelines for GitHub Actions, GitHub Enterprise Server and GitLab for the stages of the configuration, and " +
    "their copies in .github/workflows and .gitlab-ci.yml where there are any. " +
    "Exit code: 0 written or current, 1 not current (--check) or an error.",
  options: OPTIONS,
  run({ argv, environment, print }) {
    const { out = "ci", environments, check } = parseOptions(OPTIONS, argv);
    const directory = environments === undefined ? environmentsDirectory(environment) : resolve(environments);
    const files = pipelineFiles(stagesOfPipelines(loadAllStages(directory)));
    const { stale, obsolete } = writePipelines(out, files, check === true);
    const lines = [
      ...stale.map((file) => `  ${check === true ? "not current" : "wrote"}  ${file}`),
      ...obsolete.map((file) => `  ${check === true ? "obsolete" : "removed"}  ${file}`),
    ];
    const end =
      lines.length === 0
        ? `${out}: ${files.length} files are current`
        : check === true
          ? "run: npm run pipelines"
          : `${stale.length} files written`;
    print([...lines, end].join("\n"));
    return Promise.resolve(check === true && lines.length > 0 ? 1 : 0);
  },
};
