import {
  findUnappliedStacks,
  type Affected,
  type EmittedStack,
  type Side,
  type StoredState,
} from "../../../../runner/affected";
import { reasonText } from "../../../../runner/affected/reason-text";
import { parseTerraformState } from "../../../../formats/terraform-state";
import { recordOf } from "../../../../runner/state-store";
import { emitted } from "../../../support/side";

const record = (content: string) => ({ terraform_data: { Applied: { input: { content, version: "1" } } } });
const remote = (account: string, layer: string) => ({
  backend: "s3",
  workspace: "dev",
  config: { bucket: "b", key: `${account}/${layer}/terraform.tfstate`, region: "r", workspace_key_prefix: "smus" },
});
const foundation = (content: string, vpc: unknown = "${aws_vpc.V.id}") =>
  emitted("dev", "fin-foundation", { resource: record(content), output: { regions: { value: { us: { vpc } } } } });
const association = emitted(
  "dev",
  "fin-association",
  {
    resource: {
      ...record("a1"),
      aws_x: { y: { vpc: '${data.terraform_remote_state.Foundation_State.outputs.regions["us"].vpc}' } },
    },
    data: { terraform_remote_state: { Foundation_State: remote("fin", "foundation") } },
  },
  ["fin-foundation"],
);
const state = (content: string, outputs: object, seen: object = {}): StoredState => ({
  outputs: { applied: { content, version: "0.9" }, ...outputs },
  reads: seen as StoredState["reads"],
});
const REGIONS = { regions: { us: { vpc: "vpc-1" } } };

/** Looks at two stacks: the foundation as given, and its reader that was applied when the VPC was vpc-1. */
function find(producer: EmittedStack, producerState: StoredState | undefined): Affected {
  const head: Side = { stages: ["dev"], stacks: [producer, association] };
  const states = new Map([[association, state("a1", {}, { Foundation_State: REGIONS })]]);
  if (producerState !== undefined) states.set(producer, producerState);
  return findUnappliedStacks(head, states, []);
}
const found = ({ stages: [{ stacks }] }: Affected) =>
  Object.fromEntries(
    stacks.map(({ stage, stack, reasons }) => [stack, reasons.map((reason) => reasonText(reason, stage))]),
  );

test("finds nothing where every record is that of the configuration", () => {
  expect(found(find(foundation("f1"), state("f1", REGIONS)))).toEqual({});
});

test("finds what was applied with other content, and says by which version", () => {
  expect(found(find(foundation("f2"), state("f1", REGIONS)))).toEqual({
    "fin-foundation": ["applied with other content (by version 0.9)"],
  });
});

test("finds what has no state, and what has one without a record: an apply that failed", () => {
  const never = ["never applied to its end"];
  expect(found(find(foundation("f1"), undefined))["fin-foundation"]).toEqual(never);
  expect(found(find(foundation("f1"), { outputs: REGIONS, reads: {} }))["fin-foundation"]).toEqual(never);
});

test("finds the reader of an output that has got another value since the reader was applied", () => {
  expect(found(find(foundation("f1"), state("f1", { regions: { us: { vpc: "vpc-2" } } })))).toEqual({
    "fin-association": ['reads regions["us"] of fin-foundation'],
  });
  expect(
    found(find(foundation("f1"), state("f1", { regions: { us: { vpc: "vpc-1" }, eu: { vpc: "vpc-3" } } }))),
  ).toEqual({});
});

test("finds the reader of a plain value that the next apply will change, in the wave after it", () => {
  const affected = find(foundation("f2", "vpc-9"), state("f1", REGIONS));
  expect(affected.stages[0].stacks.map(({ wave, stack }) => `${wave} ${stack}`)).toEqual([
    "1 fin-foundation",
    "2 fin-association",
  ]);
});

test("names states without a stack, and a stage of which nothing was applied as new", () => {
  const head: Side = { stages: ["dev"], stacks: [association] };
  const gone = findUnappliedStacks(head, new Map(), [{ stage: "dev", id: "old-foundation" }]);
  expect(gone.stages[0]).toMatchObject({ change: "new", removed: ["old-foundation"] });
});

test("takes outputs, and what was read of others, from a state file", () => {
  const text = JSON.stringify({
    version: 4,
    outputs: { applied: { value: { content: "f1" }, type: "dynamic" } },
    resources: [
      { mode: "managed", type: "aws_vpc", name: "V", instances: [{ attributes: { id: "vpc-1" } }] },
      {
        mode: "data",
        type: "terraform_remote_state",
        name: "Foundation_State",
        instances: [{ attributes: { outputs: { value: REGIONS, type: ["object", {}] } } }],
      },
    ],
  });
  expect(recordOf(parseTerraformState(text)!)).toEqual({
    outputs: { applied: { content: "f1" } },
    reads: { Foundation_State: REGIONS },
  });
  expect(recordOf(parseTerraformState('{"version": 4}')!)).toEqual({ outputs: {}, reads: {} });
});
