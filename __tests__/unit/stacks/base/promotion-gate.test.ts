import { resolve } from "node:path";
import { loadAllStages } from "../../../../configuration";
import type { EnvironmentInput, Stage } from "../../../../configuration/model";
import type { SynthesisOptions } from "../../../../stacks/compose";
import { changed, JOINING, SHARED } from "../../../support/organization";
import { stagesOf, synthesizeStage } from "../../../support/stages";
import type { TerraformJson } from "../../../support/terraform-json";

const EXAMPLE = loadAllStages(resolve(__dirname, "../../../../environments"));

function stack(
  stages: readonly Stage[],
  stage: string,
  id: string,
  options: Partial<SynthesisOptions> = {},
): TerraformJson {
  const found = stages.find(({ name }) => name === stage);
  const json = found === undefined ? undefined : synthesizeStage(found, stages, options).stacks.get(id);
  if (json === undefined) throw new Error(`${stage} has no ${id}`);
  return json;
}

/** The only element whose name begins like this. */
function named<T>(elements: Readonly<Record<string, T>> | undefined, prefix: string): T | undefined {
  return Object.entries(elements ?? {}).find(([name]) => name.startsWith(prefix))?.[1];
}

const states = (json: TerraformJson) => json.data?.["terraform_remote_state"];
const receipts = (json: TerraformJson) => json.data?.["aws_s3_objects"];
const gate = (json: TerraformJson): { condition: string; error_message: string } | undefined => {
  const { lifecycle } = named(json.resource?.["terraform_data"], "StageGuard_") ?? {};
  const { precondition = [] } = (lifecycle ?? {}) as { precondition?: { condition: string; error_message: string }[] };
  return precondition.find(({ condition }) => condition.includes("Promotion"));
};
const record = (json: TerraformJson) =>
  json.resource?.["terraform_data"]["Applied"]["input"] as {
    content: string;
    promotable: Record<string, string>;
    override?: string;
  };

describe("the promotion gate of a stack", () => {
  const json = stack(EXAMPLE, "prod", "finance-prod-association");

  it("reads the record of the corresponding stack in the source's workspace", () => {
    expect(named(states(json), "StageGuard_Promotion_SourceState")).toMatchObject({
      workspace: "staging",
      config: {
        key: "finance-staging/association/terraform.tfstate",
        bucket: expect.stringContaining("100000000012") as string,
      },
    });
  });

  it("reads it only where it is known to exist: by a receipt in its own bucket for another account's", () => {
    expect(named(receipts(json), "StageGuard_Promotion_SourceEvidence")).toMatchObject({
      bucket: expect.stringContaining("100000000013") as string,
      prefix: "bootstrap/sources/prod/staging/finance-staging-association.json",
    });
    expect(named(states(json), "StageGuard_Promotion_SourceState")?.["count"]).toMatch(/SourceEvidence.*\? 1 : 0/);
  });

  it("asks for the state itself in a bucket that both stages use", () => {
    const profiles = stack(EXAMPLE, "prod", "data-governance-profiles");
    expect(named(receipts(profiles), "StageGuard_Promotion_SourceEvidence")).toMatchObject({
      prefix: "smus/staging/data-governance/profiles/terraform.tfstate",
    });
  });

  it("expects what the stack records itself, apart from deliberate differences", () => {
    const profiles = stack(EXAMPLE, "prod", "data-governance-profiles");
    expect(named(profiles.locals, "StageGuard_Promotion_Expected")).toEqual(record(profiles).promotable);
    const overrides = { "profiles.marketing-genai": "another one" };
    const stages = EXAMPLE.map((stage) => structuredClone(stage));
    const prod = stages.find(({ name }) => name === "prod");
    Object.assign(prod?.environment.promotion ?? {}, { overrides });
    const expected = Object.keys(
      named(stack(stages, "prod", "data-governance-profiles").locals, "StageGuard_Promotion_Expected") as object,
    );
    expect(expected.filter((item) => item.startsWith("profiles.marketing-genai"))).toEqual([]);
    expect(expected).toContain("profiles.finance-analytics");
  });

  it("says in its refusal which stack, which items, what is expected, where to apply it first and how to go past", () => {
    const message = gate(json)?.error_message ?? "";
    for (const part of [
      "Stack finance-prod-association of stage prod would receive what stage staging has not successfully applied",
      "${item} (expected ${substr(",
      "npm run apply -- --stage staging --stack finance-staging-association",
      "npm run promote -- --from staging --to prod",
      "SMUS_PROMOTION_OVERRIDE='<reason>'",
    ])
      expect(message).toContain(part);
  });

  it("does not change the fingerprint of the content", () => {
    const stages = EXAMPLE.map((stage) => structuredClone(stage));
    for (const { environment } of stages) delete (environment as { promotion?: unknown }).promotion;
    expect(record(stack(stages, "prod", "finance-prod-association")).content).toBe(record(json).content);
  });

  it("is let pass by an override, which the record then names", () => {
    const promotionOverride = { reason: "INC-1: ${fire}", by: "ada" };
    const passed = stack(EXAMPLE, "prod", "finance-prod-association", { promotionOverride });
    expect(gate(passed)).toBeUndefined();
    expect(record(passed).override).toContain('{ reason = "INC-1: $${fire}", by = "ada", at = plantimestamp() }');
    expect(record(passed).content).toBe(record(json).content);
  });

  it("is in no stage that is promoted from none, nor in the layer that holds the states", () => {
    expect(gate(stack(EXAMPLE, "dev", "finance-dev-association"))).toBeUndefined();
    expect(record(stack(EXAMPLE, "dev", "finance-dev-association"))).not.toHaveProperty("override");
    expect(gate(stack(EXAMPLE, "prod", "finance-prod-state"))).toBeUndefined();
  });
});

describe("the promotion gate with other backends", () => {
  const organization = (state: EnvironmentInput["state"]) => {
    const accounts = (id: string): EnvironmentInput["accounts"] => ({
      finance: { id, blueprints: { Tooling: {} } },
    });
    return stagesOf({
      shared: changed(SHARED, { state }),
      dev: changed(JOINING, { state, accounts: accounts("000000000031") }),
      prod: changed(JOINING, { state, accounts: accounts("000000000032"), promotion: { from: "dev" } }),
    });
  };

  it("asks local states whether there is something in their files: terraform makes empty ones to lock them", () => {
    const json = stack(organization({ backend: "local", directory: "states" }), "prod", "finance-association");
    expect(named(states(json), "StageGuard_Promotion_SourceState")?.["count"]).toContain(
      'try(length(file("/srv/states/finance/association/workspaces/dev/terraform.tfstate")) > 0, false)',
    );
  });

  it("reads Terraform Cloud without asking, and not its own workspace, which may have no state yet", () => {
    const json = stack(organization({ backend: "cloud", organization: "acme" }), "prod", "finance-association");
    expect(named(states(json), "StageGuard_Promotion_SourceState")).toMatchObject({
      config: { workspaces: { name: "smus-finance-association-dev" } },
    });
    expect(named(states(json), "StageGuard_Promotion_SourceState")).not.toHaveProperty("count");
    expect(named(states(json), "StageGuard_Promotion_OwnState")).toBeUndefined();
  });

  it("refuses what has no corresponding account in the source, in words", () => {
    const stages = stagesOf({
      shared: SHARED,
      dev: changed(JOINING, { accounts: { sales: { id: "000000000031", blueprints: { Tooling: {} } } } }),
      prod: changed(JOINING, {
        accounts: { finance: { id: "000000000032", blueprints: { Tooling: {} } } },
        promotion: { from: "dev" },
      }),
    });
    const json = stack(stages, "prod", "finance-association");
    expect(gate(json)?.error_message).toContain('There, stage dev has no account "finance" that hosts projects');
    expect(named(states(json), "StageGuard_Promotion_SourceState")).toBeUndefined();
  });
});
