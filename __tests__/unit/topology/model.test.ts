import type { EnvironmentInput } from "../../../configuration";
import { formatSource } from "../../../topology/model";
import { changed, JOINING, OWNING, SHARED } from "../../support/organization";
import { line, topologyOf, topologyOfDirectory } from "./support";

const PROFILES: EnvironmentInput["profiles"] = {
  fixed: {
    name: "Fixed",
    unit: "finance",
    target: { account: "finance" },
    configurations: { Tooling: { blueprint: "Tooling" } },
  },
  pooled: {
    name: "Pooled",
    target: { pools: ["all"] },
    configurations: { Tooling: { blueprint: "Tooling" } },
  },
};
const POOLS: EnvironmentInput["pools"] = {
  all: { source: { accounts: [{ account: "finance" }, { account: "marketing" }] } },
};
const dev = changed(JOINING, {
  pools: POOLS,
  profiles: PROFILES,
  grants: {
    leads: {
      policy: "CREATE_PROJECT_FROM_PROJECT_PROFILE",
      unit: "finance",
      profiles: ["fixed", "pooled"],
      principal: { group: "leads" },
    },
  },
});

describe("a standing project", () => {
  test("shows its data sources and connections in words", () => {
    const [profile] = Object.keys(dev.profiles ?? {});
    const projects: EnvironmentInput["projects"] = {
      sales: {
        name: "sales",
        profile,
        connections: { a: { name: "warehouse", athena: { workgroupName: "w" } } },
        dataSources: {
          orders: {
            name: "Orders",
            glue: { filters: [{ database: "sales" }, { database: "crm" }] },
            schedule: { cron: "cron(0 5 * * ? *)" },
            publishOnImport: true,
          },
          cohorts: {
            name: "Cohorts",
            connection: "warehouse",
            enabled: false,
            redshift: { filters: [{ database: "dev", schema: "c" }] },
          },
          ad: { name: "Ad hoc", glue: { filters: [{ database: "x" }] } },
        },
      },
    };
    const [project] = topologyOf({ shared: SHARED, dev: { ...dev, projects } }).projects;
    expect(project.connections).toEqual([{ name: "warehouse", kind: "athena" }]);
    expect(project.dataSources.map(({ name, reads, connection, runs }) => [name, reads, connection, runs])).toEqual([
      ["Orders", "Glue sales, crm", "project.iam", "cron(0 5 * * ? *) UTC, publishes"],
      ["Cohorts", "Redshift dev.c", "warehouse", "disabled"],
      ["Ad hoc", "Glue x", "project.iam", "by hand"],
    ]);
  });
});

describe("who may create what, and where", () => {
  test("is a row for each profile of a grant, with the accounts that the profile reaches", () => {
    const topology = topologyOf({ shared: SHARED, dev });
    const rows = topology.access.filter(({ topic }) => topic === "project");
    expect(rows.map((row) => line(topology, row))).toEqual([
      "leads | create projects from Fixed | Finance and below | finance",
      "leads | create projects from Pooled | Finance and below | finance, marketing",
    ]);
    expect(rows.map(({ source }) => formatSource(source))).toEqual([
      "environments/dev.ts: grants.leads",
      "environments/dev.ts: grants.leads",
    ]);
  });

  test("says where an account withholds a blueprint that the profile deploys with the project", () => {
    const shared = changed(SHARED, {
      domain: {
        ...SHARED.domain,
        units: { finance: { name: "Finance" }, risk: { name: "Risk", parent: "finance" } },
      } as never,
    });
    const accounts = {
      ...JOINING.accounts,
      finance: { ...JOINING.accounts.finance, blueprints: { Tooling: { grantTo: [{ unit: "risk" }] } } },
      marketing: {
        ...JOINING.accounts.marketing,
        blueprints: { Tooling: { grantTo: [{ unit: "finance", includeChildUnits: false }] } },
      },
    };
    const grants: EnvironmentInput["grants"] = {
      risk: {
        policy: "CREATE_PROJECT_FROM_PROJECT_PROFILE",
        unit: "risk",
        profiles: ["pooled"],
        principal: { group: "leads" },
      },
      all: {
        policy: "CREATE_PROJECT_FROM_PROJECT_PROFILE",
        unit: "finance",
        profiles: ["pooled"],
        principal: { user: "ana" },
      },
    };
    const topology = topologyOf({ shared, dev: changed(dev, { accounts, grants }) });
    expect(topology.access.filter(({ topic }) => topic === "project").map((row) => line(topology, row))).toEqual([
      "leads | create projects from Pooled | Finance / Risk and below | finance, marketing (never)",
      "ana | create projects from Pooled | Finance and below | finance (risk), marketing (finance)",
    ]);
  });

  test("counts a blueprint that a grant of its own allows", () => {
    const accounts = {
      ...JOINING.accounts,
      finance: {
        ...JOINING.accounts.finance,
        blueprints: { Tooling: { grantTo: [{ unit: "root", includeChildUnits: false }] } },
      },
    };
    const grants: EnvironmentInput["grants"] = {
      leads: {
        policy: "CREATE_PROJECT_FROM_PROJECT_PROFILE",
        unit: "finance",
        profiles: ["fixed"],
        principal: { group: "leads" },
      },
      use: {
        policy: "CREATE_ENVIRONMENT_FROM_BLUEPRINT",
        account: "finance",
        blueprint: "Tooling",
        principal: { project: { designation: "OWNER", unit: "finance" } },
      },
    };
    const withGrant = topologyOf({ shared: SHARED, dev: changed(dev, { accounts, grants }) });
    const { use: _use, ...without } = grants;
    const withoutGrant = topologyOf({ shared: SHARED, dev: changed(dev, { accounts, grants: without }) });
    const first = (topology: typeof withGrant) => topology.access.find(({ topic }) => topic === "project")?.accounts;
    expect(first(withGrant)).toEqual([{ account: "account:dev/finance" }]);
    expect(first(withoutGrant)).toEqual([{ account: "account:dev/finance", units: [] }]);
  });

  test("warns of a disabled profile", () => {
    const profiles: EnvironmentInput["profiles"] = { ...PROFILES, fixed: { ...PROFILES.fixed, status: "DISABLED" } };
    const topology = topologyOf({ shared: SHARED, dev: changed(dev, { profiles }) });
    expect(topology.access[0].notes).toEqual(["the profile is disabled: nobody can use it"]);
  });

  test("joins blueprints that an account grants alike, and names owners of units", () => {
    const topology = topologyOfDirectory("environments");
    const lines = topology.access.map((row) => line(topology, row));
    expect(lines).toContain(
      "Contributors of projects in Finance and below | use blueprints of DataLake+LakehouseCatalog+RedshiftServerless+Tooling | Finance and below | Finance dev",
    );
    expect(lines).toContain("data-stewards | own the unit  | Root and below | ");
  });
});

describe("what is shared", () => {
  test("is one share per stage with the accounts that host projects", () => {
    const topology = topologyOf({ shared: SHARED, dev });
    expect(topology.stages.map(({ name, share }) => [name, share?.accounts])).toEqual([
      ["shared", undefined],
      ["dev", ["account:dev/finance", "account:dev/marketing"]],
    ]);
  });

  test("says how each account is associated", () => {
    const { accounts } = topologyOfDirectory("environments/samples/comprehensive");
    const of = (key: string) => accounts.find(({ id }) => id.endsWith(`/${key}`))?.association;
    expect(["research-dev", "partner-dev", "lab", "governance"].map(of)).toEqual([
      "organization",
      "invitation",
      "owner",
      undefined,
    ]);
  });

  test("says that a share which exists names the accounts", () => {
    const arn = "arn:aws:ram:eu-west-1:000000000001:resource-share/11111111-1111-1111-1111-111111111111";
    const sharing = { principals: "none", resourceShareArn: arn } as const;
    const { stages, accounts } = topologyOf({ shared: SHARED, dev: changed(JOINING, { sharing }) });
    expect(stages[1].share).toMatchObject({
      name: arn,
      principals: "nobody itself: a share that exists names the accounts",
    });
    expect(accounts[1].association).toBe("elsewhere");
  });

  test("keeps domains of their own apart", () => {
    const topology = topologyOf({ one: OWNING, two: changed(OWNING, { governanceAccount: "data" }) });
    expect(topology.domains.map(({ id, stages }) => [id, stages])).toEqual([
      ["domain:one/domain", ["one"]],
      ["domain:two/domain", ["two"]],
    ]);
  });
});

test("a stage without pools, profiles and projects has a view", () => {
  const topology = topologyOf({ main: OWNING });
  expect(topology.accounts).toHaveLength(2);
  expect([topology.pools, topology.profiles, topology.projects]).toEqual([[], [], []]);
});

test("profiles whose accounts only the service knows say so", () => {
  const { profiles } = topologyOfDirectory("environments/samples/comprehensive");
  const vended = profiles.find(({ id }) => id === "profile:core/vended");
  expect(vended?.reach).toEqual([]);
  expect(vended?.open).toEqual([
    "the account in SSM parameter /globex/account-id",
    "accounts that function arn:aws:lambda:eu-central-1:300000000000:function:account-vending offers",
    "accounts of the organization in ou-ab12-cdefghij with tag smus-pool=research",
  ]);
});

test("one stage comes with the domain that it joins, and without other stages", () => {
  const topology = topologyOf({ shared: SHARED, dev, other: JOINING }, ["dev"]);
  expect(topology.stages.map(({ name }) => name)).toEqual(["shared", "dev"]);
  expect(topology.domains[0].stages).toEqual(["shared", "dev"]);
});

test.each(["environments", "environments/samples/minimal", "environments/samples/comprehensive"])(
  "every reference in the view of %s names an item",
  (directory) => {
    const topology = topologyOfDirectory(directory);
    const text = JSON.stringify(topology);
    const ids = new Set([...text.matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id));
    const references = [...text.matchAll(/"((?:account|pool|profile|project|unit|principal|domain):[^"]+)"/g)].map(
      ([, id]) => id,
    );
    expect(references.filter((id) => !ids.has(id))).toEqual([]);
    const all = [...topology.accounts, ...topology.access, ...topology.profiles].map(({ id }) => id);
    expect(new Set(all).size).toBe(all.length);
  },
);

describe("connections to Git providers", () => {
  const git: EnvironmentInput["git"] = {
    hosts: { gitlab: { provider: "GitLabSelfManaged", endpoint: "https://gitlab.example.com" } },
    connections: { gitlab: { host: "gitlab", finishedBy: "the platform team" }, github: { provider: "GitHub" } },
  };
  const repository = { name: "code", git: { connection: "gitlab", repository: "team/code" } };
  const using = changed(dev, {
    profiles: { fixed: { ...PROFILES.fixed, git: "gitlab" }, pooled: PROFILES.pooled },
    projects: { coding: { name: "Coding", profile: "fixed", connections: { repository } } },
  });

  test("are shown with the domain, with where they lead, who finishes them, and which profiles and projects use them", () => {
    const [domain] = topologyOf({ shared: changed(SHARED, { git }), dev: using }).domains;
    expect(domain.connections).toEqual([
      {
        key: "gitlab",
        name: "gitlab",
        at: "GitLabSelfManaged at https://gitlab.example.com",
        finishedBy: "the platform team",
        console: "https://eu-west-1.console.aws.amazon.com/codesuite/settings/connections?region=eu-west-1",
        usedBy: ["profile:dev/fixed", "project:dev/coding"],
      },
      expect.objectContaining({ name: "github", at: "GitHub", usedBy: [] }),
    ]);
  });

  test("are no member of a domain that has none", () => {
    expect(topologyOf({ shared: SHARED, dev }).domains[0]).not.toHaveProperty("connections");
  });
});

describe("the vocabulary", () => {
  const topology = topologyOfDirectory("environments");

  test("belongs to its domain, with words, fields and rules", () => {
    const { vocabulary } = topology.domains[0];
    expect(vocabulary?.owner).toBe("Data office");
    expect(vocabulary?.glossaries.map(({ name, what, content }) => [name, what, content.length])).toEqual([
      ["Business terms", "glossary", 5],
      ["Confidentiality", "governed glossary", 3],
    ]);
    expect(vocabulary?.forms.map(({ content }) => content)).toEqual([
      ["owner", "contact", "reviewedOn"],
      ["purpose", "days", "columns"],
    ]);
  });

  test("says in which units a rule holds", () => {
    const rules = topology.domains[0].vocabulary?.rules ?? [];
    expect(rules.map(({ name, where, demands, units }) => [name, where, demands, units.length])).toEqual([
      ["Assets have an owner", "Root and below", ["DataOwnership"], 6],
      ["Requests say why", "Finance and below", ["UsagePurpose"], 3],
    ]);
  });
});
