import { driftJson, driftMarkdown, driftText, type StageDrift } from "../../../../runner/drift";

const PLACE = { stack: "finance-dev-association", account: "finance-dev", accountId: "100000000011" };
const REPORT: StageDrift = {
  stage: "dev",
  readAt: "2026-11-22T20:00:00.000Z",
  seconds: 12,
  exitCode: 1,
  unconfigured: {
    stacks: [{ stack: "data-governance-inventory", resources: 3 }],
    unsearched: [{ place: "s3://finance/smus/dev/", why: "AccessDenied" }],
  },
  undetectable: [{ what: "global parameters of a blueprint", why: "the service does not return them" }],
  stacks: [
    {
      stack: PLACE.stack,
      status: "read",
      errors: [],
      logFile: "a.log",
      seconds: 4,
      beside: [
        { ...PLACE, address: "aws_lambda_invocation.Y", resource: 'Asset "dev/orders"', things: ['term "Person"'] },
      ],
      consequences: 1,
      drift: [
        {
          ...PLACE,
          address: "aws_lambda_invocation.X",
          resource: 'BlueprintConfiguration "dev/Tooling"',
          change: "changed",
          properties: [{ path: "enabledRegions", live: ["a|b"], configured: ["c"], applied: ["d"] }],
          since: "2026-11-22T18:33:21Z",
          repair: "apply repairs it",
        },
        {
          ...PLACE,
          resource: "grant X on unit",
          change: "added",
          properties: [{ path: "principal", live: { user: {} }, configured: null }],
          repair: "apply does not remove it",
          command: "aws datazone remove-policy-grant --x=y",
        },
      ],
      pending: [
        {
          ...PLACE,
          resource: 'aws_iam_role "R"',
          action: "update",
          properties: [{ path: "description", applied: "old", configured: "new" }],
        },
      ],
    },
    {
      stack: "finance-dev-foundation",
      status: "failed",
      errors: [{ severity: "error", summary: "no access", detail: "why", values: [] }],
      logFile: "b.log",
      seconds: 1,
      beside: [],
      consequences: 0,
      drift: [],
      pending: [],
    },
    {
      stack: "data-governance-projects",
      status: "waiting",
      waitsFor: "data-governance-profiles",
      errors: [],
      logFile: "c.log",
      seconds: 0,
      beside: [],
      consequences: 0,
      drift: [],
      pending: [],
    },
  ],
};

describe("the drift report", () => {
  test("reads as text: account, resource, property, live, configured, since, repair; pending and unseen apart", () => {
    expect(driftText(REPORT)).toBe(`Drift: what is live differs from what was last applied
  finance-dev (100000000011), stack finance-dev-association
    BlueprintConfiguration "dev/Tooling" was changed, since the apply of 2026-11-22T18:33:21Z
      enabledRegions: live ["a|b"]; configured ["c"]; last applied ["d"]
      apply repairs it
    grant X on unit was added, and no stage manages it
      principal: live {"user":{}}; configured -
      apply does not remove it:
      aws datazone remove-policy-grant --x=y

Pending: configured, and not applied yet (no drift)
  finance-dev (100000000011), stack finance-dev-association
    aws_iam_role "R" to update
      description: applied "old"; configured "new"

Beside the configuration, and left alone (no drift)
  finance-dev (100000000011), stack finance-dev-association
    Asset "dev/orders"
      term "Person"

No longer configured, and still there:
  data-governance-inventory: 3 resources in its state
  to destroy: npm run destroy -- --stage dev --base <git ref that still has it> --stack data-governance-inventory
Not searched for stacks that are no longer configured: s3://finance/smus/dev/: AccessDenied

Not read
  finance-dev-foundation FAILED
    no access
    why
    log: b.log
  data-governance-projects cannot be read before data-governance-profiles is applied

Cannot be seen, and may differ
  global parameters of a blueprint: the service does not return them

dev: 2 resources drifted; 1 pending change of the configuration; 1 stack waiting; 1 stack NOT READ; 1 stack no longer configured (12 s)`);
  });

  test("says in one line that nothing drifted, and still what it could not see", () => {
    const text = driftText({ ...REPORT, stacks: [], unconfigured: { stacks: [], unsearched: [] } });
    expect(text).toMatch(/^Cannot be seen, and may differ\n {2}global parameters/);
    expect(text).toMatch(/\ndev: no drift \(12 s\)$/);
  });

  test("is a Markdown table whose cells keep what is in them", () => {
    const markdown = driftMarkdown(REPORT);
    expect(markdown).toContain(
      '| finance-dev (100000000011) | BlueprintConfiguration "dev/Tooling" was changed | `enabledRegions` | `["a\\|b"]` | `["c"]` | 2026-11-22T18:33:21Z | apply repairs it |',
    );
    expect(markdown).toContain("```sh\naws datazone remove-policy-grant --x=y\n```");
    expect(markdown).toContain("- `data-governance-inventory`: 3 resources in its state");
    expect(markdown).toContain("- s3://finance/smus/dev/: AccessDenied");
    expect(markdown).toContain("- finance-dev-foundation: no access");
    expect(markdown).toContain("<details><summary>Pending");
    expect(markdown).toContain('- finance-dev-association: Asset "dev/orders"\n  - term "Person"');
  });

  test("stays short enough for a comment, and says so", () => {
    const [stack] = REPORT.stacks;
    const many = { ...REPORT, stacks: [{ ...stack, drift: Array(900).fill(stack.drift[0]) as typeof stack.drift }] };
    const markdown = driftMarkdown(many);
    expect(markdown.length).toBeLessThan(61_000);
    expect(markdown).toMatch(/More does not fit here: the JSON report has all of it\.\n$/);
  });

  test("is JSON with every value whole", () => {
    const { stages } = JSON.parse(driftJson([REPORT])) as { stages: Record<string, unknown>[] };
    expect(stages).toHaveLength(1);
    expect(stages[0]).toMatchObject({
      stage: "dev",
      exitCode: 1,
      drift: [{ account: "finance-dev", properties: [{ path: "enabledRegions", live: ["a|b"] }] }, { change: "added" }],
      pending: [{ action: "update" }],
      beside: [{ resource: 'Asset "dev/orders"', things: ['term "Person"'] }],
      unconfigured: {
        stacks: [{ stack: "data-governance-inventory", account: "data-governance", layer: "inventory", resources: 3 }],
        unsearched: REPORT.unconfigured.unsearched,
      },
      undetectable: REPORT.undetectable,
      stacks: [{ status: "read" }, { status: "failed", errors: [{ summary: "no access" }] }, { status: "waiting" }],
    });
  });
});
