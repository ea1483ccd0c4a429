import type { LiveDomain } from "../../../../adoption/live";
import type { AdoptedOrganization } from "../../../../adoption/mapping";
import { reportOf } from "../../../../adoption/writing/report";
import { driftMarkdown, type StageDrift } from "../../../../runner/drift";
import { formatPromotionMarkdown } from "../../../../runner/promotion/format";
import { reportMarkdown } from "../../../../runner/summary";
import { renderReference } from "../../../../tools/generate-configuration-reference";
import { renderMarkdown } from "../../../../topology/markdown";
import { changed, OWNING } from "../../../support/organization";
import { cellCounts, elementsOf, HOSTILE, rendered, SHOWN, tablesOf, textOf } from "../../../support/markdown/rendered";
import { topologyOf } from "../../topology/support";

/** Elements that a writer makes itself. */
const OURS = ["a", "br", "code", "details", "h1", "h2", "h3", "li", "ol", "p", "pre", "strong", "summary"];
const TABLE = ["table", "tbody", "td", "th", "thead", "tr", "ul"];

const UNCONFIGURED = { stacks: [{ stack: HOSTILE, resources: 1 }], unsearched: [{ place: HOSTILE, why: HOSTILE }] };

function expectHarmless(markdown: string): void {
  expect(elementsOf(markdown).filter((name) => ![...OURS, ...TABLE].includes(name))).toEqual([]);
  expect(rendered(markdown)).not.toMatch(/href="javascript/i);
  for (const counts of cellCounts(markdown)) expect(new Set(counts).size).toBe(1);
  // A comment that a name began, or a fold that it closed, would swallow or free what follows.
  const count = (tag: RegExp): number => rendered(markdown).match(tag)?.length ?? 0;
  expect(count(/<details/g)).toBe(count(/<\/details>/g));
}

describe("names of every kind are harmless, and shown as they are, in", () => {
  test("the summary of a run", () => {
    const errors = [{ severity: "error" as const, summary: HOSTILE, detail: HOSTILE, values: [] }];
    const changes = [
      { address: `aws_x.y["${HOSTILE}"]`, action: "replace" as const, reason: HOSTILE, differences: HOSTILE },
    ];
    const stack = { changes, errors, logFile: "a.log", seconds: 1 };
    const markdown = reportMarkdown({
      command: "plan",
      affected: { against: HOSTILE, skipped: 1 },
      outcome: {
        stage: HOSTILE,
        exitCode: 1,
        seconds: 1,
        unconfigured: UNCONFIGURED,
        stacks: [
          { ...stack, stack: HOSTILE, status: "changed" },
          { ...stack, stack: "b", status: "failed" },
          { ...stack, stack: "c", status: "waiting", waitsFor: HOSTILE },
        ],
      },
    });
    expectHarmless(markdown);
    const [table] = tablesOf(markdown);
    expect(table).toHaveLength(3);
    expect(table).toContainEqual([SHOWN, "1", "", "", "", ""]);
    expect(table).toContainEqual(["c", "1", "", "", "", `waits for ${SHOWN}`]);
    expect(textOf(rendered(markdown))).toContain(HOSTILE.replaceAll("\r\n", "\n"));
  });

  test("the report of drift", () => {
    const place = { stack: HOSTILE, account: HOSTILE, accountId: "100000000011", resource: HOSTILE };
    const read = { errors: [], logFile: "a.log", seconds: 1, consequences: 0, drift: [], pending: [], beside: [] };
    const report: StageDrift = {
      stage: HOSTILE,
      readAt: "2026-11-22T20:00:00.000Z",
      seconds: 1,
      exitCode: 1,
      unconfigured: UNCONFIGURED,
      undetectable: [{ what: HOSTILE, why: HOSTILE }],
      stacks: [
        {
          ...read,
          stack: HOSTILE,
          status: "read",
          beside: [{ ...place, things: [HOSTILE] }],
          drift: [
            {
              ...place,
              change: "added",
              properties: [
                { path: HOSTILE, live: HOSTILE, configured: null },
                { path: "b", live: 1, configured: HOSTILE },
              ],
              repair: HOSTILE,
              command: "```\n<img src=x>",
            },
          ],
          pending: [
            { ...place, action: "update", properties: [{ path: HOSTILE, applied: HOSTILE, configured: HOSTILE }] },
          ],
        },
        {
          ...read,
          stack: HOSTILE,
          status: "failed",
          errors: [{ severity: "error", summary: HOSTILE, detail: "", values: [] }],
        },
      ],
    };
    const markdown = driftMarkdown(report);
    expectHarmless(markdown);
    const [table] = tablesOf(markdown);
    expect(table).toHaveLength(2);
    const json = JSON.stringify(HOSTILE);
    for (const [row, path, live] of [
      [table[0], SHOWN, json],
      [table[1], "b", "1"],
    ] as const) {
      expect(row).toHaveLength(7);
      expect(row.slice(0, 1)).toEqual([`${SHOWN} (100000000011)`]);
      expect(row.slice(2, 4)).toEqual([path, live]);
      expect(row.slice(5)).toEqual(["not known", SHOWN]);
    }
  });

  test("the report of a promotion", () => {
    const entry = { item: HOSTILE, stack: HOSTILE, status: "promote", change: "change", why: HOSTILE } as const;
    const markdown = formatPromotionMarkdown({
      from: HOSTILE,
      to: "prod",
      versions: { current: "1", from: [], to: [] },
      entries: [entry, { ...entry, item: "pools.a" }, { ...entry, status: "refused" }],
      inStep: 0,
      idleOverrides: [HOSTILE],
      ok: false,
    });
    expectHarmless(markdown);
    const [refused, promote] = tablesOf(markdown);
    expect([refused.length, promote.length]).toEqual([1, 2]);
    expect(promote[0].slice(2)).toEqual([SHOWN, SHOWN, SHOWN]);
    expect(promote[1]).toEqual(["change", "pool", "pools.a", SHOWN, SHOWN]);
    // What looked like a tag was no word on the page.
    expect(textOf(rendered(markdown))).toContain("SMUS_PROMOTION_OVERRIDE='<reason>'");
  });

  test("the topology", () => {
    const { finance } = OWNING.accounts;
    const topology = topologyOf({
      main: changed(OWNING, {
        accounts: { ...OWNING.accounts, finance: { ...finance, name: HOSTILE } },
      }),
    });
    for (const links of [false, true]) {
      const markdown = renderMarkdown({ ...topology, links: "https://git.example/" }, { links });
      expectHarmless(markdown);
      const [accounts] = tablesOf(markdown);
      const row = accounts.find(([name]) => name === SHOWN);
      expect(row?.[1]).toBe(finance.id);
      expect(accounts).toHaveLength(Object.keys(OWNING.accounts).length);
    }
  });

  test("the report of an adoption", () => {
    const organization = {
      stages: [
        {
          name: HOSTILE,
          environment: { domain: { name: "d" }, governanceAccount: "governance" },
          adopt: { [`${HOSTILE}/a`]: "1", "Project/b": "2" },
        },
      ],
      remarks: [{ subject: HOSTILE, reason: HOSTILE, step: HOSTILE }],
    } as unknown as AdoptedOrganization;
    const live = { name: HOSTILE, id: "dzd-1", region: "us-east-1", accountId: "1", partition: "aws" };
    const markdown = reportOf(organization, live as unknown as LiveDomain);
    const [table] = tablesOf(markdown);
    expect(table).toHaveLength(3);
    expect(table).toContainEqual(["Project", "1"]);
    expectHarmless(markdown);
  });

  test("the reference of the configuration", () => {
    const markdown = renderReference([
      {
        place: "a",
        form: "",
        properties: [
          { name: HOSTILE, required: true, type: '`"x|y"`', documentation: "one | two\nthree", defaultValue: "`a|b`" },
        ],
      },
    ]);
    expect(tablesOf(markdown)).toEqual([[[SHOWN, '"x|y"', "a|b", "one | two three"]]]);
    for (const counts of cellCounts(markdown)) expect(new Set(counts).size).toBe(1);
    expect(elementsOf(markdown)).not.toContain("img");
  });
});
