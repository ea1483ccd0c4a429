import path from "node:path";
import {
  formatProblems,
  stackAddresses,
  useCaseExpansions,
  type ConfigurationReport,
  type Stage,
} from "../../configuration";
import { checkStages } from "../../main";
import { parseOptions, type Command, type OptionSpec } from "../frame";
import { environmentsDirectory } from "../options/stage-choice";
import { useCaseText } from "./use-case-text";

/** Choice of what is checked, and how it is told. */
interface Choice {
  readonly stage?: string;
  readonly directory: string;
  readonly json: boolean;
}

const OPTIONS = {
  stage: { type: "string", value: "name", help: "check this stage and the one whose domain it joins (default: all)" },
  environments: { type: "string", value: "dir", help: "directory of stage files (default: SMUS_ENVIRONMENTS_DIR)" },
  json: { type: "boolean", help: "print JSON: names of stages, use cases, problems, warnings" },
} as const satisfies Record<string, OptionSpec>;

/**
 * The command `smus config:check`: checks all stages, or one, and says what they hold.
 *
 * Reads files only and builds every stack in memory: nothing is written, no AWS account is asked. Problems go to standard
 * error; warnings stand in a section of their own.
 */
export const configCheckCommand: Command = {
  name: "config:check",
  purpose: "Checks the stage files and says what they hold. Exit code: 0 ok (also with warnings), 1 problems.",
  options: OPTIONS,
  run({ argv, environment, print }) {
    const choice = readOptions(argv, environment);
    const { text, ok } = report(choice);
    if (ok || choice.json) print(text);
    else process.stderr.write(`${text}\n`);
    return Promise.resolve(ok ? 0 : 1);
  },
};

/** Reads the command line; the directory falls back to `SMUS_ENVIRONMENTS_DIR`, then to `environments`. */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): Choice {
  const { stage, environments, json = false } = parseOptions(OPTIONS, args);
  const directory = environments ? path.resolve(environments) : environmentsDirectory(environment);
  return { stage, directory, json };
}

const WARNINGS_HEADING = "warnings, which stop nothing:";

/** Text that is printed, and whether the configuration can be used. */
export function report({ stage, directory, json }: Choice): {
  readonly text: string;
  readonly ok: boolean;
} {
  const found = checkStages(directory, stage);
  const { problems, warnings } = found;
  const ok = problems.length === 0;
  if (json) {
    const stages = found.stages.map(({ name }) => name);
    const useCases = useCaseExpansions(found.stages, found.organization);
    return { text: JSON.stringify({ ok, stages, useCases, problems, warnings }), ok };
  }
  const advice = warnings.length === 0 ? [] : [`${WARNINGS_HEADING}\n${formatProblems(warnings, "warning")}`];
  if (!ok) return { text: [formatProblems(problems), ...advice].join("\n"), ok };
  return {
    text: [...found.stages.map((stage) => describeStage(stage, found.organization)), ...advice, summary(found)].join(
      "\n",
    ),
    ok,
  };
}

function describeStage(stage: Stage, organization: readonly Stage[]): string {
  const { name, domain, domainStage, ownsDomain, governance } = stage;
  const counts: [string, readonly string[]][] = [
    ["account", Object.values(stage.accounts).map(({ key, id }) => `${key} (${id})`)],
    ["stack", stackAddresses(stage).map(({ account, layer }) => `${account}-${layer}`)],
    ["pool", Object.values(stage.pools).map((pool) => pool.name)],
    ["profile", Object.values(stage.profiles).map((profile) => profile.name)],
    ["project", Object.values(stage.projects).map((project) => project.name)],
  ];
  const parts = Object.values(stage.useCases).map(({ useCase, build, deploy }) => {
    const what = [...(build === undefined ? [] : ["build"]), ...(deploy === undefined ? [] : ["deployment"])];
    return `${useCase.key} (${what.join(", ")})`;
  });
  const home = ownsDomain ? `owns domain "${domain.name}"` : `joins domain "${domain.name}" of stage ${domainStage}`;
  return [
    `${name}: ${home} in ${governance.key}, ${domain.region}`,
    ...counts.map(([noun, names]) => describeNames(noun, names)),
    ...(parts.length === 0 ? [] : [describeNames("use case", parts)]),
    ...useCaseExpansions([stage], organization).map(useCaseText),
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
