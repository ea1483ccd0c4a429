import path from "node:path";
import { policyDocuments } from "../../deploy-role/documents";
import { policies } from "../../deploy-role/policies";
import { RunnerError } from "../../runner";
import { parseOptions, type Command, type OptionSpec } from "../frame";
import { chooseStage, environmentsDirectory } from "../options/stage-choice";

const OPTIONS = {
  stage: { type: "string", value: "name", help: "only this stage (default: all)" },
  layer: { type: "string", value: "name", help: "only this layer, state-access or preflight" },
  account: { type: "string", value: "key", help: "only this account" },
  access: {
    type: "string",
    value: "deploy|plan|adopt",
    help: "which role (default: deploy); adopt: the one that adopt reads with, before there are stage files",
  },
  region: { type: "string", value: "region", help: "with --access adopt: Region of the domain (default: all)" },
  environments: { type: "string", value: "dir", help: "directory of stage files (default: SMUS_ENVIRONMENTS_DIR)" },
} as const satisfies Record<string, OptionSpec>;

const REGION = /^[a-z]{2}(-gov|-iso[a-z]?)?-[a-z]{4,10}-\d$/;

/** The command `smus policies`. */
export const policiesCommand: Command = {
  name: "policies",
  purpose:
    "Prints the least-privilege policies of the deploy role (or the plan role, or the role that adopt reads with) as JSON, by account and layer. Exit code: 0, 1 an error.",
  options: OPTIONS,
  async run({ argv, environment, print }) {
    const { access = "deploy", region, ...choice } = parseOptions(OPTIONS, argv);
    if (access !== "deploy" && access !== "plan" && access !== "adopt")
      throw new RunnerError(`--access: got "${access}"; allowed: deploy, plan, adopt`);
    if (access === "adopt") {
      refuse("--access adopt", choice);
      print(JSON.stringify(await adoptionPolicies(region), null, 2));
      return 0;
    }
    refuse(`--access ${access}`, { region });
    const { stage, layer, account, environments } = choice;
    const directory = environments === undefined ? environmentsDirectory(environment) : path.resolve(environments);
    if (stage !== undefined) chooseStage(stage, { SMUS_ENVIRONMENTS_DIR: directory });
    print(JSON.stringify(policies({ directory, stage, layer, account, access }), null, 2));
    return 0;
  },
};

/** An option that would be ignored is a misunderstanding. */
function refuse(access: string, options: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(options))
    if (value !== undefined) throw new RunnerError(`--${name} means nothing with ${access}; leave it out`);
}

/** Documents for the account that owns the domain and for the others, under a name like that of a layer. */
async function adoptionPolicies(region: string | undefined) {
  if (region !== undefined && !REGION.test(region))
    throw new RunnerError(`--region: got "${region}"; allowed: an AWS Region such as "us-east-1"`);
  const { partitionOf, readingPermissions } = await import("../../adoption");
  const place = { partition: region === undefined ? "aws" : partitionOf(region), region };
  const documents = Object.entries(readingPermissions(place)).map(([account, permissions]) => [
    account,
    { adopt: policyDocuments(permissions.map((permission) => ({ access: "read", ...permission }))) },
  ]);
  return Object.fromEntries(documents) as Readonly<Record<string, unknown>>;
}
