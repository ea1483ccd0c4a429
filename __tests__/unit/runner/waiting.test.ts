import { parseStackId } from "../../../contracts/layers";
import { findUnapplied, findWaitsFor } from "../../../runner/stage-operations";
import type { StackPlan } from "../../../runner/stack-operations";
import { parseStackFile, type SynthesizedStack } from "../../../runner/synthesis";
import type { Diagnostic } from "../../../runner/terraform";

const CONSUMER: SynthesizedStack = {
  id: "fin-association",
  address: parseStackId("fin-association"),
  directory: "/x",
  dependencies: [],
  file: parseStackFile(
    JSON.stringify({
      terraform: {},
      data: {
        terraform_remote_state: {
          F: { backend: "s3", config: { key: "fin/foundation/terraform.tfstate" }, workspace: "dev" },
          D: { backend: "s3", config: { key: "gov/domain/terraform.tfstate" }, workspace: "shared" },
        },
      },
    }),
  ),
};

const plan = (stack: string, facts: Partial<StackPlan>): StackPlan => ({
  stack,
  status: "unchanged",
  changes: [],
  errors: [],
  logFile: "",
  seconds: 1,
  neverApplied: false,
  ...facts,
});
const before = (...plans: StackPlan[]) => new Map(plans.map((entry) => [entry.stack, entry]));
const error = (facts: Partial<Diagnostic>): Diagnostic => ({
  severity: "error",
  summary: "",
  detail: "",
  values: [],
  ...facts,
});
const missing = (name: string, statement: string): Diagnostic =>
  error({
    summary: "Unsupported attribute",
    values: [{ traversal: `data.terraform_remote_state.${name}.outputs`, statement }],
  });
const failed = (...errors: Diagnostic[]): StackPlan => plan(CONSUMER.id, { status: "failed", errors });
const EMPTY = "is object with no attributes";
const OTHER = "is object with 3 attributes";

describe("findWaitsFor", () => {
  test("waits for a producer of the stage without outputs", () => {
    const found = findWaitsFor(
      CONSUMER,
      failed(missing("F", EMPTY)),
      before(plan("fin-foundation", { status: "changed" })),
    );
    expect(found).toBe("fin-foundation");
  });

  test("waits for a producer that is to publish a new output", () => {
    const found = findWaitsFor(
      CONSUMER,
      failed(missing("F", OTHER)),
      before(plan("fin-foundation", { status: "changed" })),
    );
    expect(found).toBe("fin-foundation");
  });

  test("names the stage of a producer in another stage", () => {
    expect(findWaitsFor(CONSUMER, failed(missing("D", EMPTY)), before())).toBe("gov-domain of stage shared");
  });

  test("keeps the error when the producer has nothing left to do", () => {
    expect(findWaitsFor(CONSUMER, failed(missing("F", OTHER)), before(plan("fin-foundation", {})))).toBeUndefined();
  });

  test("keeps the error when one of several is of another kind", () => {
    const errors = [missing("F", EMPTY), error({ summary: "Invalid function argument" })];
    expect(
      findWaitsFor(CONSUMER, failed(...errors), before(plan("fin-foundation", { status: "changed" }))),
    ).toBeUndefined();
  });

  test("waits when a function is read that the producer has yet to create", () => {
    const errors = [
      error({ summary: "invoking Lambda Function (x)", detail: "ResourceNotFoundException: Function not found" }),
    ];
    expect(findWaitsFor(CONSUMER, failed(...errors), before(plan("fin-foundation", { status: "changed" })))).toBe(
      "fin-foundation",
    );
    expect(findWaitsFor(CONSUMER, failed(...errors), before(plan("fin-foundation", {})))).toBeUndefined();
  });
});

test("a stack is not even tried when a producer was never applied", () => {
  expect(findUnapplied(CONSUMER, before(plan("fin-foundation", { status: "changed", neverApplied: true })))).toBe(
    "fin-foundation",
  );
  expect(findUnapplied(CONSUMER, before(plan("fin-foundation", { status: "changed" })))).toBeUndefined();
});

describe("the layer workspaces", () => {
  const creates = { action: "create" as const, address: "tfe_workspace.Workspaces_fin-association_0123ABCD" };

  test("is waited for while it has workspaces to create: `terraform init` would create them itself", () => {
    const pending = plan("gov-workspaces", { status: "changed", changes: [creates] });
    expect(findUnapplied(CONSUMER, before(pending))).toBe("gov-workspaces");
    expect(findUnapplied(CONSUMER, before(plan("gov-workspaces", { status: "failed" })))).toBe("gov-workspaces");
  });

  test("is not waited for once they are there", () => {
    const tags = { action: "update" as const, address: creates.address };
    expect(findUnapplied(CONSUMER, before(plan("gov-workspaces", {})))).toBeUndefined();
    const changed = plan("gov-workspaces", { status: "changed", changes: [tags] });
    expect(findUnapplied(CONSUMER, before(changed))).toBeUndefined();
  });
});
