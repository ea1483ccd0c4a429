import {
  AcceptSubscriptionRequestCommand,
  CancelSubscriptionCommand,
  CreateListingChangeSetCommand,
  CreateSubscriptionRequestCommand,
  DeleteSubscriptionRequestCommand,
  GetSubscriptionRequestDetailsCommand,
  ListSubscriptionRequestsCommand,
  RejectSubscriptionRequestCommand,
  UpdateSubscriptionRequestCommand,
} from "@aws-sdk/client-datazone";
import { GOVERNANCE } from "../../functions/landscape";
import { COLLECTION, ownership } from "../../functions/ruled-projects";
import { type Published, Sides } from "./sides";

let sides: Sides;
let published: Published;

beforeAll(async () => {
  sides = await Sides.begin({ pageSize: 2 });
});
afterAll(() => sides.stop());
beforeEach(async () => {
  published = await sides.published();
});

const read = (identifier: string) =>
  sides.owner.send(new GetSubscriptionRequestDetailsCommand({ ...sides.on, identifier }));
const list = async (input: object) => {
  const { items } = await sides.owner.send(new ListSubscriptionRequestsCommand({ ...sides.on, ...input }));
  return items?.map(({ id }) => id);
};

describe("a request to subscribe", () => {
  it("is pending, and is accepted by the owning project with a comment", async () => {
    const id = await sides.ask(published.listingId);
    expect(await read(id)).toMatchObject({ status: "PENDING", requestReason: "Reports" });
    const accepted = await sides.accept(id, { decisionComment: "rule 7" });
    const decided = { status: "ACCEPTED", decisionComment: "rule 7", reviewerId: accepted.updatedBy };
    expect(accepted).toMatchObject(decided);
    expect(accepted.reviewerId).not.toBe(accepted.createdBy);
    expect(await read(id)).toMatchObject(decided);
  });

  it("is rejected, and may be made again", async () => {
    const id = await sides.ask(published.listingId);
    const rejected = await sides.owner.send(
      new RejectSubscriptionRequestCommand({ ...sides.on, identifier: id, decisionComment: "no" }),
    );
    expect(rejected).toMatchObject({ status: "REJECTED", decisionComment: "no" });
    expect(await sides.ask(published.listingId)).not.toBe(id);
  });

  it("stands alone: neither a pending one nor a subscription that holds takes a second", async () => {
    const message = `SubscriptionRequest already exists for subscribed principal ${sides.projects.consumer} Listing ${published.listingId}`;
    const second = () => sides.ask(published.listingId);
    const subscription = await sides.subscribe(published.listingId);
    await expect(second()).rejects.toThrow(message);
    await sides.asker.send(new CancelSubscriptionCommand({ ...sides.on, identifier: subscription.id }));
    await second();
    await expect(second()).rejects.toMatchObject({ name: "ConflictException", message });
  });

  it("is made once with a client token", async () => {
    const clientToken = "token";
    const id = await sides.ask(published.listingId, { clientToken });
    expect(await sides.ask(published.listingId, { clientToken })).toBe(id);
  });

  it("is decided by owners and contributors of the owning project only", async () => {
    const id = await sides.ask(published.listingId);
    const viewer = await sides.person("viewer", sides.projects.producer, "PROJECT_CATALOG_VIEWER");
    for (const Decision of [AcceptSubscriptionRequestCommand, RejectSubscriptionRequestCommand]) {
      const operation = Decision.name.replace("Command", "");
      for (const person of [sides.asker, viewer])
        await expect(person.send(new Decision({ ...sides.on, identifier: id }) as never)).rejects.toMatchObject({
          name: "AccessDeniedException",
          message: `User is not permitted to perform operation: ${operation}`,
        });
      await expect(sides.stranger().send(new Decision({ ...sides.on, identifier: id }) as never)).rejects.toMatchObject(
        { name: "ResourceNotFoundException" },
      );
    }
    expect(await read(id)).toMatchObject({ status: "PENDING" });
  });

  it.each(["accepted", "rejected"])("that is %s is neither decided again, nor changed, nor deleted", async (end) => {
    const identifier = await sides.ask(published.listingId);
    const at = { ...sides.on, identifier };
    const status = end.toUpperCase();
    await sides.owner.send(
      (end === "accepted"
        ? new AcceptSubscriptionRequestCommand(at)
        : new RejectSubscriptionRequestCommand(at)) as never,
    );
    const refused = { name: "ConflictException", message: `Subscription request ${identifier} is ${status}` };
    await expect(sides.owner.send(new AcceptSubscriptionRequestCommand(at))).rejects.toMatchObject(refused);
    await expect(sides.owner.send(new RejectSubscriptionRequestCommand(at))).rejects.toMatchObject(refused);
    const changed = new UpdateSubscriptionRequestCommand({ ...at, requestReason: "Other" });
    await expect(sides.asker.send(changed)).rejects.toMatchObject(refused);
    await expect(sides.asker.send(new DeleteSubscriptionRequestCommand(at))).rejects.toMatchObject(refused);
  });

  it("is changed and deleted by the project that asks while it is pending", async () => {
    const at = { ...sides.on, identifier: await sides.ask(published.listingId) };
    const change = new UpdateSubscriptionRequestCommand({ ...at, requestReason: "Campaigns" });
    await expect(sides.owner.send(change)).rejects.toThrow("not permitted");
    await expect(sides.owner.send(new DeleteSubscriptionRequestCommand(at))).rejects.toThrow("not permitted");
    const changed = await sides.asker.send(change);
    expect(changed).toMatchObject({ requestReason: "Campaigns", updatedBy: changed.createdBy, status: "PENDING" });
    await sides.asker.send(new DeleteSubscriptionRequestCommand(at));
    await expect(read(at.identifier)).rejects.toThrow(`Subscription request ${at.identifier} does not exist`);
    await sides.ask(published.listingId);
  });

  it("of somebody who may decide is accepted with it", async () => {
    const both = sides.landscape.clients(GOVERNANCE).datazone();
    const request = await both.send(
      new CreateSubscriptionRequestCommand({
        ...{ ...sides.on, requestReason: "Reports", subscribedListings: [{ identifier: published.listingId }] },
        subscribedPrincipals: [{ project: { identifier: sides.projects.consumer } }],
      }),
    );
    expect(request.status).toBe("PENDING");
    const decided = await read(request.id ?? "");
    expect(decided).toMatchObject({ status: "ACCEPTED", reviewerId: decided.createdBy });
  });

  it("survives the end of its listing", async () => {
    const id = await sides.ask(published.listingId);
    const change = { entityIdentifier: published.assetId, entityType: "ASSET", action: "UNPUBLISH" } as const;
    await sides.ruled.datazone.send(new CreateListingChangeSetCommand({ ...sides.on, ...change }));
    expect(await read(id)).toMatchObject({ subscribedListings: [{ id: published.listingId, revision: "1" }] });
  });
});

describe("a list of requests", () => {
  it("needs a listing or one of the two projects", async () => {
    const refused = { name: "ValidationException", message: "Missing required filters" };
    await expect(list({})).rejects.toMatchObject(refused);
    await expect(list({ status: "PENDING" })).rejects.toMatchObject(refused);
  });

  it("has pending ones unless another status is asked for, in the order that is asked for, and pages", async () => {
    const consumers = [
      await sides.ruled.project("Second", sides.ruled.units.other),
      await sides.ruled.project("Third", sides.ruled.units.other),
    ];
    const ids = [await sides.ask(published.listingId)];
    for (const [number, identifier] of consumers.entries()) {
      const person = await sides.person(`reader${number}`, identifier);
      const subscribedPrincipals = [{ project: { identifier } }];
      ids.push(await sides.ask(published.listingId, { subscribedPrincipals }, person));
    }
    const about = { subscribedListingId: published.listingId };
    const first = await sides.owner.send(new ListSubscriptionRequestsCommand({ ...sides.on, ...about }));
    expect(first.items).toHaveLength(2);
    expect(await list({ ...about, nextToken: first.nextToken })).toEqual([ids[2]]);
    expect(await list({ ...about, sortBy: "CREATED_AT", sortOrder: "DESCENDING" })).toEqual([ids[2], ids[1]]);
    await sides.owner.send(new RejectSubscriptionRequestCommand({ ...sides.on, identifier: ids[1] }));
    expect(await list(about)).toEqual([ids[0], ids[2]]);
    expect(await list({ ...about, status: "REJECTED" })).toEqual([ids[1]]);
    expect(await list({ ...about, owningProjectId: consumers[1] })).toEqual([ids[2]]);
    const mine = { approverProjectId: sides.projects.producer, owningUserId: "5ee00000-0000-4000-8000-000000000000" };
    expect(await list(mine)).toEqual([]);
  });

  it("shows forms by their names", async () => {
    const metadataForms = [ownership({ owner: "marketing" })];
    const id = await sides.ask(published.listingId, { metadataForms });
    const { items } = await sides.owner.send(
      new ListSubscriptionRequestsCommand({ ...sides.on, subscribedListingId: published.listingId }),
    );
    expect(items).toMatchObject([{ id, metadataFormsSummary: [{ formName: "Ownership", typeName: "Ownership" }] }]);
  });
});

describe("permissions of S3", () => {
  it("are given with the acceptance, for objects of S3 only", async () => {
    const table = await sides.ask(published.listingId);
    const on = (assetId: string) => ({ assetPermissions: [{ assetId, permissions: { s3: ["READ" as const] } }] });
    await expect(sides.accept(table, on(published.assetId))).rejects.toThrow("takes no permissions of S3");
    const { assetId, listingId } = await sides.published({ typeIdentifier: COLLECTION });
    const id = await sides.ask(listingId);
    await expect(sides.accept(id, on("other"))).rejects.toThrow(`Asset other is not part of listing ${listingId}`);
    const accepted = await sides.accept(id, on(assetId));
    expect(accepted.subscribedListings?.[0].item?.assetListing).toMatchObject({ permissions: { s3: ["READ"] } });
  });
});
