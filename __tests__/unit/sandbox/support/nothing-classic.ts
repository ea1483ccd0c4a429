import type { ClassicInventory } from "../../../../sandbox/launcher/moto-inventory";

/** An account in which moto holds nothing. */
export const NOTHING_CLASSIC: ClassicInventory = {
  buckets: [],
  roles: [],
  keys: [],
  keysPendingDeletion: [],
  vpcs: [],
  logGroups: [],
  parameters: [],
  tables: [],
  queues: [],
  topics: [],
  httpApis: [],
  eventSourceMappings: [],
  rules: [],
  schedules: [],
  alarms: [],
  dashboards: [],
};
