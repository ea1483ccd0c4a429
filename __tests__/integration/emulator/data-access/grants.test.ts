import {
  CreateListingChangeSetCommand,
  CreateSubscriptionGrantCommand,
  type DataZoneClient,
  DeleteSubscriptionGrantCommand,
  ListSubscriptionGrantsCommand,
  RevokeSubscriptionCommand,
  type SubscriptionGrantStatus,
  UpdateSubscriptionGrantStatusCommand,
} from "@aws-sdk/client-datazone";
import { eventually } from "../harness";
import { accessIn, GLUE_TABLE, type Published, Sides } from "./sides";

const OWN_TYPE = "Topic";

let sides: Sides;
let published: Published;
let environmentIdentifier: string;

beforeAll(async () => {
  sides = await Sides.begin();
  await eventually(async () => expect(await sides.targets(await sides.lake())).not.toEqual([]));
  environmentIdentifier = await sides.withoutTargets();
  await sides.ruled.assetType(OWN_TYPE);
});
afterAll(() => sides.stop());
beforeEach(async () => {
  published = await sides.published();
});

const target = (changes: object = {}): Promise<string> => sides.target(environmentIdentifier, changes);
const create = (listing: string, changes: object = {}, person: DataZoneClient = sides.asker) =>
  person.send(
    new CreateSubscriptionGrantCommand({
      ...{ ...sides.on, environmentIdentifier, grantedEntity: { listing: { identifier: listing, revision: "1" } } },
      ...changes,
    }),
  );
const remove = (identifier: string | undefined, person = sides.asker) =>
  person.send(new DeleteSubscriptionGrantCommand({ ...sides.on, identifier }));
const listed = async (input: object) => {
  const { items } = await sides.owner.send(new ListSubscriptionGrantsCommand({ ...sides.on, ...input }));
  return items?.map(({ id }) => id);
};

describe("a target that comes late", () => {
  it("gets no grant of what was approved before, by nobody's retry, until somebody creates one", async () => {
    const subscription = await sides.subscribe(published.listingId);
    const subscriptionTargetId = await target();
    expect(await sides.grants(subscription.id)).toEqual([]);
    const assetTargetNames = [{ assetId: published.assetId, targetName: "sales_copy" }];
    const grant = await create(published.listingId, { assetTargetNames, clientToken: "t" });
    expect(grant).toMatchObject({ subscriptionTargetId, subscriptionId: subscription.id });
    expect((await create(published.listingId, { clientToken: "t" })).id).toBe(grant.id);
    const settled = await sides.settled(grant.id, "GRANTED");
    expect(settled).toMatchObject({
      status: "COMPLETED",
      subscriptionId: subscription.id,
      grantedEntity: { listing: { id: published.listingId, revision: "1" } },
      assets: [{ assetId: published.assetId, targetName: "sales_copy" }],
    });
    expect(settled.assets?.[0].grantedTimestamp).toBeInstanceOf(Date);
    expect(settled.createdBy).not.toBe("SYSTEM");
  });
});

describe("a grant", () => {
  it("comes by itself in targets that are there, take the type, and are no manual ones", async () => {
    const automatic = await target();
    await target({ subscriptionGrantCreationMode: "MANUAL" });
    await target({ applicableAssetTypes: [OWN_TYPE] });
    const taking = await sides.targets(environmentIdentifier);
    const expected = taking.filter(
      ({ applicableAssetTypes, subscriptionGrantCreationMode: mode }) =>
        applicableAssetTypes?.includes(GLUE_TABLE) === true && mode === "AUTOMATIC",
    );
    const { id } = await sides.subscribe(published.listingId);
    const grants = await sides.grants(id);
    expect(grants.map(({ subscriptionTargetId }) => subscriptionTargetId)).toEqual(expected.map((one) => one.id));
    expect(grants.map(({ subscriptionTargetId }) => subscriptionTargetId)).toContain(automatic);
    expect(new Set(grants.map(({ createdBy }) => createdBy))).toEqual(new Set(["SYSTEM"]));
  });

  it("fails with its reason, and is tried again after it was deleted", async () => {
    const subscriptionTargetIdentifier = await target({ subscriptionGrantCreationMode: "AUTOMATIC" });
    const fault = { mode: "grant-failure", reason: "insufficient permissions", times: 9 } as const;
    sides.landscape.emulator.faults.add([fault]);
    const subscription = await sides.subscribe(published.listingId);
    const [failing] = (await listed({
      subscriptionId: subscription.id,
      subscriptionTargetId: subscriptionTargetIdentifier,
    }))!;
    const failed = await sides.settled(failing, "GRANT_FAILED");
    expect(failed).toMatchObject({
      status: "GRANT_FAILED",
      assets: [{ failureCause: { message: "insufficient permissions" } }],
    });
    sides.landscape.emulator.faults.clear();
    const again = () => create(published.listingId, { subscriptionTargetIdentifier });
    await expect(again()).rejects.toMatchObject({ name: "ConflictException" });
    await remove(failing);
    await expect(sides.grant(failing)).rejects.toThrow(`Subscription grant ${failing} does not exist`);
    await sides.settled((await again()).id, "GRANTED");
  });

  it("is refused for what is not subscribed, for another revision, and to who does not act for the project", async () => {
    await target();
    await expect(create(published.listingId)).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining("has no approved subscription") as string,
    });
    const subscription = await sides.subscribe(published.listingId);
    const republish = { entityIdentifier: published.assetId, entityType: "ASSET", action: "PUBLISH" } as const;
    await sides.owner.send(new CreateListingChangeSetCommand({ ...sides.on, ...republish }));
    const revised = { grantedEntity: { listing: { identifier: published.listingId, revision: "2" } } };
    await expect(create(published.listingId, revised)).rejects.toThrow("no approved subscription to revision 2");
    await expect(create(published.listingId, {}, sides.owner)).rejects.toThrow("not permitted");
    await expect(create(published.listingId, { subscriptionTargetIdentifier: "lost" })).rejects.toThrow(
      `Environment ${environmentIdentifier} has no subscription target lost`,
    );
    const subscriptionTargetIdentifier = await target({ applicableAssetTypes: [OWN_TYPE] });
    await expect(create(published.listingId, { subscriptionTargetIdentifier })).rejects.toThrow(
      `No subscription target takes assets of type ${GLUE_TABLE}`,
    );
    const [grant] = await sides.grants(subscription.id);
    await expect(remove(grant.id, sides.owner)).rejects.toThrow("not permitted");
  });

  it("is taken back before it is deleted", async () => {
    const subscriptionTargetIdentifier = await target({ subscriptionGrantCreationMode: "AUTOMATIC" });
    const { id } = await sides.subscribe(published.listingId);
    const [grant] = (await listed({ subscriptionId: id, subscriptionTargetId: subscriptionTargetIdentifier }))!;
    await sides.settled(grant, "GRANTED");
    expect((await remove(grant)).assets?.[0].status).toMatch(/^REVOKE/);
    await eventually(async () => expect(sides.grant(grant)).rejects.toThrow("does not exist"));
  });

  it("stays where taking it back fails, and is deleted at the second try", async () => {
    const subscriptionTargetIdentifier = await target({ subscriptionGrantCreationMode: "AUTOMATIC" });
    const { id } = await sides.subscribe(published.listingId);
    const [grant] = (await listed({ subscriptionId: id, subscriptionTargetId: subscriptionTargetIdentifier }))!;
    await sides.settled(grant, "GRANTED");
    sides.landscape.emulator.faults.add([{ mode: "revoke-failure" }]);
    await remove(grant);
    await sides.settled(grant, "REVOKE_FAILED");
    await remove(grant);
    await eventually(async () => expect(sides.grant(grant)).rejects.toThrow("does not exist"));
  });

  it("is listed only by something, and not to strangers", async () => {
    await expect(listed({})).rejects.toThrow("Missing required filters");
    await target();
    const subscription = await sides.subscribe(published.listingId);
    const about = { ...sides.on, subscriptionId: subscription.id };
    expect((await sides.stranger().send(new ListSubscriptionGrantsCommand(about))).items).toEqual([]);
    expect(await listed({ subscriptionId: subscription.id, owningProjectId: sides.projects.producer })).toEqual([]);
    const owningGroupId = "5ee00000-0000-4000-8000-000000000000";
    expect(await listed({ subscriptionId: subscription.id, owningGroupId })).toEqual([]);
    expect((await listed({ environmentId: environmentIdentifier }))?.length).toBeGreaterThan(0);
  });
});

describe("a grant on its way", () => {
  it("is pending, is not deleted, and is taken back only after it was given", async () => {
    const slow = await Sides.begin({ delays: { grant: 60_000 } });
    try {
      await eventually(async () => expect(await slow.targets(await slow.lake())).not.toEqual([]));
      const subscription = await slow.subscribe((await slow.published()).listingId);
      const [grant] = await slow.grants(subscription.id);
      expect(grant).toMatchObject({ status: "PENDING", assets: [{ status: "GRANT_PENDING" }] });
      const removal = new DeleteSubscriptionGrantCommand({ ...slow.on, identifier: grant.id });
      await expect(slow.asker.send(removal)).rejects.toMatchObject({
        name: "ConflictException",
        message: `Subscription grant ${grant.id} is GRANT_PENDING`,
      });
      await slow.owner.send(new RevokeSubscriptionCommand({ ...slow.on, identifier: subscription.id }));
      const { course } = accessIn(slow).grants[grant.id!];
      expect(course.direction).toBe("REVOKE");
      expect(course.carriedOut!.inProgressAt).toBeGreaterThan(Date.now() + 120_000);
    } finally {
      await slow.stop();
    }
  });
});

describe("a grant that others carry out", () => {
  const report = (
    identifier: string | undefined,
    status: SubscriptionGrantStatus,
    changes: object = {},
    person: DataZoneClient = sides.owner,
  ) =>
    person.send(
      new UpdateSubscriptionGrantStatusCommand({
        ...{ ...sides.on, identifier, assetIdentifier: published.assetId, status },
        ...changes,
      }),
    );
  const begin = async () => {
    published = await sides.published({ typeIdentifier: OWN_TYPE });
    const subscriptionTargetId = await target({ applicableAssetTypes: [OWN_TYPE] });
    const subscription = await sides.subscribe(published.listingId);
    const [grant] = (await listed({ subscriptionId: subscription.id, subscriptionTargetId }))!;
    return { subscription, grant };
  };

  it("is pending until they report, step by step, and again when it is revoked", async () => {
    const { subscription, grant } = await begin();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await sides.grant(grant)).toMatchObject({ status: "PENDING", assets: [{ status: "GRANT_PENDING" }] });
    expect(await report(grant, "GRANT_IN_PROGRESS")).toMatchObject({ status: "IN_PROGRESS" });
    const granted = await report(grant, "GRANTED", { targetName: "topic-1" }, sides.asker);
    expect(granted).toMatchObject({ status: "COMPLETED", assets: [{ status: "GRANTED", targetName: "topic-1" }] });
    await expect(report(grant, "GRANT_FAILED")).rejects.toMatchObject({ name: "ConflictException" });
    await sides.owner.send(new RevokeSubscriptionCommand({ ...sides.on, identifier: subscription.id }));
    expect(await sides.grant(grant)).toMatchObject({ assets: [{ status: "REVOKE_PENDING" }] });
    await expect(report(grant, "GRANTED")).rejects.toMatchObject({ name: "ValidationException" });
    const failed = await report(grant, "REVOKE_FAILED", { failureCause: { message: "broker down" } });
    expect(failed).toMatchObject({
      status: "REVOKE_FAILED",
      assets: [{ failureCause: { message: "broker down" } }],
    });
  });

  it("is deleted when they report it as revoked", async () => {
    const { grant } = await begin();
    await report(grant, "GRANTED");
    await remove(grant);
    await report(grant, "REVOKED");
    await expect(sides.grant(grant)).rejects.toThrow("does not exist");
  });

  it("is reported by members of the two projects, about its asset", async () => {
    const { grant } = await begin();
    await expect(report(grant, "GRANTED", {}, sides.stranger())).rejects.toThrow("does not exist");
    const viewer = await sides.person("grant-viewer", sides.projects.consumer, "PROJECT_CATALOG_VIEWER");
    await expect(report(grant, "GRANTED", {}, viewer)).rejects.toThrow("not permitted");
    await expect(report(grant, "GRANTED", { assetIdentifier: "lost" })).rejects.toThrow("has no asset lost");
  });

  it("is none of the service's own", async () => {
    await target();
    const subscription = await sides.subscribe(published.listingId);
    const [grant] = await sides.grants(subscription.id);
    await expect(report(grant.id, "GRANTED")).rejects.toThrow("is carried out by the service");
  });
});
