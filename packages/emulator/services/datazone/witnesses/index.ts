import type { Witness } from "../../../witnesses/witness";
import { ACCESS_WITNESSES } from "./access";
import { BLUEPRINT_WITNESSES } from "./blueprints";
import { CATALOG_WITNESSES } from "./catalog";
import { DOMAIN_WITNESSES } from "./domains";
import { EVENT_WITNESSES } from "./events";
import { FILTER_WITNESSES } from "./filters";
import { GRANT_WITNESSES } from "./grants";
import { INVENTORY_WITNESSES } from "./inventory";
import { PROJECT_WITNESSES } from "./projects";
import { SOURCE_WITNESSES } from "./sources";
import { SUBSCRIPTION_WITNESSES } from "./subscriptions";

/** Behaviours of DataZone with their witnesses. */
export const DATAZONE_WITNESSES: readonly Witness[] = [
  ...DOMAIN_WITNESSES,
  ...ACCESS_WITNESSES,
  ...BLUEPRINT_WITNESSES,
  ...PROJECT_WITNESSES,
  ...CATALOG_WITNESSES,
  ...SOURCE_WITNESSES,
  ...INVENTORY_WITNESSES,
  ...SUBSCRIPTION_WITNESSES,
  ...FILTER_WITNESSES,
  ...GRANT_WITNESSES,
  ...EVENT_WITNESSES,
];
