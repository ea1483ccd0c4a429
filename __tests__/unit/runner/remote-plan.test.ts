import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { silentReporter } from "../../../runner/progress";
import type { Session } from "../../../runner/session";
import { planStack } from "../../../runner/stack-operations";
import type { SynthesizedStack } from "../../../runner/synthesis";
import { parseMessage, type TerraformCall } from "../../../runner/terraform";

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "smus-remote-"))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Plans a stack of Terraform Cloud whose `plan` and `show` end and print like this. */
async function planned(plan: readonly [number, ...string[]], show: readonly [number, ...string[]]) {
  const calls: string[] = [];
  const answers: Record<string, readonly [number, ...string[]]> = { plan, show };
  const terraform = {
    binary: { path: "terraform", version: "1.13.0" },
    run: ({ arguments: [command], workspace, onMessage }: TerraformCall) => {
      calls.push(`${workspace ?? "-"} ${command}`);
      const [exitCode, ...lines] = answers[command] ?? [0];
      for (const line of lines) onMessage?.(parseMessage(line));
      const errors = exitCode === 1 ? [{ severity: "error", summary: lines.join(), detail: "", values: [] }] : [];
      return Promise.resolve({ exitCode, lines, errors });
    },
  };
  const session = {
    stage: "dev",
    workDirectory: directory,
    reporter: silentReporter,
    providers: { mode: "mirror", variables: {} },
    terraform,
  } as unknown as Session;
  const file = { backend: { kind: "cloud", workspace: "smus-gov-domain-dev" }, terraformBlock: {}, resources: {} };
  const stack = { id: "gov-domain", directory, file } as unknown as SynthesizedStack;
  return { outcome: await planStack(session, stack), calls };
}

const HUMAN = "Running plan in HCP Terraform. Output will stream here.";
const resource = (address: string, actions: readonly string[], more: object = {}): object => ({
  address,
  change: { actions, ...(more as { change?: object }).change },
  ...(more as { top?: object }).top,
});

describe("the plan of a remote run", () => {
  it("is read from the saved plan, since its lines are text for people", async () => {
    const shown = JSON.stringify({
      format_version: "1.2",
      resource_changes: [
        resource("aws_a.new", ["create"]),
        resource("aws_a.swap", ["delete", "create"], { top: { action_reason: "replace_because_cannot_update" } }),
        resource("aws_a.gone", ["delete"]),
        resource("aws_a.same", ["no-op"]),
        resource("aws_a.taken", ["no-op"], { change: { importing: { id: "x" } } }),
        resource("aws_a.here", ["no-op"], { top: { previous_address: "aws_a.there" } }),
        resource("data.aws_a.read", ["read"]),
      ],
      output_changes: { domainId: { actions: ["create"] } },
    });
    const { outcome, calls } = await planned([2, HUMAN], [0, shown]);
    expect(calls).toEqual(["- init", "- plan", "- show"]);
    expect(outcome).toMatchObject({ status: "changed", neverApplied: true });
    expect(outcome.changes.map(({ address, action }) => `${action} ${address}`)).toEqual([
      "create aws_a.new",
      "replace aws_a.swap",
      "delete aws_a.gone",
      "import aws_a.taken",
      "move aws_a.here",
    ]);
    expect(outcome.changes[1].reason).toBe("replace_because_cannot_update");
  });

  it("fails where it cannot be shown, and does not look like one without changes", async () => {
    const { outcome } = await planned([2, HUMAN], [1, "admin access to the workspace is required"]);
    expect(outcome).toMatchObject({
      status: "failed",
      errors: [{ summary: "admin access to the workspace is required" }],
    });
  });

  it.each([
    [
      "a format that a later Terraform writes",
      JSON.stringify({ format_version: "2.0", resource_changes: [] }),
      "got format 2.0",
    ],
    ["anything else", "Downloading ...", "not JSON"],
  ])("fails where it is shown as %s, and does not look like one without changes", async (_, shown, message) => {
    const { outcome } = await planned([2, HUMAN], [0, shown]);
    expect(outcome).toMatchObject({ status: "failed", changes: [] });
    expect(outcome.errors[0].summary).toContain(message);
  });

  it("is not asked for where terraform itself has planned, or there is nothing to do", async () => {
    const change = { type: "planned_change", change: { resource: { addr: "aws_a.b" }, action: "update" } };
    const summary = { type: "change_summary", changes: { add: 0, change: 1, remove: 0, operation: "plan" } };
    const local = await planned([2, JSON.stringify(change), JSON.stringify(summary)], [1]);
    expect(local.calls).not.toContain("- show");
    expect(local.outcome.changes).toEqual([{ address: "aws_a.b", action: "update" }]);
    expect((await planned([0, HUMAN], [1])).outcome.status).toBe("unchanged");
  });
});
