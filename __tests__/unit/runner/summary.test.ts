import { countChanges, formatChanges, formatStage, formatStatus, type StackOutcome } from "../../../runner/summary";
import { silentReporter, formatSeconds, RunDisplay } from "../../../runner/progress";

const stack = (facts: Partial<StackOutcome>): StackOutcome => ({
  stack: "fin-foundation",
  status: "changed",
  changes: [],
  errors: [],
  logFile: "/logs/fin-foundation.log",
  seconds: 3,
  ...facts,
});
const CHANGES: StackOutcome["changes"] = [
  { address: "b.update", action: "update" },
  { address: "c.new", action: "create" },
  { address: "a.gone", action: "delete", reason: "delete_because_no_resource_config" },
  { address: "d.swap", action: "replace", reason: "cannot_update" },
  { address: "e.read", action: "read" },
];

test("counts what changes, and not what is only read", () => {
  expect(countChanges(CHANGES)).toEqual({ create: 1, update: 1, replace: 1, destroy: 1 });
});

test("lists replacements and deletions first, with terraform's reason", () => {
  const lines = formatChanges(CHANGES.slice(0, 4), "");
  expect(lines).toEqual([
    "-/+ d.swap (cannot update)",
    "  - a.gone (delete because no resource config)",
    "  ~ b.update",
    "  + c.new",
  ]);
});

test.each([
  [{ status: "changed", changes: CHANGES }, "1 to create, 1 to update, 1 to replace, 1 to destroy"],
  [{ status: "changed" }, "outputs change"],
  [{ status: "applied", changes: CHANGES.slice(0, 2) }, "1 created, 1 updated"],
  [{ status: "waiting", waitsFor: "gov-domain" }, "waits for gov-domain"],
  [{ status: "unchanged" }, "no changes"],
] as [Partial<StackOutcome>, string][])("says of %j: %s", (facts, text) => {
  expect(formatStatus(stack(facts))).toBe(text);
});

test("shows an error as terraform's line, its detail and the log", () => {
  const errors = [
    {
      severity: "error" as const,
      summary: "creating KMS Key",
      detail: "AccessDenied\nrequest id 1",
      address: "aws_kms_key.K",
      values: [],
    },
  ];
  const text = formatStage(
    { stage: "dev", stacks: [stack({ status: "failed", errors })], seconds: 65, exitCode: 1 },
    { listResources: true },
  );
  expect(text).toBe(
    [
      "  fin-foundation FAILED",
      "    creating KMS Key (aws_kms_key.K)",
      "    AccessDenied",
      "    request id 1",
      "    log: /logs/fin-foundation.log",
      "dev: 1 stack failed (1 min 05 s)",
    ].join("\n"),
  );
});

test.each([
  [0.4, "0 s"],
  [59, "59 s"],
  [125, "2 min 05 s"],
])("writes %d seconds as %s", (seconds, text) => expect(formatSeconds(seconds)).toBe(text));

describe("RunDisplay", () => {
  const record = (isTTY: boolean) => {
    const written: string[] = [];
    return { written, stream: { isTTY, columns: 60, write: (text: string) => written.push(text) } };
  };

  test("writes plain lines without control sequences to a log", () => {
    const { written, stream } = record(false);
    const display = new RunDisplay(stream);
    display.begin("apply dev", 2);
    display.progress("a", { phase: "plan", done: 0, total: 4 });
    display.progress("a", { phase: "plan", done: 3, total: 4 });
    display.finished("a", "no changes", 2);
    display.end();
    expect(written).toEqual(["apply dev: 2 stacks\n", "  a: plan\n", "  a: no changes (2 s)\n"]);
  });

  test("reminds a log every 15 seconds that the run is alive", () => {
    let now = 0;
    const { written, stream } = record(false);
    const display = new RunDisplay(stream, () => now);
    display.begin("apply dev", 2);
    display.progress("a", { phase: "apply", done: 7, total: 9 });
    now += 16_000;
    display.tick();
    display.end();
    expect(written.at(-1)).toBe("  apply dev: 0/2 stacks, 16 s\n    a: apply 7/9 16 s\n");
  });

  test("redraws running stacks in place on a terminal, and leaves nothing of them behind", () => {
    const { written, stream } = record(true);
    const display = new RunDisplay(stream, () => 0);
    display.begin("apply dev", 2);
    display.progress("a", { phase: "apply", done: 7, total: 9 });
    display.tick();
    display.end();
    expect(written.join("")).toContain("a: apply 7/9");
    expect(written.at(-1)).toBe("\u001b[2A\u001b[0J");
  });

  test("the silent reporter accepts everything", () => {
    silentReporter.begin("", 1);
    silentReporter.finished("a", "", 1);
    silentReporter.end();
  });
});
