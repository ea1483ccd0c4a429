import fc from "fast-check";
import type { AssetUse } from "../../../../governance/assets";
import { customers } from "./memory-assets";
import { PERSONAS, World, type Persona } from "./world";

const OLGA = PERSONAS["producer-owner"];
const FILTERS = "/assets/asset-1/filters";
const EUROPE = { columnName: "region", operator: "equalTo", value: "EU" };
const access = (...filterIds: string[]): AssetUse => ({
  ...{ kind: "access", id: "s-1", filterIds },
  who: { kind: "project", id: "consumer", name: "Marketing" },
});

type Body = Readonly<Record<string, unknown>>;
async function ask(world: World, method: string, path: string, body?: unknown, key?: string, persona: Persona = OLGA) {
  const headers: Record<string, string> = key === undefined ? {} : { "idempotency-key": key };
  const answer = await world.ask(persona, method, `/v1${path}`, body, headers);
  return { status: answer.status, body: answer.body as Body };
}

describe("filters of an asset", () => {
  it("are listed with who made them and who has access through them", async () => {
    const world = new World();
    world.assets.used = [access("f-2")];
    const { body } = await ask(world, "GET", FILTERS);
    expect(body.items).toMatchObject([
      { id: "f-1", madeBy: "people", usedBy: [] },
      { id: "f-2", madeBy: "decision", usedBy: [{ id: "s-1", who: { name: "Marketing" } }] },
    ]);
  });

  it("are read with their content, and with what may be done", async () => {
    const world = new World();
    expect((await ask(world, "GET", `${FILTERS}/f-1`)).body).toMatchObject({
      columns: ["region"],
      possible: { change: { allowed: true }, deletion: { allowed: true } },
    });
    world.assets.used = [access("f-1")];
    const { possible } = (await ask(world, "GET", `${FILTERS}/f-1`)).body as {
      possible: Record<string, { why: string }>;
    };
    expect(possible.change.why).toContain("Marketing");
    expect((await ask(world, "GET", `${FILTERS}/gone`)).status).toBe(404);
  });

  it("are made once by one key, as the project, in the name of the person", async () => {
    const world = new World();
    const first = await ask(world, "POST", FILTERS, { name: " Europe ", rows: EUROPE }, "key-00000001");
    expect(first).toMatchObject({ status: 200, body: { name: "Europe", rows: EUROPE, madeBy: "people" } });
    expect(await ask(world, "POST", FILTERS, { name: " Europe ", rows: EUROPE }, "key-00000001")).toEqual(first);
    expect(world.assets.done).toEqual([
      { what: "create", about: "asset-1", project: "producer", session: "profile-olga" },
    ]);
    expect(world.assets.tokens).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect(await ask(world, "POST", FILTERS, { name: "Other", rows: EUROPE }, "key-00000001")).toMatchObject({
      status: 422,
    });
  });

  it("have another token of the service for another person and for another asset", async () => {
    const world = new World();
    world.assets.assets.push(customers({ id: "asset-2" }));
    const key = "key-00000001";
    await ask(world, "POST", FILTERS, { name: "One", rows: EUROPE }, key);
    await ask(world, "POST", FILTERS, { name: "Two", rows: EUROPE }, key, PERSONAS["producer-contributor"]);
    await ask(world, "POST", "/assets/asset-2/filters", { name: "Three", rows: EUROPE }, "key-00000002");
    expect(new Set(world.assets.tokens).size).toBe(3);
  });

  it("are changed and deleted while nobody has access through them", async () => {
    const world = new World();
    const changed = await ask(world, "PUT", `${FILTERS}/f-1`, { name: "Mail", columns: ["email", "email"] });
    expect(changed).toMatchObject({ status: 200, body: { name: "Mail", columns: ["email"] } });
    expect(await ask(world, "DELETE", `${FILTERS}/f-1`)).toEqual({ status: 200, body: { deleted: "f-1" } });
    expect((await ask(world, "DELETE", `${FILTERS}/f-1`)).status).toBe(404);
  });

  it.each([
    ["PUT", "f-1", { name: "Mail", columns: ["email"] }, "still-used"],
    ["DELETE", "f-1", undefined, "still-used"],
    ["PUT", "f-2", { name: "Mail", columns: ["email"] }, "filter-of-decision"],
    ["DELETE", "f-2", undefined, "filter-of-decision"],
    ["PUT", "f-3", { name: "Regions", columns: ["email"] }, "name-taken"],
    ["PUT", "f-3", { name: "Mail", rows: EUROPE }, "other-kind"],
  ])("are not touched: %s %s %j is %s", async (method, id, body, code) => {
    const world = new World();
    world.assets.used = [access("f-1")];
    world.assets.filtersThere.push({ ...world.assets.filtersThere[0], id: "f-3", name: "Free" });
    const before = JSON.stringify(world.assets.filtersThere);
    expect(await ask(world, method, `${FILTERS}/${id}`, body)).toMatchObject({ status: 409, body: { code } });
    expect(JSON.stringify(world.assets.filtersThere)).toBe(before);
    expect(world.assets.done).toEqual([]);
  });

  it("tell the words of the service where it refuses", async () => {
    const world = new World();
    world.assets.refuses = "in use";
    for (const [method, path, body] of [
      ["POST", FILTERS, { name: "Europe", rows: EUROPE }],
      ["PUT", `${FILTERS}/f-1`, { name: "Mail", columns: ["email"] }],
      ["DELETE", `${FILTERS}/f-1`, undefined],
    ] as const)
      expect(await ask(world, method, path, body)).toMatchObject({
        status: 409,
        body: { code: "refused-by-service", detail: "DataZone says: in use" },
      });
  });

  it("cannot be of an asset without columns", async () => {
    const world = new World();
    const { columns: _columns, ...bare } = customers();
    world.assets.assets = [bare];
    const { status, body } = await ask(world, "POST", FILTERS, { name: "Europe", rows: EUROPE });
    expect([status, body.code]).toEqual([400, "invalid-request"]);
  });
});

describe("whatever is sent about an asset", () => {
  const name = fc.oneof(fc.constantFrom("Europe", "Regions", "smus-rows-1", "", " ", "x".repeat(65)), fc.string());
  const odd = fc.oneof(fc.jsonValue(), fc.constantFrom("region", "email", "phone"));
  const rows = fc.oneof(odd, fc.constant(EUROPE), fc.record({ and: fc.array(fc.constantFrom(EUROPE, null)) }));
  const body = fc.oneof(
    fc.jsonValue(),
    fc.record(
      { name, description: odd, rows, columns: fc.oneof(odd, fc.array(fc.constantFrom("region", "email", "phone"))) },
      { requiredKeys: [] },
    ),
    fc.record({ revision: odd, acknowledge: odd, dryRun: odd }, { requiredKeys: [] }),
  );
  const routes = fc.constantFrom<(readonly [string, string])[]>(
    ["POST", "/assets/asset-1/publish"],
    ["POST", "/assets/asset-1/unpublish"],
    ["POST", FILTERS],
    ["PUT", `${FILTERS}/f-1`],
    ["PUT", `${FILTERS}/f-2`],
    ["DELETE", `${FILTERS}/f-2`],
  );

  it("is carried out or answered with a problem of its own, and no filter of a decision changes", async () => {
    await fc.assert(
      fc.asyncProperty(routes, body, async ([method, path], sent) => {
        const world = new World();
        const decision = JSON.stringify(world.assets.filtersThere[1]);
        const { status, body: answer } = await ask(world, method, path, sent);
        expect([200, 400, 409]).toContain(status);
        if (status !== 200) {
          expect(answer.code).toEqual(expect.any(String));
          expect(world.assets.done).toEqual([]);
        }
        expect(JSON.stringify(world.assets.filtersThere.find(({ id }) => id === "f-2"))).toBe(decision);
        for (const one of world.assets.filtersThere)
          if (one.id !== "f-2") expect(one.name.toLowerCase()).not.toMatch(/^smus-/);
      }),
      { numRuns: 500, seed: 13 },
    );
  });
});
