import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { TerraformOutput, type App } from "cdktf";
import { fingerprint, type AppliedRecord } from "../../../../contracts/applied-record";
import { PROJECT_VERSION } from "../../../../contracts/version";
import { SmusStack, type SmusStackProps } from "../../../../stacks/base";
import { contentFingerprint } from "../../../../stacks/base/emitted-content";
import { OWNING } from "../../../support/organization";
import { stageOf, synthesizeStage } from "../../../support/stages";
import { synthesizeStack, testingApp } from "../../../support/synth";
import type { TerraformJson } from "../../../support/terraform-json";

const ROLE = "arn:aws:iam::000000000011:role/smus-deploy";
const PROPS: SmusStackProps = {
  address: { account: "finance", layer: "sharing" },
  stage: "dev",
  accountId: "000000000011",
  region: "eu-west-1",
  roleArn: ROLE,
  tags: { "smus:stage": "dev" },
  state: { backend: "local", stage: "dev", account: "finance", layer: "sharing", directory: "/here" },
  usePathStyle: false,
};

class Logs extends SmusStack<"sharing"> {
  constructor(app: App, props: Partial<SmusStackProps>, names: readonly string[]) {
    super(app, "sharing", { ...PROPS, ...props });
    for (const name of names) new CloudwatchLogGroup(this, name, { name });
    this.publish({ resourceShareArn: "arn" });
  }
}

function stackWith(names: readonly string[], props: Partial<SmusStackProps> = {}): TerraformJson {
  return synthesizeStack(new Logs(testingApp(), props, names));
}

function resourceOf(stack: TerraformJson): { input: AppliedRecord; depends_on: string[] } {
  return stack.resource?.["terraform_data"]["Applied"] as never;
}

const contentOf = (stack: TerraformJson): string => resourceOf(stack).input.content;

describe("the record of an apply", () => {
  it("is made after every other resource of the stack, so that a failed apply leaves the one before", () => {
    const { depends_on } = resourceOf(stackWith(["B", "A"]));
    expect(depends_on).toEqual([
      "aws_cloudwatch_log_group.A",
      "aws_cloudwatch_log_group.B",
      expect.stringMatching(/^terraform_data\.StageGuard_/),
    ]);
  });

  it("is an output of every stack of every layer, taken from that resource", () => {
    for (const [id, stack] of synthesizeStage(stageOf(OWNING)).stacks) {
      expect({ id, applied: stack.output?.["applied"] }).toEqual({
        id,
        applied: { value: "${terraform_data.Applied.output}" },
      });
      const { resource = {} } = stack;
      const count = Object.values(resource).reduce((sum, byName) => sum + Object.keys(byName).length, 0);
      expect(resourceOf(stack).depends_on).toHaveLength(count - 1);
    }
  });

  it("holds the project's version and the fingerprint of the content", () => {
    expect(resourceOf(stackWith(["A"])).input).toEqual({
      version: PROJECT_VERSION,
      content: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      promotable: {},
    });
  });
});

describe("the fingerprint of the content", () => {
  it("is the same for the same stack, in any order of its parts", () => {
    expect(contentOf(stackWith(["A", "B"]))).toBe(contentOf(stackWith(["B", "A"])));
  });

  it("changes with a resource, its arguments, a tag, an output", () => {
    const base = stackWith(["A"]);
    expect(contentOf(stackWith(["A", "B"]))).not.toBe(contentOf(base));
    expect(contentOf(stackWith(["A"], { tags: { "smus:stage": "dev", more: "1" } }))).not.toBe(contentOf(base));
    const stack = new Logs(testingApp(), {}, ["A"]);
    new TerraformOutput(stack, "more", { value: "1", staticId: true });
    expect(contentOf(synthesizeStack(stack))).not.toBe(contentOf(base));
  });

  it.each<[string, Partial<SmusStackProps>]>([
    ["the role that is assumed", { roleArn: "arn:aws:iam::000000000011:role/smus-plan", externalId: "x" }],
    ["path-style addressing", { usePathStyle: true }],
    ["the directory of local states", { state: { ...PROPS.state, directory: "/elsewhere" } as never }],
    ["the bootstrap receipt", { receipt: { kind: "s3", bucket: "b", key: "bootstrap/dev.json" } }],
  ])("does not depend on %s", (_, props) => {
    expect(contentOf(stackWith(["A"], props))).toBe(contentOf(stackWith(["A"])));
  });

  it("does not depend on comments and metadata", () => {
    const stack = { resource: { aws_x: { A: { name: "a" } } }, data: {}, output: {} };
    const commented = {
      ...stack,
      "//": { metadata: 1 },
      resource: { aws_x: { A: { name: "a", "//": { metadata: { path: "A" } } } } },
    };
    expect(contentFingerprint(commented)).toBe(contentFingerprint(stack));
  });

  it("is that of which stack is read in which stage, not of where its state is kept", () => {
    const read = (config: object, workspace = "shared") =>
      contentFingerprint({ data: { terraform_remote_state: { Domain: { backend: "s3", workspace, config } } } });
    const config = { bucket: "one", key: "governance/domain/terraform.tfstate", assume_role: { role_arn: ROLE } };
    expect(read({ ...config, bucket: "two", assume_role: undefined })).toBe(read(config));
    expect(read(config, "other")).not.toBe(read(config));
    expect(read({ ...config, key: "governance/sharing/terraform.tfstate" })).not.toBe(read(config));
  });
});

describe("fingerprint", () => {
  it("does not depend on the order of members, nor on absent ones, but on that of items", () => {
    expect(fingerprint({ a: 1, b: [1, 2] })).toBe(fingerprint({ b: [1, 2], a: 1, c: undefined }));
    expect(fingerprint([1, 2])).not.toBe(fingerprint([2, 1]));
    expect(fingerprint({ a: "1" })).not.toBe(fingerprint({ a: 1 }));
  });
});
