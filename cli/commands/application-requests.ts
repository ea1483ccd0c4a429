import { OFFICE_ANSWERS } from "../../contracts/application/projects/answers";
import { projectPhase } from "../../contracts/application/projects/request";
import { parseOptions, type Command, type OptionSpec } from "../frame";
import { APPLICATION_API } from "../options/application-api";
import { printListOrOne } from "../options/application-list";
import { operandIn, requestText, withPeople } from "../options/application-text";

const OPTIONS = {
  ...APPLICATION_API,
  only: { type: "string", value: "part", help: "mine, or to-decide: those that wait for your decision" },
  state: { type: "string", value: "stage", help: `stage of their life: ${projectPhase.options.join(", ")}` },
  unit: { type: "string", value: "key", help: "unit that the project is for" },
  cursor: { type: "string", value: "text", help: "page that begins there, as the page before has said" },
} as const satisfies Record<string, OptionSpec>;

/** The command `smus application:requests`, also written `smus application requests`. */
export const applicationRequestsCommand: Command = {
  name: "application:requests",
  purpose:
    "Lists requests for projects that you may see, or shows one with its decision and its failures. Asks the application's API with your token, and changes nothing. Exit code: 0 read, 1 error.",
  options: OPTIONS,
  operands: "[<request>] [options]",
  run({ argv, ...context }) {
    const [id, rest] = operandIn(argv);
    return printListOrOne(context, {
      ...{ id, options: parseOptions(OPTIONS, rest), path: "/projects/requests" },
      page: OFFICE_ANSWERS.requests,
      cells: ({ id: request, name, unit, says }) => [request, unit, name, says],
      one: withPeople(OFFICE_ANSWERS["one-request"]),
      text: requestText,
    });
  },
};
