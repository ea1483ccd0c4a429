import path from "node:path";
import {
  checkConfiguration,
  formatProblems,
  stackAddresses,
  type ConfigurationReport,
  type Stage,
} from "../configuration";
import { parseOptions, usage } from "../runner/command-line/arguments";
import { RunnerError } from "../runner/errors";

/**
 * `npm run config:check [-- --stage dev] [--environments dir]`: checks all stages, or one, and says what they hold.
 *
 * Reads files only: nothing is synthesized, no AWS account is asked. Exit code 1 where there is a problem; warnings stand
 * in a section of their own and leave it 0.
 */
interface Options {
  readonly help: boolean;
  readonly stage?: string;
  readonly directory: string;
}

const OPTIONS = {
  stage: { type: "string", value: "name", help: "check this stage and the one whose domain it joins (default: all)" },
  environments: { type: "string", value: "dir", help: "directory of stage files (default: SMUS_ENVIRONMENTS_DIR)" },
  help: { type: "boolean", help: "show this text" },
} as const;
const PURPOSE = "Checks the stage files and says what they hold. Exit code: 0 ok (also with warnings), 1 problems.";

const SHIPPED = path.resolve(__dirname, "../environments");

/** Reads the command line; the directory falls back to `SMUS_ENVIRONMENTS_DIR`, then to the shipped example. */
export function readOptions(args: readonly string[], environmentVariable: string | undefined): Options {
  const values = parseOptions(OPTIONS, args);
  const given = [values.environments, environmentVariable].find((value) => value !== undefined && value !== "");
  return { help: values.help === true, stage: values.stage, directory: path.resolve(given ?? SHIPPED) };
}

const WARNINGS_HEADING = "warnings, which stop nothing:";

/** What is printed, and whether the configuration can be used. */
export function report({ stage, directory }: Pick<Options, "stage" | "directory">): {
  readonly text: string;
  readonly ok: boolean;
} {
  const found = checkConfiguration(directory, stage);
  const { problems, warnings } = found;
  const advice = warnings.length === 0 ? [] : [`${WARNINGS_HEADING}\n${formatProblems(warnings, "warning")}`];
  if (problems.length > 0) return { text: [formatProblems(problems), ...advice].join("\n"), ok: false };
  return { text: [...found.stages.map(describeStage), ...advice, summary(found)].join("\n"), ok: true };
}

function describeStage(stage: Stage): string {
  const { name, domain, domainStage, ownsDomain, governance } = stage;
  const counts: [string, readonly string[]][] = [
    ["account", Object.values(stage.accounts).map(({ key, id }) => `${key} (${id})`)],
    ["stack", stackAddresses(stage).map(({ account, layer }) => `${account}-${layer}`)],
    ["pool", Object.values(stage.pools).map((pool) => pool.name)],
    ["profile", Object.values(stage.profiles).map((profile) => profile.name)],
    ["project", Object.values(stage.projects).map((project) => project.name)],
  ];
  const home = ownsDomain ? `owns domain "${domain.name}"` : `joins domain "${domain.name}" of stage ${domainStage}`;
  return [
    `${name}: ${home} in ${governance.key}, ${domain.region}`,
    ...counts.map(([noun, names]) => describeNames(noun, names)),
  ].join("\n");
}

const LONGEST_LIST = 8;

function describeNames(noun: string, names: readonly string[]): string {
  const shown = names.slice(0, LONGEST_LIST).join(", ");
  const more = names.length > LONGEST_LIST ? `, ... ${names.length - LONGEST_LIST} more` : "";
  const count = `${names.length} ${noun}${names.length === 1 ? "" : "s"}`;
  return `  ${names.length === 0 ? count : `${count}: ${shown}${more}`}`;
}

function summary({ stages, warnings }: ConfigurationReport): string {
  const advice = warnings.length === 0 ? "" : `, ${warnings.length} warning${warnings.length === 1 ? "" : "s"}`;
  return `ok: ${stages.length} stage${stages.length === 1 ? "" : "s"}${advice}`;
}

function main(): void {
  try {
    const options = readOptions(process.argv.slice(2), process.env["SMUS_ENVIRONMENTS_DIR"]);
    const { text, ok } = options.help ? { text: usage("config:check", PURPOSE, OPTIONS), ok: true } : report(options);
    (ok ? process.stdout : process.stderr).write(`${text}\n`);
    process.exitCode = ok ? 0 : 1;
  } catch (error) {
    // A mistake of the caller; anything else is one of ours and keeps its stack trace.
    if (!(error instanceof RunnerError)) throw error;
    process.stderr.write(`${error.message}\nusage: npm run config:check [-- --help]\n`);
    process.exitCode = 1;
  }
}

if (require.main === module) main();
