import type { Operations } from "../../api/operations";

/** Row of the report on costs. */
export type CostRow = Operations["readReport"]["answer"]["items"][number];

/** Cost of a project in a month, in words. */
export interface MonthCost {
  readonly month: string;
  readonly text: string;
}

/** Reasons for which an amount is not known, by the state of the row. */
const UNKNOWN: Readonly<Record<string, string>> = {
  "tag-missing": "not known: the project does not have the tag by which costs are told apart",
  "tag-unseen": "nothing has come in under the project's tag",
  "tag-shared": "not known: other projects have the same value of the tag",
};

const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** Costs of a project, the newest month first; none where no cost report is configured. */
export function monthCosts(rows: readonly CostRow[]): MonthCost[] {
  return rows
    .filter(({ level, state }) => level === "project" && state !== "no-cost-report")
    .sort((a, b) => String(b.month).localeCompare(String(a.month)))
    .map((row) => ({ month: MONTH.format(new Date(`${row.month}-01T00:00:00Z`)), text: costText(row) }));
}

function costText({ amount, currency, state, estimated, budget, budget_used_percent: used }: CostRow): string {
  if (typeof amount !== "number") return Object.hasOwn(UNKNOWN, String(state)) ? UNKNOWN[String(state)] : "not known";
  const said = [money(amount, currency)];
  if (typeof budget === "number")
    said.push(`${typeof used === "number" ? `${Math.round(used)} % of ` : ""}a budget of ${money(budget, currency)}`);
  if (estimated === "yes") said.push("the month is not closed");
  return said.join(", ");
}

/** An amount with its currency, as AWS names it: the page does not guess a sign for it. */
function money(amount: number, currency: CostRow[string]): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return `${amount.toLocaleString("en", digits)} ${currency ?? ""}`.trimEnd();
}
