import { loadStage } from "../../configuration";
import type { AccessRules } from "../../governance/access-rules";
import { RunnerError } from "../../runner/errors";
import type { OptionSpec } from "../frame";
import { chooseStage, environmentsDirectory } from "./stage-choice";

/** The option `--stage` of commands that ask rules on access. */
export const RULES_STAGE = {
  type: "string",
  value: "name",
  help: "stage whose domain's rules are asked (default: TF_WORKSPACE)",
} as const satisfies OptionSpec;

/**
 * Rules on access to data of the domain that a stage uses.
 *
 * @throws RunnerError where the domain has none
 */
export function loadAccessRules(option: string | undefined, environment: NodeJS.ProcessEnv): AccessRules {
  const { name, domainStage, application } = loadStage(
    chooseStage(option, environment),
    environmentsDirectory(environment),
  );
  if (application !== undefined) return application.accessRules;
  const owner = domainStage === name ? "" : `, whose domain stage ${name} joins,`;
  throw new RunnerError(
    `stage ${domainStage}${owner} has no rules on access: add application.dataAccess (docs/access-rules.md)`,
  );
}
