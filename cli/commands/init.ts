import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { RunnerError } from "../../runner";
import { PIPELINE_SYSTEMS, writeRepository } from "../../starter";
import { parseOptions, UsageError, type Command, type OptionSpec } from "../frame";

const OPTIONS = {
  product: { type: "string", value: "spec", help: "what package.json depends on (default: this version)" },
  pipelines: { type: "string", value: "github|gitlab", help: "write pipelines, too (default: none)" },
} as const satisfies Record<string, OptionSpec>;

/** The command `smus init`. */
export const initCommand: Command = {
  name: "init",
  purpose:
    "Writes a repository for an organization: a stage file, package.json, tsconfig.json, cdktf.json, .gitignore, README. Exit code: 0 written, 1 nothing written.",
  options: OPTIONS,
  operands: "[dir] [options]",
  run({ argv, print }) {
    const [first = ".", ...rest] = argv[0]?.startsWith("-") === true ? [".", ...argv] : argv;
    const own = ownPackage();
    const { product = own.version, pipelines: system } = parseOptions(OPTIONS, rest);
    if (first === "") throw new UsageError('which directory? got ""; leave it out for this one');
    if (system !== undefined && system !== "github" && system !== "gitlab")
      throw new RunnerError(`--pipelines: got "${system}"; allowed: ${Object.keys(PIPELINE_SYSTEMS).join(", ")}`);
    const directory = resolve(first);
    const commands = own.commands.filter((name) => name !== "init");
    const files = writeRepository(
      directory,
      { name: basename(directory), product, commands, compiler: own.compiler },
      system,
    );
    print([...files.map((file) => `  wrote  ${file}`), `next: ${join(first, "README.md")}`].join("\n"));
    return Promise.resolve(0);
  },
};

/** Version of this code, its compiler, and the npm scripts that are commands of the program. */
function ownPackage(): { readonly version: string; readonly compiler: string; readonly commands: readonly string[] } {
  const file = join(__dirname, "../..", "package.json");
  const { version, scripts, devDependencies } = JSON.parse(readFileSync(file, "utf8")) as {
    version: string;
    scripts: Readonly<Record<string, string>>;
    devDependencies: { readonly typescript: string };
  };
  const commands = Object.keys(scripts).filter((name) => scripts[name] === `node bin/smus.js ${name}`);
  return { version, compiler: devDependencies.typescript, commands };
}
