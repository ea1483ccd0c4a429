import {
  AssociateGovernedTermsCommand,
  BatchGetAttributesMetadataCommand,
  BatchPutAttributesMetadataCommand,
  CreateAssetRevisionCommand,
  type DataZoneClient,
  DeleteAssetCommand,
  type FormInput,
  GetAssetCommand,
  type GetAssetOutput,
  StartDataSourceRunCommand,
} from "@aws-sdk/client-datazone";
import { standInTables } from "../../../packages/emulator/services/glue/tables";
import { FIXED, type Hosting, hosting, openMemberPool, profile, project } from "./hosting";
import { changed, GOVERNANCE, Landscape, MEMBER, REGION } from "./landscape";
import { dataSource, said, sourcesIn } from "./sources";
import { structure, vocabularyOwner } from "./vocabulary";

const COLUMNS = ["id", "email", "born", "city", "zip", "country", "note"];
const README = { name: "AssetCommonDetailsForm", formType: "amazon.datazone.AssetCommonDetailsFormType" };

let landscape: Landscape;
let host: Hosting;
let client: DataZoneClient;
let projectId: string;
let vocabulary: string;
let sourceId: string;
let terms: { customer: string; internal: string; person: string; secret: string };

beforeAll(async () => {
  landscape = await Landscape.start({ pageSize: 2 });
  host = await hosting(landscape, "a/host");
  await openMemberPool(landscape, host);
  client = landscape.clients(GOVERNANCE).datazone();
  const profileId = (await landscape.create(GOVERNANCE, profile(host, FIXED))).id;
  projectId = (await landscape.create(GOVERNANCE, project(host, profileId))).id;
  vocabulary = await vocabularyOwner(landscape, host, "a/office");
  const [words, marks] = [
    await glossary("words"),
    await glossary("marks", { usageRestriction: "ASSET_GOVERNED_TERMS" }),
  ];
  terms = {
    customer: await term(words, "Customer"),
    person: await term(words, "Person"),
    internal: await term(marks, "Internal"),
    secret: await term(marks, "Secret"),
  };
  for (const name of ["Contract", "Quality"]) await form(name);
  sourceId = (await landscape.create(GOVERNANCE, { ...dataSource(host.domainId, projectId), key: "a/source" })).id;
});
afterAll(() => landscape.stop());

async function glossary(name: string, more: object = {}): Promise<string> {
  const termNames = ["Customer", "Person", "Internal", "Secret"];
  const properties = { domainId: host.domainId, projectId: vocabulary, name, status: "ENABLED", ...more };
  const keys = { termKeys: `a/${name}`, termNames, adoptedTermIds: [] };
  const desired = { kind: "Glossary", key: `a/${name}`, properties: { ...properties, ...keys } } as const;
  return (await landscape.create(GOVERNANCE, desired)).id;
}

async function term(glossaryId: string, name: string): Promise<string> {
  const properties = { domainId: host.domainId, glossaryId, name, status: "ENABLED", isA: [], classifies: [] };
  return (await landscape.create(GOVERNANCE, { kind: "GlossaryTerm", key: `a/${name}`, properties })).id;
}

async function form(name: string, ...members: string[]): Promise<void> {
  const smithy = structure(name, "owner", "note", ...members);
  const properties = { domainId: host.domainId, projectId: vocabulary, name, status: "ENABLED", smithy };
  await landscape.create(GOVERNANCE, { kind: "FormType", key: `a/${name}`, properties });
}

const arnOf = (table: string): string => `arn:aws:glue:${REGION}:${MEMBER}:table/sales/${table}`;

/** A table that the data source has brought as an asset. */
async function imported(table: string, columns = COLUMNS): Promise<string> {
  standInTables(landscape.emulator.store, MEMBER, REGION).sales = [
    {
      Name: table,
      DatabaseName: "sales",
      StorageDescriptor: { Columns: columns.map((Name) => ({ Name, Type: "string" })) },
    },
  ];
  await client.send(new StartDataSourceRunCommand({ domainIdentifier: host.domainId, dataSourceIdentifier: sourceId }));
  return assetId(table);
}

function assetId(table: string): string {
  const all = Object.values(sourcesIn(landscape, host.domainId).assets);
  return all.find(({ externalIdentifier }) => externalIdentifier === arnOf(table))?.id ?? "";
}

/** A configuration that says nothing of the table's asset but what is given. */
const about = (table: string, says: object) => ({
  ...said(host.domainId, projectId, arnOf(table), { forms: [], published: undefined, ...says }),
  key: `a/${table}`,
});

const live = (identifier: string): Promise<GetAssetOutput> =>
  client.send(new GetAssetCommand({ domainIdentifier: host.domainId, identifier }));

const formsOn = async (identifier: string, column: string) => {
  const { attributes } = await client.send(
    new BatchGetAttributesMetadataCommand({
      domainIdentifier: host.domainId,
      entityType: "ASSET",
      entityIdentifier: identifier,
      attributeIdentifiers: [column],
    }),
  );
  return attributes?.[0].forms ?? [];
};

/** A revision as somebody makes it in the portal: everything that is there, but for what is given. */
async function byHand(
  identifier: string,
  changes: Partial<{ name: string; glossaryTerms: string[]; forms: FormInput[] }>,
): Promise<void> {
  const now = await live(identifier);
  const { name = now.name, glossaryTerms = now.glossaryTerms, forms } = changes;
  const kept = (now.formsOutput ?? []).map(({ formName, typeName, typeRevision, content }) => ({
    formName,
    typeIdentifier: typeName,
    typeRevision,
    content,
  }));
  await client.send(
    new CreateAssetRevisionCommand({
      domainIdentifier: host.domainId,
      identifier,
      name,
      description: now.description,
      glossaryTerms: glossaryTerms?.length === 0 ? undefined : glossaryTerms,
      formsInput: forms ?? kept,
    }),
  );
}

const contentOf = (asset: GetAssetOutput, form: string): unknown =>
  JSON.parse(asset.formsOutput?.find(({ formName }) => formName === form)?.content ?? "null");

describe("an asset", () => {
  it("is waited for while nothing has brought it, and written once it is there", async () => {
    const pair = landscape.pair(GOVERNANCE);
    const desired = about("late", { terms: { "words/customer": terms.customer } });
    const first = await pair.plan(desired);
    expect(first.read).toMatchObject({
      reason: `waits for ${arnOf("late")}: no such asset yet`,
      attributes: { assetId: "" },
    });
    await pair.apply(desired);
    expect(pair.result?.attributes).toEqual({ assetId: "" });
    expect(await pair.apply(desired)).toBe("none");

    const id = await imported("late");
    const { read } = await pair.plan(desired);
    expect(read).toMatchObject({ inSync: false, reason: "terms[words/customer]: null -> true" });
    expect(await pair.apply(desired)).toBe("update");
    expect(pair.result?.attributes).toEqual({ assetId: id });
    expect((await live(id)).glossaryTerms).toEqual([terms.customer]);
    expect(await pair.apply(desired)).toBe("none");
  });

  it("gets everything that is configured, in the forms that the portal writes", async () => {
    const id = await imported("full");
    const pair = landscape.pair(GOVERNANCE);
    const desired = about("full", {
      name: "Customers",
      description: "Who buys",
      terms: { "words/customer": terms.customer },
      governedTerms: { "marks/internal": terms.internal },
      forms: [
        { name: "Contract", formType: "Contract", revision: { given: "1" }, content: '{"owner":"sales"}' },
        { ...README, content: '{"readMe":"# Customers"}' },
      ],
      columns: {
        email: {
          name: "Mail address",
          description: "Confirmed",
          terms: { "words/person": terms.person },
          forms: [{ name: "Quality", formType: "Quality", content: '{"note":"checked"}' }],
        },
        id: {
          terms: {},
          forms: [
            { name: "AttributeCommonFormType", formType: "AttributeCommonFormType", content: '{"readMe":"key"}' },
          ],
        },
      },
    });
    const { read } = await pair.plan(desired);
    expect(read.differences).toContainEqual({ path: "name", live: "full", desired: "Customers" });
    expect(read.differences.map(({ path }) => path)).toContain("columns[email].terms[words/person]");
    await pair.apply(desired);

    const asset = await live(id);
    expect(asset).toMatchObject({
      name: "Customers",
      description: "Who buys",
      revision: "2",
      glossaryTerms: [terms.customer],
      governedGlossaryTerms: [terms.internal],
    });
    expect(
      asset.formsOutput?.map(({ formName, typeName, typeRevision }) => [formName, typeName, typeRevision]),
    ).toEqual([
      ["GlueTableForm", "amazon.datazone.GlueTableFormType", "1"],
      ["Contract", "Contract", "1"],
      ["AssetCommonDetailsForm", "amazon.datazone.AssetCommonDetailsFormType", "1"],
      ["ColumnBusinessMetadataForm", "amazon.datazone.ColumnBusinessMetadataFormType", "1"],
    ]);
    expect(contentOf(asset, "ColumnBusinessMetadataForm")).toEqual({
      columnsBusinessMetadata: [
        { columnIdentifier: "email", name: "Mail address", description: "Confirmed", glossaryTerms: [terms.person] },
      ],
    });
    expect(await formsOn(id, "email")).toMatchObject([{ typeName: "Quality", content: '{"note":"checked"}' }]);
    expect(await formsOn(id, "id")).toMatchObject([
      { typeName: "AttributeCommonFormType", content: '{"readMe":"key"}' },
    ]);
    expect(asset.listing).toBeUndefined();
    expect(await pair.apply(desired)).toBe("none");
  });

  it("gets back what somebody has taken away, and keeps what people have put beside it", async () => {
    const id = await imported("shared");
    const pair = landscape.pair(GOVERNANCE);
    const contract = { name: "Contract", formType: "Contract", content: '{"owner":"sales"}' };
    const email = { terms: { "words/person": terms.person }, forms: [] };
    const desired = about("shared", {
      terms: { "words/customer": terms.customer },
      forms: [contract],
      columns: { email },
    });
    await pair.apply(desired);
    const form = (content: object) => ({
      typeIdentifier: "Contract",
      typeRevision: "1",
      content: JSON.stringify(content),
    });
    const business = {
      formName: "ColumnBusinessMetadataForm",
      typeIdentifier: "amazon.datazone.ColumnBusinessMetadataFormType",
      typeRevision: "1",
      content: JSON.stringify({
        columnsBusinessMetadata: [
          { columnIdentifier: "email", name: "Mail", glossaryTerms: [terms.customer], hidden: true },
          { columnIdentifier: "city", glossaryTerms: [terms.person] },
        ],
      }),
    };
    const [table] = (await live(id)).formsOutput ?? [];
    await byHand(id, {
      name: "Renamed",
      glossaryTerms: [terms.person],
      forms: [
        {
          formName: table.formName,
          typeIdentifier: table.typeName,
          typeRevision: table.typeRevision,
          content: table.content,
        },
        { formName: "Contract", ...form({ owner: "us", note: "by hand" }) },
        { formName: "Second", ...form({ note: "more" }) },
        business,
      ],
    });
    await client.send(
      new AssociateGovernedTermsCommand({
        domainIdentifier: host.domainId,
        entityType: "ASSET",
        entityIdentifier: id,
        governedGlossaryTerms: [terms.secret],
      }),
    );

    const { read } = await pair.plan(desired);
    expect(read.differences.map(({ path }) => path)).toEqual([
      "columns[email].terms[words/person]",
      "forms[Contract].owner",
      "terms[words/customer]",
    ]);
    const beside = [
      'field "note" of form "Contract"',
      'form "Second"',
      'governed term "Secret"',
      'name on column "email"',
      'term "Customer" on column "email"',
      'term "Person"',
      'term "Person" on column "city"',
    ];
    expect(read.beside).toEqual(beside);
    await pair.apply(desired);

    const asset = await live(id);
    expect(asset).toMatchObject({
      name: "Renamed",
      glossaryTerms: [terms.person, terms.customer],
      governedGlossaryTerms: [terms.secret],
    });
    expect(contentOf(asset, "Contract")).toEqual({ owner: "sales", note: "by hand" });
    expect(contentOf(asset, "Second")).toEqual({ note: "more" });
    expect(contentOf(asset, "ColumnBusinessMetadataForm")).toEqual({
      columnsBusinessMetadata: [
        { columnIdentifier: "email", name: "Mail", glossaryTerms: [terms.customer, terms.person], hidden: true },
        { columnIdentifier: "city", glossaryTerms: [terms.person] },
      ],
    });
    const after = await pair.plan(desired);
    expect(after).toMatchObject({ change: "none", read: { inSync: true, beside } });
  });

  it("keeps its terms when the table changes, and when somebody makes a revision", async () => {
    const id = await imported("steady");
    const pair = landscape.pair(GOVERNANCE);
    const desired = about("steady", { terms: { "words/customer": terms.customer } });
    await pair.apply(desired);
    await imported("steady", [...COLUMNS, "phone"]);
    expect((await live(id)).revision).toBe("3");
    expect(await pair.apply(desired)).toBe("none");
    await pair.apply(changed(desired, { description: "Newer" }));
    expect(await live(id)).toMatchObject({ revision: "4", description: "Newer", glossaryTerms: [terms.customer] });
  });

  it("loses what is no longer configured, and with its configuration only what that had put there", async () => {
    const id = await imported("leaving");
    await byHand(id, { glossaryTerms: [terms.person] });
    const pair = landscape.pair(GOVERNANCE);
    const contract = { name: "Contract", formType: "Contract", content: '{"owner":"sales"}' };
    const quality = { name: "Quality", formType: "Quality", content: '{"note":"checked"}' };
    const desired = about("leaving", {
      terms: { "words/customer": terms.customer, "words/person": terms.person },
      governedTerms: { "marks/internal": terms.internal, "marks/secret": terms.secret },
      forms: [contract],
      columns: { email: { description: "Mail", terms: { "words/person": terms.person }, forms: [quality] } },
      published: true,
    });
    await pair.apply(desired);
    const fewer = changed(desired, { terms: { "words/person": terms.person }, governedTerms: {}, columns: {} });
    const { read } = await pair.plan(fewer);
    expect(read.differences.map(({ path }) => path)).toEqual(
      [
        "columns[email].description",
        "columns[email].forms[Quality].note",
        "columns[email].terms[words/person]",
        "columns[email].forms[Quality].type",
        `governedTerms[${terms.internal}]`,
        `governedTerms[${terms.secret}]`,
        `terms[${terms.customer}]`,
      ].sort(),
    );
    await pair.apply(fewer);
    expect(await live(id)).toMatchObject({ glossaryTerms: [terms.person], listing: { listingStatus: "ACTIVE" } });
    expect((await live(id)).governedGlossaryTerms ?? []).toEqual([]);
    expect(await formsOn(id, "email")).toEqual([]);
    expect(await pair.apply(fewer)).toBe("none");

    await pair.destroy();
    const asset = await live(id);
    expect(asset.glossaryTerms).toEqual([terms.person]); // it was there before the configuration named it
    expect(asset.formsOutput?.map(({ formName }) => formName)).toEqual(["GlueTableForm", "ColumnBusinessMetadataForm"]);
    expect(contentOf(asset, "ColumnBusinessMetadataForm")).toEqual({ columnsBusinessMetadata: [] });
    expect(asset.listing?.listingStatus).toBe("ACTIVE");
  });

  it("is published with its newest revision, taken out again, and else left as people have it", async () => {
    const id = await imported("listed");
    const pair = landscape.pair(GOVERNANCE);
    const desired = about("listed", { description: "One" });
    await pair.apply(desired);
    expect((await live(id)).listing).toBeUndefined();
    await pair.apply(changed(desired, { published: true }));
    expect(listingOf(id)).toMatchObject({ status: "ACTIVE", assetRevision: "2" });
    await pair.apply(changed(desired, { published: true, description: "Two" }));
    expect(listingOf(id)).toMatchObject({ status: "ACTIVE", assetRevision: "3", revision: 2 });
    await pair.apply(changed(desired, { description: "Two" }));
    expect(listingOf(id)?.status).toBe("ACTIVE");
    await pair.apply(changed(desired, { description: "Two", published: false }));
    expect(listingOf(id)?.status).toBe("INACTIVE");
  });

  it("is published by the next apply where the first one was cut off after the revision", async () => {
    const id = await imported("cut");
    const pair = landscape.pair(GOVERNANCE);
    const desired = about("cut", { description: "One", published: true });
    await pair.apply(desired);
    const next = changed(desired, { description: "Two" });
    landscape.emulator.faults.add([{ operation: "CreateListingChangeSet", mode: "error-before", times: 20 }]);
    await expect(pair.apply(next)).rejects.toThrow();
    landscape.emulator.faults.clear();
    expect(listingOf(id)?.assetRevision).toBe("2");
    const { read } = await pair.plan(next);
    expect(read.reason).toContain('published: "an earlier revision" -> true');
    await pair.apply(next);
    expect(listingOf(id)?.assetRevision).toBe("3");
  });

  it("writes forms on more columns than one call takes, and names a column that is not there", async () => {
    const id = await imported("wide");
    const pair = landscape.pair(GOVERNANCE);
    const quality = (note: string) => ({
      terms: {},
      forms: [{ name: "Quality", formType: "Quality", content: JSON.stringify({ note }) }],
    });
    const columns = Object.fromEntries(COLUMNS.map((name) => [name, quality(name)]));
    await pair.apply(about("wide", { columns }));
    for (const name of COLUMNS)
      expect(await formsOn(id, name)).toMatchObject([{ content: JSON.stringify({ note: name }) }]);
    const other = { formName: "Other", typeIdentifier: "Quality", typeRevision: "1", content: "{}" };
    await client.send(
      new BatchPutAttributesMetadataCommand({
        domainIdentifier: host.domainId,
        entityType: "ASSET",
        entityIdentifier: id,
        attributes: [{ attributeIdentifier: "zip", forms: [other] }],
      }),
    );
    expect(await pair.apply(about("wide", { columns }))).toBe("update");
    expect((await formsOn(id, "zip")).map(({ formName }) => formName)).toEqual(["Other", "Quality"]);
    await expect(pair.apply(about("wide", { columns: { ...columns, lost: quality("x") } }))).rejects.toThrow(
      `column "lost" of asset "${arnOf("wide")}": Attribute lost does not exist; fix: name a column that the asset has`,
    );
  });

  it("that is deleted is drift once, and waited for again after the next apply", async () => {
    const id = await imported("gone");
    const pair = landscape.pair(GOVERNANCE);
    const desired = about("gone", { terms: { "words/customer": terms.customer } });
    await pair.apply(desired);
    await client.send(new DeleteAssetCommand({ domainIdentifier: host.domainId, identifier: id }));
    const { read } = await pair.plan(desired);
    expect(read.differences).toEqual([{ path: "asset", live: null, desired: arnOf("gone") }]);
    expect(await pair.apply(desired)).toBe("update");
    expect(await pair.apply(desired)).toBe("none");
    await pair.destroy();
  });

  it("is left alone when its identifier changes, and the other one is written", async () => {
    const [first] = [await imported("before")];
    const second = await imported("after");
    const pair = landscape.pair(GOVERNANCE);
    const says = { terms: { "words/customer": terms.customer } };
    await pair.apply({ ...about("before", says), key: "a/moving" });
    expect(await pair.apply({ ...about("after", says), key: "a/moving" })).toBe("replace");
    expect((await live(first)).glossaryTerms).toBeUndefined();
    expect((await live(second)).glossaryTerms).toEqual([terms.customer]);
  });
});

function listingOf(id: string) {
  return sourcesIn(landscape, host.domainId).assets[id].listing;
}
