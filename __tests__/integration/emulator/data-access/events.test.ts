import {
  CreateDomainUnitCommand,
  CreateListingChangeSetCommand,
  CreateProjectCommand,
  CreateProjectMembershipCommand,
  CancelSubscriptionCommand,
  DeleteDomainUnitCommand,
  DeleteEnvironmentCommand,
  DeleteProjectCommand,
  DeleteProjectMembershipCommand,
  DeleteSubscriptionRequestCommand,
  RejectSubscriptionRequestCommand,
  RemovePolicyGrantCommand,
  AddPolicyGrantCommand,
  RevokeSubscriptionCommand,
  StartDataSourceRunCommand,
  UpdateDataSourceCommand,
  UpdateDomainUnitCommand,
} from "@aws-sdk/client-datazone";
import type { RecordedEvent } from "../../../../packages/emulator";
import { standInTables } from "../../../../packages/emulator/services/glue/tables";
import { GOVERNANCE, MEMBER, REGION } from "../../functions/landscape";
import { dataSource } from "../../functions/sources";
import { eventually } from "../harness";
import { GLUE_TABLE, Sides } from "./sides";

let sides: Sides;

beforeAll(async () => {
  sides = await Sides.begin();
  await eventually(async () => expect(await sides.targets(await sides.lake())).not.toEqual([]));
});
afterAll(() => sides.stop());
beforeEach(() => sides.landscape.emulator.events.clear());

interface Detail {
  readonly metadata: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, unknown>>;
}

const recorded = (): readonly RecordedEvent[] => sides.landscape.emulator.events.list();
const types = (): string[] => recorded().map(({ event }) => event["detail-type"]);
const detailOf = (type: string): Detail => {
  const found = recorded().find(({ event }) => event["detail-type"] === type);
  return found!.event.detail as Detail;
};
/** Waits until an event has come. */
const until = (type: string) =>
  eventually(async () => {
    await Promise.resolve();
    expect(types()).toContain(type);
  });

describe("events of subscriptions", () => {
  it("say what happens to a request, its subscription and its grant, in that order", async () => {
    const { assetId, listingId } = await sides.published();
    sides.landscape.emulator.events.clear();
    const subscription = await sides.subscribe(listingId);
    const [grant] = await sides.grants(subscription.id);
    await until("Subscription Grant Completed");
    await sides.owner.send(new RevokeSubscriptionCommand({ ...sides.on, identifier: subscription.id }));
    await until("Subscription Grant Revoke Completed");
    expect(types()).toEqual([
      "Subscription Request Created",
      "Subscription Request Accepted",
      "Subscription Created",
      "Subscription Grant Requested",
      "Subscription Grant Completed",
      "Subscription Revoked",
      "Subscription Grant Revoke Requested",
      "Subscription Grant Revoke Completed",
    ]);
    const principal = { id: sides.projects.consumer, type: "PROJECT" };
    const { metadata, data } = detailOf("Subscription Request Created");
    expect(metadata).toEqual({
      domain: sides.on.domainIdentifier,
      user: data.requesterId,
      id: subscription.subscriptionRequestId,
      version: "1",
      typeName: "SubscriptionRequestEntityType",
      owningProjectId: sides.projects.consumer,
      awsAccountId: GOVERNANCE,
      clientToken: expect.any(String) as string,
    });
    expect(data).toMatchObject({
      autoApproved: false,
      status: "PENDING",
      subscribedListings: [{ id: listingId, ownerProjectId: sides.projects.producer, version: "1" }],
      subscribedPrincipals: [principal],
    });
    expect(detailOf("Subscription Request Accepted")).toMatchObject({
      metadata: { id: subscription.subscriptionRequestId },
      data: {},
    });
    expect(detailOf("Subscription Created").data).toEqual({
      subscribedListing: { id: listingId, version: "1" },
      subscribedPrincipal: principal,
      status: "APPROVED",
      subscriptionRequestId: subscription.subscriptionRequestId,
    });
    expect(detailOf("Subscription Revoked").data).toMatchObject({ status: "REVOKED" });
    const completed = detailOf("Subscription Grant Completed");
    expect(completed.metadata).toMatchObject({ id: grant.id, user: "SYSTEM" });
    expect(completed.data).toEqual({
      asset: { id: assetId, typeName: GLUE_TABLE, listingId, listingVersion: "1" },
      projectId: sides.projects.consumer,
      status: "GRANTED",
      subscriptionTarget: {
        id: grant.subscriptionTargetId,
        environmentId: grant.environmentId,
        typeName: "GlueSubscriptionTargetType",
      },
    });
    expect(JSON.stringify(completed)).not.toContain(subscription.id);
    expect(detailOf("Subscription Grant Revoke Completed").data).toMatchObject({ status: "REVOKED" });
  });

  it("come of the domain's account, and are asked for by type and account", async () => {
    const { listingId } = await sides.published();
    await sides.ask(listingId);
    const { emulator } = sides.landscape;
    const ask = async (query: string) => {
      const response = await fetch(`${emulator.url}/_emulator/events?${query}`);
      return ((await response.json()) as { events: RecordedEvent[] }).events;
    };
    const [{ event, outcome }] = await ask("detail-type=Subscription%20Request%20Created");
    expect([event, outcome]).toMatchObject([
      { version: "0", source: "aws.datazone", account: GOVERNANCE, region: REGION, resources: [] },
      "DELIVERED",
    ]);
    expect(event.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(await ask(`account=${MEMBER}`)).toEqual([]);
    expect((await ask(`account=${GOVERNANCE}`)).length).toBeGreaterThan(1);
  });

  it("say of a request of who may decide that it is approved with it", async () => {
    const { listingId } = await sides.published();
    await sides.ask(listingId, {}, sides.landscape.clients(GOVERNANCE).datazone());
    expect(detailOf("Subscription Request Created").data).toMatchObject({ autoApproved: true, status: "PENDING" });
    expect(types()).toContain("Subscription Request Accepted");
  });

  it("say that a request was rejected or deleted, and that a subscription was cancelled", async () => {
    const { listingId } = await sides.published();
    const rejected = await sides.ask(listingId);
    await sides.owner.send(new RejectSubscriptionRequestCommand({ ...sides.on, identifier: rejected }));
    const deleted = await sides.ask(listingId);
    await sides.asker.send(new DeleteSubscriptionRequestCommand({ ...sides.on, identifier: deleted }));
    const { id } = await sides.subscribe(listingId);
    await sides.asker.send(new CancelSubscriptionCommand({ ...sides.on, identifier: id }));
    expect(detailOf("Subscription Request Rejected").metadata.id).toBe(rejected);
    expect(detailOf("Subscription Request Deleted").metadata.id).toBe(deleted);
    expect(detailOf("Subscription Cancelled")).toMatchObject({ metadata: { id }, data: { status: "CANCELLED" } });
  });

  it.each([
    ["grant-failure", "Subscription Grant Failed", "GRANT_FAILED"],
    ["revoke-failure", "Subscription Grant Revoke Failed", "REVOKE_FAILED"],
  ] as const)("say of a %s that it failed", async (mode, type, status) => {
    const { listingId } = await sides.published();
    sides.landscape.emulator.faults.add([{ mode }]);
    const { id: identifier } = await sides.subscribe(listingId);
    if (mode === "revoke-failure") await sides.owner.send(new RevokeSubscriptionCommand({ ...sides.on, identifier }));
    await until(type);
    expect(detailOf(type).data).toMatchObject({ status });
  });
});

describe("faults of delivery", () => {
  const mode = async (fault: object, act: () => Promise<unknown>) => {
    sides.landscape.emulator.faults.add([{ service: "events", ...fault } as never]);
    await act();
  };
  const ask = async () => sides.ask((await sides.published()).listingId);
  const CREATED = "Subscription Request Created";

  it("lose an event, which is recorded and told to nobody", async () => {
    const told: string[] = [];
    const end = sides.landscape.emulator.events.subscribe((event) => void told.push(event["detail-type"]));
    await mode({ mode: "event-lost", operation: CREATED }, ask);
    await ask();
    end();
    const all = recorded().filter(({ event }) => event["detail-type"] === CREATED);
    expect(all.map(({ outcome, fault }) => [outcome, fault])).toEqual([
      ["LOST", "event-lost"],
      ["DELIVERED", undefined],
    ]);
    expect(told.filter((type) => type === CREATED)).toHaveLength(1);
  });

  it("deliver an event twice, with another id and the same content", async () => {
    await mode({ mode: "event-duplicate", operation: CREATED, account: GOVERNANCE }, ask);
    const [first, second] = recorded().filter(({ event }) => event["detail-type"] === CREATED);
    expect(second.event.detail).toEqual(first.event.detail);
    expect(second.event.id).not.toBe(first.event.id);
  });

  it("deliver an event after the next one", async () => {
    const { listingId } = await sides.published();
    sides.landscape.emulator.events.clear();
    await mode({ mode: "event-reordered", operation: CREATED }, () => sides.subscribe(listingId));
    expect(types().slice(0, 3)).toEqual(["Subscription Request Accepted", CREATED, "Subscription Created"]);
  });

  it("deliver an event late, and one to be reordered where none comes after it", async () => {
    const { listingId } = await sides.published();
    for (const name of ["event-late", "event-reordered"]) {
      sides.landscape.emulator.events.clear();
      const asked = Date.now();
      let identifier = "";
      await mode({ mode: name, operation: CREATED, ms: 60 }, async () => (identifier = await sides.ask(listingId)));
      await until(CREATED);
      const [{ at, fault }] = recorded();
      expect(fault).toBe(name);
      // A timer may be a millisecond early.
      expect(Date.parse(at)).toBeGreaterThanOrEqual(asked + 59);
      await sides.asker.send(new DeleteSubscriptionRequestCommand({ ...sides.on, identifier }));
    }
  });

  it("hold no event of another account back", async () => {
    await mode({ mode: "event-lost", account: MEMBER }, ask);
    expect(recorded().every(({ outcome }) => outcome === "DELIVERED")).toBe(true);
    sides.landscape.emulator.faults.clear();
  });
});

describe("events of the rest of a domain", () => {
  const datazone = () => sides.ruled.datazone;

  it("say what happens to a project, its members and its environments", async () => {
    const identifier = await sides.ruled.project("Eventful", sides.ruled.units.other);
    const lake = await eventually(async () => {
      const id = await sides.lake(identifier);
      expect(id).not.toBe("");
      return id;
    });
    expect(detailOf("Project Creation Succeeded")).toMatchObject({ metadata: { id: identifier }, data: {} });
    expect(recorded().map(({ event }) => (event.detail as Detail).data)).toContainEqual({ environmentId: lake });
    await until("Environment Deployment Completed");
    const userIdentifier = `arn:aws:iam::${GOVERNANCE}:role/owner`;
    const membership = { ...sides.on, projectIdentifier: identifier, member: { userIdentifier } };
    await datazone().send(new CreateProjectMembershipCommand({ ...membership, designation: "PROJECT_CONTRIBUTOR" }));
    await datazone().send(new DeleteProjectMembershipCommand(membership));
    for (const change of ["Addition", "Removal"])
      expect(detailOf(`Project Member ${change} Succeeded`).metadata.id).toBe(identifier);
    await datazone().send(new DeleteEnvironmentCommand({ ...sides.on, identifier: lake }));
    expect(detailOf("Environment Deletion Started").data).toEqual({ environmentId: lake });
    await until("Environment Deletion Completed");
  });

  it("say what happens to units and grants of policies", async () => {
    const made = { ...sides.on, parentDomainUnitIdentifier: sides.ruled.host.root, name: "Unit" };
    const { id: identifier } = await datazone().send(new CreateDomainUnitCommand(made));
    await datazone().send(new UpdateDomainUnitCommand({ ...sides.on, identifier, description: "x" }));
    const policy = {
      ...sides.on,
      entityType: "DOMAIN_UNIT",
      entityIdentifier: identifier,
      policyType: "CREATE_PROJECT",
      principal: { user: { allUsersGrantFilter: {} } },
    } as const;
    const granted = await datazone().send(new AddPolicyGrantCommand({ ...policy, detail: { createProject: {} } }));
    await datazone().send(new RemovePolicyGrantCommand(policy));
    await datazone().send(new DeleteDomainUnitCommand({ ...sides.on, identifier }));
    const seen = recorded().map(({ event }) => [event["detail-type"], (event.detail as Detail).metadata.id]);
    expect(seen).toEqual([
      ["Domain Unit Created", identifier],
      ["Domain Unit Updated", identifier],
      ["Policy Grant Added", granted.grantId],
      ["Policy Grant Removed", granted.grantId],
      ["Domain Unit Deleted", identifier],
    ]);
  });

  it("say what happens to assets and data sources", async () => {
    standInTables(sides.landscape.emulator.store, MEMBER, REGION).sales = [{ Name: "orders", DatabaseName: "sales" }];
    const desired = {
      ...dataSource(sides.on.domainIdentifier, sides.projects.producer, { publishOnImport: true }),
      key: "e/source",
    };
    const { id: identifier } = await sides.landscape.create(GOVERNANCE, desired);
    await datazone().send(new UpdateDataSourceCommand({ ...sides.on, identifier, description: "x" }));
    const start = () =>
      datazone().send(new StartDataSourceRunCommand({ ...sides.on, dataSourceIdentifier: identifier }));
    const { id: run } = await start();
    Reflect.deleteProperty(standInTables(sides.landscape.emulator.store, MEMBER, REGION), "sales");
    const { id: failed } = await start();
    const { assetId } = detailOf("Asset Added To Catalog").data as { assetId: string };
    const change = { ...sides.on, entityIdentifier: assetId, entityType: "ASSET", action: "UNPUBLISH" } as const;
    await datazone().send(new CreateListingChangeSetCommand(change));
    const seen = recorded().map(({ event }) => [event["detail-type"], (event.detail as Detail).metadata.id]);
    expect(seen).toEqual([
      ["Data Source Created", identifier],
      ["Data Source Updated", identifier],
      ["Asset Added To Inventory", assetId],
      ["Asset Added To Catalog", assetId],
      ["Data Source Run Triggered", run],
      ["Data Source Run Succeeded", run],
      ["Data Source Run Triggered", failed],
      ["Data Source Run Failed", failed],
      ["Asset Unpublished", assetId],
    ]);
  });
});

describe("calls that come through CloudTrail", () => {
  const TRAILED = "AWS API Call via CloudTrail";
  const trailed = () =>
    recorded().flatMap(({ event }) =>
      event["detail-type"] === TRAILED ? [event.detail as Record<string, unknown>] : [],
    );

  it("are of projects that are created and deleted, with what consumers read", async () => {
    const datazone = sides.ruled.datazone;
    const name = "Trailed";
    const { id: identifier } = await datazone.send(new CreateProjectCommand({ ...sides.on, name }));
    await datazone.send(new DeleteProjectCommand({ ...sides.on, identifier }));
    expect(trailed()).toMatchObject([
      {
        eventSource: "datazone.amazonaws.com",
        eventName: "CreateProject",
        requestParameters: { domainIdentifier: sides.on.domainIdentifier },
        responseElements: { id: identifier },
        userIdentity: { type: "AssumedRole", accountId: GOVERNANCE },
      },
      { eventName: "DeleteProject", requestParameters: { identifier }, responseElements: null },
    ]);
    expect(trailed().some((detail) => "errorCode" in detail)).toBe(false);
  });

  it("are there with their error where they were refused, by DataZone and by the share", async () => {
    const again = new CreateProjectCommand({ ...sides.on, name: "Producer" });
    await expect(sides.ruled.datazone.send(again)).rejects.toThrow("already exists");
    await expect(sides.host.send(new CreateProjectCommand({ ...sides.on, name: "Foreign" }))).rejects.toThrow();
    expect(trailed()).toMatchObject([
      { errorCode: "ConflictException", errorMessage: "Project Producer already exists", responseElements: null },
      { errorCode: "AccessDeniedException", userIdentity: { type: "AWSAccount", accountId: MEMBER } },
    ]);
    expect(Object.keys(trailed()[1].userIdentity as object)).toEqual(["type", "accountId"]);
    expect(recorded().map(({ event }) => event.account)).toEqual([GOVERNANCE, GOVERNANCE]);
  });
});
