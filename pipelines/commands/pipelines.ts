import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { loadAllStages } from "../../environments";
import { environmentsDirectory, parseOptions, type Command, type OptionSpec } from "../../runner/command-line";
import { pipelineFiles, stagesOfPipelines } from "../index";

const OPTIONS = {
  out: { type: "string", value: "dir", help: "directory of the files (default: ci)" },
  environments: {
    type: "string",
    value: "dir",
    help: "stage files (default: SMUS_ENVIRONMENTS_DIR, else environments)",
  },
  check: { type: "boolean", help: "write nothing; exit code 1 where a file is not current" },
} as const satisfies Record<string, OptionSpec>;

/** `npm run pipelines`. */
export const pipelinesCommand: Command = {
  name: "pipelines",
  purpose:
    "Writes the pipelines for GitHub Actions, GitHub Enterprise Server and GitLab for the stages of the configuration. " +
    "Exit code: 0 written or current, 1 not current (--check) or an error.",
  options: OPTIONS,
  run({ argv, environment, print }) {
    const { out = "ci", environments, check } = parseOptions(OPTIONS, argv);
    const directory = environments === undefined ? environmentsDirectory(environment) : resolve(environments);
    const files = pipelineFiles(stagesOfPipelines(loadAllStages(directory)));
    const stale = files.filter(({ path, text }) => !isCurrent(join(out, path), text));
    if (check !== true) for (const { path, text } of stale) write(join(out, path), text);
    const lines = stale.map(({ path }) => `  ${check === true ? "not current" : "wrote"}  ${join(out, path)}`);
    const end =
      stale.length === 0
        ? `${out}: ${files.length} files are current`
        : check === true
          ? "run: npm run pipelines"
          : `${out}: ${stale.length} of ${files.length} files written`;
    print([...lines, end].join("\n"));
    return Promise.resolve(check === true && stale.length > 0 ? 1 : 0);
  },
};

function isCurrent(file: string, text: string): boolean {
  return existsSync(file) && readFileSync(file, "utf8") === text;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
