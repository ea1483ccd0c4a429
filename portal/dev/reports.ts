import { COST_REPORT } from "../../governance/cost";
import { isChosen, maySee, REPORTS, type Row, type Sight } from "../../governance/reports";
import type { Cell, Column } from "../../governance/reports/report";
import { RIGHTS_REPORT } from "../../governance/rights";
import type { Caller } from "../../governance/people";
import type { Operations } from "../api/operations";
import { notFound, paged, Refused, type Call, type Handlers } from "./answers";
import { PROJECTS } from "./people";
import { daysFromNow } from "./world";

type Answer = Operations["readReport"]["answer"];
type Known = { readonly name: string; readonly says: string; readonly columns: Readonly<Record<string, Column>> };

const KNOWN: readonly Known[] = [...REPORTS, RIGHTS_REPORT, COST_REPORT];
/** Days of which there are reports. */
const DAYS = [0, -1, -2].map((days) => daysFromNow(days).slice(0, 10));

/** Reports of the last days: one of access, one of rights, and others without rows. */
export class ReportDesk {
  /** Times at which somebody has asked for reports. */
  readonly asked: string[] = [];

  constructor(private readonly count: number) {}

  readonly handlers: Handlers = {
    listReports: ({ caller }) => ({
      items: KNOWN.map(({ name, says }) => ({
        name,
        says,
        days: this.count === 0 ? [] : DAYS,
        newest: this.count === 0 ? undefined : this.edition(name, DAYS[0], caller),
      })),
    }),
    makeReports: ({ caller }) => {
      const { governanceTeam, auditor } = caller.standing;
      if (!governanceTeam && !auditor)
        throw new Refused({
          status: 403,
          code: "not-yours",
          title: "This is for others to do",
          detail: "Auditors and the governance team have reports made.",
        });
      const askedAt = daysFromNow(0);
      this.asked.push(askedAt);
      return { askedAt };
    },
    readReport: (call) => {
      const { columns, edition, rows } = this.read(call);
      const nulls = (row: Row) => Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null]));
      return { ...paged(rows.map(nulls), call.query), edition, columns };
    },
    readReportCsv: (call) => {
      const { columns, edition, rows } = this.read(call);
      const line = (cells: readonly Cell[]) => `${cells.map((cell) => `"${String(cell ?? "")}"`).join(",")}\r\n`;
      const names = columns.map(({ name }) => name);
      return {
        csv: [line(names), ...rows.map((row) => line(names.map((name) => row[name])))].join(""),
        edition,
        columns,
      };
    },
  };

  private read({ caller, id, query }: Call) {
    const report = KNOWN.find(({ name }) => name === id);
    if (report === undefined) throw notFound();
    const columns = Object.entries(report.columns).map(([name, column]) => ({ name, ...column }));
    const day = query.get("day") ?? DAYS[0];
    if (this.count === 0 || !DAYS.includes(day)) return { columns: [], edition: undefined, rows: [] };
    const rows = this.rows(id).filter((row) => {
      const chosen = { project: query.get("project") ?? undefined };
      return maySee(row, sightOf(caller)) && isChosen(row, chosen);
    });
    return { columns, edition: this.edition(id, day, caller), rows };
  }

  private edition(name: string, day: string, caller: Caller): Answer["edition"] {
    const isAll = sightOf(caller).all;
    const times = { readAt: `${day}T04:00:00.000Z`, completedAt: `${day}T04:05:00.000Z` };
    const rows = isAll ? { rows: this.rows(name).length } : {};
    return { id: day, day, ...times, isAsked: false, isWhole: false, gaps: 2, ...rows };
  }

  private rows(name: string): Row[] {
    const each = (make: (index: number) => Row) => Array.from({ length: this.count }, (_, index) => make(index));
    const owner = {
      owner_project_id: "prj-finance",
      owner_project: "Finance reporting",
      owner_unit_id: "unit-finance",
    };
    if (name === "access")
      return each((index) => ({
        subject_kind: "project",
        subject_id: "prj-marketing",
        subject: "Marketing campaigns",
        project_id: "prj-marketing",
        unit: "marketing",
        asset_id: `ast-${index}`,
        asset: index === 0 ? "Customers" : `Table_with_a_long_name_of_all_regions_and_years_${index}`,
        asset_type: "GlueTable",
        ...owner,
        why_kind: "people",
        why: "Frida Lindgren and Stella Okafor",
        rows: "region = 'EU'",
        columns: "region, revenue",
        since: daysFromNow(-20),
        until: daysFromNow(40 + index),
        grant_status: "COMPLETED",
        subscription_id: `sub-${index}`,
      }));
    if (name === "cost") return this.count === 0 ? [] : costsOf("prj-finance");
    if (name !== "rights") return [];
    return each((index) => ({
      code: "MEMBER_EXTRA",
      subject: "Finance reporting",
      what: `person-${index}@example.com is a member, and not in the configuration`,
      expected: "no member",
      found: "PROJECT_CONTRIBUTOR",
      remedy: "smus apply --stage dev --layer projects",
      project_id: "prj-finance",
    }));
  }
}

/** Costs of a project in three months: one that is closed and has a budget, one without an amount, and the one that runs. */
function costsOf(id: string): Row[] {
  const of = { level: "project", id, name: "Finance reporting", project_id: id, unit_id: "unit-finance" };
  return [
    {
      ...of,
      month: "2026-09",
      state: "known",
      amount: 1204.5,
      currency: "USD",
      budget: 1000,
      budget_used_percent: 120.45,
    },
    { ...of, month: "2026-10", state: "tag-unseen" },
    { ...of, month: "2026-11", state: "known", amount: 88, currency: "USD", estimated: "yes" },
  ];
}

/** Owners see what is about their projects, auditors and the governance team everything. */
function sightOf({ standing, profileId }: Caller): Sight {
  if (standing.auditor || standing.governanceTeam) return { all: true };
  const owned = PROJECTS.filter(({ members }) =>
    members.some(({ id, designation }) => id === profileId && designation === "PROJECT_OWNER"),
  );
  const units = standing.stewards.includes("finance") ? ["unit-finance"] : [];
  return { all: false, projects: new Set(owned.map(({ id }) => id)), units: new Set(units) };
}
