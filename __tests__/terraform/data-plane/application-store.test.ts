import { AccessLists } from "../../../functions/application-store/access-lists";
import { AccessTable } from "../../../functions/application-store/access-table";
import { IdempotencyTable } from "../../../functions/application-store/idempotency-table";
import { activeRecord, heldRecord } from "../../unit/functions/application-api/world";
import { makeAccessTable } from "./access-table";
import { startMoto, type Moto } from "./moto";

let moto: Moto;
let table: AccessTable;
let lists: AccessLists;
let answers: IdempotencyTable;
let now = "2026-11-10T12:00:00.000Z";

beforeAll(async () => {
  moto = await startMoto();
  const made = await makeAccessTable(moto.url);
  table = new AccessTable(made.client, made.table, () => now);
  lists = new AccessLists(made.client, made.table);
  answers = new IdempotencyTable(made.client, made.table, () => now);
});
afterAll(() => moto.stop());

const numbered = (index: number) => String(index).padStart(4, "0");

describe("lists of requests", () => {
  beforeAll(async () => {
    for (let index = 0; index < 150; index++) {
      const make = index % 10 === 0 ? heldRecord : activeRecord;
      const record = make(`r-${numbered(index)}`, { revision: 0, expiresAt: undefined });
      const askedAt = new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString();
      const expiresAt = index % 10 === 1 ? `2026-12-${String(10 + (index % 7))}T00:00:00.000Z` : undefined;
      await table.save({
        ...record,
        expiresAt,
        asked: { ...record.asked!, askedAt, requester: index < 100 ? "profile-ann" : "profile-bob" },
      });
    }
  });

  it("give each source in pieces, the newest first", async () => {
    const found: string[] = [];
    let behind: string | undefined;
    for (;;) {
      const entries = await lists.entries({ by: "requester", value: "profile-ann" }, { behind, limit: 30 });
      if (entries.length === 0) break;
      found.push(...entries.map(({ requestId }) => requestId));
      behind = entries.at(-1)?.place;
    }
    expect(found).toEqual(Array.from({ length: 100 }, (_, index) => `r-${numbered(99 - index)}`));
  });

  it.each([
    ["consumer", "consumer", 150],
    ["producer", "producer", 150],
    ["unit", "sales-emea", 150],
    ["all", "", 150],
    ["state", "held", 15],
    ["state", "closed", 0],
    ["requester", "profile-otto", 0],
  ] as const)("have the source %s %s", async (by, value, count) => {
    const entries = await lists.entries(by === "all" ? { by } : { by, value }, { limit: 1000 });
    expect(entries).toHaveLength(count);
    for (const entry of entries)
      expect(entry).toMatchObject({ consumerProjectId: "consumer", producerProjectId: "producer", unit: "sales-emea" });
  });

  it("have what expires, what ends first before, with the very end of the time", async () => {
    const until = "2026-12-12T00:00:00.000Z";
    const all = await lists.expiring(until, { limit: 100 });
    expect(all.map(({ place }) => place)).toEqual(all.map(({ place }) => place).sort());
    expect(all.some(({ place }) => place.startsWith(until))).toBe(true);
    const first = await lists.expiring(until, { limit: 2 });
    const rest = await lists.expiring(until, { limit: 100, behind: first[1].place });
    expect([...first, ...rest]).toEqual(all);
  });

  it("read records in the order that is asked for, more than a call takes", async () => {
    const ids = Array.from({ length: 150 }, (_, index) => `r-${numbered(149 - index)}`);
    expect((await lists.records([...ids, "gone"])).map(({ requestId }) => requestId)).toEqual(ids);
  });

  it("follow a record that is stored again", async () => {
    const record = (await table.load("r-0140"))!;
    await table.save({ ...record, phase: "closed" });
    const held = await lists.entries({ by: "state", value: "held" }, { limit: 100 });
    expect(held.map(({ requestId }) => requestId)).not.toContain("r-0140");
    expect(await lists.entries({ by: "state", value: "closed" }, { limit: 100 })).toHaveLength(1);
  });
});

describe("answers to repeated requests", () => {
  it("are given once there are some, to the same request only", async () => {
    expect(await answers.begin("k", "one")).toEqual({ state: "begun" });
    expect(await answers.begin("k", "one")).toEqual({ state: "running" });
    expect(await answers.begin("k", "two")).toEqual({ state: "other" });
    await answers.finish("k", "done");
    expect(await answers.begin("k", "one")).toEqual({ state: "finished", answer: "done" });
    expect(await answers.begin("k", "two")).toEqual({ state: "other" });
  });

  it("begin once where several come at a time", async () => {
    const begun = await Promise.all([1, 2, 3, 4].map(() => answers.begin("race", "one")));
    expect(begun.filter(({ state }) => state === "begun")).toHaveLength(1);
  });

  it("let a request be made again that was given up or cut off, and keys after a day", async () => {
    await answers.begin("given-up", "one");
    await answers.abandon("given-up");
    expect(await answers.begin("given-up", "two")).toEqual({ state: "begun" });
    await answers.begin("cut-off", "one");
    now = "2026-11-10T12:02:00.000Z";
    expect(await answers.begin("cut-off", "two")).toEqual({ state: "other" });
    expect(await answers.begin("cut-off", "one")).toEqual({ state: "begun" });
    await answers.finish("cut-off", "done");
    now = "2026-11-12T12:00:00.000Z";
    expect(await answers.begin("cut-off", "two")).toEqual({ state: "begun" });
  });
});
