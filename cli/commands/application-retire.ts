import { OFFICE_ANSWERS } from "../../contracts/application/projects/answers";
import { RunnerError } from "../../runner/errors";
import { parseOptions, type Command, type OptionSpec } from "../frame";
import { APPLICATION_API, askApi } from "../options/application-api";
import { operandIn, usesText } from "../options/application-text";

const OPTIONS = {
  ...APPLICATION_API,
  reason: { type: "string", value: "text", help: "reason for which the project ends" },
  acknowledge: { type: "boolean", help: "take its data away from others who use it" },
  "dry-run": { type: "boolean", help: "only say what the project still has, and who uses it" },
} as const satisfies Record<string, OptionSpec>;

/** The command `smus application:retire`, also written `smus application retire`. */
export const applicationRetireCommand: Command = {
  name: "application:retire",
  purpose:
    "Ends a project that people have asked for; where others use its data they are named first. Asks the application's API with your token. Exit code: 0 done or shown, 1 error or refused.",
  options: OPTIONS,
  operands: "<project> --reason <text> [options]",
  async run({ argv, environment, print }) {
    const [id, rest] = operandIn(argv);
    const { api, json = false, reason, acknowledge = false, "dry-run": dryRun = false } = parseOptions(OPTIONS, rest);
    if (id === undefined) throw new RunnerError("which project? name its id; application:projects lists them");
    if (reason === undefined) throw new RunnerError("why? give --reason: it is kept as evidence");
    const retired = await askApi(api, environment, {
      ...{ method: "POST", path: `/projects/${encodeURIComponent(id)}/retirement` },
      body: { reason, acknowledge, dryRun },
      answer: OFFICE_ANSWERS.retire,
    });
    print(json ? JSON.stringify(retired, undefined, 2) : usesText(retired));
    return 0;
  },
};
