import { createHash } from "node:crypto";
import { z } from "zod";
import { canonicalJson } from "../../../../contracts/canonical-json";
import { projectFate, requestFilters } from "../../../../contracts/application/project-office";
import { projectChoices, wishAnswers } from "../../../../contracts/application/projects/choices";
import { projectRequestDetail, projectRequestSummary } from "../../../../contracts/application/projects/request";
import { projectWish } from "../../../../contracts/application/projects/wish";
import { cursorOf, placeIn } from "../../http/cursor";
import { noQuery, pageOf, paging } from "../paging";
import { apiRoute, KNOWN, type Surroundings, type Who } from "../route";
import { namesOf, PROJECT_REQUEST, UNIT, type RequestShown } from "./objects";
import { askOffice } from "./office";

/** Parts that may ask in a unit or decide on its requests; the settings say which of them do. */
const OF_UNIT: Who = ["unit-lead", "unit-steward", "governance-team"];

/** A request with names of the people in it. */
export const requestDetail = projectRequestDetail.extend({
  people: z.record(z.string(), z.string()).describe("Names by ids of user profiles, as far as they are known."),
});

/** Everything that the caller may ask for. */
export const readChoices = apiRoute({
  method: "GET",
  path: "/projects/choices",
  name: "readProjectChoices",
  summary: "Say what projects the caller may ask for: units, profiles, accounts, parameters, rules for names, days.",
  callers: ["person", "machine"],
  who: KNOWN,
  query: noQuery,
  answers: projectChoices,
  changes: false,
  handle: (call) => askOffice({ ask: "choices" }, call),
});

/** Check of a wish. */
export const checkProject = apiRoute({
  method: "POST",
  path: "/projects/check",
  name: "checkProjectRequest",
  summary:
    "Say everything that is wrong with a request for a project, and which account would be chosen. Nothing is stored.",
  callers: ["person", "machine"],
  who: OF_UNIT,
  object: UNIT,
  idIn: ({ unit }) => unit,
  query: noQuery,
  body: projectWish,
  answers: wishAnswers,
  changes: false,
  handle: (call) => askOffice({ ask: "check", wish: call.body }, call),
});

/** Request for a project. */
export const askForProject = apiRoute({
  method: "POST",
  path: "/projects/requests",
  name: "askForProject",
  summary: "Ask for a project of a unit; those do whom the settings of the unit name, as a rule its leads.",
  callers: ["person"],
  who: OF_UNIT,
  object: UNIT,
  idIn: ({ unit }) => unit,
  query: noQuery,
  body: projectWish,
  answers: requestDetail,
  status: 202,
  changes: true,
  async handle(call) {
    const { body, idempotencyKey, now } = call;
    // Without a key of the sender the same wish is one request a day.
    const key =
      idempotencyKey ??
      createHash("sha256")
        .update(`${now.slice(0, 10)} ${canonicalJson(body)}`)
        .digest("hex");
    return named(await askOffice({ ask: "request", wish: body, key }, call), call);
  },
});

/** Requests that the caller may see, the newest first. */
export const listProjectRequests = apiRoute({
  method: "GET",
  path: "/projects/requests",
  name: "listProjectRequests",
  summary: "List requests for projects that the caller may see, the newest first.",
  callers: ["person", "machine"],
  who: KNOWN,
  query: z.strictObject({ ...paging, ...requestFilters }),
  answers: pageOf(projectRequestSummary),
  changes: false,
  async handle(call) {
    const { limit, cursor, ...filters } = call.query;
    const list = ["project-requests", filters];
    const behind = placeIn(list, cursor);
    const { items, next } = await askOffice({ ask: "requests", ...filters, behind, limit }, call);
    return { items, next: next && cursorOf(list, next) };
  },
});

/** One request with everything that is known of it. */
export const readProjectRequest = apiRoute({
  method: "GET",
  path: "/projects/requests/{id}",
  name: "readProjectRequest",
  summary:
    "Read a request for a project: its stage in plain words, what comes next, what was decided, what failed and why.",
  callers: ["person", "machine"],
  who: PROJECT_REQUEST.seenBy,
  object: PROJECT_REQUEST,
  query: noQuery,
  answers: requestDetail,
  changes: false,
  handle: (call) => named(call.object, call),
});

/** Decision of a person on a request that is held. */
export const decideOnProject = apiRoute({
  method: "POST",
  path: "/projects/requests/{id}/decision",
  name: "decideOnProject",
  summary: "Approve or reject a request for a project, with a reason; those do whom the settings of the unit name.",
  callers: ["person"],
  who: OF_UNIT,
  object: PROJECT_REQUEST,
  query: noQuery,
  body: projectFate,
  answers: requestDetail,
  changes: true,
  handle: async (call) => named(await askOffice({ ask: "decide", id: call.id, ...call.body }, call), call),
});

async function named(request: RequestShown, surroundings: Surroundings): Promise<z.input<typeof requestDetail>> {
  const { requester, decision, retirement } = request;
  return { ...request, people: await namesOf([requester, decision?.person, retirement?.person], surroundings) };
}
