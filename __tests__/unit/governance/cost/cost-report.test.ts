import fc from "fast-check";
import { Directory, type KnownProject, type Row } from "../../../../governance/reports";
import {
  COST_REPORT,
  costRows,
  monthAfter,
  monthsBetween,
  type CostChoice,
  type Spend,
} from "../../../../governance/cost";
import { OPTIONS, project, view } from "../reports/domain-view";

const CHOICE: CostChoice = {
  tag: "AmazonDataZoneProject",
  accounts: [
    { id: "1", name: "Finance dev", businessUnit: "finance" },
    { id: "2", name: "Lab" },
  ],
  budgets: [{ of: "project", subject: "p1", amount: 50, currency: "USD" }],
};
const spend = (changes: Partial<Spend> = {}): Spend => ({
  month: "2026-11",
  accountId: "1",
  tagValue: "p1",
  amount: 10,
  currency: "USD",
  isEstimated: true,
  ...changes,
});

function rows(
  spends: readonly Spend[] | undefined,
  { projects = [project("p1")], choice = CHOICE }: { projects?: KnownProject[]; choice?: CostChoice } = {},
): Row[] {
  const directory = new Directory({ view: view({ projects }), decisions: [], lifetimes: [], options: OPTIONS });
  return [...costRows(directory, { months: ["2026-11"], spends, choice })];
}

describe("the report on costs", () => {
  test("finds a project's budget by its name, too, and an account's by its id alone", () => {
    const budgets = (["project", "account"] as const).map((of) => {
      const subject = of === "project" ? "Genomes" : "Finance dev";
      return { of, subject, amount: 40, currency: "USD" };
    });
    const made = rows([spend()], {
      projects: [project("p1", { name: "Genomes" })],
      choice: { ...CHOICE, budgets },
    });
    expect(made.find(({ level }) => level === "project")).toMatchObject({ budget: 40, budget_used_percent: 25 });
    expect(made.find(({ level }) => level === "account")).toMatchObject({ budget: undefined });
  });

  test("adds up what a project costs in all accounts, beside its budget", () => {
    const [row] = rows([spend(), spend({ accountId: "2", amount: 2.345 }), spend({ month: "2026-10", amount: 99 })]);
    expect(row).toEqual({
      month: "2026-11",
      level: "project",
      id: "p1",
      name: "p1",
      project_id: "p1",
      unit_id: "root",
      unit: "root",
      state: "known",
      amount: 12.35,
      currency: "USD",
      estimated: "yes",
      budget: 50,
      budget_used_percent: 24.7,
    });
  });

  test("has no amount, and says why, where the cost of a project is not known", () => {
    const why = (of: Row[]) =>
      of.filter(({ level }) => level === "project").map(({ id, state, amount }) => [id, state, amount]);
    expect(why(rows(undefined))).toEqual([["p1", "no-cost-report", undefined]]);
    expect(why(rows([spend({ tagValue: "" })]))).toEqual([["p1", "tag-unseen", undefined]]);
    const choice = { ...CHOICE, tag: "team" };
    const projects = [
      project("p1", { tags: {} }),
      project("p2", { tags: { team: "a" } }),
      project("p3", { tags: { team: "a" } }),
    ];
    expect(why(rows([spend({ tagValue: "a" })], { projects, choice }))).toEqual([
      ["p1", "tag-missing", undefined],
      ["p2", "tag-shared", undefined],
      ["p3", "tag-shared", undefined],
    ]);
    expect(why(rows([], { projects: [project("p1", { tags: undefined })], choice }))).toEqual([
      ["p1", "tag-missing", undefined],
    ]);
  });

  test("tells what accounts and business units cost, and what nobody's tag is on", () => {
    const of = rows([
      spend(),
      spend({ tagValue: "", amount: 5 }),
      spend({ accountId: "2", tagValue: "gone", amount: 1 }),
    ]);
    const told = of.map(({ level, id, state, amount }) => [level, id, state, amount]);
    expect(told).toEqual([
      ["project", "p1", "known", 10],
      ["project", "gone", "project-gone", 1],
      ["account", "1", "known", 15],
      ["untagged", "1", "known", 5],
      ["account", "2", "known", 1],
      ["business-unit", "finance", "known", 15],
      ["business-unit", "none", "known", 1],
    ]);
  });

  test("never adds different currencies", () => {
    const of = rows([spend(), spend({ currency: "EUR", amount: 3 })]).filter(({ level }) => level === "project");
    expect(of.map(({ currency, amount, budget }) => [currency, amount, budget])).toEqual([
      ["EUR", 3, undefined],
      ["USD", 10, 50],
    ]);
  });

  test("loses nothing: projects and what is untagged make up accounts, accounts make up units", () => {
    const spends = fc.array(
      fc.record({
        month: fc.constant("2026-11"),
        accountId: fc.constantFrom("1", "2", "3"),
        tagValue: fc.constantFrom("", "p1", "p2", "gone"),
        // Cents, so that rounding does not hide a difference.
        amount: fc.integer({ min: 0, max: 100_000 }).map((cents) => cents / 100),
        currency: fc.constant("USD"),
        isEstimated: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(spends, (given) => {
        const of = rows(given, { projects: [project("p1"), project("p2"), project("p3")] });
        const sum = (...levels: string[]) =>
          of
            .filter(({ level }) => levels.includes(String(level)))
            .reduce((all, row) => all + Number(row.amount ?? 0), 0);
        const all = given.reduce((total, { amount }) => total + amount, 0);
        for (const levels of [["project", "untagged"], ["account"], ["business-unit"]])
          expect(sum(...levels)).toBeCloseTo(all, 2);
        // A project that no spend is known of never has an amount, least of all zero.
        const silent = of.find(({ id }) => id === "p3");
        expect(silent).toMatchObject({ state: "tag-unseen", amount: undefined });
        for (const row of of) expect(Object.keys(row).sort()).toEqual(Object.keys(COST_REPORT.columns).sort());
      }),
      { numRuns: 200 },
    );
  });
});

test("months are counted over the end of a year", () => {
  expect(monthAfter("2026-12")).toBe("2027-01");
  expect(monthAfter("2026-01", -2)).toBe("2025-11");
  expect(monthsBetween("2026-11", "2027-01")).toEqual(["2026-11", "2026-12", "2027-01"]);
});
