import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { checkConfiguration, useCaseExpansions } from "../../../configuration";
import type { Stage } from "../../../configuration/model";
import { resolveStage } from "../../../configuration/resolve";
import { checkRules } from "../../../configuration/rules";
import { USE_CASE_TEMPLATES } from "../../../configuration/schema/use-cases";
import { useCaseAccounts } from "../../../contracts/layers/layer";
import { TEMPLATES } from "../../../seeds";
import { organizationFiles, viewFiles, type Changes } from "./support/organization";
import { CHURN, churn, codeHost, ORDERS, OWN_DOMAIN, withUseCases } from "./support/use-cases";

/** The resolved stages of the valid organization with changes, by name. */
function stagesOf(...changes: Changes[]): Readonly<Record<string, Stage>> {
  const { organization } = viewFiles(organizationFiles(...changes));
  return Object.fromEntries(
    organization.stages.map((view) => [view.name, resolveStage(view, view.owner ?? view, organization.byName)]),
  );
}

/** Problems of the valid organization with changes. */
function problemsOf(...changes: Changes[]) {
  return checkRules(viewFiles(organizationFiles(...changes)).organization);
}

const namesOf = ({ projects }: Stage): string[] => Object.values(projects).map(({ name }) => name);

test("the templates of the schema are those of seeds", () => {
  expect([...USE_CASE_TEMPLATES]).toEqual(TEMPLATES.map(({ name }) => name));
});

describe("a consumer", () => {
  const { shared, dev, prod } = stagesOf(withUseCases());

  test("is a standing project in the stage in which it is built, and in each that it is deployed to", () => {
    expect([shared, dev, prod].map(namesOf)).toEqual([[], ["one", "two", "churn-dev"], ["one-prod", "churn-prod"]]);
    expect(dev.projects.churn).toMatchObject({
      key: "churn",
      unit: "reporting",
      profile: "fixed",
      members: {
        engineers: { group: "engineers", designation: "PROJECT_CONTRIBUTOR" },
        "use-case-seeding": { group: "use-case-seeding", designation: "PROJECT_CATALOG_VIEWER" },
      },
    });
    expect(Object.keys(prod.projects.churn.members)).toEqual(["engineers"]);
  });

  test("is whole in the stage whose file has it, and a part in the others", () => {
    expect(Object.keys(shared.aiops?.useCases ?? {})).toEqual(["churn"]);
    expect([shared.useCases, dev.aiops, prod.aiops]).toEqual([{}, undefined, undefined]);
    expect(dev.useCases.churn).toMatchObject({ build: { account: { key: "alpha" } }, hub: { stage: "shared" } });
    expect(dev.useCases.churn.deploy).toBeUndefined();
    expect(prod.useCases.churn).toMatchObject({ deploy: { account: { key: "gamma" }, production: true } });
    expect([shared, dev, prod].map(useCaseAccounts)).toEqual([[], ["alpha"], ["gamma"]]);
  });

  test("needs approval in production without a word, and its owners review there", () => {
    const [stage] = dev.useCases.churn.useCase.stages;
    expect(stage).toMatchObject({ production: true, approval: true, approvalHours: 72, reviewers: ["@acme/churn"] });
  });

  test("has names of its key, its template's defaults and a model card among its gates", () => {
    expect(dev.useCases.churn.useCase).toMatchObject({
      modelPackageGroup: "churn",
      options: { serving: "endpoint" },
      repositories: { build: "churn-build", deploy: "churn-deploy" },
      platformOwners: ["@acme/platform"],
      teamGroups: ["engineers"],
      trigger: { by: "approval" },
      gates: { metrics: {}, biasReport: false, explainabilityReport: false, modelCard: true },
    });
  });

  test("of a profile that is bound to pools runs in the account that it names, in the Region of the domain", () => {
    const build = { stage: "dev", account: "beta", profile: "dynamic" };
    const { environments } = stagesOf(withUseCases(churn({ build }))).dev.projects.churn;
    const account = { account: "beta", region: "us-east-1", pool: "both" };
    expect(environments).toEqual(
      ["Tooling", "Lake"].map((configuration) => ({ configuration, account, parameters: {} })),
    );
  });

  test("that runs where it is built has one project and one place there", () => {
    const stages = [{ stage: "dev", account: "alpha" }, ...CHURN.stages];
    const all = stagesOf(withUseCases(churn({ stages })));
    expect(namesOf(all.dev)).toEqual(["one", "two", "churn-dev"]);
    expect(all.dev.useCases.churn.deploy).toMatchObject({ approval: false, approvers: [], reviewers: [] });
    expect(useCaseAccounts(all.dev)).toEqual(["alpha"]);
  });
});

describe("a producer", () => {
  test("has one project, in the stage in which it is built", () => {
    const { dev, prod } = stagesOf(withUseCases({ orders: ORDERS }));
    expect([dev, prod].map(namesOf)).toEqual([["one", "two", "orders-dev"], ["one-prod"]]);
    expect(prod.useCases.orders.deploy?.project).toBeUndefined();
    expect(prod.useCases.orders.useCase).toMatchObject({ releases: "data release", gates: { modelCard: false } });
  });
});

describe("a stage with a domain of its own", () => {
  const stages = [...CHURN.stages, { stage: "own", account: "delta", approvers: ["leads"] }];

  test("takes part in the use cases of the stage that it names", () => {
    const { own } = stagesOf(withUseCases(churn({ stages })), { own: OWN_DOMAIN });
    expect([own.aiops, own.domainStage, namesOf(own)]).toEqual([undefined, "own", ["probe", "churn-own"]]);
    expect(own.useCases.churn).toMatchObject({
      hub: { stage: "shared", governance: { key: "governance", id: "000000000001" } },
      deploy: { domainStage: "own", account: { id: "000000000032" }, roleName: "smus-churn-own-deploy" },
    });
    expect("use-case-seeding" in own.domain.groups).toBe(false);
  });

  test("is told what its own file lacks, at the use case", () => {
    const bare = { ...OWN_DOMAIN, domain: { ...OWN_DOMAIN.domain, units: {}, groups: {} } };
    expect(problemsOf(withUseCases(churn({ stages })), { own: bare })).toMatchObject([
      { code: "UNIT_UNKNOWN", file: "shared.ts", path: "useCases.churn.unit", otherFiles: ["own.ts"] },
      { code: "GROUP_UNKNOWN", file: "shared.ts", path: "useCases.churn.members.engineers.group" },
    ]);
  });
});

describe("what is wrong with the projects of a use case", () => {
  test("is told once for all stages, with their names", () => {
    const [problem, ...others] = problemsOf(withUseCases(churn({ unit: "sales" })));
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code: "UNIT_UNKNOWN", file: "shared.ts", path: "useCases.churn.unit" });
    expect(problem.got).toBe('"sales", in stages "dev", "prod"');
    expect(problem.otherFiles.toSorted()).toEqual(["dev.ts", "prod.ts"]);
  });

  test("is told for each stage where stages differ", () => {
    const build = {
      stage: "dev",
      account: "beta",
      profile: "dynamic",
      unit: "sales",
      members: { none: { group: "none", designation: "PROJECT_OWNER" } },
    };
    const found = problemsOf(withUseCases(churn({ build, profile: "nothing" })));
    expect(found.map(({ path, got }) => `${path} ${got}`)).toEqual([
      'useCases.churn.build.unit "sales", in stage "dev"',
      'useCases.churn.build.members.none.group "none", in stage "dev"',
      'useCases.churn.profile "nothing", in stage "prod"',
    ]);
  });

  test("names the use case where another project has its name", () => {
    const [problem] = problemsOf(withUseCases(), { "dev.projects.two.name": "Churn-dev" });
    expect(problem).toMatchObject({ code: "NAME_DUPLICATE", file: "shared.ts", path: "useCases.churn" });
  });
});

describe("the expansion", () => {
  test("says all that a use case becomes", () => {
    const stages = Object.values(stagesOf(withUseCases()));
    const group = "group engineers";
    expect(useCaseExpansions(stages, stages)).toEqual([
      {
        useCase: "churn",
        hub: "shared",
        title: "Churn",
        team: "Retention",
        pattern: "consumer",
        template: "regression",
        codeHost: "github",
        repositories: { build: "https://github.com/acme/churn-build", deploy: "https://github.com/acme/churn-deploy" },
        modelPackageGroup: "churn",
        places: [
          {
            stage: "dev",
            account: "alpha",
            accountId: "000000000011",
            region: "us-east-1",
            production: false,
            project: {
              name: "churn-dev",
              unit: "reporting",
              profile: "fixed",
              members: { [group]: "PROJECT_CONTRIBUTOR", "group use-case-seeding": "PROJECT_CATALOG_VIEWER" },
            },
            roles: { build: "smus-churn-dev-build", deploy: null },
            approval: null,
          },
          {
            stage: "prod",
            account: "gamma",
            accountId: "000000000021",
            region: "us-east-1",
            production: true,
            project: {
              name: "churn-prod",
              unit: "reporting",
              profile: "fixed",
              members: { [group]: "PROJECT_CONTRIBUTOR" },
            },
            roles: { build: null, deploy: "smus-churn-prod-deploy" },
            approval: { approvers: ["leads"], reviewers: ["@acme/churn"] },
          },
        ],
      },
    ]);
  });

  test("tells of a stage whose file has use cases, and of no other", () => {
    const { dev, ...all } = stagesOf(withUseCases({ orders: ORDERS }));
    expect(useCaseExpansions([dev], [dev, ...Object.values(all)])).toEqual([]);
    const [orders] = useCaseExpansions([all.shared], [dev, ...Object.values(all)]);
    expect(orders.places.map(({ stage, project }) => [stage, project?.name])).toEqual([
      ["dev", "orders-dev"],
      ["prod", undefined],
    ]);
    expect(orders.modelPackageGroup).toBeNull();
  });
});

test.each([
  [{}, "https://token.actions.githubusercontent.com"],
  [{ url: "https://acme.ghe.com" }, "https://token.actions.acme.ghe.com"],
  [{ type: "github-enterprise-server", url: "https://git.acme.example" }, "https://git.acme.example/_services/token"],
  [{ type: "gitlab" }, "https://gitlab.com"],
  [{ type: "gitlab", url: "https://git.acme.example:8443" }, "https://git.acme.example:8443"],
])("the issuer of the host %j is %s", (host, issuer) => {
  expect(stagesOf(withUseCases(undefined, codeHost(host))).dev.useCases.churn.codeHost.issuer).toBe(issuer);
});

describe("a stage whose use cases have places in a stage that is wrong", () => {
  let directory: string;
  afterEach(() => rmSync(directory, { recursive: true }));

  function check(stage: string, ...changes: Changes[]) {
    directory = mkdtempSync(path.join(os.tmpdir(), "smus-use-cases-"));
    for (const [name, content] of Object.entries(organizationFiles(...changes)))
      writeFileSync(path.join(directory, `${name}.json`), JSON.stringify(content));
    const { stages, problems } = checkConfiguration(directory, stage);
    return { stages: stages.map(({ name }) => name), problems: problems.map(({ file }) => file) };
  }
  const wrong = { "prod.projects.one.profile": "nothing" };

  test("cannot be used, and says why", () => {
    expect(check("dev", withUseCases(), wrong)).toEqual({ stages: [], problems: ["prod.json"] });
  });

  test("can be used where it has no use case with it", () => {
    const stages = [{ stage: "dev", account: "alpha" }];
    expect(check("dev", withUseCases(churn({ stages })), wrong)).toEqual({ stages: ["dev"], problems: [] });
  });
});
