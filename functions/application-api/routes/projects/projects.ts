import { z } from "zod";
import {
  extensionWish,
  membersWish,
  projectFilters,
  retirementWish,
  transferWish,
} from "../../../../contracts/application/project-office";
import {
  memberChanges,
  projectDetail,
  projectSummary,
  retirementAnswer,
} from "../../../../contracts/application/projects/project";
import { projectRequestSummary } from "../../../../contracts/application/projects/request";
import { cursorOf, placeIn } from "../../http/cursor";
import { noQuery, pageOf, paging } from "../paging";
import { apiRoute, KNOWN, type Who } from "../route";
import { PROJECT } from "./objects";
import { askOffice } from "./office";

/** Parts that change a project that is there. */
const KEEPERS: Who = ["project-owner", "unit-lead", "governance-team"];

/** Projects that the caller may see. */
export const listProjects = apiRoute({
  method: "GET",
  path: "/projects",
  name: "listProjects",
  summary: "List the projects that the caller may see, standing ones and those that people asked for.",
  callers: ["person", "machine"],
  who: KNOWN,
  query: z.strictObject({ ...paging, ...projectFilters }),
  answers: pageOf(projectSummary),
  changes: false,
  async handle(call) {
    const { limit, cursor, ...filters } = call.query;
    const list = ["projects", filters];
    const behind = placeIn(list, cursor);
    const { items, next } = await askOffice({ ask: "projects", ...filters, behind, limit }, call);
    return { items, next: next && cursorOf(list, next) };
  },
});

/** One project with everything that is known of it. */
export const readProject = apiRoute({
  method: "GET",
  path: "/projects/{id}",
  name: "readProject",
  summary: "Read a project: members, environments with their accounts, its end, and what the caller may do.",
  callers: ["person", "machine"],
  who: PROJECT.seenBy,
  object: PROJECT,
  query: noQuery,
  answers: projectDetail,
  changes: false,
  handle: ({ object }) => Promise.resolve(object),
});

/** Members of a project, as a whole set. */
export const changeProjectMembers = apiRoute({
  method: "POST",
  path: "/projects/{id}/members",
  name: "changeProjectMembers",
  summary: "Wish the whole set of a project's members; with dryRun only the changes are told.",
  callers: ["person", "machine"],
  who: KEEPERS,
  object: PROJECT,
  query: noQuery,
  body: membersWish,
  answers: memberChanges,
  changes: true,
  handle: (call) => askOffice({ ask: "members", id: call.id, ...call.body }, call),
});

/** Another owner of a project. */
export const transferProject = apiRoute({
  method: "POST",
  path: "/projects/{id}/transfer",
  name: "transferProject",
  summary: "Hand a project on to another person or group; people who owned it become contributors.",
  callers: ["person"],
  who: KEEPERS,
  object: PROJECT,
  query: noQuery,
  body: transferWish,
  answers: memberChanges,
  changes: true,
  handle: (call) => askOffice({ ask: "transfer", id: call.id, ...call.body }, call),
});

/** Later end of a project. */
export const extendProject = apiRoute({
  method: "POST",
  path: "/projects/{id}/extension",
  name: "extendProject",
  summary: "Let a project live on for some days from now.",
  callers: ["person"],
  who: KEEPERS,
  object: PROJECT,
  query: noQuery,
  body: extensionWish,
  answers: projectRequestSummary,
  changes: true,
  handle: (call) => askOffice({ ask: "extend", id: call.id, ...call.body }, call),
});

/** End of a project. */
export const retireProject = apiRoute({
  method: "POST",
  path: "/projects/{id}/retirement",
  name: "retireProject",
  summary: "End a project; where others use its data they are named first, and acknowledge takes it from them.",
  callers: ["person", "machine"],
  who: KEEPERS,
  object: PROJECT,
  query: noQuery,
  body: retirementWish,
  answers: retirementAnswer,
  changes: true,
  handle: (call) => askOffice({ ask: "retire", id: call.id, ...call.body }, call),
});
