import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forgetSummaries, hideIn, hidingErrors, writeSummaries } from "../../../cli/options/summary-options";
import { RunnerError } from "../../../runner/errors";
import { silentReporter } from "../../../runner/progress";
import { formatStage, redactAccountIds, reportJson, reportMarkdown, type StackOutcome } from "../../../runner/summary";

const stack = (id: string, facts: Partial<StackOutcome>): StackOutcome => ({
  stack: id,
  status: "changed",
  changes: [],
  errors: [],
  logFile: `/logs/${id}.log`,
  seconds: 3,
  ...facts,
});
const STACKS = [
  stack("fin-foundation", { status: "unchanged" }),
  stack("gov-domain", { changes: [{ address: "aws_kms_key.a", action: "create" }] }),
  stack("gov-profiles", {
    changes: [
      { address: "aws_lambda_invocation.P", action: "update", differences: 'description: "a|b" -> "`c`"' },
      { address: "aws_x.new", action: "create" },
      { address: "aws_x.gone", action: "delete", reason: "delete_because_no_resource_config" },
      { address: "aws_x.swap", action: "replace", reason: "cannot_update" },
      { address: "aws_x.moved", action: "move" },
    ],
  }),
  stack("gov-projects", { status: "waiting", waitsFor: "gov-profiles" }),
];
const outcome = (stacks: readonly StackOutcome[] = STACKS, exitCode: 0 | 1 | 2 = 2) => ({
  stage: "dev",
  stacks,
  seconds: 65.04,
  exitCode,
});

test("text: stacks that lose something first, what is replaced and destroyed first in them, differences on a line", () => {
  expect(formatStage(outcome(), { listResources: true }).split("\n")).toEqual([
    "  gov-profiles: 1 to create, 1 to update, 1 to replace, 1 to destroy",
    "    -/+ aws_x.swap (cannot update)",
    "      - aws_x.gone (delete because no resource config)",
    "      ~ aws_lambda_invocation.P",
    '        description: "a|b" -> "`c`"',
    "      + aws_x.new",
    "    move aws_x.moved",
    "  gov-domain: 1 to create",
    "      + aws_kms_key.a",
    "  gov-projects: waits for gov-profiles, which is not applied yet",
    "dev: 2 to create, 1 to update, 1 to replace, 1 to destroy; 1 stack waiting (1 min 05 s)",
  ]);
});

test("text: of what was applied, counts for each stack and what was replaced or destroyed", () => {
  const applied = STACKS.slice(1, 3).map((one) => ({ ...one, status: "applied" as const }));
  expect(formatStage(outcome(applied, 0), { listResources: false }).split("\n").slice(0, 4)).toEqual([
    "  gov-profiles: 1 created, 1 updated, 1 replaced, 1 destroyed",
    "    -/+ aws_x.swap (cannot update)",
    "      - aws_x.gone (delete because no resource config)",
    "  gov-domain: 1 created",
  ]);
});

test("JSON: totals, and for each stack its counts and changes with the reason", () => {
  const report = JSON.parse(reportJson({ command: "plan", outcome: outcome() })) as {
    stacks: { stack: string; changes: object[] }[];
  };
  expect(report).toMatchObject({
    version: 1,
    command: "plan",
    stage: "dev",
    exitCode: 2,
    seconds: 65,
    totals: { create: 2, update: 1, replace: 1, destroy: 1 },
  });
  expect(report.stacks.map(({ stack: id }) => id)).toEqual([
    "gov-profiles",
    "fin-foundation",
    "gov-domain",
    "gov-projects",
  ]);
  expect(report.stacks[0]).toMatchObject({ account: "gov", layer: "profiles", status: "changed", destroy: 1 });
  expect(report.stacks[0].changes.slice(0, 3)).toEqual([
    { address: "aws_x.swap", action: "replace", terraformReason: "cannot_update" },
    { address: "aws_x.gone", action: "destroy", terraformReason: "delete_because_no_resource_config" },
    { address: "aws_lambda_invocation.P", action: "update", reason: 'description: "a|b" -> "`c`"' },
  ]);
});

describe("Markdown", () => {
  test("begins with what is replaced or destroyed, then a table, then every resource with its difference", () => {
    const text = reportMarkdown({ command: "plan", outcome: outcome() });
    expect(text.split("\n")[0]).toBe(
      "### Plan of stage `dev`: 2 to create, 1 to update, 1 to replace, 1 to destroy (1 min 05 s)",
    );
    expect(text).toContain(
      "- `gov-profiles` replace `aws_x.swap` (cannot update)\n- `gov-profiles` destroy `aws_x.gone`",
    );
    expect(text).toContain("| `gov-profiles` | 1 | 1 | 1 | 1 |  |");
    expect(text).toContain("| `gov-projects` |  |  |  |  | waits for gov-profiles |");
    expect(text).toContain('- update `aws_lambda_invocation.P`: ``description: "a|b" -> "`c`"``');
    expect(text.indexOf("Will be replaced")).toBeLessThan(text.indexOf("| Stack |"));
  });

  test("says what failed, and that it was not completed", () => {
    const errors = [{ severity: "error" as const, summary: "no access", detail: "```why", values: [] }];
    const failed = outcome([stack("gov-domain", { status: "failed", errors })], 1);
    const text = reportMarkdown({ command: "apply", outcome: failed });
    expect(text).toContain("**not completed**");
    expect(text).toContain("````text\nno access\n```why\n````");
  });

  test("names how much was left out as not affected", () => {
    const affected = { against: "main (12345678)", skipped: 5 };
    expect(reportMarkdown({ command: "plan", outcome: outcome(), affected })).toContain(
      "Affected stacks only: 4 of 9, compared with `main (12345678)`.",
    );
  });

  test("fits into a comment whatever changes, and says that it is cut", () => {
    const changes = Array.from({ length: 200 }, (_, index) => ({
      address: `aws_x.${"y".repeat(80)}_${index}`,
      action: "replace" as const,
    }));
    const stacks = Array.from({ length: 300 }, (_, index) => stack(`m${index}-foundation`, { changes }));
    const text = reportMarkdown({ command: "plan", outcome: outcome(stacks) });
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/The resources of \d+ more stacks do not fit here/);
    expect(text).toContain("and 59900 more");
  });
});

describe("--redact", () => {
  test("replaces ids of accounts, and no other number", () => {
    const text = "arn:aws:iam::100000000011:role/x-100000000012 1234567890123 12345678901 id100000000013_a";
    expect(redactAccountIds(text)).toBe(
      "arn:aws:iam::XXXXXXXXXXXX:role/x-XXXXXXXXXXXX 1234567890123 12345678901 idXXXXXXXXXXXX_a",
    );
  });

  test("reaches text, files, progress and errors", async () => {
    const directory = mkdtempSync(join(tmpdir(), "smus-report-"));
    try {
      const id = "100000000011";
      const errors = [{ severity: "error" as const, summary: `no role ${id}`, detail: id, address: id, values: [] }];
      const failed = outcome(
        [stack("gov-domain", { status: "failed", errors, changes: [{ address: id, action: "create" }] })],
        1,
      );
      const choice = { json: join(directory, "a/s.json"), markdown: join(directory, "s.md"), redact: true };
      const printed: string[] = [];
      writeSummaries({ command: "plan", outcome: failed }, choice, (text) => printed.push(text));
      const reporter = { ...silentReporter, finished: (...args: unknown[]) => printed.push(args.join()) };
      hideIn({ ...reporter, note: (text) => printed.push(text) }, choice).note(id);
      hideIn(reporter, choice).finished("gov-domain", `FAILED: ${id}`, 1);
      const thrown = await hidingErrors(choice, () => Promise.reject(new RunnerError(id, id))).catch((e: unknown) => e);
      const problems = Object.assign(new Error(`got ${id}`), { name: "ConfigurationError" });
      const refused = await hidingErrors(choice, () => Promise.reject(problems)).catch((e: unknown) => e);
      printed.push((refused as Error).message);
      printed.push(readFileSync(choice.json, "utf8"), readFileSync(choice.markdown, "utf8"));
      printed.push((thrown as RunnerError).message, (thrown as RunnerError).detail ?? "");
      expect(printed.filter((text) => text.includes(id))).toEqual([]);
      expect(printed.filter((text) => text.includes("XXXXXXXXXXXX"))).toHaveLength(printed.length);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

test("removes summaries of an earlier run before anything can fail", () => {
  const directory = mkdtempSync(join(tmpdir(), "smus-report-"));
  const json = join(directory, "s.json");
  writeFileSync(json, "old");
  forgetSummaries({ json });
  expect(existsSync(json)).toBe(false);
  for (const file of ["", directory]) {
    expect(() => forgetSummaries({ markdown: file })).toThrow(/^--markdown: got ".*"; allowed: the name of a file$/);
  }
  rmSync(directory, { recursive: true });
});

test("what waits for a person: in the text before the totals, in Markdown, and for programs", () => {
  const attention = ["Git connection gitlab is PENDING and waits for the platform team to finish it: https://console."];
  const waiting = outcome([stack("gov-git", { status: "unchanged", attention })], 0);
  expect(formatStage(waiting, { listResources: true }).split("\n")).toEqual([
    `  gov-git: ${attention[0]}`,
    "dev: no changes (1 min 05 s)",
  ]);
  expect(reportMarkdown({ command: "plan", outcome: waiting })).toContain(
    "**Waits for a person:**\n\n- `gov-git`: Git",
  );
  expect(JSON.parse(reportJson({ command: "plan", outcome: waiting }))).toMatchObject({ stacks: [{ attention }] });
});
