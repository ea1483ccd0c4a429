import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { loadAllStages } from "../../configuration";
import { environmentsDirectory, parseOptions, type Command, type OptionSpec } from "../../runner/command-line";
import { GENERATED, pipelineFiles, stagesOfPipelines, type PipelineFile } from "../index";

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

/** `npm run pipelines`. */
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
    const stale = files.filter(({ path, text }) => !isCurrent(join(out, path), text));
    const obsolete = obsoleteFiles(out, files);
    const copies = outdatedCopies(files);
    if (check !== true) {
      for (const { path, text } of stale) write(join(out, path), text);
      for (const file of obsolete) rmSync(file);
      for (const { path, text } of copies) write(path, text);
    }
    const written = [...stale.map(({ path }) => join(out, path)), ...copies.map(({ path }) => path)];
    const lines = [
      ...written.map((file) => `  ${check === true ? "not current" : "wrote"}  ${file}`),
      ...obsolete.map((file) => `  ${check === true ? "obsolete" : "removed"}  ${file}`),
    ];
    const end =
      lines.length === 0
        ? `${out}: ${files.length} files are current`
        : check === true
          ? "run: npm run pipelines"
          : `${written.length} files written`;
    print([...lines, end].join("\n"));
    return Promise.resolve(check === true && lines.length > 0 ? 1 : 0);
  },
};

/** Generated files of pipelines that the configuration no longer has. */
function obsoleteFiles(out: string, files: readonly PipelineFile[]): string[] {
  const folders = [...new Set(files.map(({ path }) => join(out, dirname(path))))].filter(existsSync);
  const current = new Set(files.map(({ path }) => join(out, path)));
  return folders
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((file) => /\.ya?ml$/.test(file) && !current.has(file) && isGenerated(file));
}

/**
 * Copies where the CI systems read them that differ from what they were copied from: they are what runs.
 *
 * The first line says that it is a copy, and of which system; files of others are left alone.
 */
function outdatedCopies(files: readonly PipelineFile[]): PipelineFile[] {
  const copies = files.map(({ path, text }) => ({ path: placeOf(path), text }));
  return copies.filter(
    ({ path, text }) =>
      isGenerated(path) && firstLine(readFileSync(path, "utf8")) === firstLine(text) && !isCurrent(path, text),
  );
}

/** Where the CI system reads a file, in the repository's root. */
function placeOf(path: string): string {
  const [folder, name] = [dirname(path), basename(path)];
  return folder === "gitlab" ? ".gitlab-ci.yml" : join(".github", "workflows", name);
}

function isGenerated(file: string): boolean {
  return existsSync(file) && readFileSync(file, "utf8").startsWith(GENERATED);
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}

function isCurrent(file: string, text: string): boolean {
  return existsSync(file) && readFileSync(file, "utf8") === text;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
