import {
  type AssetFilterConfiguration,
  CancelSubscriptionCommand,
  CreateAssetFilterCommand,
  type CreateAssetFilterCommandInput,
  CreateAssetRevisionCommand,
  DeleteAssetFilterCommand,
  GetAssetFilterCommand,
  ListAssetFiltersCommand,
  UpdateAssetFilterCommand,
} from "@aws-sdk/client-datazone";
import { COLLECTION } from "../../functions/ruled-projects";
import { COLUMNS, type Published, Sides, tableForm } from "./sides";

let sides: Sides;
let published: Published;

beforeAll(async () => {
  // Some configurations are meant to have the wrong shape.
  sides = await Sides.begin({ pageSize: 2, validate: false });
});
afterAll(() => sides.stop());
beforeEach(async () => {
  published = await sides.published();
});

const columns = (...includedColumnNames: string[]): AssetFilterConfiguration => ({
  columnConfiguration: { includedColumnNames },
});
const rows = (rowFilter: object): AssetFilterConfiguration => ({
  rowConfiguration: { rowFilter: rowFilter as never },
});
const EU = { expression: { equalTo: { columnName: "region", value: "EU" } } };

const of = (assetIdentifier = published.assetId) => ({ ...sides.on, assetIdentifier });
const create = (
  name: string,
  configuration: AssetFilterConfiguration,
  overrides: Partial<CreateAssetFilterCommandInput> = {},
  person = sides.owner,
) => person.send(new CreateAssetFilterCommand({ ...of(), name, configuration, ...overrides }));

describe("a filter of an asset", () => {
  it("of columns is VALID and says which are left", async () => {
    const { id } = await create("No mail", columns("region", "amount"), { description: "for reports" });
    const seen = { id, name: "No mail", description: "for reports", status: "VALID", assetId: published.assetId };
    const got = await sides.owner.send(new GetAssetFilterCommand({ ...of(), identifier: id }));
    expect(got).toMatchObject({ ...seen, effectiveColumnNames: ["region", "amount"] });
    expect(got.effectiveRowFilter).toBeUndefined();
    expect(got.configuration).toEqual(columns("region", "amount"));
  });

  it.each<[string, object, string]>([
    ["equalTo", EU, "region = 'EU'"],
    ["a number", { expression: { greaterThanOrEqualTo: { columnName: "amount", value: "5" } } }, "amount >= 5"],
    ["a quote", { expression: { notEqualTo: { columnName: "email", value: "o'x" } } }, "email <> 'o''x'"],
    ["like", { expression: { notLike: { columnName: "email", value: "%@x" } } }, "email NOT LIKE '%@x'"],
    ["in", { expression: { in: { columnName: "region", values: ["EU", "US"] } } }, "region IN ('EU', 'US')"],
    ["isNull", { expression: { isNull: { columnName: "email" } } }, "email IS NULL"],
    [
      "and, or",
      { and: [EU, { or: [{ expression: { lessThan: { columnName: "amount", value: "1" } } }, EU] }] },
      "(region = 'EU' AND (amount < 1 OR region = 'EU'))",
    ],
  ])("of rows has its condition as a text: %s", async (_, filter, condition) => {
    const made = await create("Rows", rows(filter));
    expect(made).toMatchObject({ status: "VALID", effectiveRowFilter: condition });
    expect(made.effectiveColumnNames).toBeUndefined();
  });

  it.each<[string, AssetFilterConfiguration, string]>([
    ["columns that are not there", columns("lost", "region"), "has no column lost"],
    ["rows by a column that is not there", rows({ and: [EU, { expression: { isNull: { columnName: "x" } } }] }), "x"],
    ["no column", columns(), "names one column at least"],
    ["no condition", rows({ and: [] }), "names one column at least"],
    ["no expression", rows({ expression: {} }), "needs an expression"],
    ["neither rows nor columns", {} as AssetFilterConfiguration, "either a columnConfiguration or a rowConfiguration"],
    [
      "rows and columns",
      { ...columns("region"), ...rows(EU) } as unknown as AssetFilterConfiguration,
      "either a columnConfiguration or a rowConfiguration",
    ],
  ])("is refused for %s", async (_, configuration, message) => {
    // The SDK sends one member of a union: the request is written by hand.
    await expect(raw(configuration)).rejects.toThrow(message);
  });

  const raw = async (configuration: object): Promise<void> => {
    const { emulator } = sides.landscape;
    const path = `/v2/domains/${sides.on.domainIdentifier}/assets/${published.assetId}/filters`;
    const { accessKeyId } = await sides.owner.config.credentials();
    const region = await sides.owner.config.region();
    const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/${region}/datazone/aws4_request`;
    const body = JSON.stringify({ name: "Wrong", configuration });
    const response = await fetch(emulator.url + path, { method: "POST", headers: { authorization }, body });
    const { message } = (await response.json()) as { message: string };
    expect(response.headers.get("x-amzn-errortype")).toBe("ValidationException");
    throw new Error(message);
  };

  it("is refused on an asset without columns, and to who does not act for its project", async () => {
    const { assetId } = await sides.published({ typeIdentifier: COLLECTION });
    await expect(create("Rows", rows(EU), of(assetId))).rejects.toThrow("has no columns to filter");
    const viewer = await sides.person("filter-viewer", sides.projects.producer, "PROJECT_CATALOG_VIEWER");
    for (const person of [sides.asker, viewer])
      await expect(create("Rows", rows(EU), {}, person)).rejects.toThrow(
        "User is not permitted to perform operation: CreateAssetFilter",
      );
  });

  it("has a name of its own in its asset, and is made once with a client token", async () => {
    const { id } = await create("Once", columns("region"), { clientToken: "t" });
    expect((await create("Once", columns("region"), { clientToken: "t" })).id).toBe(id);
    await expect(create("Once", columns("email"))).rejects.toMatchObject({ name: "ConflictException" });
    const { id: identifier } = await create("Twice", columns("region"));
    const renamed = new UpdateAssetFilterCommand({ ...of(), identifier, name: "Once" });
    await expect(sides.owner.send(renamed)).rejects.toThrow("A filter named Once already exists");
  });

  it("is changed, and is checked like a new one", async () => {
    const { id: identifier } = await create("Mine", columns("region"));
    const update = (changes: object) =>
      sides.owner.send(new UpdateAssetFilterCommand({ ...of(), identifier, ...changes }));
    expect(await update({ configuration: rows(EU), name: "Ours" })).toMatchObject({
      name: "Ours",
      effectiveRowFilter: "region = 'EU'",
    });
    await expect(update({ configuration: columns("lost") })).rejects.toThrow("has no column lost");
  });

  it("is INVALID once a column of it has gone, and may not be given then", async () => {
    const { id } = await create("Mails", columns("email"));
    await create("Regions", columns("region"));
    const revision = { ...sides.on, identifier: published.assetId, name: "Table" };
    const formsInput = [tableForm(COLUMNS.slice(0, 2))];
    await sides.owner.send(new CreateAssetRevisionCommand({ ...revision, formsInput }));
    const list = async (status?: "VALID" | "INVALID") => {
      const { items } = await sides.owner.send(new ListAssetFiltersCommand({ ...of(), status }));
      return items?.map(({ name, status: is, errorMessage }) => [name, is, errorMessage]);
    };
    const gone = ["Mails", "INVALID", `Asset ${published.assetId} has no column email`];
    expect(await list()).toEqual([gone, ["Regions", "VALID", undefined]]);
    expect(await list("INVALID")).toEqual([gone]);
    const request = await sides.ask(published.listingId);
    const scope = { assetScopes: [{ assetId: published.assetId, filterIds: [id!] }] };
    await expect(sides.accept(request, scope)).rejects.toThrow(`Filter ${id} is not VALID`);
  });

  it("is one of at most 100 of its asset, and is listed page by page", async () => {
    for (let number = 0; number < 100; number += 1) await create(`Filter ${number}`, columns("region"));
    await expect(create("One more", columns("region"))).rejects.toMatchObject({
      name: "ServiceQuotaExceededException",
    });
    const { items, nextToken } = await sides.owner.send(new ListAssetFiltersCommand(of()));
    expect([items?.length, nextToken === undefined]).toEqual([2, false]);
  });
});

describe("filters of a subscription", () => {
  const scoped = (...filterIds: (string | undefined)[]) => ({
    assetScopes: [{ assetId: published.assetId, filterIds: filterIds.map(String) }],
  });

  it("are given with the acceptance, and proved by the grant", async () => {
    const { id } = await create("Regions", columns("region"));
    const subscription = await sides.subscribe(published.listingId, scoped(id));
    const [{ id: grant }] = await sides.grants(subscription.id);
    const settled = await sides.settled(grant, "GRANTED");
    expect(settled.assets?.[0].assetScope).toMatchObject({
      assetId: published.assetId,
      filterIds: [id],
      status: "ACTIVE",
    });
    // The pinned SDK drops what it does not know.
    const { accessKeyId } = await sides.owner.config.credentials();
    const region = await sides.owner.config.region();
    const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/${region}/datazone/aws4_request`;
    const path = `/v2/domains/${sides.on.domainIdentifier}/subscription-grants/${grant}`;
    const answer = await fetch(sides.landscape.emulator.url + path, { headers: { authorization } });
    expect(await answer.json()).toMatchObject({
      assets: [{ assetScope: { scopeName: `datazone_${published.assetId}_${subscription.id}` } }],
    });
  });

  it("are all of the asset where none are named", async () => {
    const subscription = await sides.subscribe(published.listingId);
    expect(subscription.subscribedListing?.item?.assetListing?.assetScope).toBeUndefined();
  });

  it("are five at most, of the asset itself, and named", async () => {
    const request = await sides.ask(published.listingId);
    const ids = [];
    for (let number = 0; number < 6; number += 1) ids.push((await create(`F ${number}`, columns("region"))).id);
    await expect(sides.accept(request, scoped(...ids))).rejects.toMatchObject({
      name: "ServiceQuotaExceededException",
      message: "A subscription has at most 5 filters",
    });
    await expect(sides.accept(request, scoped("lost"))).rejects.toThrow("has no filter lost");
    await expect(sides.accept(request, scoped())).rejects.toThrow("names no filter");
    const accepted = await sides.accept(request, scoped(...ids.slice(1)));
    expect(accepted.subscribedListings?.[0].item?.assetListing?.assetScope).toMatchObject({
      filterIds: ids.slice(1),
      status: "PENDING",
    });
  });

  it("are not deleted under it", async () => {
    const { id: identifier } = await create("Held", columns("region"));
    const subscription = await sides.subscribe(published.listingId, scoped(identifier));
    const remove = () => sides.owner.send(new DeleteAssetFilterCommand({ ...of(), identifier }));
    await expect(remove()).rejects.toMatchObject({
      name: "ConflictException",
      message: `Asset filter ${identifier} is used by subscription ${subscription.id}`,
    });
    await sides.asker.send(new CancelSubscriptionCommand({ ...sides.on, identifier: subscription.id }));
    await remove();
    await expect(sides.owner.send(new GetAssetFilterCommand({ ...of(), identifier }))).rejects.toThrow(
      `Asset filter ${identifier} does not exist`,
    );
  });
});
