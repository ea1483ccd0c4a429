import { execFileSync } from "node:child_process";
import {
  DeleteConnectionCommand,
  GetDataSourceCommand,
  ListConnectionsCommand,
  ListDataSourcesCommand,
  SearchListingsCommand,
  StartDataSourceRunCommand,
  UpdateDataSourceCommand,
} from "@aws-sdk/client-datazone";
import { driftOfStage } from "../../../runner/drift";
import { destroyUnconfigured } from "../../../runner/stage-operations";
import { ADMINISTRATOR_ROLE } from "../../../sandbox/launcher/accounts";
import { describeLife, IDS, makeTables, reasonOf, SmallLife, smallWorld, succeeded } from "../../support/life";

const STACK = "governance-projects";
const INVENTORY = "governance-inventory";
const CONTRACT = { name: "Contract", content: { fields: { owner: { type: "string" } } } };

/** Commits the stage files, in a repository of their own. */
function commitStageFiles(directory: string): void {
  const identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
  for (const args of [
    ["init", "-q"],
    ["add", "-A"],
    [...identity, "commit", "-q", "-m", "before"],
  ])
    execFileSync("git", args, { cwd: directory });
}

/** Data sources and connections of a project: made, run by a member, changed by hand, and taken away. */
describeLife("data sources and connections of a project", () => {
  let small: SmallLife;
  let at: { readonly domainIdentifier: string; readonly projectIdentifier: string };
  beforeAll(async () => {
    small = await SmallLife.begin(await smallWorld());
    small.rewrite((organization) => {
      const { domain, projects } = organization;
      Object.assign(organization, {
        catalog: { owner: { create: { name: "Office" } }, forms: { contract: CONTRACT } },
      });
      const groups: Record<string, object> = domain.groups;
      groups.administrators = { rolePrincipalArn: `arn:aws:iam::${IDS.governance}:role/${ADMINISTRATOR_ROLE}` };
      const { reports } = projects;
      reports.members = {
        ...reports.members,
        administrators: { group: "administrators", designation: "PROJECT_OWNER" },
      };
      reports.connections = { warehouse: { name: "warehouse", athena: { workgroupName: "primary" } } };
      reports.dataSources = {
        orders: {
          name: "Orders",
          glue: { filters: [{ database: "sales", exclude: ["*_tmp"] }] },
          publishOnImport: true,
          forms: [{ name: "Contract", form: "contract", content: { owner: 'the "${sales}" team' } }],
        },
        archive: { name: "Archive", connection: "warehouse", glue: { filters: [{ database: "archive" }] } },
      };
    });
  });
  afterAll(() => small?.life.end());

  const datazone = async () => (await small.life.clients(IDS.governance)).datazone;
  const onlySource = async (name: string) => {
    const { items } = await (await datazone()).send(new ListDataSourcesCommand({ ...at, name }));
    return { domainIdentifier: at.domainIdentifier, identifier: items?.[0]?.dataSourceId };
  };

  it("are made in one apply with the form that they name, and then there is nothing to do", async () => {
    await small.life.mustBootstrap(); // two layers that the stage did not have
    await small.life.mustApply();
    await small.life.expectEmptyPlan();
    const { projectIds } = small.life.outputs(STACK);
    at = {
      domainIdentifier: String(small.life.outputs("governance-domain").domainId),
      projectIdentifier: (projectIds as Record<string, string>).reports,
    };
    const { items } = await (await datazone()).send(new ListConnectionsCommand(at));
    expect(items?.map(({ name }) => name).sort()).toEqual(["project.iam", "warehouse"]);
  });

  it("import tables of Glue that everybody of the domain finds", async () => {
    const place = { addresses: small.life.sandbox.addresses, account: IDS.finance };
    await makeTables(place, "sales", ["orders", "orders_tmp"], ["id"]);
    const client = await datazone();
    const { domainIdentifier, identifier: dataSourceIdentifier } = await onlySource("Orders");
    await client.send(new StartDataSourceRunCommand({ domainIdentifier, dataSourceIdentifier }));
    const { items } = await client.send(new SearchListingsCommand({ domainIdentifier, searchText: "orders" }));
    expect(items?.map(({ assetListing }) => assetListing?.name)).toEqual(["orders"]);
  });

  it("are repaired when they were changed by hand, and what reads through a deleted connection is replaced with it", async () => {
    const client = await datazone();
    await client.send(new UpdateDataSourceCommand({ ...(await onlySource("Orders")), enableSetting: "DISABLED" }));
    const { items } = await client.send(new ListConnectionsCommand({ ...at, name: "warehouse" }));
    const { domainIdentifier } = at;
    await client.send(new DeleteConnectionCommand({ domainIdentifier, identifier: items?.[0]?.connectionId }));
    await small.life.expectPlan({
      [STACK]: ["replace reports_Connection_warehouse", "update reports_Connection_warehouse_CreateOnly"],
      [INVENTORY]: ["update reports_DataSource_orders"],
    });
    expect(reasonOf(small.life.show(INVENTORY), "reports_DataSource_orders")).toBe("enabled: false -> true");
    const before = (await onlySource("Archive")).identifier;
    await small.life.mustApply();
    expect((await onlySource("Archive")).identifier).not.toBe(before);
    await small.life.expectEmptyPlan();
  });

  it("move to the new revision of their form in the apply that makes it", async () => {
    small.rewrite((organization) => {
      const fields = { ...CONTRACT.content.fields, team: { type: "string" } };
      const contract = { ...CONTRACT, content: { fields } };
      Object.assign(organization, { catalog: { owner: { create: { name: "Office" } }, forms: { contract } } });
    });
    await small.life.expectPlan({
      "governance-catalog": ["update Vocabulary_Form_contract"],
      [INVENTORY]: ["update reports_DataSource_orders"],
    });
    await small.life.mustApply();
    await small.life.expectEmptyPlan();
    const source = await (await datazone()).send(new GetDataSourceCommand(await onlySource("Orders")));
    expect(source.assetFormsOutput).toMatchObject([{ typeName: "Contract", typeRevision: "2" }]);
  });

  it("are changed in place where the service can", async () => {
    small.rewrite(({ projects }) => {
      projects.reports.connections = { warehouse: { name: "warehouse", athena: { workgroupName: "reports" } } };
    });
    await small.life.expectPlan({ [STACK]: ["update reports_Connection_warehouse"] });
    await small.life.mustApply();
    await small.life.expectEmptyPlan();
    const { items } = await (await datazone()).send(new ListConnectionsCommand({ ...at, name: "warehouse" }));
    expect(items?.[0]?.props?.athenaProperties?.workgroupName).toBe("reports");
  });

  it("go when they are no longer configured, a connection before what reads through it", async () => {
    small.rewrite(({ projects }) => {
      projects.reports.connections = {};
      delete projects.reports.dataSources?.archive;
    });
    await small.life.mustApply();
    await small.life.expectEmptyPlan();
    const { items = [] } = await (await datazone()).send(new ListDataSourcesCommand(at));
    expect(items.map(({ name }) => name)).toEqual(["Orders"]);
  });

  it("leave a stack behind with the last of them: plan and drift name it, an apply and a destruction cannot go past it", async () => {
    commitStageFiles(small.life.sandbox.environmentsDirectory);
    small.rewrite(({ projects }) => {
      projects.reports.dataSources = {};
    });
    const left = { stacks: [{ stack: INVENTORY, resources: 4 }], unsearched: [] };
    const plan = await small.life.plan();
    expect(plan).toMatchObject({ exitCode: 2, unconfigured: left });
    expect(plan.stacks.map(({ status }) => status)).toEqual(plan.stacks.map(() => "unchanged"));
    const run = small.life.sandbox.runOptions("main");
    expect(await driftOfStage(run)).toMatchObject({ exitCode: 2, unconfigured: left });
    expect(await small.life.apply()).toMatchObject({ exitCode: 0, unconfigured: left });
    await expect(small.life.destroy()).rejects.toThrow(
      `no longer configured, and could not be destroyed after it: ${INVENTORY}`,
    );
    expect((await onlySource("Orders")).identifier).toBeDefined();
  });

  it("go with that stack, which is destroyed as the commit before has it", async () => {
    const run = { ...small.life.sandbox.runOptions("main"), parallelism: 2 };
    await expect(destroyUnconfigured({ ...run, base: "HEAD", stacks: [STACK] })).rejects.toThrow("still configures");
    const outcome = succeeded(await destroyUnconfigured({ ...run, base: "HEAD" }));
    expect(outcome.stacks.map(({ stack, status }) => `${stack} ${status}`)).toEqual([`${INVENTORY} destroyed`]);
    expect((await onlySource("Orders")).identifier).toBeUndefined();
    await small.life.expectEmptyPlan();
  });

  it("made no request that the service would not understand", () => small.life.expectNoViolations());
});
