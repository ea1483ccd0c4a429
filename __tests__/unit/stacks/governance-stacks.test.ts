import type { EnvironmentInput } from "../../../configuration/model";
import { onlyWrite, writesOf } from "../../support/control-plane";
import { changed, FINANCE_ID, GOVERNANCE_ID, JOINING, MARKETING_ID, SHARED } from "../../support/organization";
import { stagesOf, synthesizeStage } from "../../support/stages";
import { onlyResource, resourcesOf, withLocals, type TerraformJson } from "../../support/terraform-json";

const TOOLING = { configurations: { Tooling: { blueprint: "Tooling" } } } as const;

/** A stack of the governance account in the joining stage `dev`. */
function joining(
  id: string,
  changes: Partial<EnvironmentInput> = {},
  shared: EnvironmentInput = SHARED,
): TerraformJson {
  const stages = stagesOf({ shared, dev: changed(JOINING, changes) });
  return stackIn(synthesizeStage(stages[1], stages).stacks, id);
}

function stackIn(stacks: ReadonlyMap<string, TerraformJson>, id: string): TerraformJson {
  const stack = stacks.get(id);
  if (stack === undefined) throw new Error(`no stack ${id}; there are ${[...stacks.keys()].join(", ")}`);
  return stack;
}

const shared = (stack: TerraformJson) =>
  resourcesOf(stack, "aws_ram_principal_association").map(({ block }) => block["principal"]);

describe("SharingStack", () => {
  const OU = "arn:aws:organizations::000000000009:ou/o-abcdefghij/ou-ab12-cdefghij";
  const ORGANIZATION = "arn:aws:organizations::000000000009:organization/o-abcdefghij";

  it("names every hosting account of the stage", () => {
    const stack = joining("data-sharing");
    expect(shared(stack)).toEqual([FINANCE_ID, MARKETING_ID]);
    expect(onlyResource(stack, "aws_ram_resource_share")).toMatchObject({
      name: "DataZone-example-dev",
      allow_external_principals: false,
    });
  });

  it.each([
    ["units", { organizationalUnitArns: [OU] }, [OU]],
    ["the organization", { organizationArn: ORGANIZATION }, [ORGANIZATION]],
  ])("names %s instead of accounts", (_, principals, expected) => {
    expect(shared(joining("data-sharing", { sharing: { principals } }))).toEqual(expected);
  });

  it("names invited accounts beside the organization and lets them in", () => {
    const sharing = { principals: { organizationArn: ORGANIZATION }, invitedAccounts: ["finance"] };
    const stack = joining("data-sharing", { sharing });
    expect(shared(stack).sort()).toEqual([FINANCE_ID, ORGANIZATION].sort());
    expect(onlyResource(stack, "aws_ram_resource_share")["allow_external_principals"]).toBe(true);
  });

  it("is protected with the data: without it every account loses the domain", () => {
    const lifecycle = (protection: "none" | "data") =>
      onlyResource(joining("data-sharing", { protection }), "aws_ram_resource_share")["lifecycle"];
    expect([lifecycle("none"), lifecycle("data")]).toEqual([{ prevent_destroy: false }, { prevent_destroy: true }]);
  });
});

describe("ProfilesStack", () => {
  it("turns every form of a target into the service's", () => {
    const profiles = {
      fixed: { name: "fixed", target: { account: "finance" }, ...TOOLING },
      pooled: { name: "pooled", target: { pools: ["finance"] }, ...TOOLING },
      paths: { name: "paths", target: { accountIdPath: "/account", regionPath: "/region" }, ...TOOLING },
    };
    const stack = joining("data-profiles", {
      profiles,
      pools: { finance: { source: { accounts: [{ account: "finance" }] } } },
    });
    const pool = onlyWrite(stack, "AccountPool");
    const targets = writesOf(stack, "ProjectProfile").map(({ key, properties }) => {
      const [tooling] = properties["environmentConfigurations"] as { target: unknown }[];
      return [key, tooling.target];
    });
    expect(Object.fromEntries(targets)).toEqual({
      "dev/fixed": { awsAccountId: FINANCE_ID, regionName: "eu-west-1" },
      "dev/pooled": { accountPoolIds: [`<id of ${pool.address}>`] },
      "dev/paths": { awsAccountIdPath: "/account", regionNamePath: "/region" },
    });
  });

  it("lists a static pool's accounts by id, with names and Regions", () => {
    const pools = { finance: { source: { accounts: [{ account: "finance", regions: ["eu-west-1"] }] } } };
    expect(onlyWrite(joining("data-profiles", { pools }), "AccountPool").properties).toMatchObject({
      name: "dev-finance",
      source: { accounts: [{ awsAccountId: FINANCE_ID, supportedRegions: ["eu-west-1"], awsAccountName: "finance" }] },
    });
  });

  it("hands a given handler on and creates no function", () => {
    const handler = {
      lambdaFunctionArn: `arn:aws:lambda:eu-west-1:${GOVERNANCE_ID}:function:pool`,
      lambdaExecutionRoleArn: `arn:aws:iam::${GOVERNANCE_ID}:role/service-role/Pool`,
    };
    const stack = joining("data-profiles", { pools: { any: { source: { handler } } } });
    expect(onlyWrite(stack, "AccountPool").properties["source"]).toEqual({ handler });
    expect(resourcesOf(stack, "aws_lambda_function")).toEqual([]);
  });

  it("creates the handler of a discovering pool before the pool", () => {
    const stack = joining("data-profiles", { pools: { any: { source: { discover: { regions: ["eu-west-1"] } } } } });
    const [handler] = resourcesOf(stack, "aws_lambda_function");
    const pool = onlyWrite(stack, "AccountPool");
    expect(pool.dependsOn).toContain(handler.address);
    expect(JSON.stringify(pool.properties["source"])).toContain(String(handler.block["function_name"]));
  });

  it("grants what the stage grants, with the ids of its own profiles", () => {
    const grants: EnvironmentInput["grants"] = {
      create: {
        policy: "CREATE_PROJECT_FROM_PROJECT_PROFILE",
        unit: "finance",
        profiles: ["fixed"],
        principal: { group: "leads" },
      },
    };
    const profiles = { fixed: { name: "fixed", target: { account: "finance" }, ...TOOLING } };
    const stack = joining("data-profiles", { grants, profiles });
    const state = withLocals(stack, String(onlyResource(stack, "aws_cloudcontrolapi_resource")["desired_state"]));
    expect(state).toContain('outputs.domainUnitIds["finance"]');
    expect(state).toContain('outputs.groupProfileIds["leads"]');
    expect(state).toContain(`aws_lambda_invocation.${onlyWrite(stack, "ProjectProfile").logicalId}.result`);
  });
});

describe("ProjectsStack", () => {
  const profiles = { pooled: { name: "pooled", target: { pools: ["finance"] }, ...TOOLING } };
  const pools = { finance: { source: { accounts: [{ account: "finance" }] } } };
  const projects = {
    reporting: {
      name: "reporting",
      unit: "finance",
      profile: "pooled",
      account: { account: "finance" },
      members: {
        leads: { group: "leads", designation: "PROJECT_OWNER" },
        ana: { user: "ana", designation: "PROJECT_CONTRIBUTOR" },
      },
    },
  } as const;
  const changes = { profiles, pools, projects };

  it("resolves the account of every pool-bound environment, and the pool that it comes from", () => {
    const { properties } = onlyWrite(joining("data-projects", changes), "Project");
    expect(properties["environments"]).toEqual([
      {
        environmentConfigurationName: "Tooling",
        account: {
          awsAccountId: FINANCE_ID,
          regionName: "eu-west-1",
          sourceAccountPoolId: expect.stringContaining('outputs.accountPoolIds["finance"]') as string,
        },
        parameters: {},
      },
    ]);
  });

  it("finds unit, profile and members in the outputs of earlier layers", () => {
    const stack = joining("data-projects", changes);
    const { properties } = onlyWrite(stack, "Project");
    expect(properties["domainUnitId"]).toContain('outputs.domainUnitIds["finance"]');
    expect(properties["projectProfileId"]).toContain('outputs.projectProfileIds["pooled"]');
    const members = writesOf(stack, "ProjectMembership").map((write) => JSON.stringify(write.properties));
    expect(members.join()).toContain("userProfileIds");
    expect(members.join()).toContain("groupProfileIds");
  });

  it("protects projects where everything is protected", () => {
    const lifecycle = (protection: "data" | "all") =>
      onlyWrite(joining("data-projects", { ...changes, protection }), "Project").block["lifecycle"];
    expect(lifecycle("all")).toHaveProperty("prevent_destroy", true);
    expect(lifecycle("data")).not.toHaveProperty("prevent_destroy");
  });
});

describe("GitStack", () => {
  const HOST = { provider: "GitLabSelfManaged", endpoint: "https://gitlab.example.com" } as const;
  const CONNECTIONS: NonNullable<EnvironmentInput["git"]> = {
    hosts: { gitlab: HOST },
    connections: { gitlab: { host: "gitlab", name: "company-gitlab" }, github: { provider: "GitHub" } },
  };
  const owning = changed(SHARED, { git: CONNECTIONS });
  const ofOwner = (id: string, owner = owning): TerraformJson => {
    const stages = stagesOf({ shared: owner });
    return stackIn(synthesizeStage(stages[0], stages).stacks, id);
  };
  const using: Partial<EnvironmentInput> = {
    profiles: { fixed: { name: "fixed", target: { account: "finance" }, ...TOOLING, git: "gitlab" } },
    projects: { code: { name: "code", profile: "fixed", git: { repository: "team/code" } } },
  };

  it("holds the domain's hosts and connections, by their names", () => {
    const stack = ofOwner("data-git");
    expect(onlyResource(stack, "aws_codeconnections_host")).toMatchObject({
      name: "gitlab",
      provider_endpoint: HOST.endpoint,
    });
    const names = resourcesOf(stack, "aws_codeconnections_connection").map(({ block }) => block["name"]);
    expect(names.sort()).toEqual(["company-gitlab", "github"]);
  });

  it("leaves a host and a connection the tags that they have, in a provider without those of organization and stage", () => {
    const kept = { tags: { owner: "platform" }, defaultTags: false };
    const git = {
      hosts: { gitlab: { ...HOST, ...kept } },
      connections: {
        gitlab: { host: "gitlab", ...kept },
        github: { provider: "GitHub" as const, tags: { team: "a" } },
      },
    };
    const stack = ofOwner("data-git", changed(owning, { git }));
    const { aws } = stack.provider as {
      aws: { alias?: string; default_tags?: object[]; allowed_account_ids: string[] }[];
    };
    const untagged = aws.find(({ alias }) => alias === "untagged");
    expect(untagged).not.toHaveProperty("default_tags");
    expect(untagged?.allowed_account_ids).toEqual([GOVERNANCE_ID]);
    const blocks = ["aws_codeconnections_host", "aws_codeconnections_connection"].flatMap((type) =>
      resourcesOf(stack, type).map(({ block }) => block),
    );
    const forProjects = { "for-use-with-all-datazone-projects": "true" };
    const tagsOf = (provider: string | undefined) =>
      blocks.filter((block) => block["provider"] === provider).map(({ tags }) => tags);
    expect(tagsOf("aws.untagged")).toEqual([
      { owner: "platform", ...forProjects },
      { owner: "platform", ...forProjects },
    ]);
    expect(tagsOf(undefined)).toEqual([{ team: "a", ...forProjects }]);
    expect(ofOwner("data-git").provider).toMatchObject({ aws: [{ default_tags: [expect.anything()] }] });
  });

  it("lets the domain's function read statuses, and only where there are connections", () => {
    const policies = (owner: EnvironmentInput) => JSON.stringify(ofOwner("data-foundation", owner).resource);
    expect(policies(owning)).toContain(`arn:aws:codeconnections:eu-west-1:${GOVERNANCE_ID}:connection/*`);
    expect(policies(SHARED)).not.toContain("codeconnections");
  });

  it("lets it read adopted connections under the service's former name", () => {
    const adopt = { "GitConnection/github": `arn:aws:codestar-connections:eu-west-1:${GOVERNANCE_ID}:connection/1` };
    const policies = JSON.stringify(ofOwner("data-foundation", changed(owning, { adopt })).resource);
    expect(policies).toContain("codestar-connections:GetConnection");
  });

  it("is read by profiles of all stages, which name a connection while it is AVAILABLE", () => {
    const profile = onlyWrite(joining("data-profiles", using, owning), "ProjectProfile");
    expect(profile.properties["environmentConfigurations"]).toMatchObject([
      {
        gitConnection: {
          arn: expect.stringMatching(
            /\.status == "AVAILABLE" \? data\.terraform_remote_state\..*\["gitlab"\] : null>$/,
          ) as string,
          isEditable: false,
        },
        parameterOverrides: [
          { name: "gitBranchName", isEditable: true },
          { name: "gitFullRepositoryId", isEditable: true },
        ],
      },
    ]);
  });

  it("gives a project its repository once the connection was finished", () => {
    const project = onlyWrite(joining("data-projects", using, owning), "Project");
    expect(project.properties["environments"]).toEqual([
      {
        environmentConfigurationName: "Tooling",
        parameters: {},
        repository: {
          id: expect.stringMatching(/\.status == "PENDING" \? null : "team\/code">$/) as string,
          branch: "main",
        },
      },
    ]);
  });
});

describe("InventoryStack", () => {
  const office = { owner: { create: { name: "Office" } } };
  const catalog: EnvironmentInput["catalog"] = {
    ...office,
    forms: { contract: { name: "Contract", content: { fields: { owner: { type: "string" } } } } },
  };
  const read = { glue: { filters: [{ database: "sales" }] } };
  const project = (parts: object): Partial<EnvironmentInput> => ({
    profiles: { fixed: { name: "fixed", target: { account: "finance" }, ...TOOLING } },
    projects: { reporting: { name: "reporting", profile: "fixed", ...parts } },
  });

  it("is there only where projects have something in their inventories", () => {
    expect(() => joining("data-inventory", project({}))).toThrow("no stack data-inventory");
  });

  it("reads the ids of the project and of its connections, and finds other connections by their names", () => {
    const parts = {
      connections: { warehouse: { name: "Warehouse", athena: { workgroupName: "primary" } } },
      dataSources: { own: { name: "Own", connection: "Warehouse", ...read }, brought: { name: "Brought", ...read } },
    };
    const stack = joining("data-inventory", project(parts));
    const [brought, own] = writesOf(stack, "DataSource"); // in the order of their names
    expect(own).toMatchObject({
      key: "dev/reporting/own",
      properties: {
        projectId: expect.stringContaining('outputs.projectIds["reporting"]') as string,
        connectionId: expect.stringContaining('outputs.connectionIds["reporting/warehouse"]') as string,
      },
    });
    expect(brought.properties).not.toHaveProperty("connectionId");
    expect(joining("data-projects", project(parts)).output?.["connectionIds"]).toMatchObject({
      value: { "reporting/warehouse": expect.any(String) as string },
    });
    expect(JSON.stringify(stack)).not.toContain("formTypes");
  });

  it("names forms of the vocabulary as the stage that owns the domain publishes them, with their present content", () => {
    const forms = [
      { name: "Contract", form: "contract", content: { owner: "sales" } },
      { name: "Other", type: "OfOthers", revision: "4", content: {} },
      { name: "Newest", type: "OfOthers", content: {} },
    ];
    const stack = joining("data-inventory", project({ dataSources: { own: { name: "Own", forms, ...read } } }), {
      ...SHARED,
      catalog,
    });
    const { properties } = onlyWrite(stack, "DataSource");
    expect(properties["forms"]).toEqual([
      {
        name: "Contract",
        formType: expect.stringContaining('outputs.formTypes["contract"]') as string,
        revision: { content: expect.stringMatching(/^[0-9a-f]{16,}$/) as string },
        content: '{"owner":"sales"}',
      },
      { name: "Other", formType: "OfOthers", revision: { given: "4" }, content: "{}" },
      { name: "Newest", formType: "OfOthers", content: "{}" },
    ]);
  });

  it("says of an asset what is configured, with ids of terms as the stage that owns the domain publishes them", () => {
    const glossaries = {
      words: { name: "Words", terms: { customer: { name: "Customer" } } },
      marks: { name: "Marks", governed: true, terms: { internal: { name: "Internal" } } },
    };
    const orders = {
      externalIdentifier: "arn:aws:glue:eu-west-1:000000000011:table/sales/orders",
      readMe: "# Orders",
      terms: ["words/customer", "marks/internal"],
      termIds: ["abcdefgh"],
      forms: [
        { name: "AssetCommonDetailsForm", type: "amazon.datazone.AssetCommonDetailsFormType", content: { x: 1 } },
      ],
      columns: { id: { readMe: "The key", terms: ["words/customer"] } },
    };
    const dataSources = {
      own: { name: "Orders", ...read },
      other: { name: "Other", glue: { filters: [{ database: "a" }] } },
    };
    const stack = joining("data-inventory", project({ assets: { orders }, dataSources }), {
      ...SHARED,
      catalog: { ...office, glossaries },
    });
    const { properties, key } = onlyWrite(stack, "Asset");
    const idOf = (term: string) => expect.stringContaining(`outputs.termIds["${term}"]`) as string;
    expect(key).toBe("dev/reporting/orders");
    expect(properties).toMatchObject({
      terms: { "words/customer": idOf("words/customer"), abcdefgh: "abcdefgh" },
      governedTerms: { "marks/internal": idOf("marks/internal") },
      forms: [{ name: "AssetCommonDetailsForm", content: '{"x":1,"readMe":"# Orders"}' }],
      columns: {
        id: {
          terms: { "words/customer": idOf("words/customer") },
          forms: [
            { name: "AttributeCommonFormType", formType: "AttributeCommonFormType", content: '{"readMe":"The key"}' },
          ],
        },
      },
    });
    expect(properties).not.toHaveProperty("published");
    expect(Object.values((stack as { check?: object }).check ?? {})).toEqual([
      {
        assert: [
          {
            condition: expect.stringMatching(/^\$\{try\(local\.\S+, "unknown"\) != ""\}$/) as string,
            error_message: `Asset ${orders.externalIdentifier} does not exist yet: run data source Orders of project reporting, then apply again.`,
          },
        ],
      },
    ]);
  });

  it.each([
    ["another identifier", "s3://lake/orders", "bring it into project reporting"],
    [
      "a table that filters leave out",
      "arn:aws:glue:eu-west-1:000000000011:table/sales/orders_tmp",
      "bring it into project reporting",
    ],
    [
      "a table that two data sources read",
      "arn:aws:glue:eu-west-1:000000000011:table/sales/orders.v1",
      "run data source One or Two of project reporting",
    ],
  ])("tells who brings %s", (_, externalIdentifier, how) => {
    const filters = [{ database: "sales", include: ["orders*"], exclude: ["*_tmp"] }];
    const dataSources = { one: { name: "One", glue: { filters } }, two: { name: "Two", glue: { filters } } };
    const stack = joining("data-inventory", project({ assets: { orders: { externalIdentifier } }, dataSources }));
    expect(JSON.stringify((stack as { check?: object }).check)).toContain(
      `does not exist yet: ${how}, then apply again.`,
    );
  });
});
