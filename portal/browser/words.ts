import type { Comparison, RowCondition } from "../../governance/access-rules/row-filter";
import { personWords } from "../../governance/people/person-words";
import type { AccessDetail, AccessSummary } from "../api/operations";

/** Number with its noun. */
export const plural = (count: number, noun: string, nouns = `${noun}s`): string =>
  `${count.toLocaleString("en")} ${count === 1 ? noun : nouns}`;

/** Words in a row: "a, b and c". */
export function listed(words: readonly string[], last = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words[words.length - 1]}`;
}

const DAY = 86_400_000;
const DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

/** Day of a moment, where the reader is. */
export const dateText = (iso: string): string => DATE.format(new Date(iso));

/** Distance of a day from today: "today", "in 5 days", "3 days ago". */
export function distanceText(iso: string, now: Date): string {
  const days = Math.round((startOfDay(new Date(iso)) - startOfDay(now)) / DAY);
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  if (days === -1) return "yesterday";
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}

const startOfDay = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());

/** Day with its distance. */
export const whenText = (iso: string, now: Date): string => `${dateText(iso)} (${distanceText(iso, now)})`;

/** Time of day of a moment, where the reader is. */
export const timeText = (iso: string): string =>
  new Date(iso).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

/** Day with its distance, and time of day. */
export const momentText = (iso: string, now: Date): string =>
  `${dateText(iso)}, ${timeText(iso)} (${distanceText(iso, now)})`;

/** Time that was asked for or is given. */
export function daysText(days: number | "unlimited" | "never" | undefined): string {
  if (days === undefined) return "not said";
  return days === "unlimited" || days === "never" ? "without an end" : plural(days, "day");
}

/** Fate of a request in one or two words, and the tone in which it is shown. */
export interface StateWords {
  readonly text: string;
  readonly tone: "wait" | "good" | "bad" | "calm";
}

/** State of a request for people. */
export function stateWords(request: AccessSummary & Partial<Pick<AccessDetail, "decision" | "ending">>): StateWords {
  const { phase, problem, decision, ending } = request;
  if (problem !== undefined) return { text: "Needs help", tone: "bad" };
  if (phase === "closed") return closedWords(decision?.outcome, ending?.kind);
  return STATES[phase];
}

const STATES: Readonly<Record<Exclude<AccessSummary["phase"], "closed">, StateWords>> = {
  open: { text: "Being looked at", tone: "wait" },
  held: { text: "Waits for a person", tone: "wait" },
  deciding: { text: "Decided, being carried out", tone: "wait" },
  granting: { text: "Approved, being set up", tone: "wait" },
  active: { text: "Access works", tone: "good" },
  ending: { text: "Access is being ended", tone: "calm" },
};

function closedWords(outcome: string | undefined, ending: string | undefined): StateWords {
  if (outcome === "reject") return { text: "Rejected", tone: "bad" };
  if (ending === "expired") return { text: "Access has ended", tone: "calm" };
  return { text: ending === "revoked" ? "Access was revoked" : "Closed", tone: "calm" };
}

const PROBLEMS: Readonly<Record<string, string>> = {
  "no-target": "The project has no place yet that access could be given to. The application tries again by itself.",
  "grant-failed": "The service could not give access. The governance team has been told.",
  "grant-refused": "The application may not give access there. The governance team has been told.",
  "filters-differ": "The service attached other filters than were decided, so access is taken back.",
  "filter-invalid": "The service does not accept the filter. The governance team has been told.",
  "revoke-failed": "The service could not end the access. The governance team has been told.",
};

/** Sentence for what keeps access from being what was decided. */
export const problemSentence = (kind: string): string => PROBLEMS[kind] ?? `Something is in the way (${kind}).`;

/** Operators as people say them. */
export const OPERATORS: Readonly<Record<Comparison["operator"], string>> = {
  equalTo: "is",
  notEqualTo: "is not",
  greaterThan: "is greater than",
  greaterThanOrEqualTo: "is at least",
  lessThan: "is less than",
  lessThanOrEqualTo: "is at most",
  like: "looks like",
  notLike: "does not look like",
  in: "is one of",
  notIn: "is none of",
  isNull: "is empty",
  isNotNull: "is not empty",
};

/** Row filter in words: `region is “EU” and (year is “2026” or year is empty)`. */
export function rowsText(rows: "all" | RowCondition): string {
  if (rows === "all") return "all rows";
  if ("and" in rows) return rows.and.map((one) => nested(one, rows.and.length)).join(" and ");
  if ("or" in rows) return rows.or.map((one) => nested(one, rows.or.length)).join(" or ");
  const value =
    "value" in rows ? ` “${rows.value}”` : "values" in rows ? ` ${listed(rows.values.map(quoted), "or")}` : "";
  return `${rows.columnName} ${OPERATORS[rows.operator]}${value}`;
}

const quoted = (text: string): string => `“${text}”`;
const nested = (rows: RowCondition, siblings: number): string =>
  siblings > 1 && ("and" in rows || "or" in rows) ? `(${rowsText(rows)})` : rowsText(rows);

/** Name of somebody in a sentence: of a role or session the part that people read. */
export const nameText = (name: string): string => personWords(name).name;

const knownName = (name: string | undefined): string | undefined => (name === undefined ? undefined : nameText(name));

/** The one who decided. */
export function deciderText(by: string, people: Readonly<Record<string, string>>): string {
  if (by.startsWith("rule:")) return `rule ${by.slice("rule:".length)}`;
  if (by === "lapse") return "nobody: the time ran out";
  return by === "outside" ? "somebody outside of this application" : (knownName(people[by]) ?? `person ${by}`);
}

const ROLES: Readonly<Record<string, string>> = {
  "producer-owners": "owners of the project that has the data",
  "unit-stewards": "stewards of its unit",
  "governance-team": "the governance team",
};

/** People of a queue. */
export const decidersText = (roles: readonly string[]): string =>
  listed(
    roles.map((role) => ROLES[role] ?? role),
    "or",
  );

/** Names of conditions of rules, as people read them. */
export const CONDITIONS: Readonly<Record<string, string>> = {
  assetTypes: "Type of the data",
  terms: "Terms on the data",
  columns: "Columns asked for",
  columnTerms: "Terms on these columns",
  producerUnits: "Unit that has the data",
  consumerUnits: "Unit that asks",
  producerStages: "Stage of the project that has the data",
  consumerStages: "Stage of the project that asks",
  requesterGroups: "Groups of the person who asks",
  purposes: "Purpose",
  durationDays: "Days asked for",
  projectAgeDays: "Age of the project in days",
};

/** Type of an asset without the service's prefix: "Glue table". */
export function typeText(type: string): string {
  const name = type.replace(/^amazon\.datazone\./, "").replace(/AssetType$/, "");
  return name.replace(
    /([a-z0-9])([A-Z])/g,
    (_all, before: string, after: string) => `${before} ${after.toLowerCase()}`,
  );
}
