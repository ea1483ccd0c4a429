import type { Screen } from "../context";
import type { ScreenId } from "../place";
import { assetScreen, searchScreen } from "./data";
import { decideScreen, projectDecisionsScreen } from "./decide";
import { endsScreen, projectEndsScreen } from "./ends";
import { projectAccessScreen } from "./projects/access";
import { askProjectScreen } from "./projects/ask";
import { endScreen } from "./projects/end";
import { membersScreen } from "./projects/members";
import { projectScreen } from "./projects/project";
import { projectsScreen } from "./projects/projects";
import { projectRequestScreen } from "./projects/request";
import { requestScreen } from "./request";
import { projectRequestsScreen, requestsScreen } from "./requests";

/** A list, and one thing of it where the place has an id. */
const either =
  (list: Screen, one: Screen): Screen =>
  (place, context) =>
    (place.id === "" ? list : one)(place, context);

/** Screens by the first part of the address. */
export const SCREENS: Readonly<Record<ScreenId, Screen>> = {
  requests: either(requestsScreen, requestScreen),
  "project-requests": either(projectRequestsScreen, projectRequestScreen),
  projects: either(projectsScreen, projectScreen),
  "ask-project": askProjectScreen,
  "project-members": membersScreen,
  "project-end": endScreen,
  "project-access": either(projectAccessScreen, requestScreen),
  data: either(searchScreen, assetScreen),
  decide: either(decideScreen, requestScreen),
  "project-decisions": either(projectDecisionsScreen, projectRequestScreen),
  ends: either(endsScreen, requestScreen),
  "project-ends": projectEndsScreen,
};
