import type { Directory, KnownProject } from "../reports";
import { decimal, text, type Cell, type Column, type Row } from "../reports/report";
import { SERVICE_TAG, type Budget, type CostChoice, type Spend } from "./spend";

const COLUMNS = {
  month: text("month, as `2026-11`"),
  level: text("`project`, `account`, `business-unit`, `untagged` (what no project's tag is on)"),
  id: text("id of the project or account, key of the business unit"),
  name: text("its name"),
  unit: text("unit of the project"),
  project_id: text("id of the project; empty for other levels, and where the project is gone"),
  unit_id: text("id of the project's unit"),
  state: text(
    "`known`; `tag-missing`: the project does not have the tag; `tag-unseen`: no spend carries its tag; `tag-shared`: other projects have the same value; `project-gone`; `no-cost-report`: none is configured",
  ),
  amount: decimal("unblended cost; empty where it is not known, never zero for that"),
  currency: text("currency of the amounts"),
  estimated: text("`yes` while the month is not closed"),
  budget: decimal("budget of the month; empty where there is none"),
  budget_used_percent: decimal("part of the budget that is spent, in percent"),
} satisfies Record<string, Column>;
type CostRow = Readonly<Record<keyof typeof COLUMNS, Cell>>;

/** Costs per month of projects, accounts and business units. */
export const COST_REPORT = {
  name: "cost",
  says: "Money that a project, an account or a business unit cost in a month.",
  columns: COLUMNS,
} as const;

/** Costs of some months, and what is known of them. */
export interface CostInput {
  /** Months in their order (`YYYY-MM`). */
  readonly months: readonly string[];
  /** Absent where no cost report is configured. */
  readonly spends?: readonly Spend[];
  readonly choice: CostChoice;
}

/** Rows of the report on costs. A project whose cost is not known has a row that says why, and no amount. */
export function* costRows(directory: Directory, { months, spends, choice }: CostInput): Iterable<Row> {
  if (spends === undefined) {
    for (const project of directory.view.projects)
      for (const month of months) yield row({ month, ...ofProject(project, directory), state: "no-cost-report" });
    return;
  }
  const table = new CostTable(directory, spends, choice);
  for (const month of months) {
    yield* table.projects(month);
    yield* table.gone(month);
    yield* table.accounts(month);
    yield* table.businessUnits(month);
  }
}

type Known = Pick<CostRow, "month" | "level" | "id" | "name" | "state"> & Partial<CostRow>;

const row = (known: Known): CostRow => ({
  unit: undefined,
  project_id: undefined,
  unit_id: undefined,
  amount: undefined,
  currency: undefined,
  estimated: undefined,
  budget: undefined,
  budget_used_percent: undefined,
  ...known,
});

const ofProject = ({ id, name, unitId }: KnownProject, directory: Directory) => ({
  ...{ level: "project", id, name, unit: directory.unitPath(unitId) },
  ...{ project_id: id, unit_id: unitId },
});

/** Spend of several kinds, added up. */
class CostTable {
  private readonly projectsByValue = new Map<string, KnownProject[]>();

  public constructor(
    private readonly directory: Directory,
    private readonly spends: readonly Spend[],
    private readonly choice: CostChoice,
  ) {
    for (const project of directory.view.projects) {
      const value = this.valueOf(project);
      if (value !== undefined) this.projectsByValue.set(value, [...(this.projectsByValue.get(value) ?? []), project]);
    }
  }

  public *projects(month: string): Iterable<CostRow> {
    for (const project of this.directory.view.projects) {
      const about = { month, ...ofProject(project, this.directory) };
      const value = this.valueOf(project);
      if (value === undefined) yield row({ ...about, state: "tag-missing" });
      else if (this.projectsByValue.get(value)!.length > 1) yield row({ ...about, state: "tag-shared" });
      else {
        const own = this.spends.filter((spend) => spend.month === month && spend.tagValue === value);
        if (own.length === 0) yield row({ ...about, state: "tag-unseen" });
        else yield* this.sums(about, own, "project");
      }
    }
  }

  /** Spend with the tag of a project that is not there any more, or of none at all. */
  public *gone(month: string): Iterable<CostRow> {
    const unknown = this.spends.filter(
      (spend) => spend.month === month && spend.tagValue !== "" && !this.projectsByValue.has(spend.tagValue),
    );
    for (const [value, own] of grouped(unknown, ({ tagValue }) => tagValue))
      yield* this.sums({ month, level: "project", id: value, name: value, state: "project-gone" }, own, "project");
  }

  public *accounts(month: string): Iterable<CostRow> {
    const own = this.spends.filter((spend) => spend.month === month);
    for (const [id, ofAccount] of grouped(own, ({ accountId }) => accountId)) {
      const name = this.choice.accounts.find((account) => account.id === id)?.name ?? id;
      yield* this.sums({ month, level: "account", id, name }, ofAccount, "account");
      const untagged = ofAccount.filter(({ tagValue }) => tagValue === "");
      if (untagged.length > 0) yield* this.sums({ month, level: "untagged", id, name }, untagged);
    }
  }

  public *businessUnits(month: string): Iterable<CostRow> {
    const unitOf = new Map(this.choice.accounts.map(({ id, businessUnit }) => [id, businessUnit]));
    const own = this.spends.filter((spend) => spend.month === month);
    for (const [unit, ofUnit] of grouped(own, ({ accountId }) => unitOf.get(accountId) ?? "none"))
      yield* this.sums({ month, level: "business-unit", id: unit, name: unit }, ofUnit, "business-unit");
  }

  /** Value of the tag by which a project is known; nothing where it has none. */
  private valueOf({ id, tags }: KnownProject): string | undefined {
    if (this.choice.tag === SERVICE_TAG) return id;
    return tags?.[this.choice.tag] || undefined;
  }

  /** A row for each currency: amounts of different ones are never added. */
  private *sums(
    about: Omit<Known, "state"> & { readonly state?: string },
    spends: readonly Spend[],
    of?: Budget["of"],
  ): Iterable<CostRow> {
    for (const [currency, own] of grouped(spends, (spend) => spend.currency)) {
      const amount = rounded(own.reduce((sum, spend) => sum + spend.amount, 0));
      const budget = this.choice.budgets.find(
        (one) =>
          one.of === of &&
          [about.id, ...(of === "project" ? [about.name] : [])].includes(one.subject) &&
          one.currency === currency,
      )?.amount;
      yield row({
        state: "known",
        ...about,
        amount,
        currency,
        estimated: own.some(({ isEstimated }) => isEstimated) ? "yes" : "no",
        budget,
        budget_used_percent: budget === undefined || budget === 0 ? undefined : rounded((amount / budget) * 100),
      });
    }
  }
}

const rounded = (amount: number): number => Math.round(amount * 100) / 100;

function grouped<T>(items: readonly T[], key: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
}
