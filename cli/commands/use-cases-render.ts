import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { RunnerError } from "../../runner";
import {
  CODE_HOSTS,
  REPOSITORY_KINDS,
  readParameters,
  renderRepository,
  sampleParameters,
  SeedError,
  seedFilesOnDisk,
  templateOf,
  type CodeHost,
  type SeedFiles,
} from "../../seeds";
import { parseOptions, UsageError, type Command, type OptionSpec } from "../frame";
import { nameOf, readInput } from "../options/json-input";

const OPTIONS = {
  template: { type: "string", value: "name", help: "template: smus use-cases:templates lists them" },
  host: {
    type: "string",
    value: CODE_HOSTS.join("|"),
    help: "code host whose pipelines are written (default: github)",
  },
  parameters: {
    type: "string",
    value: "file",
    help: "parameters as JSON; - reads the standard input (default: invented ones)",
  },
  out: { type: "string", value: "dir", help: "directory of the two repositories: empty, or not there yet" },
} as const satisfies Record<string, OptionSpec>;

/** The command `smus use-cases:render`, also written `smus use-cases render`. */
export const useCasesRenderCommand: Command = {
  name: "use-cases:render",
  purpose:
    "Writes the build and the deploy repository of a template into a directory, to try them. Asks no service and overwrites nothing. " +
    "Exit code: 0 written, 1 nothing written.",
  options: OPTIONS,
  run({ argv, print }) {
    const { template: name, host = "github", parameters: file, out } = parseOptions(OPTIONS, argv);
    if (name === undefined || out === undefined || out === "")
      throw new UsageError("which template, and where to? give --template and --out");
    if (!isCodeHost(host)) throw new RunnerError(`--host: got "${host}"; allowed: ${CODE_HOSTS.join(", ")}`);
    const directory = resolve(out);
    refuseOthers(directory);
    const repositories = told(file === undefined ? "sample" : nameOf(file), () => {
      const template = templateOf(name);
      const parameters = readParameters(template, file === undefined ? sampleParameters(template) : parsed(file));
      return REPOSITORY_KINDS.map((kind) => {
        const { files, environments } = renderRepository({ template, kind, host, parameters }, seedFilesOnDisk);
        return { kind, files, environments };
      });
    });
    for (const { kind, files } of repositories) writeFiles(join(directory, kind), files);
    const lines = repositories.map(({ kind, files, environments }) => {
      const named = environments.map((each) => `${each.name}${each.approval ? " (a person releases)" : ""}`).join(", ");
      return `  ${join(out, kind)}: ${files.size} files; environments: ${named}`;
    });
    print([...lines, `try: cd ${join(out, "build")} && sh check`].join("\n"));
    return Promise.resolve(0);
  },
};

function isCodeHost(host: string): host is CodeHost {
  return (CODE_HOSTS as readonly string[]).includes(host);
}

/** @throws RunnerError where the directory holds anything: nothing of a person's is ever overwritten */
function refuseOthers(directory: string): void {
  const present = existsSync(directory) ? readdirSync(directory) : [];
  if (present.length === 0) return;
  const names = `${present.slice(0, 3).join(", ")}${present.length > 3 ? ", ..." : ""}`;
  throw new RunnerError(`${directory} holds other files (${names}); name a directory that is empty or not there yet`);
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readInput(file));
  } catch (error) {
    if (error instanceof RunnerError) throw error;
    throw new RunnerError(`${nameOf(file)} is no JSON: ${(error as Error).message}`);
  }
}

/** Problems of parameters as an operator reads them: each begins with where they are. */
function told<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SeedError)) throw error;
    throw new RunnerError(error.message.replace(/^/gm, `${place}: `), undefined, { cause: error });
  }
}

function writeFiles(directory: string, files: SeedFiles): void {
  for (const [path, { text, mode }] of files) {
    const file = join(directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, mode === "100755" ? 0o755 : 0o644);
  }
}
