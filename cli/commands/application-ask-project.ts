import { randomUUID } from "node:crypto";
import { OFFICE_ANSWERS } from "../../contracts/application/projects/answers";
import { projectWish } from "../../contracts/application/projects/wish";
import { parseOptions, type Command, type OptionSpec } from "../frame";
import { APPLICATION_API, askApi } from "../options/application-api";
import { withPeople } from "../options/application-text";
import { nameOf, parseInput, readInput } from "../options/json-input";

const OPTIONS = {
  ...APPLICATION_API,
  wish: {
    type: "string",
    value: "file",
    help: "the project as JSON (name, unit, profile, purpose, members); - reads the standard input",
  },
  "dry-run": { type: "boolean", help: "only say what is wrong, and which account would be chosen" },
  key: { type: "string", value: "text", help: "key by which the same request is known again (default: a new one)" },
} as const satisfies Record<string, OptionSpec>;

/** The command `smus application:ask-project`, also written `smus application ask-project`. */
export const applicationAskProjectCommand: Command = {
  name: "application:ask-project",
  purpose:
    "Asks for a project of a unit, or says what is wrong with the request. Asks the application's API with your token. Exit code: 0 asked, or nothing is wrong; 2 something is wrong (dry run), 1 error or refused.",
  options: OPTIONS,
  async run({ argv, environment, print }) {
    const { api, json = false, wish: file = "-", "dry-run": isDry = false, key } = parseOptions(OPTIONS, argv);
    const body = parseInput(readInput(file), projectWish, nameOf(file));
    if (isDry) {
      const call = { method: "POST", path: "/projects/check", body, answer: OFFICE_ANSWERS.check } as const;
      const checked = await askApi(api, environment, call);
      const wrong = checked.problems.map(({ at, message, code }) => `${at}: ${message} [${code}]`);
      const right = `${checked.name}: nothing is wrong; account: ${checked.account?.id ?? "that of the profile"}`;
      print(json ? JSON.stringify(checked, undefined, 2) : wrong.length > 0 ? wrong.join("\n") : right);
      return wrong.length > 0 ? 2 : 0;
    }
    const request = await askApi(api, environment, {
      ...{ method: "POST", path: "/projects/requests", body, key: key ?? randomUUID() },
      answer: withPeople(OFFICE_ANSWERS.request),
    });
    print(json ? JSON.stringify(request, undefined, 2) : `${request.id}: ${request.says}`);
    return 0;
  },
};
