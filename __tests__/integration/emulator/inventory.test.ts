import {
  AssociateGovernedTermsCommand,
  BatchGetAttributesMetadataCommand,
  BatchPutAttributesMetadataCommand,
  CreateAssetCommand,
  CreateAssetRevisionCommand,
  CreateAssetTypeCommand,
  CreateGlossaryCommand,
  CreateGlossaryTermCommand,
  CreateListingChangeSetCommand,
  type DataZoneClient,
  DeleteAssetCommand,
  DeleteAssetTypeCommand,
  GetAssetCommand,
  GetDataSourceRunCommand,
  GetListingCommand,
  ListAssetRevisionsCommand,
  ListDataSourceRunActivitiesCommand,
  ListDataSourceRunsCommand,
  SearchCommand,
  SearchListingsCommand,
  StartDataSourceRunCommand,
} from "@aws-sdk/client-datazone";
import { type GlueTable, standInTables } from "../../../packages/emulator/services/glue/tables";
import { FIXED, type Hosting, hosting, openMemberPool, profile, project } from "../functions/hosting";
import { GOVERNANCE, Landscape, MEMBER, REGION } from "../functions/landscape";
import { dataSource } from "../functions/sources";
import { vocabularyOwner } from "../functions/vocabulary";

let landscape: Landscape;
let host: Hosting;
let datazone: DataZoneClient;
let projectIds: string[];
let vocabularyProject: string;

const table = (Name: string, columns: readonly string[] = ["id"]): GlueTable => ({
  Name,
  DatabaseName: "sales",
  StorageDescriptor: {
    Location: `s3://lake/${Name}`,
    Columns: columns.map((column) => ({ Name: column, Type: "string" })),
  },
});
const tables = () => standInTables(landscape.emulator.store, MEMBER, REGION);

beforeAll(async () => {
  landscape = await Landscape.start({ pageSize: 2 });
  host = await hosting(landscape, "i/host");
  await openMemberPool(landscape, host);
  datazone = landscape.clients(GOVERNANCE).datazone();
  const profileId = (await landscape.create(GOVERNANCE, profile(host, FIXED))).id;
  vocabularyProject = await vocabularyOwner(landscape, host, "i/vocabulary");
  projectIds = [];
  for (const name of ["Producer", "Consumer"]) {
    const desired = { ...project(host, profileId, { name }), key: `i/${name}` };
    projectIds.push((await landscape.create(GOVERNANCE, desired)).id);
  }
});
afterAll(() => landscape.stop());
beforeEach(() => {
  tables().sales = ["orders", "orders_tmp", "customers"].map((name) => table(name));
});

let number = 0;
async function source(overrides: object = {}, projectId = projectIds[0]): Promise<string> {
  const name = `source-${(number += 1)}`;
  const desired = { ...dataSource(host.domainId, projectId, { name, ...overrides }), key: `i/${name}` };
  return (await landscape.create(GOVERNANCE, desired)).id;
}

const domain = () => ({ domainIdentifier: host.domainId });

async function termIn(glossary: string, governed?: "ASSET_GOVERNED_TERMS"): Promise<string> {
  const { id: glossaryIdentifier } = await datazone.send(
    new CreateGlossaryCommand({
      ...domain(),
      name: glossary,
      owningProjectIdentifier: vocabularyProject,
      usageRestrictions: governed && [governed],
    }),
  );
  const term = await datazone.send(new CreateGlossaryTermCommand({ ...domain(), glossaryIdentifier, name: "Term" }));
  return term.id ?? "";
}

async function run(dataSourceIdentifier: string) {
  const started = await datazone.send(new StartDataSourceRunCommand({ ...domain(), dataSourceIdentifier }));
  expect(started.status).toBe("REQUESTED");
  return datazone.send(new GetDataSourceRunCommand({ ...domain(), identifier: started.id }));
}

async function activities(identifier: string | undefined) {
  const found = [];
  for (let nextToken: string | undefined, more = true; more; more = nextToken !== undefined) {
    const page = await datazone.send(new ListDataSourceRunActivitiesCommand({ ...domain(), identifier, nextToken }));
    found.push(...(page.items ?? []));
    nextToken = page.nextToken;
  }
  return found;
}

describe("a run of a data source", () => {
  it("imports the tables that the filters include and do not exclude, and the next one only what has changed", async () => {
    const id = await source({
      filters: [{ database: "sales", include: ["orders*", "customers"], exclude: ["*_tmp"] }],
    });
    const first = await run(id);
    expect(first).toMatchObject({ status: "SUCCESS", runStatisticsForAssets: { added: 2, updated: 0, unchanged: 0 } });
    const [orders] = await activities(first.id);
    expect(orders).toMatchObject({ technicalName: "orders", dataAssetStatus: "SUCCEEDED_CREATED" });

    const asset = await datazone.send(new GetAssetCommand({ ...domain(), identifier: orders.dataAssetId }));
    expect(asset).toMatchObject({
      typeIdentifier: "amazon.datazone.GlueTableAssetType",
      externalIdentifier: `arn:aws:glue:${REGION}:${MEMBER}:table/sales/orders`,
      revision: "1",
    });
    tables().sales = [table("orders", ["id", "amount"]), table("customers")];
    expect((await run(id)).runStatisticsForAssets).toMatchObject({ added: 0, updated: 1, unchanged: 1 });
    const revisions = await datazone.send(new ListAssetRevisionsCommand({ ...domain(), identifier: asset.id }));
    expect(revisions.items?.map(({ revision }) => revision)).toEqual(["2", "1"]);
    const runs = await datazone.send(new ListDataSourceRunsCommand({ ...domain(), dataSourceIdentifier: id }));
    expect(runs.items).toHaveLength(2);
  });

  it("keeps terms and forms that people have added, which a revision by hand drops", async () => {
    tables().sales = [table("curated")];
    const forms = [{ name: "Contract", formType: "DataContract", content: '{"owner":"sales"}' }];
    const id = await source({ filters: [{ database: "sales", include: ["curated"], exclude: [] }], forms });
    const [activity] = await activities((await run(id)).id);
    const at = { ...domain(), identifier: activity.dataAssetId };
    const before = await datazone.send(new GetAssetCommand(at));
    expect(before.formsOutput?.map(({ formName }) => formName)).toEqual(["GlueTableForm", "Contract"]);
    const term = await termIn("Curation");
    await datazone.send(new CreateAssetRevisionCommand({ ...at, name: "Curated", glossaryTerms: [term] }));
    tables().sales = [table("curated", ["id", "x"])];
    await run(id);

    const after = await datazone.send(new GetAssetCommand(at));
    expect(after).toMatchObject({ name: "Curated", glossaryTerms: [term], revision: "3" });
    await datazone.send(new CreateAssetRevisionCommand({ ...at, name: "Curated" }));
    expect((await datazone.send(new GetAssetCommand(at))).glossaryTerms).toBeUndefined();
  });

  it("fails where the database is not there, and is refused where the source is disabled", async () => {
    const lost = await run(await source({ filters: [{ database: "lost", include: ["*"], exclude: [] }] }));
    expect(lost).toMatchObject({ status: "FAILED", errorMessage: { errorType: "RESOURCE_NOT_FOUND_EXCEPTION" } });

    await expect(run(await source({ enabled: false }))).rejects.toThrow("is disabled");
  });

  it("skips what another project has imported", async () => {
    tables().sales = [table("shared")];
    const filters = [{ database: "sales", include: ["shared"], exclude: [] }];
    await run(await source({ filters }));
    const [activity] = await activities((await run(await source({ filters }, projectIds[1]))).id);
    expect(activity.dataAssetStatus).toBe("SKIPPED_ALREADY_IMPORTED");
  });
});

describe("an asset", () => {
  it("is found by everybody once it is published, and no longer when it is not", async () => {
    tables().sales = [table("listed")];
    const id = await source({
      filters: [{ database: "sales", include: ["listed"], exclude: [] }],
      publishOnImport: true,
    });
    const [{ dataAssetId }] = await activities((await run(id)).id);
    const stranger = landscape.clients(GOVERNANCE, "stranger").datazone();
    const search = () => stranger.send(new SearchListingsCommand({ ...domain(), searchText: "listed" }));
    const [found] = (await search()).items ?? [];
    expect(found.assetListing).toMatchObject({ entityId: dataAssetId, name: "listed", entityRevision: "1" });
    const listing = await stranger.send(
      new GetListingCommand({ ...domain(), identifier: found.assetListing?.listingId }),
    );
    expect(listing).toMatchObject({ status: "ACTIVE", item: { assetListing: { assetId: dataAssetId } } });
    const change = { ...domain(), entityIdentifier: dataAssetId, entityType: "ASSET" } as const;
    await expect(datazone.send(new DeleteAssetCommand({ ...domain(), identifier: dataAssetId }))).rejects.toThrow(
      "is published",
    );

    await datazone.send(new CreateListingChangeSetCommand({ ...change, action: "UNPUBLISH" }));
    expect((await search()).items).toEqual([]);
    const again = await datazone.send(new CreateListingChangeSetCommand({ ...change, action: "PUBLISH" }));
    expect(again).toMatchObject({ listingId: found.assetListing?.listingId, listingRevision: "2", status: "ACTIVE" });
    await datazone.send(new CreateListingChangeSetCommand({ ...change, action: "UNPUBLISH" }));
    await datazone.send(new DeleteAssetCommand({ ...domain(), identifier: dataAssetId }));
  });

  it("is seen and found in the inventory by members of its project only", async () => {
    tables().sales = [table("inner")];
    const id = await source({ filters: [{ database: "sales", include: ["inner"], exclude: [] }] });
    const [{ dataAssetId }] = await activities((await run(id)).id);
    const stranger = landscape.clients(GOVERNANCE, "stranger").datazone();
    const inventory = {
      ...domain(),
      searchScope: "ASSET",
      filters: {
        filter: {
          attribute: "externalIdentifier",
          value: `arn:aws:glue:${REGION}:${MEMBER}:table/sales/inner`,
        },
      },
    } as const;

    expect((await datazone.send(new SearchCommand(inventory))).items?.[0].assetItem?.identifier).toBe(dataAssetId);
    expect((await stranger.send(new SearchCommand(inventory))).items).toEqual([]);
    await expect(stranger.send(new GetAssetCommand({ ...domain(), identifier: dataAssetId }))).rejects.toThrow(
      "User is not permitted to perform operation: GetAsset",
    );
  });

  it("has forms on columns, which are written as a whole, stay with a new revision, and are refused for others", async () => {
    tables().sales = [table("attributed", ["id", "day"])];
    const id = await source({ filters: [{ database: "sales", include: ["attributed"], exclude: [] }] });
    const [{ dataAssetId }] = await activities((await run(id)).id);
    const about = { ...domain(), entityType: "ASSET", entityIdentifier: dataAssetId } as const;
    const put = (attributeIdentifier: string, ...names: string[]) => {
      const forms = names.map((formName) => ({ formName, typeIdentifier: "Quality", content: "{}" }));
      return datazone.send(
        new BatchPutAttributesMetadataCommand({ ...about, attributes: [{ attributeIdentifier, forms }] }),
      );
    };
    const formsOn = async (...attributeIdentifiers: string[]) => {
      const got = await datazone.send(new BatchGetAttributesMetadataCommand({ ...about, attributeIdentifiers }));
      return [got.attributes?.map(({ forms }) => forms?.map(({ formName }) => formName)), got.errors?.length];
    };
    await put("id", "First", "Second");
    await put("id", "Second");
    expect((await put("lost", "First")).errors).toMatchObject([{ attributeIdentifier: "lost" }]);
    tables().sales = [table("attributed", ["id", "day", "more"])];
    await run(id);
    expect(await formsOn("id", "day")).toEqual([[["Second"], []], 0]);
    expect(await formsOn("lost")).toEqual([[], 1]);
  });

  it("takes terms that exist, governed ones by an operation of their own, and is found by both", async () => {
    const [open, governed] = [await termIn("Open"), await termIn("Governed", "ASSET_GOVERNED_TERMS")];
    const made = {
      ...domain(),
      name: "By hand",
      typeIdentifier: "amazon.datazone.S3ObjectCollectionAssetType",
      owningProjectIdentifier: projectIds[0],
    };
    await expect(datazone.send(new CreateAssetCommand({ ...made, glossaryTerms: ["lost"] }))).rejects.toThrow(
      "Glossary term lost does not exist",
    );
    await expect(datazone.send(new CreateAssetCommand({ ...made, glossaryTerms: [governed] }))).rejects.toThrow(
      "is governed",
    );
    const { id } = await datazone.send(new CreateAssetCommand({ ...made, glossaryTerms: [open] }));
    await datazone.send(
      new AssociateGovernedTermsCommand({
        ...domain(),
        entityType: "ASSET",
        entityIdentifier: id,
        governedGlossaryTerms: [governed],
      }),
    );
    await datazone.send(new CreateAssetRevisionCommand({ ...domain(), identifier: id, name: "By hand" }));

    const found = async (value: string) => {
      const filters = { filter: { attribute: "__DataZoneGlossaryTerms", value } };
      const { items } = await datazone.send(new SearchCommand({ ...domain(), searchScope: "ASSET", filters }));
      return items?.map(({ assetItem }) => assetItem?.governedGlossaryTerms);
    };
    expect([await found(open), await found(governed)]).toEqual([[], [[governed]]]);
  });

  it("has the newest revision of its type, which is not deleted under it", async () => {
    const type = { ...domain(), name: "Report", owningProjectIdentifier: vocabularyProject, formsInput: {} };
    const made = { ...domain(), name: "Sales", typeIdentifier: "Report", owningProjectIdentifier: projectIds[0] };
    await expect(datazone.send(new CreateAssetCommand(made))).rejects.toThrow("Asset type Report does not exist");
    for (let revision = 0; revision < 2; revision += 1) await datazone.send(new CreateAssetTypeCommand(type));
    const { id, typeRevision } = await datazone.send(new CreateAssetCommand(made));
    expect(typeRevision).toBe("2");
    const named = { ...domain(), identifier: "Report" };
    await expect(datazone.send(new DeleteAssetTypeCommand(named))).rejects.toThrow("is used by asset Sales");
    await datazone.send(new DeleteAssetCommand({ ...domain(), identifier: id }));
    await datazone.send(new DeleteAssetTypeCommand(named));
  });
});
