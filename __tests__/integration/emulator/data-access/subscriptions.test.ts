import {
  CancelSubscriptionCommand,
  DeleteProjectCommand,
  GetSubscriptionCommand,
  ListSubscriptionGrantsCommand,
  ListSubscriptionsCommand,
  RevokeSubscriptionCommand,
} from "@aws-sdk/client-datazone";
import { eventually } from "../harness";
import { type Published, Sides } from "./sides";

let sides: Sides;
let published: Published;

beforeAll(async () => {
  sides = await Sides.begin();
});
afterAll(() => sides.stop());
beforeEach(async () => {
  published = await sides.published();
});

const revoke = (identifier: string | undefined, retainPermissions?: boolean, person = sides.owner) =>
  person.send(new RevokeSubscriptionCommand({ ...sides.on, identifier, retainPermissions }));
const cancel = (identifier: string | undefined, person = sides.asker) =>
  person.send(new CancelSubscriptionCommand({ ...sides.on, identifier }));
const list = async (input: object) => {
  const { items } = await sides.asker.send(new ListSubscriptionsCommand({ ...sides.on, ...input }));
  return items?.map(({ id }) => id);
};

describe("a subscription", () => {
  it("comes of an accepted request, and names it with listing, both projects and who accepted", async () => {
    const subscription = await sides.subscribe(published.listingId);
    expect(subscription).toMatchObject({
      status: "APPROVED",
      subscribedPrincipal: { project: { id: sides.projects.consumer, name: "Consumer" } },
      subscribedListing: {
        id: published.listingId,
        revision: "1",
        ownerProjectId: sides.projects.producer,
        item: { assetListing: { entityId: published.assetId } },
      },
    });
    expect(subscription.retainPermissions).toBeUndefined();
    const at = { ...sides.on, identifier: subscription.id };
    expect(await sides.asker.send(new GetSubscriptionCommand(at))).toMatchObject(subscription);
    await expect(sides.stranger().send(new GetSubscriptionCommand(at))).rejects.toThrow("does not exist");
  });

  it("is revoked by the owning project and cancelled by the subscribing one, once", async () => {
    const revoked = await sides.subscribe(published.listingId);
    await expect(revoke(revoked.id, false, sides.asker)).rejects.toThrow("not permitted");
    expect(await revoke(revoked.id)).toMatchObject({ status: "REVOKED", retainPermissions: false });
    await expect(revoke(revoked.id)).rejects.toMatchObject({
      name: "ConflictException",
      message: `Subscription ${revoked.id} is REVOKED`,
    });
    const cancelled = await sides.subscribe(published.listingId);
    await expect(cancel(cancelled.id, sides.owner)).rejects.toThrow("not permitted");
    expect(await cancel(cancelled.id)).toMatchObject({ status: "CANCELLED" });
    await expect(cancel(cancelled.id)).rejects.toThrow(`Subscription ${cancelled.id} is CANCELLED`);
    await expect(cancel("lost")).rejects.toThrow("Subscription lost does not exist");
  });

  it("goes with the project that has subscribed", async () => {
    const identifier = await sides.ruled.project("Leaver", sides.ruled.units.other);
    const person = await sides.person("leaver", identifier);
    const request = await sides.ask(
      published.listingId,
      { subscribedPrincipals: [{ project: { identifier } }] },
      person,
    );
    await sides.accept(request);
    const mine = async () => {
      const about = { ...sides.on, subscribedListingId: published.listingId };
      return (await sides.owner.send(new ListSubscriptionsCommand(about))).items;
    };
    expect(await mine()).toHaveLength(1);
    await sides.ruled.datazone.send(new DeleteProjectCommand({ ...sides.on, identifier, skipDeletionCheck: true }));
    await eventually(async () => expect(await mine()).toEqual([]));
  });
});

describe("a list of subscriptions", () => {
  it("needs a request, a listing or one of the two projects", async () => {
    const refused = { name: "ValidationException", message: "Missing required filters" };
    await expect(list({})).rejects.toMatchObject(refused);
    await expect(list({ status: "REVOKED" })).rejects.toMatchObject(refused);
  });

  it("has approved ones unless another status is asked for", async () => {
    const about = { subscribedListingId: published.listingId };
    const first = await sides.subscribe(published.listingId);
    expect(await list(about)).toEqual([first.id]);
    await revoke(first.id);
    expect(await list(about)).toEqual([]);
    expect(await list({ ...about, status: "REVOKED" })).toEqual([first.id]);
    const second = await sides.subscribe(published.listingId);
    expect(await list({ ...about, owningProjectId: sides.projects.consumer })).toEqual([second.id]);
    expect(await list({ ...about, approverProjectId: sides.projects.consumer })).toEqual([]);
    const ofRequest = { subscriptionRequestIdentifier: second.subscriptionRequestId };
    expect(await list(ofRequest)).toEqual([second.id]);
    const arn = "arn:aws:iam::111111111111:role/somebody";
    expect(await list({ ...about, owningIamPrincipalArn: arn })).toEqual([]);
  });
});

describe("what was granted", () => {
  const granted = async () => {
    const subscription = await sides.subscribe(published.listingId);
    const [grant] = await sides.grants(subscription.id);
    await sides.settled(grant.id, "GRANTED");
    return { subscription, grant };
  };

  it("is taken back when a subscription is revoked, and is found by the subscription alone from then on", async () => {
    const { subscription, grant } = await granted();
    const about = { ...sides.on, subscribedListingId: published.listingId };
    const byListing = async () => (await sides.owner.send(new ListSubscriptionGrantsCommand(about))).items;
    expect(await byListing()).toHaveLength(1);
    await revoke(subscription.id);
    expect(await sides.settled(grant.id, "REVOKED")).toMatchObject({ status: "COMPLETED" });
    expect(await byListing()).toEqual([]);
  });

  it("is taken back when a subscription is cancelled", async () => {
    const { subscription, grant } = await granted();
    await cancel(subscription.id);
    await sides.settled(grant.id, "REVOKED");
  });

  it("stays where a subscription is revoked with its permissions retained", async () => {
    const { subscription, grant } = await granted();
    expect(await revoke(subscription.id, true)).toMatchObject({ retainPermissions: true, status: "REVOKED" });
    expect(await sides.grant(grant.id)).toMatchObject({ status: "COMPLETED", assets: [{ status: "GRANTED" }] });
  });

  it("cannot be taken back where that fails, and says why", async () => {
    const { subscription, grant } = await granted();
    const fault = { mode: "revoke-failure", reason: "Lake Formation said no", key: published.listingId } as const;
    sides.landscape.emulator.faults.add([{ ...fault, key: "another listing" }, fault]);
    await revoke(subscription.id);
    const failed = await sides.settled(grant.id, "REVOKE_FAILED");
    expect(failed).toMatchObject({
      status: "REVOKE_FAILED",
      assets: [{ failureCause: { message: "Lake Formation said no" } }],
    });
    expect(failed.assets?.[0].failureTimestamp).toBeInstanceOf(Date);
    sides.landscape.emulator.faults.clear();
  });
});
