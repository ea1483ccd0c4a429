import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { EnvironmentInput } from "../../../configuration/model";
import { LAYERS, parseStackId, stackId } from "../../../contracts/layers";
import { hubReads, stateReads } from "../../../configuration/stage-stacks";
import { parseStackFile } from "../../../runner/synthesis";
import { inventedOrganizations, shippedOrganizations } from "../../policy/organizations";
import { dataSourcesOf, resourcesOf, type TerraformJson } from "../../support/terraform-json";
import { changed, FINANCE_ID, GOVERNANCE_ID, JOINING, OWNING, SHARED } from "../../support/organization";
import { stageOf, stagesOf, synthesizeStage } from "../../support/stages";

const ROOT = join(__dirname, "../../..");
type Cloud = Extract<NonNullable<EnvironmentInput["state"]>, { backend: "cloud" }>;
type Settings = NonNullable<Cloud["workspaces"]>;

const cloud = (workspaces?: Settings): Cloud => ({ backend: "cloud", organization: "acme", workspaces });
const PROFILES: EnvironmentInput["profiles"] = {
  analytics: {
    name: "analytics",
    target: { account: "finance" },
    configurations: { Tooling: { blueprint: "Tooling" } },
  },
};

/** The layer's stack of a stage that owns its domain, with one hosting account. */
function stackOf(settings: Settings, changes: Partial<EnvironmentInput> = {}): TerraformJson {
  const input = changed(OWNING, { profiles: PROFILES, state: cloud(settings), ...changes });
  return synthesizeStage(stageOf(input)).stacks.get("data-workspaces") as TerraformJson;
}
const blocks = (json: TerraformJson, type: string) => resourcesOf(json, type).map(({ block }) => block);
/** `${tfe_workspace.Workspaces_x_0123ABCD.id}` is `x`. */
const stackIn = (reference: unknown): string =>
  /Workspaces_([a-z0-9-]+)_[0-9A-F]{8}\.id/.exec(String(reference))?.[1] ?? "";
const edges = (json: TerraformJson): string[] =>
  blocks(json, "tfe_run_trigger")
    .map((block) => `${stackIn(block["sourceable_id"])} -> ${stackIn(block["workspace_id"])}`)
    .sort();
const consumers = (json: TerraformJson): Record<string, unknown> =>
  Object.fromEntries(
    blocks(json, "tfe_workspace_settings").map((block) => {
      const ids = block["remote_state_consumer_ids"];
      return [stackIn(block["workspace_id"]), Array.isArray(ids) ? ids.map(stackIn) : ids];
    }),
  );
const variables = (json: TerraformJson): Record<string, unknown> =>
  Object.fromEntries(
    resourcesOf(json, "tfe_variable").map(({ logicalId, block }) => [
      `${/Credentials_([a-z]+)_/.exec(logicalId)?.[1]} ${String(block["key"])}`,
      block["value"],
    ]),
  );

describe("the layer workspaces", () => {
  it.each<[string, EnvironmentInput["state"]]>([
    ["S3", { backend: "s3" }],
    ["local states", { backend: "local" }],
    ["Terraform Cloud without its settings", cloud()],
  ])("does not exist with %s", (_, state) => {
    const { stacks } = synthesizeStage(stageOf(changed(OWNING, { state })));
    expect([...stacks.keys()].filter((id) => id.endsWith("-workspaces"))).toEqual([]);
  });

  it("creates the workspace that the cloud block of every other stack names", () => {
    const { stacks, dependencies } = synthesizeStage(
      stageOf(changed(OWNING, { profiles: PROFILES, state: { ...cloud({}), workspacePrefix: "pre" } })),
    );
    const names = [...stacks].map(([id, json]) => {
      const { name } = json.terraform?.cloud?.["workspaces"] as { name: string };
      return [id, name];
    });
    const own = names.find(([id]) => id === "data-workspaces");
    expect(own).toEqual(["data-workspaces", "pre-data-workspaces-dev"]);
    const others = names.filter(([id]) => id !== "data-workspaces").map(([, name]) => name);
    const json = stacks.get("data-workspaces") as TerraformJson;
    expect(
      blocks(json, "tfe_workspace")
        .map(({ name }) => name)
        .sort(),
    ).toEqual(others.sort());
    for (const [id] of names) if (id !== "data-workspaces") expect(dependencies.get(id)).toContain("data-workspaces");
  });

  it("needs Terraform Cloud at its host, and no AWS", () => {
    const json = stackOf({}, { state: { ...cloud({}), hostname: "tfe.example.com" } });
    expect(json.provider).toEqual({ tfe: [{ hostname: "tfe.example.com", organization: "acme" }] });
  });

  it("tags workspaces by stage, account and layer, and sets Terraform version and approval", () => {
    const json = stackOf({ tags: { team: "data" }, autoApply: true, terraformVersion: "1.13.4" });
    const [workspace] = blocks(json, "tfe_workspace").filter(({ name }) => name === "smus-finance-association-dev");
    expect(workspace).toMatchObject({
      tags: { stage: "dev", account: "finance", layer: "association", team: "data" },
      auto_apply: true,
      auto_apply_run_trigger: true,
      terraform_version: "1.13.4",
      lifecycle: { prevent_destroy: true },
    });
    // The provider's settings resource resets the approval where it is silent about it.
    for (const settings of blocks(json, "tfe_workspace_settings")) expect(settings).toMatchObject({ auto_apply: true });
  });

  it("lets a state be read by the stacks that read it, and by no other", () => {
    expect(consumers(stackOf({}))).toEqual({
      "data-foundation": ["data-domain", "data-profiles"],
      "finance-foundation": ["finance-association"],
      "data-domain": ["data-sharing", "finance-association", "data-profiles"],
      "data-sharing": ["finance-association"],
      "finance-association": [],
      "data-profiles": [],
    });
  });

  it("lets stages that join the domain read the owner's domain and function, as far as they exist", () => {
    const state = cloud({});
    const stages = stagesOf({ shared: { ...SHARED, state }, dev: { ...JOINING, profiles: PROFILES, state } });
    const json = synthesizeStage(stages[0], stages).stacks.get("data-workspaces") as TerraformJson;
    expect(dataSourcesOf(json, "tfe_workspace_ids")[0].block["names"]).toEqual([
      "smus-data-profiles-dev",
      "smus-data-sharing-dev",
      "smus-finance-association-dev",
      "smus-marketing-association-dev",
    ]);
    const readers = consumers(json);
    expect(readers["data-domain"]).toMatch(
      /^\$\{concat\(\[\], values\(data\.tfe_workspace_ids\.OtherStages_\w+\.ids\)\)\}$/,
    );
    expect(readers["data-foundation"]).toMatch(/^\$\{concat\(\[tfe_workspace\.\S+\.id\], values\(/);
  });
});

describe("a stage that another is promoted from", () => {
  it("lets the target's gates read what they compare with", () => {
    const state = cloud({});
    const stages = stagesOf({
      shared: { ...SHARED, state },
      dev: {
        ...JOINING,
        state,
        accounts: { finance: { id: FINANCE_ID, businessUnit: "f", blueprints: { Tooling: {} } } },
      },
      prod: {
        ...JOINING,
        state,
        accounts: { "finance-prod": { id: "000000000031", businessUnit: "f", blueprints: { Tooling: {} } } },
        promotion: { from: "dev" },
      },
    });
    const json = synthesizeStage(stages[1], stages).stacks.get("data-workspaces") as TerraformJson;
    expect(dataSourcesOf(json, "tfe_workspace_ids")[0].block["names"]).toEqual([
      "smus-data-sharing-prod",
      "smus-finance-prod-association-prod",
      "smus-finance-prod-foundation-prod",
    ]);
    expect(consumers(json)["finance-association"]).toMatch(/values\(/);
  });
});

describe("run triggers", () => {
  it("follow the order of layers", () => {
    expect(edges(stackOf({}))).toEqual([
      "data-domain -> data-profiles",
      "data-domain -> data-sharing",
      "data-domain -> finance-association",
      "data-foundation -> data-domain",
      "data-sharing -> finance-association",
      "finance-association -> data-profiles",
      "finance-foundation -> finance-association",
    ]);
  });

  it("are at most 20 a workspace, earlier layers first", () => {
    const accounts = Object.fromEntries(
      Array.from({ length: 30 }, (_, n) => [
        `a${String(n).padStart(2, "0")}`,
        { id: String(100000000000 + n), blueprints: { Tooling: {} } },
      ]),
    );
    const json = stackOf({}, { accounts: { ...OWNING.accounts, ...accounts } });
    const ofProfiles = edges(json).filter((edge) => edge.endsWith("-> data-profiles"));
    expect(ofProfiles).toHaveLength(20);
    expect(ofProfiles).toContain("data-domain -> data-profiles");
    expect(ofProfiles).toContain("a18-association -> data-profiles");
    expect(ofProfiles).not.toContain("a19-association -> data-profiles");
  });

  it.each<[string, Settings]>([
    ["are left out on request", { runTriggers: false }],
    ["are left out with local execution, which has no runs", { executionMode: "local" }],
  ])("%s", (_, settings) => expect(edges(stackOf(settings))).toEqual([]));
});

describe("dynamic credentials", () => {
  it("are the plan role and the deploy role of each account, and no key", () => {
    const json = stackOf({}, { access: { deployRoleName: "deploy", planRoleName: "team/plan" } });
    const role = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;
    expect(variables(json)).toEqual({
      "data TFC_AWS_PROVIDER_AUTH": "true",
      "data TFC_AWS_RUN_ROLE_ARN": role(GOVERNANCE_ID, "deploy"),
      "data TFC_AWS_PLAN_ROLE_ARN": role(GOVERNANCE_ID, "team/plan"),
      "data TFC_AWS_APPLY_ROLE_ARN": role(GOVERNANCE_ID, "deploy"),
      "finance TFC_AWS_PROVIDER_AUTH": "true",
      "finance TFC_AWS_RUN_ROLE_ARN": role(FINANCE_ID, "deploy"),
      "finance TFC_AWS_PLAN_ROLE_ARN": role(FINANCE_ID, "team/plan"),
      "finance TFC_AWS_APPLY_ROLE_ARN": role(FINANCE_ID, "deploy"),
    });
    expect(JSON.stringify(json)).not.toMatch(/ACCESS_KEY/);
  });

  it("reach each workspace of their account", () => {
    const attached = blocks(stackOf({}), "tfe_workspace_variable_set").map(
      (block) =>
        `${/Credentials_([a-z]+)_/.exec(String(block["variable_set_id"]))?.[1]} ${stackIn(block["workspace_id"])}`,
    );
    expect(attached.sort()).toEqual([
      "data data-domain",
      "data data-foundation",
      "data data-profiles",
      "data data-sharing",
      "finance finance-association",
      "finance finance-foundation",
    ]);
  });

  it("of a hub are one set, and the stacks assume the role of their account from there", () => {
    const hub = "arn:aws:iam::000000000009:role/hub";
    const settings: Settings = { credentials: { from: "hub", runRoleArn: hub, planRoleArn: `${hub}-plan` } };
    expect(variables(stackOf(settings))).toEqual({
      "hub TFC_AWS_PROVIDER_AUTH": "true",
      "hub TFC_AWS_RUN_ROLE_ARN": hub,
      "hub TFC_AWS_PLAN_ROLE_ARN": `${hub}-plan`,
      "hub TFC_AWS_APPLY_ROLE_ARN": hub,
    });
    const assumed = (workspaces: Settings) => {
      const { stacks } = synthesizeStage(stageOf(changed(OWNING, { state: cloud(workspaces) })));
      return (stacks.get("finance-foundation") as TerraformJson).provider?.["aws"][0]["assume_role"];
    };
    expect(assumed(settings)).toMatchObject([{ role_arn: `arn:aws:iam::${FINANCE_ID}:role/smus-deploy` }]);
    expect(assumed({ executionMode: "local" })).toMatchObject([{ role_arn: expect.any(String) as string }]);
    expect(assumed({})).toBeUndefined();
  });

  it("do not exist with local execution: the command line has its own", () => {
    expect(blocks(stackOf({ executionMode: "local" }), "tfe_variable_set")).toEqual([]);
  });
});

describe("team access, agents and version control", () => {
  it("gives teams their access to every workspace, by names that differ in punctuation only, too", () => {
    const json = stackOf({ teamAccess: { "data team": "write", "data-team": "read" } });
    expect(blocks(json, "tfe_team_access")).toHaveLength(12);
    expect(
      dataSourcesOf(json, "tfe_team")
        .map(({ block }) => block["name"])
        .sort(),
    ).toEqual(["data team", "data-team"]);
  });

  it("runs on the named agent pool", () => {
    const json = stackOf({ executionMode: "agent", agentPool: "aws" });
    for (const settings of blocks(json, "tfe_workspace_settings")) {
      expect(settings).toMatchObject({ execution_mode: "agent", global_remote_state: false });
      expect(settings["agent_pool_id"]).toMatch(/^\$\{data\.tfe_agent_pool\.\S+\.id\}$/);
    }
  });

  it.each([
    ["ot-1", { oauth_token_id: "ot-1" }],
    ["ghain-1", { github_app_installation_id: "ghain-1" }],
  ])("starts runs from the stack's folder of committed JSON, connected by %s", (connection, expected) => {
    const json = stackOf({ vcs: { repository: "acme/smus", branch: "main", directory: "a/b", connection } });
    const [workspace] = blocks(json, "tfe_workspace").filter(({ name }) => name === "smus-data-domain-dev");
    expect(workspace).toMatchObject({
      working_directory: "a/b/dev/stacks/data-domain",
      trigger_patterns: ["a/b/dev/stacks/data-domain/**/*"],
      vcs_repo: { identifier: "acme/smus", branch: "main", ...expected },
    });
  });
});

describe("the reads of every stack", () => {
  const organizations = [...shippedOrganizations(), ...inventedOrganizations()];

  it("are among those that its layer declares, and no declaration is idle", () => {
    const undeclared: string[] = [];
    const used = new Set<string>();
    for (const { stages } of organizations) {
      for (const stage of stages) {
        for (const [id, json] of synthesizeStage(stage, stages).stacks) {
          const address = parseStackId(id);
          const declared = [
            ...stateReads(stage, address),
            ...hubReads(stage, address).map(({ address: read }) => read),
          ].map(stackId);
          for (const { producer } of parseStackFile(JSON.stringify(json)).reads) {
            const read = declared.find((entry) => producer === entry || producer.endsWith(`-${entry}`));
            if (read === undefined) undeclared.push(`${stage.name}/${id} reads ${producer}`);
            else used.add(`${parseStackId(id).layer} ${parseStackId(read).layer}`);
          }
        }
      }
    }
    expect(undeclared).toEqual([]);
    const [{ stages }] = organizations;
    const declarations = LAYERS.flatMap((layer) =>
      stateReads(stages[0], { account: "any", layer }).map((read) => `${layer} ${read.layer}`),
    );
    expect(declarations.filter((entry) => !used.has(entry))).toEqual([]);
  });
});

test("the provider's bindings are loaded for stages that need them only", () => {
  const script = `
    require("./bin/typescript");
    const { App } = require("cdktf");
    const { composeStage } = require("./stacks/compose");
    const { stageOf, DEPLOY } = require("./__tests__/support/stages");
    const { OWNING } = require("./__tests__/support/organization");
    const loaded = () => Object.keys(require.cache).filter((file) => file.includes("provider-tfe")).length > 0;
    const compose = (state) => {
      const stage = stageOf({ ...OWNING, state });
      composeStage(new App({ outdir: require("fs").mkdtempSync(require("os").tmpdir() + "/smus-lazy-") }), stage, [stage], DEPLOY);
    };
    compose({ backend: "cloud", organization: "acme" });
    const before = loaded();
    compose({ backend: "cloud", organization: "acme", workspaces: {} });
    console.log(before, loaded());
  `;
  expect(execFileSync(process.execPath, ["-e", script], { cwd: ROOT, encoding: "utf8" }).trim()).toBe("false true");
});
