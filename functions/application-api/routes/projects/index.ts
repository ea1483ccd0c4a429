import type { Route } from "../route";
import {
  changeProjectMembers,
  extendProject,
  listProjects,
  readProject,
  retireProject,
  transferProject,
} from "./projects";
import {
  askForProject,
  checkProject,
  decideOnProject,
  listProjectRequests,
  readChoices,
  readProjectRequest,
} from "./requests";

/** Routes of projects. Those with a word behind `/projects/` come before that with an id there. */
export const PROJECT_ROUTES: readonly Route[] = [
  readChoices,
  checkProject,
  listProjectRequests,
  askForProject,
  readProjectRequest,
  decideOnProject,
  listProjects,
  readProject,
  changeProjectMembers,
  transferProject,
  extendProject,
  retireProject,
];
