import { wishesOf } from "../../../../functions/application-access/catalog/wishes";
import { requesterOf } from "../../../../governance/access";
import { activeRecord, PERSONAS, SETTINGS, World, type Persona } from "./world";

const ROLE = `${SETTINGS.askingRoles}consumer`;
const BODY = { listingId: "listing-1", projectId: "consumer", purpose: "analysis", reason: "Campaigns" };
const BOB = PERSONAS["consumer-member"];

const MAIL = { columnName: "email", operator: "isNotNull" };
const LONG = { columnName: "region", operator: "in", values: Array<string>(100).fill("x".repeat(40)) };

async function ask(world: World, changes: object = {}, persona: Persona = BOB, headers: Record<string, string> = {}) {
  const { status, body } = await world.ask(persona, "POST", "/v1/access/requests", { ...BODY, ...changes }, headers);
  return { status, body: body as Readonly<Record<string, unknown>> };
}

describe("a request for a project through the API", () => {
  it("is made by the project's role with the wishes in the form, and names the person", async () => {
    const world = new World();
    expect(await ask(world, { days: 30, columns: ["region"] })).toEqual({ status: 202, body: { requestId: "r-new" } });
    const [{ reason, form, token, ...filed }] = world.filed;
    expect(filed).toEqual({ projectId: "consumer", listingId: "listing-1", profileId: "profile-bob" });
    expect(form?.typeName).toBe("UsagePurpose");
    expect(JSON.parse(form?.content ?? "")).toEqual({ purpose: "analysis", days: 30, columns: "region" });
    expect(requesterOf({ createdBy: "role", creatorArn: ROLE, reason }, ROLE)).toEqual({
      requester: "profile-bob",
      reason: "Campaigns",
    });
    expect(token).toMatch(/^[0-9a-f]{64}$/);
    expect(world.rung).toEqual(["r-new"]);
  });

  it("says which rows are wished, as the worker reads it", async () => {
    const world = new World();
    const rows = { or: [{ columnName: "region", operator: "equalTo", value: "EU" }, { and: [MAIL, MAIL] }] };
    expect((await ask(world, { rows })).status).toBe(202);
    const { typeName = "", content = "" } = world.filed[0].form ?? {};
    expect(wishesOf({ forms: { [typeName]: content } }, SETTINGS.requestForm).rows).toEqual(rows);
  });

  it("is refused with rows where the form of requests has no field for them", async () => {
    const world = new World();
    const { rows: _rows, ...requestForm } = SETTINGS.requestForm!;
    world.use({ ...SETTINGS, requestForm });
    expect(await ask(world, { rows: MAIL })).toMatchObject({ status: 400, body: { faults: [{ at: "rows" }] } });
    expect((await ask(world)).status).toBe(202);
  });

  it("is made by members through a group of their token, too", async () => {
    const world = new World();
    expect((await ask(world, {}, { login: "otto", groups: ["team-marketing"] })).status).toBe(202);
    expect(world.filed[0].profileId).toBe("profile-otto");
  });

  it("is for owners and contributors of that very project", async () => {
    const world = new World();
    world.members.consumer[0] = { id: "profile-bob", designation: "PROJECT_CATALOG_VIEWER" };
    expect(await ask(world)).toMatchObject({ status: 403, body: { code: "not-yours" } });
    // Owner of another project, and of a project that is not there.
    expect(await ask(world, {}, PERSONAS["no part"])).toMatchObject({ status: 403, body: { code: "not-yours" } });
    const gone = await ask(world, { projectId: "gone" }, PERSONAS["no part"]);
    expect(gone).toMatchObject({ status: 403, body: { code: "not-yours" } });
    expect(world.filed).toEqual([]);
  });

  it("needs to know who the person is in the domain", async () => {
    const world = new World();
    const stranger = { login: "stranger", groups: ["team-marketing", "governance"] };
    expect(await ask(world, {}, stranger)).toMatchObject({ status: 403, body: { code: "person-not-known" } });
    expect(world.filed).toEqual([]);
  });

  it.each<[string, object, string]>([
    ["no purpose", { purpose: undefined }, "purpose"],
    ["a purpose that there is not", { purpose: "fun" }, "purpose"],
    ["a column that the asset does not have", { columns: ["phone"] }, "columns"],
    ["a column that would be two in the form", { columns: ["region,email"] }, "columns"],
    ["rows by a column that the asset does not have", { rows: { columnName: "land", operator: "isNull" } }, "rows"],
    ["rows without a condition", { rows: { and: [] } }, "rows.and"],
    ["rows that no form holds", { rows: { and: Array<object>(20).fill(LONG) } }, "rows"],
    ["no time at all", { days: 0 }, "days"],
    ["no reason", { reason: "  " }, "reason"],
  ])("is refused with %s", async (_, changes, at) => {
    const world = new World();
    const refused = await ask(world, changes);
    expect(refused).toMatchObject({ status: 400, body: { code: "invalid-request", faults: [{ in: "body", at }] } });
    expect(world.filed).toEqual([]);
  });

  it("is refused for an asset that is not published", async () => {
    expect(await ask(new World(), { listingId: "gone" })).toMatchObject({ status: 404 });
  });

  it("is refused where DataZone would approve at once", async () => {
    const world = new World();
    world.members.producer.push({ id: "profile-bob", designation: "PROJECT_CONTRIBUTOR" });
    world.members.producer.push({ id: "group-asks-producer", designation: "PROJECT_CONTRIBUTOR" });
    expect(await ask(world, { projectId: "producer" })).toMatchObject({ status: 409, body: { code: "own-data" } });
    expect((await ask(world)).status).toBe(202);
    world.members.producer.push({ id: "group-asks-consumer", designation: "PROJECT_CATALOG_VIEWER" });
    expect(await ask(world)).toMatchObject({ status: 409, body: { code: "own-data" } });
    expect(world.filed).toHaveLength(1);
  });

  it("is left to AWS's portal where the project has no role that asks, or its owner is not known", async () => {
    const portal = { status: 409, body: { code: "ask-in-portal" } };
    const other = await ask(new World(), { projectId: "other" }, PERSONAS["no part"]);
    expect(other).toMatchObject(portal);
    const left = new World();
    left.members.consumer = left.members.consumer.filter(({ id }) => id !== "group-asks-consumer");
    expect(await ask(left)).toMatchObject(portal);
    const hidden = new World();
    Reflect.deleteProperty(hidden.members, "producer");
    expect(await ask(hidden)).toMatchObject(portal);
    const refused = new World();
    refused.filing = "no-role";
    expect(await ask(refused)).toMatchObject(portal);
    for (const world of [left, hidden]) expect(world.filed).toEqual([]);
    expect(refused.rung).toEqual([]);
  });

  it("says so where the project has asked already", async () => {
    const world = new World();
    world.filing = "there";
    expect(await ask(world)).toMatchObject({ status: 409, body: { code: "already-asked" } });
  });

  it("says so where DataZone has decided already, and has the worker look at it", async () => {
    const world = new World();
    world.filing = { requestId: "r-2", status: "ACCEPTED" };
    const { body } = await ask(world);
    expect(body).toMatchObject({ requestId: "r-2", note: expect.stringContaining("past the rules") as string });
    expect(world.rung).toEqual(["r-2"]);
    world.filing = { requestId: "r-3", status: "REJECTED" };
    expect((await ask(world)).body.note).toContain("Idempotency-Key");
    // A rule has approved what was asked before.
    world.filing = { requestId: "r-4", status: "ACCEPTED" };
    world.records.set("r-4", activeRecord("r-4"));
    expect((await ask(world)).body.note).toContain("asked today, and is ACCEPTED");
  });

  it("is made although the doorbell does not ring: the sweep finds it", async () => {
    const world = new World();
    world.bellBroken = true;
    expect((await ask(world)).status).toBe(202);
  });

  it("has one name for the service on a day, and another for each person, project, day and Idempotency-Key", async () => {
    const world = new World();
    const tokenOf = async (...args: Parameters<typeof ask> extends [World, ...infer R] ? R : never) => {
      await ask(world, ...args);
      return world.filed.at(-1)?.token;
    };
    const first = await tokenOf();
    expect(await tokenOf({ reason: "Again" })).toBe(first);
    const otto = { login: "otto", groups: ["team-marketing"] };
    const others = [
      await tokenOf({}, otto),
      await tokenOf({}, BOB, { "idempotency-key": "key-12345" }),
      await tokenOf({}, otto, { "idempotency-key": "key-12345" }),
    ];
    world.now = "2026-11-10T12:30:00.000Z";
    expect(await tokenOf()).toBe(first);
    expect(new Set([first, ...others]).size).toBe(4);
  });

  it("is sent without a form where the organization has none, and then says no wishes", async () => {
    const { requestForm: _form, ...settings } = SETTINGS;
    const world = new World();
    world.use(settings);
    expect((await ask(world, { purpose: undefined })).status).toBe(202);
    expect(world.filed[0].form).toBeUndefined();
    expect(await ask(world)).toMatchObject({ status: 400, body: { faults: [{ at: "purpose" }] } });
  });
});
