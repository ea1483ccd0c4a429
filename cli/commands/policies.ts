import path from "node:path";
import { policies } from "../../deploy-role/policies";
import { RunnerError } from "../../runner";
import { parseOptions, type Command, type OptionSpec } from "../frame";
import { chooseStage, environmentsDirectory } from "../options/stage-choice";

const OPTIONS = {
  stage: { type: "string", value: "name", help: "only this stage (default: all)" },
  layer: { type: "string", value: "name", help: "only this layer, or state-access" },
  account: { type: "string", value: "key", help: "only this account" },
  access: { type: "string", value: "deploy|plan", help: "which role (default: deploy)" },
  environments: { type: "string", value: "dir", help: "directory of stage files (default: SMUS_ENVIRONMENTS_DIR)" },
} as const satisfies Record<string, OptionSpec>;

/** The command `smus policies`. */
export const policiesCommand: Command = {
  name: "policies",
  purpose:
    "Prints the least-privilege policies of the deploy role (or the plan role) as JSON, by account and layer. Exit code: 0, 1 an error.",
  options: OPTIONS,
  run({ argv, environment, print }) {
    const { stage, layer, account, access = "deploy", environments } = parseOptions(OPTIONS, argv);
    if (access !== "deploy" && access !== "plan")
      throw new RunnerError(`--access: got "${access}"; allowed: deploy, plan`);
    const directory = environments === undefined ? environmentsDirectory(environment) : path.resolve(environments);
    if (stage !== undefined) chooseStage(stage, { SMUS_ENVIRONMENTS_DIR: directory });
    print(JSON.stringify(policies({ directory, stage, layer, account, access }), null, 2));
    return Promise.resolve(0);
  },
};
