import type { Screen } from "../context";
import type { ScreenId } from "../place";
import { assetsScreen, inventoryScreen } from "./assets/assets";
import { filterScreen, filtersScreen } from "./assets/filters";
import { unpublishScreen } from "./assets/unpublish";
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
import { reportScreen } from "./reports/report";
import { reportsScreen } from "./reports/reports";
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
  "project-assets": either(assetsScreen, inventoryScreen),
  "asset-unpublish": unpublishScreen,
  "asset-filters": filtersScreen,
  "asset-filter": filterScreen,
  data: either(searchScreen, assetScreen),
  decide: either(decideScreen, requestScreen),
  "project-decisions": either(projectDecisionsScreen, projectRequestScreen),
  ends: either(endsScreen, requestScreen),
  "project-ends": projectEndsScreen,
  reports: either(reportsScreen, reportScreen),
};
