import { openApi } from "../description/document";
import { ACCESS_ROUTES } from "./access";
import { readAsset, searchAssets } from "./assets";
import { readMe } from "./me";
import { openRoutes } from "./open";
import { PROJECT_ROUTES } from "./projects";
import type { Route } from "./route";
import { evaluateRules } from "./rules";

let described: unknown;

/**
 * The table of routes: dispatch, the description of the API and the table of routes by role are made from it.
 *
 * Routes of reports and pages of the portal are further lines, from files of their own.
 */
export const ROUTES: readonly Route[] = [
  ...openRoutes(() => (described ??= openApi(ROUTES))),
  readMe,
  ...ACCESS_ROUTES,
  ...PROJECT_ROUTES,
  evaluateRules,
  searchAssets,
  readAsset,
];
