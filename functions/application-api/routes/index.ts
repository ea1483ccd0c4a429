import { openApi } from "../description/document";
import { ACCESS_ROUTES } from "./access";
import { ASSET_ROUTES } from "./assets";
import { readMe } from "./me";
import { openRoutes } from "./open";
import { PROJECT_ROUTES } from "./projects";
import { REPORT_ROUTES } from "./reports";
import type { Route } from "./route";
import { evaluateRules } from "./rules";

let described: unknown;

/**
 * The table of routes: dispatch, the description of the API and the table of routes by role are made from it.
 *
 * Pages of the portal are further lines, from files of their own.
 */
export const ROUTES: readonly Route[] = [
  ...openRoutes(() => (described ??= openApi(ROUTES))),
  readMe,
  ...ACCESS_ROUTES,
  ...PROJECT_ROUTES,
  evaluateRules,
  ...ASSET_ROUTES,
  ...REPORT_ROUTES,
];
