import { StageContext } from "../../../stacks/stage-context";
import { changed, FINANCE_ID, GOVERNANCE_ID, JOINING, OWNING, SHARED } from "../../support/organization";
import { DEPLOY, stageOf, stagesOf } from "../../support/stages";

function context(input = OWNING, options: Partial<ConstructorParameters<typeof StageContext>[1]> = {}): StageContext {
  return new StageContext(stageOf(input), { ...DEPLOY, ...options });
}

function joined(): StageContext {
  const [, dev] = stagesOf({ shared: SHARED, dev: JOINING });
  return new StageContext(dev, DEPLOY);
}

describe("StageContext.stateOf", () => {
  it("keeps S3 states in a bucket of the stack's own account, in the domain's Region", () => {
    expect(context().stateOf({ account: "finance", layer: "foundation" })).toMatchObject({
      backend: "s3",
      stage: "dev",
      bucket: `smus-tfstate-${FINANCE_ID}-eu-west-1`,
      region: "eu-west-1",
      roleArn: `arn:aws:iam::${FINANCE_ID}:role/smus-deploy`,
    });
  });

  it("keeps S3 states in another Region when the configuration says so", () => {
    const elsewhere = context(changed(OWNING, { state: { backend: "s3", region: "eu-central-1" } }));
    expect(elsewhere.stateOf({ account: "finance", layer: "state" })).toMatchObject({
      bucket: `smus-tfstate-${FINANCE_ID}-eu-central-1`,
      region: "eu-central-1",
    });
  });

  it("resolves a local directory against the working directory", () => {
    const local = context(changed(OWNING, { state: { backend: "local", directory: "states" } }));
    expect(local.stateOf({ account: "finance", layer: "association" })).toMatchObject({
      backend: "local",
      directory: "/srv/states",
    });
  });

  it("prefixes Terraform Cloud workspaces with the organization's name, or as configured", () => {
    const at = { account: "finance", layer: "association" } as const;
    const state = { backend: "cloud", organization: "acme" } as const;
    const named = changed(OWNING, { state, organization: { namePrefix: "acme" } });
    expect(context(named).stateOf(at)).toMatchObject({
      backend: "cloud",
      organization: "acme",
      hostname: "app.terraform.io",
      workspacePrefix: "acme",
    });
    const configured = changed(OWNING, { state: { ...state, workspacePrefix: "tfc" } });
    expect(context(configured).stateOf(at)).toMatchObject({ workspacePrefix: "tfc" });
  });

  it.each(["state", "foundation", "domain"] as const)(
    "finds the governance account's %s in the workspace of the stage that owns the domain",
    (layer) => {
      expect(joined().stateOf({ account: "data", layer })).toMatchObject({ stage: "shared" });
    },
  );

  it.each(["sharing", "profiles", "projects"] as const)("keeps %s in the joining stage's own workspace", (layer) => {
    expect(joined().stateOf({ account: "data", layer })).toMatchObject({ stage: "dev", account: "data" });
  });

  it("keeps a member's states in its own stage's workspace", () => {
    expect(joined().stateOf({ account: "finance", layer: "foundation" })).toMatchObject({ stage: "dev" });
  });
});

describe("StageContext.stackProps", () => {
  it("assumes the deploy role, and the plan role only when asked to plan and one is configured", () => {
    const access = { deployRoleName: "ops/deploy", planRoleName: "ops/plan", externalId: "ext" };
    const role = (input: typeof OWNING, options: Partial<typeof DEPLOY>) =>
      context(input, options).stackProps({ account: "finance", layer: "foundation" }).roleArn;
    expect(role(changed(OWNING, { access }), {})).toBe(`arn:aws:iam::${FINANCE_ID}:role/ops/deploy`);
    expect(role(changed(OWNING, { access }), { access: "plan" })).toBe(`arn:aws:iam::${FINANCE_ID}:role/ops/plan`);
    expect(role(OWNING, { access: "plan" })).toBe(`arn:aws:iam::${FINANCE_ID}:role/smus-deploy`);
  });

  it("passes the external id to provider and backend", () => {
    const input = changed(OWNING, { access: { externalId: "ext" } });
    const props = context(input).stackProps({ account: "finance", layer: "foundation" });
    expect(props).toMatchObject({ externalId: "ext", state: { externalId: "ext" } });
  });

  it("writes ARNs of the configured partition", () => {
    const input = changed(OWNING, {
      organization: { partition: "aws-us-gov" },
      domain: { name: "example", region: "us-gov-west-1" },
    });
    expect(context(input).stackProps({ account: "data", layer: "domain" }).roleArn).toBe(
      `arn:aws-us-gov:iam::${GOVERNANCE_ID}:role/smus-deploy`,
    );
  });

  it("tags with stage, account, layer and origin, over the organization's, the stage's and the account's tags", () => {
    const input = changed(OWNING, {
      organization: { tags: { owner: "office", tier: "org" } },
      tags: { tier: "stage" },
      accounts: {
        ...OWNING.accounts,
        finance: { id: FINANCE_ID, businessUnit: "finance", costCenter: "CC-1", tags: { "smus:stage": "forged" } },
      },
    });
    expect(context(input).stackProps({ account: "finance", layer: "foundation" }).tags).toEqual({
      owner: "office",
      tier: "stage",
      "smus:business-unit": "finance",
      "smus:cost-center": "CC-1",
      "smus:stage": "dev",
      "smus:account": "finance",
      "smus:layer": "foundation",
      "smus:managed-by": "smus-cdktf",
    });
  });

  it("checks the bootstrap receipt in every layer but the one that makes the bucket", () => {
    const receipt = (layer: "state" | "foundation") => context().stackProps({ account: "finance", layer }).receipt;
    expect(receipt("state")).toBeUndefined();
    expect(receipt("foundation")).toEqual({
      kind: "s3",
      bucket: `smus-tfstate-${FINANCE_ID}-eu-west-1`,
      key: "bootstrap/dev.json",
    });
  });

  it("looks for the receipt in a file beside local states, and nowhere with Terraform Cloud", () => {
    const at = { account: "finance", layer: "foundation" } as const;
    const local = context(changed(OWNING, { state: { backend: "local", directory: "/states" } }));
    expect(local.stackProps(at).receipt).toEqual({ kind: "file", path: "/states/bootstrap/dev.json" });
    const cloud = context(changed(OWNING, { state: { backend: "cloud", organization: "acme" } }));
    expect(cloud.stackProps(at).receipt).toBeUndefined();
  });

  it("names the stage when asked for an account that it does not have", () => {
    expect(() => context().stackProps({ account: "sales", layer: "foundation" })).toThrow(
      'stage dev has no account "sales"',
    );
  });
});

describe("StageContext protection", () => {
  it.each([
    ["none", false, false],
    ["data", true, false],
    ["all", true, true],
  ] as const)("at %s protects data: %s, everything: %s", (protection, data, all) => {
    const { protectsData, protectsAll } = context(changed(OWNING, { protection }));
    expect([protectsData, protectsAll]).toEqual([data, all]);
  });

  it("is lifted by the process, for endpoints on this machine", () => {
    const lifted = context(changed(OWNING, { protection: "all" }), { protection: "none" });
    expect([lifted.protectsData, lifted.protectsAll]).toEqual([false, false]);
  });
});
