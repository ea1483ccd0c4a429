import {
  CreateListingChangeSetCommand,
  CreateSubscriptionRequestCommand,
  type DataZoneClient,
  DeleteProjectCommand,
  GetSubscriptionRequestDetailsCommand,
  ListDataSourceRunActivitiesCommand,
  ListSubscriptionRequestsCommand,
  StartDataSourceRunCommand,
} from "@aws-sdk/client-datazone";
import { standInTables } from "../../../packages/emulator/services/glue/tables";
import { GOVERNANCE, Landscape, MEMBER, REGION } from "../functions/landscape";
import { COLLECTION, ownership, type RuleChoice, RuledProjects } from "../functions/ruled-projects";
import { dataSource } from "../functions/sources";
import { eventually } from "./harness";

let landscape: Landscape;
let ruled: RuledProjects;

beforeAll(async () => {
  landscape = await Landscape.start({ pageSize: 2 });
  ruled = await RuledProjects.begin(landscape);
});
afterAll(() => landscape.stop());
afterEach(() => ruled.clear());

describe("a rule on publishing", () => {
  it.each<[string, () => RuleChoice]>([
    ["of the unit above", () => ({})],
    ["of the unit itself, which does not cascade", () => ({ unit: ruled.units.own, cascades: false })],
    ["about the asset's type", () => ({ types: [COLLECTION] })],
    ["about the asset's project", () => ({ projects: [ruled.projects.producer] })],
  ])("%s refuses an asset without the form, and not with it", async (_, choice) => {
    await ruled.rule(choice());
    await expect(ruled.publish(await ruled.asset())).rejects.toThrow(
      "Metadata rules are not met: rule Rule 0 requires form Ownership",
    );
    expect(await ruled.publish(await ruled.asset({ formsInput: [ownership({ owner: "sales" })] }))).toMatchObject({
      status: "ACTIVE",
    });
  });

  it.each<[string, () => RuleChoice]>([
    ["of the unit above, which does not cascade", () => ({ cascades: false })],
    ["of another unit", () => ({ unit: ruled.units.other })],
    ["about another type", () => ({ types: ["amazon.datazone.GlueTableAssetType"] })],
    ["about another project", () => ({ projects: [ruled.projects.consumer] })],
    ["about requests", () => ({ action: "CREATE_SUBSCRIPTION_REQUEST" })],
  ])("%s leaves an asset alone", async (_, choice) => {
    await ruled.rule(choice());
    expect(await ruled.publish(await ruled.asset())).toMatchObject({ status: "ACTIVE" });
  });

  it("names everything that is missing, rule by rule, forms and terms", async () => {
    await ruled.rule();
    await ruled.rule({ demands: "term" });
    await expect(ruled.publish(await ruled.asset())).rejects.toThrow(
      `rule Rule 0 requires form Ownership; rule Rule 1 requires term ${ruled.term}`,
    );
    const complete = { formsInput: [ownership({ owner: "sales" })], glossaryTerms: [ruled.term] };
    expect(await ruled.publish(await ruled.asset(complete))).toMatchObject({ status: "ACTIVE" });
  });

  it("lets an import go on, which says of what it could not publish why", async () => {
    standInTables(landscape.emulator.store, MEMBER, REGION).sales = [{ Name: "orders", DatabaseName: "sales" }];
    await ruled.rule();
    const desired = {
      ...dataSource(ruled.host.domainId, ruled.projects.producer, { publishOnImport: true }),
      key: "m/source",
    };
    const { id: dataSourceIdentifier } = await landscape.create(GOVERNANCE, desired);
    const run = await ruled.datazone.send(new StartDataSourceRunCommand({ ...ruled.on, dataSourceIdentifier }));
    const { items } = await ruled.datazone.send(
      new ListDataSourceRunActivitiesCommand({ ...ruled.on, identifier: run.id }),
    );
    expect(items).toMatchObject([
      {
        dataAssetStatus: "PUBLISHING_FAILED",
        errorMessage: {
          errorType: "VALIDATION_EXCEPTION",
          errorDetail: "Metadata rules are not met: rule Rule 0 requires form Ownership",
        },
      },
    ]);
  });
});

describe("a form of an asset", () => {
  it.each([
    [
      "has a type that exists",
      { ...ownership({ owner: "x" }), typeIdentifier: "Lost" },
      "Form type Lost does not exist",
    ],
    [
      "has content that is an object",
      { ...ownership({}), content: "[1]" },
      "Content of form Ownership is no JSON object",
    ],
    [
      "has content that can be read",
      { ...ownership({}), content: "owner" },
      "Content of form Ownership is no JSON object",
    ],
    ["has the values that its type requires", ownership({ note: "x" }), "Form Ownership has no value for owner"],
  ])("%s", (_, wrong, message) => expect(ruled.asset({ formsInput: [wrong] })).rejects.toThrow(message));
});

describe("a request to subscribe", () => {
  let asker: DataZoneClient;
  beforeAll(async () => {
    asker = await ruled.person("asker", ruled.projects.consumer);
  });
  const request = async (listing?: string, overrides: object = {}, person = asker) =>
    person.send(
      new CreateSubscriptionRequestCommand({
        ...{ ...ruled.on, requestReason: "Reports", subscribedListings: [{ identifier: listing }] },
        subscribedPrincipals: [{ project: { identifier: ruled.projects.consumer } }],
        ...overrides,
      }),
    );

  it("is refused without the form that a rule of the asset's unit demands, and is pending with it", async () => {
    await ruled.rule({ unit: ruled.units.own, action: "CREATE_SUBSCRIPTION_REQUEST" });
    const { listingId } = await ruled.publish(await ruled.asset());
    await expect(request(listingId)).rejects.toThrow("rule Rule 0 requires form Ownership");
    const asked = await request(listingId, { metadataForms: [ownership({ owner: "marketing" })] });
    expect(asked).toMatchObject({
      status: "PENDING",
      subscribedPrincipals: [{ project: { id: ruled.projects.consumer, name: "Consumer" } }],
      subscribedListings: [{ id: listingId, ownerProjectId: ruled.projects.producer, ownerProjectName: "Producer" }],
      metadataForms: [{ formName: "Ownership", typeName: "Ownership" }],
    });
    await expect(request(listingId, { metadataForms: [ownership({ owner: "marketing" })] })).rejects.toThrow(
      "SubscriptionRequest already exists",
    );
  });

  it("is seen by both sides, and by nobody else", async () => {
    const { listingId } = await ruled.publish(await ruled.asset());
    const clientToken = "once";
    const { id: identifier } = await request(listingId, { clientToken });
    expect((await request(listingId, { clientToken })).id).toBe(identifier);
    const listed = { ...ruled.on, subscribedListingId: listingId };
    for (const filter of [
      { owningProjectId: ruled.projects.consumer },
      { approverProjectId: ruled.projects.producer, status: "PENDING" as const },
    ]) {
      const { items } = await ruled.datazone.send(new ListSubscriptionRequestsCommand({ ...listed, ...filter }));
      expect(items?.map(({ id }) => id)).toEqual([identifier]);
    }
    const none = { ...listed, approverProjectId: ruled.projects.consumer };
    expect((await ruled.datazone.send(new ListSubscriptionRequestsCommand(none))).items).toEqual([]);
    const stranger = landscape.clients(GOVERNANCE, "stranger").datazone();
    expect((await stranger.send(new ListSubscriptionRequestsCommand(listed))).items).toEqual([]);
    await expect(stranger.send(new GetSubscriptionRequestDetailsCommand({ ...ruled.on, identifier }))).rejects.toThrow(
      "does not exist",
    );
    const seen = await ruled.datazone.send(new GetSubscriptionRequestDetailsCommand({ ...ruled.on, identifier }));
    expect(seen).toMatchObject({ requestReason: "Reports" });
  });

  it("goes with the project that asks, and leaves those of others to be seen", async () => {
    const { listingId } = await ruled.publish(await ruled.asset());
    const identifier = await ruled.project("Guest", ruled.units.other);
    const guest = await ruled.person("guest", identifier);
    await request(listingId, { subscribedPrincipals: [{ project: { identifier } }] }, guest);
    const { id } = await request(listingId);
    await ruled.datazone.send(new DeleteProjectCommand({ ...ruled.on, identifier, skipDeletionCheck: true }));
    const listed = async () => {
      const mine = { ...ruled.on, subscribedListingId: listingId, approverProjectId: ruled.projects.producer };
      const { items } = await ruled.datazone.send(new ListSubscriptionRequestsCommand(mine));
      return items?.map((item) => item.id);
    };
    await eventually(async () => expect(await listed()).toEqual([id]));
  });

  it("is refused for what is not listed, and to who is no member of the project that asks", async () => {
    const id = await ruled.asset();
    const { listingId } = await ruled.publish(id);
    const stranger = landscape.clients(GOVERNANCE, "stranger").datazone();
    const asked = {
      ...{ ...ruled.on, requestReason: "Reports", subscribedListings: [{ identifier: listingId }] },
      subscribedPrincipals: [{ project: { identifier: ruled.projects.consumer } }],
    };
    await expect(stranger.send(new CreateSubscriptionRequestCommand(asked))).rejects.toThrow("not permitted");
    await ruled.datazone.send(
      new CreateListingChangeSetCommand({
        ...ruled.on,
        entityIdentifier: id,
        entityType: "ASSET",
        action: "UNPUBLISH",
      }),
    );
    await expect(request(listingId)).rejects.toThrow("does not exist");
  });
});
