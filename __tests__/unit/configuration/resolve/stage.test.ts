import { resolveStage } from "../../../../configuration/resolve";
import type { Stage } from "../../../../configuration/model";
import type { Changes } from "../support/organization";
import { organizationFiles, viewFiles } from "../support/organization";

/** A stage of the valid organization, with changes. */
function stageOf(name: string, ...changes: Changes[]): Stage {
  const { organization } = viewFiles(organizationFiles(...changes));
  const view = organization.byName.get(name);
  if (view?.owner === undefined) throw new Error(`no stage ${name}`);
  return resolveStage(view, view.owner, organization.byName);
}

describe("a stage", () => {
  test("that owns its domain provisions the governance account", () => {
    const stage = stageOf("shared");
    expect([stage.ownsDomain, stage.domainStage, Object.keys(stage.accounts)]).toEqual([
      true,
      "shared",
      ["governance"],
    ]);
    expect(stage.governance).toEqual(stage.accounts.governance);
  });

  test("that joins a domain uses the owner's domain and governance account, and provisions only its own", () => {
    const [shared, dev] = [stageOf("shared"), stageOf("dev")];
    expect([dev.ownsDomain, dev.domainStage, Object.keys(dev.accounts)]).toEqual([false, "shared", ["alpha", "beta"]]);
    expect(dev.domain).toEqual(shared.domain);
    expect(dev.governance).toEqual(shared.governance);
  });
});

describe("an account", () => {
  test("that hosts projects gets the domain's Region, its key as name, and blueprints in all its Regions", () => {
    const { alpha } = stageOf("dev").accounts;
    expect([alpha.name, alpha.hostsProjects, Object.keys(alpha.regions)]).toEqual(["alpha", true, ["us-east-1"]]);
    expect(alpha.regions["us-east-1"].network).toMatchObject({ mode: "create", cidrBlock: "10.38.0.0/20" });
    expect(alpha.blueprints.DataLake?.regions).toEqual(["us-east-1"]);
  });

  test("that hosts none gets no Region", () => {
    expect(stageOf("shared").governance).toMatchObject({ hostsProjects: false, regions: {} });
  });

  test("keeps the Regions of a blueprint", () => {
    const { alpha } = stageOf("dev", {
      "dev.accounts.alpha.regions": { "us-east-1": {}, "us-west-2": {} },
      "dev.accounts.alpha.blueprints.QuickSight": { regions: ["us-west-2"] },
    }).accounts;
    expect([alpha.blueprints.DataLake?.regions, alpha.blueprints.QuickSight?.regions]).toEqual([
      ["us-east-1", "us-west-2"],
      ["us-west-2"],
    ]);
  });

  test("merges tags of organization, stage, business unit, cost center and its own, the nearest last", () => {
    const { alpha } = stageOf("dev", {
      "dev.organization": { tags: { a: "organization", b: "organization", c: "organization" } },
      "dev.tags": { b: "stage", c: "stage" },
      "dev.accounts.alpha.tags": { c: "account" },
      "dev.accounts.alpha.businessUnit": "finance",
      "dev.accounts.alpha.costCenter": "CC-1",
    }).accounts;
    expect(alpha.tags).toEqual({
      a: "organization",
      b: "stage",
      c: "account",
      "smus:business-unit": "finance",
      "smus:cost-center": "CC-1",
    });
  });

  test("is invited where sharing says so", () => {
    const { alpha, beta } = stageOf("dev", { "dev.sharing": { invitedAccounts: ["beta"] } }).accounts;
    expect([alpha.invited, beta.invited]).toEqual([false, true]);
  });
});

describe("a pool", () => {
  test("is named after stage and key, and offers the first three Regions of its accounts", () => {
    const regions = { "us-east-1": {}, "us-east-2": {}, "eu-west-1": {}, "us-west-2": {} };
    const { both } = stageOf("dev", { "dev.accounts.alpha.regions": regions }).pools;
    expect(both).toEqual({
      key: "both",
      name: "dev-both",
      source: {
        accounts: [
          { account: "alpha", regions: ["us-east-1", "us-east-2", "eu-west-1"] },
          { account: "beta", regions: ["us-east-1"] },
        ],
      },
    });
  });

  test("keeps its name, its Regions and its handler", () => {
    const handler = {
      lambdaFunctionArn: "arn:aws:lambda:us-east-1:000000000001:function:f",
      lambdaExecutionRoleArn: "arn:aws:iam::000000000001:role/f",
    };
    const { own, both } = stageOf("dev", {
      "dev.pools.own": { name: "Own", description: "d", source: { handler } },
      "dev.pools.both.source.accounts": [{ account: "alpha", regions: ["us-east-1"] }],
    }).pools;
    expect(own).toEqual({ key: "own", name: "Own", description: "d", source: { handler } });
    expect(both.source).toEqual({ accounts: [{ account: "alpha", regions: ["us-east-1"] }] });
  });
});

describe("a profile", () => {
  const profile = (settings: object) =>
    stageOf("dev", { "dev.profiles.fixed": { name: "fixed", target: { account: "alpha" }, ...settings } }).profiles
      .fixed;

  test("has Tooling first, then ON_CREATE by order and name, then ON_DEMAND by name", () => {
    const { configurations } = profile({
      configurations: {
        z: { blueprint: "DataLake" },
        b: { blueprint: "DataLake", deploymentMode: "ON_CREATE", deploymentOrder: 2 },
        y: { blueprint: "DataLake", deploymentMode: "ON_DEMAND" },
        d: { blueprint: "DataLake", deploymentMode: "ON_CREATE" },
        c: { blueprint: "DataLake", deploymentMode: "ON_CREATE" },
        zz: { blueprint: "Tooling" },
      },
    });
    expect(
      configurations.map(({ name, deploymentMode, deploymentOrder }) => [name, deploymentMode, deploymentOrder]),
    ).toEqual([
      ["zz", "ON_CREATE", 0],
      ["c", "ON_CREATE", 1],
      ["d", "ON_CREATE", 1],
      ["b", "ON_CREATE", 2],
      ["y", "ON_DEMAND", undefined],
      ["z", "ON_DEMAND", undefined],
    ]);
    expect(configurations.at(-1)).not.toHaveProperty("deploymentOrder");
  });

  test("deploys to the domain's Region unless it says otherwise", () => {
    const { configurations } = profile({
      configurations: {
        Tooling: { blueprint: "Tooling" },
        Lake: { blueprint: "DataLake", target: { pools: ["both"] } },
      },
    });
    expect(configurations.map(({ target }) => target)).toEqual([
      { account: "alpha", region: "us-east-1" },
      { pools: ["both"] },
    ]);
  });

  test("merges overrides over its template: text fixes, an object keeps the template's value unless it has one", () => {
    const { configurations } = profile({
      template: "sql-analytics",
      without: ["OnDemand QuickSight", "OnDemand Catalog for RMS"],
      configurations: {
        "Lakehouse Database": { parameters: { glueDbName: "fixed" } },
        "Redshift Serverless": { parameters: { redshiftMaxCapacity: { editable: true }, extra: { editable: true } } },
        "OnDemand Redshift Serverless": { blueprint: "EmrServerless" },
        More: { blueprint: "DataLake", ssmPath: "/p" },
      },
    });
    const named = Object.fromEntries(configurations.map((configuration) => [configuration.name, configuration]));
    expect(Object.keys(named)).toEqual([
      "Tooling",
      "Lakehouse Database",
      "Redshift Serverless",
      "More",
      "OnDemand Redshift Serverless",
    ]);
    expect(named["Lakehouse Database"].parameters).toEqual([{ name: "glueDbName", value: "fixed", editable: false }]);
    expect(named["Redshift Serverless"].parameters).toEqual([
      { name: "connectToRMSCatalog", value: "true", editable: false },
      { name: "extra", editable: true },
      { name: "redshiftDbName", value: "dev", editable: true },
      { name: "redshiftMaxCapacity", value: "512", editable: true },
    ]);
    expect(named["OnDemand Redshift Serverless"]).toMatchObject({
      blueprint: "EmrServerless",
      deploymentMode: "ON_DEMAND",
      parameters: [],
    });
    expect(named.More).toMatchObject({ ssmPath: "/p" });
  });

  test("loses what only describes how it was written", () => {
    const resolved = profile({ template: "bring-your-own-role", without: ["S3Bucket"] });
    expect(Object.keys(resolved).filter((key) => ["template", "without", "target"].includes(key))).toEqual([]);
  });
});

describe("a project", () => {
  test("names an account and its pool for every pool-bound configuration", () => {
    const { environments } = stageOf("dev", {
      "dev.projects.one.environments": { Lake: { account: { account: "beta" }, parameters: { a: "b" } } },
    }).projects.one;
    expect(environments).toEqual([
      { configuration: "Tooling", account: { account: "alpha", region: "us-east-1", pool: "both" }, parameters: {} },
      {
        configuration: "Lake",
        account: { account: "beta", region: "us-east-1", pool: "both" },
        parameters: { a: "b" },
      },
    ]);
  });

  test("sends nothing for fixed configurations without parameters", () => {
    expect(stageOf("dev").projects.two.environments).toEqual([]);
  });

  test("takes the first pool that offers the account in the Region", () => {
    const { environments } = stageOf("dev", {
      "dev.accounts.beta.regions": { "us-east-1": {}, "us-west-2": {} },
      "dev.pools.first": { source: { accounts: [{ account: "beta", regions: ["us-east-1"] }] } },
      "dev.profiles.dynamic.target": { pools: ["first", "both"] },
      "dev.projects.one.account": { account: "beta", region: "us-west-2" },
    }).projects.one;
    expect(environments[0].account).toEqual({ account: "beta", region: "us-west-2", pool: "both" });
  });

  test("takes a pool that a function fills where no list offers the account", () => {
    const { environments } = stageOf("dev", {
      "dev.pools.both.source.accounts": [{ account: "beta" }],
      "dev.pools.found": { source: { discover: { regions: ["us-west-2"], accountTags: { a: "b" } } } },
      "dev.profiles.dynamic.target": { pools: ["found", "both"] },
    }).projects.one;
    expect(environments[0].account).toEqual({ account: "alpha", region: "us-west-2", pool: "found" });
  });
});
