import { APPLICATION_NAMES } from "../../../contracts/names";

/** Facts of the example organization that a day depends on. */
export const GOVERNANCE = "100000000000";
export const FINANCE = "100000000011";
export const MARKETING = "100000000021";
export const LEDGER = "finance_ledger";
export const COLUMNS = ["region", "amount", "email"];

export const PREFIX = "example";
/** Name of the application's table and its API. */
export const APPLICATION = APPLICATION_NAMES.table(PREFIX);
export const BUCKET = APPLICATION_NAMES.bucket(PREFIX, GOVERNANCE, "us-east-1");
export const SWEEP = APPLICATION_NAMES.sweep(PREFIX);
/** Function that decides, its role and its queue. */
export const DECIDES = APPLICATION_NAMES.accessFunction(PREFIX);
/** Function behind the API, and its role. */
export const ANSWERS = APPLICATION_NAMES.apiFunction(PREFIX);
/** Function that writes the reports, its role and its schedule. */
export const REPORTS = APPLICATION_NAMES.reports(PREFIX);
/** Function that makes projects, its role and its queue; its sweep. */
export const MAKES_PROJECTS = APPLICATION_NAMES.projects(PREFIX);
export const PROJECTS_SWEEP = APPLICATION_NAMES.projectsSweep(PREFIX);
export const DEAD_LETTERS = APPLICATION_NAMES.deadLetters(PREFIX);
export const NOTICES = APPLICATION_NAMES.notices(PREFIX);

export const DAY = 86_400;
