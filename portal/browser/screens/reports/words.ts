import type { Operations } from "../../../api/operations";

type Column = Operations["readReport"]["answer"]["columns"][number];
/** Row of a report. */
export type Row = Operations["readReport"]["answer"]["items"][number];

/** Names of the reports for people; one that the page does not know has its own. */
const TITLES: Readonly<Record<string, string>> = {
  access: "Who can read what",
  projects: "Projects",
  requests: "Requests and decisions",
  orphans: "What nobody answers for",
  pending: "What waits for long",
  usage: "Use of data",
  gaps: "What could not be read",
  rights: "Rights that are not as configured",
  cost: "Costs",
};

/** Name of a report for people. */
export const reportTitle = (name: string): string => (Object.hasOwn(TITLES, name) ? TITLES[name] : name);

/** Columns that name the thing which a row is about, the best first. */
const HEADS = ["what", "asset", "project", "subject", "account", "unit", "kind"];
/** Columns that name who has something, before the thing. */
const WHO = ["subject", "requester"];

/** Heading of a row: what it is about, and whom. */
export function rowHeading(row: Row): string {
  const text = (names: readonly string[]) =>
    names.map((name) => row[name]).find((cell) => cell !== null && cell !== undefined && cell !== "");
  const head = String(text(HEADS) ?? "Row");
  const who = row.asset === head ? text(WHO) : undefined;
  return who === undefined ? head : `${who}: ${head}`;
}

/** Name of a column for people. */
export const columnTitle = ({ name }: Column): string => {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Ids help programs, and are folded for people. */
export const isForPeople = ({ name }: Column): boolean => !/(^|_)(id|version)$/.test(name);
