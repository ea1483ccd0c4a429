import {
  CreateAssetRevisionCommand,
  type DataZoneClient,
  GetAssetCommand,
  ListDataSourcesCommand,
  SearchCommand,
  SearchListingsCommand,
  StartDataSourceRunCommand,
} from "@aws-sdk/client-datazone";
import { driftOfStage } from "../../../runner/drift";
import { ADMINISTRATOR_ROLE } from "../../../sandbox/launcher/accounts";
import {
  callGlue,
  describeLife,
  expectEnd,
  IDS,
  Programs,
  reasonOf,
  REGION,
  SmallLife,
  smallWorld,
} from "../../support/life";

const INVENTORY = "governance-inventory";
const ORDERS = `arn:aws:glue:${REGION}:${IDS.finance}:table/sales/orders`;
const WAITS = `Asset ${ORDERS} does not exist yet: run data source Orders of project Reports, then apply again.`;

/** An asset that a data source brings after the apply: waited for, written, repaired, and left to people where they add to it. */
describeLife("assets of a project", () => {
  let small: SmallLife;
  let datazone: DataZoneClient;
  let domain: { readonly domainIdentifier: string };
  let terms: Record<string, string>;
  const asset = {
    externalIdentifier: ORDERS,
    description: "What was ordered",
    terms: ["words/order", "marks/internal"],
    forms: [{ name: "Contract", form: "contract", content: { owner: 'the "${sales}" team' } }],
    columns: {
      id: { terms: ["words/order"], forms: [{ name: "Contract", form: "contract", content: { owner: "us" } }] },
    },
    published: true,
  };

  beforeAll(async () => {
    small = await SmallLife.begin(await smallWorld());
    small.rewrite((organization) => {
      const { projects } = organization;
      const groups: Record<string, object> = organization.domain.groups;
      groups.administrators = { rolePrincipalArn: `arn:aws:iam::${IDS.governance}:role/${ADMINISTRATOR_ROLE}` };
      projects.reports.members = {
        ...projects.reports.members,
        administrators: { group: "administrators", designation: "PROJECT_OWNER" },
      };
      projects.reports.dataSources = { orders: { name: "Orders", glue: { filters: [{ database: "sales" }] } } };
      projects.reports.assets = { orders: asset };
      Object.assign(organization, {
        catalog: {
          owner: { create: { name: "Office" } },
          glossaries: {
            words: { name: "Words", terms: { order: { name: "Order" }, person: { name: "Person" } } },
            marks: { name: "Marks", governed: true, terms: { internal: { name: "Internal" } } },
          },
          forms: { contract: { name: "Contract", content: { fields: { owner: { type: "string" } } } } },
        },
      });
    });
  });
  afterAll(() => small?.life.end());

  const live = async () => {
    const { items = [] } = await datazone.send(new SearchCommand({ ...domain, searchScope: "ASSET" }));
    const found = items.find(({ assetItem }) => assetItem?.externalIdentifier === ORDERS)?.assetItem;
    return datazone.send(new GetAssetCommand({ ...domain, identifier: found?.identifier }));
  };
  /** A revision as somebody makes it: everything that is there, with other terms. */
  const revise = async (glossaryTerms: string[]): Promise<void> => {
    const { id, name, description, formsOutput = [] } = await live();
    const formsInput = formsOutput.map(({ formName, typeName, typeRevision, content }) => ({
      formName,
      typeIdentifier: typeName,
      typeRevision,
      content,
    }));
    const revision = { identifier: id, name, description, formsInput };
    await datazone.send(new CreateAssetRevisionCommand({ ...domain, ...revision, glossaryTerms }));
  };
  const run = async (): Promise<void> => {
    const { reports } = small.life.outputs("governance-projects").projectIds as Record<string, string>;
    const { items = [] } = await datazone.send(new ListDataSourcesCommand({ ...domain, projectIdentifier: reports }));
    const [{ dataSourceId }] = items;
    await datazone.send(new StartDataSourceRunCommand({ ...domain, dataSourceIdentifier: dataSourceId }));
  };
  const place = () => ({ addresses: small.life.sandbox.addresses, account: IDS.finance });
  const catalogCheck = (exitCode: number): string =>
    expectEnd(new Programs(small.life).npm("catalog:check", [], "main"), exitCode);
  const table = (operation: "CreateTable" | "UpdateTable", ...columns: string[]) =>
    callGlue(place(), operation, {
      DatabaseName: "sales",
      TableInput: { Name: "orders", StorageDescriptor: { Columns: columns.map((Name) => ({ Name, Type: "string" })) } },
    });

  it("are waited for: the apply succeeds and says who brings them, and the next plan is empty", async () => {
    await small.life.mustBootstrap(); // two layers that the stage did not have
    const applied = await small.life.mustApply();
    expect(applied.stacks.find(({ stack }) => stack === INVENTORY)?.attention).toEqual([WAITS]);
    expect(catalogCheck(2)).toContain("does not exist yet: run its data source, then npm run apply");
    await small.life.expectEmptyPlan();
    ({ datazone } = await small.life.clients(IDS.governance));
    domain = { domainIdentifier: String(small.life.outputs("governance-domain").domainId) };
    terms = small.life.outputs("governance-catalog").termIds as Record<string, string>;
  });

  it("are written by the apply after the run that brings them, published, and then there is nothing to do", async () => {
    await callGlue(place(), "CreateDatabase", { DatabaseInput: { Name: "sales" } });
    await table("CreateTable", "id");
    await run();
    await small.life.expectPlan({ [INVENTORY]: ["update reports_Asset_orders"] });
    expect(catalogCheck(2)).toContain("missing, configured");
    await small.life.mustApply();
    expect(catalogCheck(0)).toContain("1 asset, every one carries what the rules on publishing demand");
    await small.life.expectEmptyPlan();
    expect(await live()).toMatchObject({
      description: "What was ordered",
      glossaryTerms: [terms["words/order"]],
      governedGlossaryTerms: [terms["marks/internal"]],
      listing: { listingStatus: "ACTIVE" },
    });
    const { items } = await datazone.send(new SearchListingsCommand({ ...domain, searchText: "orders" }));
    expect(items).toHaveLength(1);
  });

  it("keep their terms when a run makes a new revision", async () => {
    const before = (await live()).revision;
    await table("UpdateTable", "id", "day");
    await run();
    const after = await live();
    expect(after.revision).not.toBe(before);
    expect(after.glossaryTerms).toEqual([terms["words/order"]]);
    await small.life.expectEmptyPlan();
  });

  it("get back a term that somebody took away, and keep one that somebody added, which drift lists", async () => {
    await revise([terms["words/person"]]);
    const report = await driftOfStage(small.life.sandbox.runOptions("main"));
    const reading = report.stacks.find(({ stack }) => stack === INVENTORY);
    expect(reading?.drift).toMatchObject([
      {
        resource: 'Asset "main/reports/orders"',
        properties: [{ path: "terms[words/order]", live: null, configured: true }],
      },
    ]);
    expect(reading?.beside).toMatchObject([{ resource: 'Asset "main/reports/orders"', things: ['term "Person"'] }]);
    await small.life.expectPlan({ [INVENTORY]: ["update reports_Asset_orders"] });
    expect(reasonOf(small.life.show(INVENTORY), "reports_Asset_orders")).toBe("terms[words/order]: null -> true");
    await small.life.mustApply();
    await small.life.expectEmptyPlan();
    expect((await live()).glossaryTerms).toEqual([terms["words/person"], terms["words/order"]]);
  });

  it("lose with their configuration what that had put there, and nothing else", async () => {
    small.rewrite(({ projects }) => {
      projects.reports.assets = {};
    });
    await small.life.mustApply();
    await small.life.expectEmptyPlan();
    const left = await live();
    expect(left).toMatchObject({ glossaryTerms: [terms["words/person"]], listing: { listingStatus: "ACTIVE" } });
    expect(left.governedGlossaryTerms ?? []).toEqual([]);
  });

  it("made no request that the service would not understand", () => small.life.expectNoViolations());
});
