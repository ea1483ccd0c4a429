import type { Screen } from "../context";
import type { ScreenId } from "../place";
import { assetScreen, searchScreen } from "./data";
import { decideScreen } from "./decide";
import { endsScreen } from "./ends";
import { requestScreen } from "./request";
import { requestsScreen } from "./requests";

/** Screens by the first part of the address; with an id one thing of theirs is shown. */
export const SCREENS: Readonly<Record<ScreenId, Screen>> = {
  requests: (place, context) => (place.id === "" ? requestsScreen : requestScreen)(place, context),
  data: (place, context) => (place.id === "" ? searchScreen : assetScreen)(place, context),
  decide: (place, context) => (place.id === "" ? decideScreen : requestScreen)(place, context),
  ends: (place, context) => (place.id === "" ? endsScreen : requestScreen)(place, context),
};
