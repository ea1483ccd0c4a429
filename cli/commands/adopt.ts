import { resolve } from "node:path";
import { adoptDomain, type AdoptedOrganization } from "../../adoption";
import { formatProblems } from "../../configuration";
import { RunnerError } from "../../runner";
import { parseOptions, type Command, type OptionSpec } from "../frame";

const OPTIONS = {
  domain: { type: "string", value: "id", help: "the domain, dzd-...; required" },
  region: { type: "string", value: "region", help: "Region of the domain; required" },
  output: { type: "string", value: "directory", help: "where the files go (default: adopted)" },
  "governance-account": { type: "string", value: "id", help: "account that owns the domain (default: asked for)" },
  role: { type: "string", value: "name", help: "role to read with, in every account (default: smus-deploy)" },
  "external-id": { type: "string", value: "text", help: "external id that the role asks for" },
  prefix: { type: "string", value: "text", help: "organization.namePrefix of the files (default: smus)" },
  stage: {
    type: "string",
    multiple: true,
    value: "name=ids",
    help: "a stage and its member accounts, by comma; may be repeated (default: one stage with everything)",
  },
  "domain-stage": {
    type: "string",
    value: "name",
    help: "stage that owns the domain (default: main; with --stage: shared)",
  },
  account: { type: "string", multiple: true, value: "key=id", help: "key of an account in the files; may be repeated" },
  member: { type: "string", multiple: true, value: "id", help: "an account that nothing names; may be repeated" },
  without: { type: "string", multiple: true, value: "id", help: "leave this account out; may be repeated" },
  force: { type: "boolean", help: "replace files of an earlier run" },
} as const satisfies Record<string, OptionSpec>;

const ACCOUNT = /^\d{12}$/;
const DOMAIN = /^dzd[-_][a-zA-Z0-9_-]{1,36}$/;
const REGION = /^[a-z]{2}(-gov|-iso[a-z]?)?-[a-z]{4,10}-\d$/;

/** The command `smus adopt`. */
export const adoptCommand: Command = {
  name: "adopt",
  purpose: [
    "Reads an existing V2 domain with its member accounts and writes environment files that reproduce it and take it over.",
    "Exit code: 0 written, 2 written with problems that a person resolves first, 1 nothing written.",
  ].join("\n"),
  options: OPTIONS,
  async run({ argv, environment, display, print }) {
    const options = parseOptions(OPTIONS, argv);
    const domainId = required("domain", options.domain, DOMAIN, "the id of a domain (dzd-...)");
    const region = required("region", options.region, REGION, 'an AWS Region such as "us-east-1"');
    for (const name of ["member", "without"] as const)
      for (const id of options[name] ?? []) required(name, id, ACCOUNT, "12 digits");
    const given = options["governance-account"];
    if (given !== undefined) required("governance-account", given, ACCOUNT, "12 digits");
    const directory = resolve(options.output ?? "adopted");
    const { organization, problems, report, isComplete } = await adoptDomain({
      domainId,
      region,
      directory,
      governanceAccountId: given,
      roleName: options.role,
      externalId: options["external-id"],
      namePrefix: options.prefix,
      furtherAccounts: options.member ?? [],
      without: options.without ?? [],
      split: { stage: options.stage, domainStage: options["domain-stage"], account: options.account },
      replace: options.force === true,
      environment,
      say: (line) => display.note(line),
    });
    print(summary(organization, directory, report));
    if (problems.length > 0)
      print(`The configuration is not valid yet; correct the files by hand:\n${formatProblems(problems)}`);
    return problems.length > 0 || !isComplete ? 2 : 0;
  },
};

function required(name: string, value: string | undefined, form: RegExp, allowed: string): string {
  if (value === undefined) throw new RunnerError(`--${name} is missing: ${allowed}`);
  if (!form.test(value)) throw new RunnerError(`--${name}: got "${value}"; allowed: ${allowed}`);
  return value;
}

function summary({ stages, remarks }: AdoptedOrganization, directory: string, report: string): string {
  const lines = stages.map(({ name, adopt, environment }) => {
    const domain = "name" in environment.domain ? "the domain and " : "";
    return `  ${name}.ts: adopts ${domain}${Object.keys(adopt).length} objects in ${Object.keys(environment.accounts).length} accounts`;
  });
  const left = remarks.map(({ subject, reason, step }) => `  ${subject}: ${reason}; ${step}`);
  return [
    `Written to ${directory}:`,
    ...lines,
    ...(left.length === 0 ? ["Nothing was left out."] : ["Not adopted:", ...left]),
    `What comes next: ${report}. Then: SMUS_ENVIRONMENTS_DIR=${directory} npm run config:check`,
  ].join("\n");
}
