import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataResource, type App } from "cdktf";
import { LAYERS } from "../../../../contracts/layers";
import { outputNames } from "../../../../contracts/outputs";
import { SmusStack, type SmusStackProps } from "../../../../stacks/base";
import { useCasesIn } from "../../../support/use-cases/organizations";
import { OWNING } from "../../../support/organization";
import { stageOf, synthesizeStage } from "../../../support/stages";
import { synthesizeStack, testingApp } from "../../../support/synth";
import { onlyDataSource, resourcesOf } from "../../../support/terraform-json";

const PROPS: SmusStackProps = {
  address: { account: "finance", layer: "sharing" },
  stage: "dev",
  accountId: "000000000011",
  region: "eu-west-1",
  roleArn: "arn:aws:iam::000000000011:role/smus-deploy",
  tags: { "smus:stage": "dev" },
  state: {
    backend: "s3",
    stage: "dev",
    account: "finance",
    layer: "sharing",
    bucket: "smus-tfstate-000000000011-eu-west-1",
    region: "eu-west-1",
    roleArn: "arn:aws:iam::000000000011:role/smus-deploy",
    usePathStyle: false,
  },
  usePathStyle: false,
};

class SharingLike extends SmusStack<"sharing"> {
  constructor(app: App, props: Partial<SmusStackProps> = {}, build: (stack: SharingLike) => void = () => undefined) {
    super(app, "sharing", { ...PROPS, ...props });
    build(this);
    this.publish({ resourceShareArn: "${aws_ram_resource_share.Share.arn}" });
  }
}

function synthesized(props: Partial<SmusStackProps> = {}) {
  return synthesizeStack(new SharingLike(testingApp(), props));
}

function preconditions(props: Partial<SmusStackProps>) {
  const guards = resourcesOf(synthesized(props), "terraform_data").filter(({ logicalId }) =>
    logicalId.startsWith("StageGuard"),
  );
  expect(guards).toHaveLength(1);
  const { lifecycle } = guards[0].block;
  return (
    (lifecycle as { precondition?: { condition: string; error_message: string }[] } | undefined)?.precondition ?? []
  );
}

describe("SmusStack", () => {
  it("is named after account and layer, never after the stage", () => {
    expect(new SharingLike(testingApp()).node.id).toBe("finance-sharing");
    expect(new SharingLike(testingApp(), { stage: "prod" }).node.id).toBe("finance-sharing");
  });

  it("refuses a stack id that is taken, which the engine would overwrite silently", () => {
    const app = testingApp();
    new SharingLike(app);
    expect(() => new SharingLike(app)).toThrow(/stack id "finance-sharing" is taken/);
  });

  it("refuses two elements with one address, which the engine would overwrite silently", () => {
    const stack = new SharingLike(testingApp(), {}, (scope) => {
      new CloudwatchLogGroup(scope, "a.b", {});
      new CloudwatchLogGroup(scope, "ab", {});
    });
    expect(() => synthesizeStack(stack)).toThrow(/finance-sharing\/a\.b and finance-sharing\/ab share the address/);
  });

  it("accepts equal logical ids of different types", () => {
    const stack = new SharingLike(testingApp(), {}, (scope) => {
      new CloudwatchLogGroup(scope, "a.b", {});
      new DataResource(scope, "ab", {});
    });
    expect(() => synthesizeStack(stack)).not.toThrow();
  });

  it("pins provider and Terraform to the versions that were tested", () => {
    expect(synthesized().terraform).toMatchObject({
      required_providers: { aws: { source: "hashicorp/aws", version: "~> 5.100" } },
      required_version: ">= 1.11.0, < 2.0.0",
    });
  });

  it("lets the provider into the one account only, by the role and with the default tags", () => {
    expect(synthesized({ externalId: "ext" }).provider).toEqual({
      aws: [
        {
          region: "eu-west-1",
          allowed_account_ids: ["000000000011"],
          assume_role: [{ role_arn: PROPS.roleArn, session_name: "smus-dev", external_id: "ext" }],
          default_tags: [{ tags: { "smus:stage": "dev" } }],
        },
      ],
    });
  });

  it("addresses S3 by path only for endpoints on this machine", () => {
    expect(synthesized({ usePathStyle: true }).provider?.["aws"][0]).toMatchObject({ s3_use_path_style: true });
    expect(synthesized().provider?.["aws"][0]).not.toHaveProperty("s3_use_path_style");
  });

  it("keeps its state where it was told, and nowhere else", () => {
    expect(Object.keys(synthesized().terraform?.backend ?? {})).toEqual(["s3"]);
    expect(synthesized().terraform).not.toHaveProperty("cloud");
  });

  it("adds dependencies once, without walking all paths", () => {
    const app = testingApp();
    const first = new SharingLike(app, { address: { account: "a", layer: "sharing" } });
    const second = new SharingLike(app, { address: { account: "b", layer: "sharing" } });
    second.addDependency(first);
    second.addDependency(first);
    expect(second.dependencies).toEqual([first]);
  });
});

describe("stage guard", () => {
  it("fails the plan in another workspace than the stage's", () => {
    const [workspace] = preconditions({});
    expect(workspace.condition).toBe('${terraform.workspace == "dev"}');
    expect(workspace.error_message).toContain("synthesized for stage dev, but the workspace is ${terraform.workspace}");
  });

  it("does not compare workspaces on Terraform Cloud, whose runs see names of their own", () => {
    const state = {
      ...PROPS.state,
      backend: "cloud",
      organization: "acme",
      hostname: "h",
      workspacePrefix: "smus",
    } as const;
    expect(preconditions({ state })).toEqual([]);
  });

  it("fails the plan of a stage that was never bootstrapped, by the receipt in the state bucket", () => {
    const receipt = { kind: "s3", bucket: "bucket", key: "bootstrap/dev.json" } as const;
    const stack = synthesized({ receipt });
    expect(onlyDataSource(stack, "aws_s3_objects")).toEqual({ bucket: "bucket", prefix: "bootstrap/dev.json" });
    const [, bootstrapped] = preconditions({ receipt });
    expect(bootstrapped.condition).toMatch(/^\$\{length\(data\.aws_s3_objects\.\w+\.keys\) > 0\}$/);
    expect(bootstrapped.error_message).toContain("npm run bootstrap -- --stage dev");
  });

  it("reads the receipt through a provider of the state bucket's Region", () => {
    const receipt = { kind: "s3", bucket: "bucket", key: "bootstrap/dev.json" } as const;
    const stack = synthesized({ receipt, stateRegion: "eu-central-1" });
    expect(onlyDataSource(stack, "aws_s3_objects")).toMatchObject({ provider: "aws.state" });
    expect(stack.provider?.["aws"]).toEqual([
      expect.objectContaining({ region: "eu-west-1" }),
      expect.objectContaining({ region: "eu-central-1", alias: "state", allowed_account_ids: ["000000000011"] }),
    ]);
  });

  it("reads the receipt of local states from a file, whatever its path", () => {
    const [, bootstrapped] = preconditions({ receipt: { kind: "file", path: '/a "b"/bootstrap/dev.json' } });
    expect(bootstrapped.condition).toContain('fileexists("/a \\"b\\"/bootstrap/dev.json")');
    // Terraform refuses a condition that refers to no object.
    expect(bootstrapped.condition).toContain("terraform.workspace");
  });
});

describe("outputs", () => {
  it.each(LAYERS)("of layer %s are exactly those of its contract", (layer) => {
    const everyLayer = {
      ...OWNING,
      profiles: {
        analytics: {
          name: "analytics",
          target: { account: "finance" },
          configurations: { Tooling: { blueprint: "Tooling" as const } },
        },
      },
      projects: {
        one: {
          name: "one",
          profile: "analytics",
          dataSources: { sales: { name: "Sales", glue: { filters: [{ database: "sales" }] } } },
        },
      },
      git: { connections: { github: { provider: "GitHub" as const } } },
      catalog: { owner: { project: "one" } },
      application: {
        dataAccess: {
          purposes: {},
          queues: {},
          otherwise: { queue: "office", remindAfterDays: 1, lapseAfterDays: 2 },
        },
      },
      ...useCasesIn("dev", "finance"),
    };
    const inCloud = {
      ...everyLayer,
      state: { backend: "cloud" as const, organization: "acme", workspaces: {} },
    };
    const { stacks } = synthesizeStage(stageOf(layer === "workspaces" ? inCloud : everyLayer));
    const ofLayer = [...stacks].filter(([id]) => id.endsWith(`-${layer}`));
    expect(ofLayer).not.toEqual([]);
    for (const [, stack] of ofLayer) {
      expect(Object.keys(stack.output ?? {}).sort()).toEqual([...outputNames(layer)].sort());
    }
  });
});
