import { OFFICE_ANSWERS } from "../../contracts/application/projects/answers";
import { RunnerError } from "../../runner/errors";
import { parseOptions, type Command, type OptionSpec } from "../frame";
import { APPLICATION_API, askApi } from "../options/application-api";
import { operandIn, withPeople } from "../options/application-text";

const OPTIONS = {
  ...APPLICATION_API,
  approve: { type: "string", value: "reason", help: "approve the request for that reason" },
  reject: { type: "string", value: "reason", help: "reject it for that reason, which the requester reads" },
} as const satisfies Record<string, OptionSpec>;

/** The command `smus application:decide`, also written `smus application decide`. */
export const applicationDecideCommand: Command = {
  name: "application:decide",
  purpose:
    "Approves or rejects a request for a project, with a reason. Asks the application's API with your token; nobody decides on a request of their own. Exit code: 0 decided, 1 error or refused.",
  options: OPTIONS,
  operands: "<request> (--approve <reason> | --reject <reason>) [options]",
  async run({ argv, environment, print }) {
    const [id, rest] = operandIn(argv);
    const { api, json = false, approve, reject } = parseOptions(OPTIONS, rest);
    if (id === undefined) throw new RunnerError("which request? name its id; application:requests lists them");
    if ((approve === undefined) === (reject === undefined))
      throw new RunnerError("what is decided? give either --approve or --reject, with the reason");
    const request = await askApi(api, environment, {
      ...{ method: "POST", path: `/projects/requests/${encodeURIComponent(id)}/decision` },
      body: approve === undefined ? { outcome: "reject", reason: reject } : { outcome: "approve", reason: approve },
      answer: withPeople(OFFICE_ANSWERS.decide),
    });
    print(json ? JSON.stringify(request, undefined, 2) : `${request.id}: ${request.says}`);
    return 0;
  },
};
