import { OFFICE_ANSWERS } from "../../contracts/application/projects/answers";
import { parseOptions, type Command, type OptionSpec } from "../frame";
import { APPLICATION_API } from "../options/application-api";
import { printListOrOne } from "../options/application-list";
import { operandIn, projectText } from "../options/application-text";

const OPTIONS = {
  ...APPLICATION_API,
  only: { type: "string", value: "part", help: "mine: projects that you are a member of" },
  unit: { type: "string", value: "key", help: "unit that the project belongs to" },
  cursor: { type: "string", value: "text", help: "page that begins there, as the page before has said" },
} as const satisfies Record<string, OptionSpec>;

/** The command `smus application:projects`, also written `smus application projects`. */
export const applicationProjectsCommand: Command = {
  name: "application:projects",
  purpose:
    "Lists projects that you may see, or shows one with its members, its accounts and its end. Asks the application's API with your token, and changes nothing. Exit code: 0 read, 1 error.",
  options: OPTIONS,
  operands: "[<project>] [options]",
  run({ argv, ...context }) {
    const [id, rest] = operandIn(argv);
    return printListOrOne(context, {
      ...{ id, options: parseOptions(OPTIONS, rest), path: "/projects" },
      page: OFFICE_ANSWERS.projects,
      cells: (item) => [item.id, item.unit ?? "-", item.name, `${item.origin}, ${item.status}`],
      one: OFFICE_ANSWERS["one-project"],
      text: projectText,
    });
  },
};
