import { COST_REPORT } from "../../../../governance/cost";
import { monthCosts, type CostRow } from "../../../../portal/browser/projects/cost";

const row = (known: CostRow): CostRow => ({ level: "project", month: "2026-10", state: "known", ...known });
const texts = (...rows: CostRow[]) => monthCosts(rows).map(({ month, text }) => `${month}: ${text}`);

describe("what a project costs in a month", () => {
  it("is said in words, the newest month first", () => {
    const known = row({ amount: 1204.5, currency: "USD", budget: 1000, budget_used_percent: 120.45 });
    const open = row({ month: "2026-11", amount: 0, currency: "EUR", estimated: "yes" });
    expect(texts(known, open)).toEqual([
      "November 2026: 0.00 EUR, the month is not closed",
      "October 2026: 1,204.50 USD, 120 % of a budget of 1,000.00 USD",
    ]);
  });

  it("is never zero where it is not known", () => {
    for (const state of ["tag-missing", "tag-unseen", "tag-shared", "project-gone", "constructor"])
      expect(texts(row({ state, amount: null }))[0]).not.toMatch(/\d+\.\d/);
    expect(texts(row({ state: "constructor", amount: null }))).toEqual(["October 2026: not known"]);
  });

  it("is left out where no cost report is configured, and for other levels", () => {
    expect(texts(row({ state: "no-cost-report", amount: null }), row({ level: "account", amount: 1 }))).toEqual([]);
  });

  it("is read from columns that the report has", () => {
    const names = Object.keys(COST_REPORT.columns);
    for (const name of ["month", "level", "state", "amount", "currency", "estimated", "budget", "budget_used_percent"])
      expect(names).toContain(name);
  });
});
