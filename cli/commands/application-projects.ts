import { OFFICE_ANSWERS } from "../../contracts/application/projects/answers";
import { parseOptions, type Command, type OptionSpec } from "../frame";
import { APPLICATION_API, askApi } from "../options/application-api";
import { listText, operandIn, projectText } from "../options/application-text";

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
  async run({ argv, environment, print }) {
    const [id, rest] = operandIn(argv);
    const { api, json = false, ...query } = parseOptions(OPTIONS, rest);
    const show = (value: unknown, text: () => string): void =>
      print(json ? JSON.stringify(value, undefined, 2) : text());
    if (id === undefined) {
      const call = { method: "GET", path: "/projects", query, answer: OFFICE_ANSWERS.projects } as const;
      const page = await askApi(api, environment, call);
      show(page, () =>
        listText(
          page.items.map((item) => [item.id, item.unit ?? "-", item.name, `${item.origin}, ${item.status}`]),
          page.next,
        ),
      );
      return 0;
    }
    const path = `/projects/${encodeURIComponent(id)}`;
    const project = await askApi(api, environment, { method: "GET", path, answer: OFFICE_ANSWERS["one-project"] });
    show(project, () => projectText(project));
    return 0;
  },
};
