import fc from "fast-check";
import { mergedPage } from "../../../../functions/application-store/merged-page";
import type { ListEntry, ListSource } from "../../../../functions/application-store/item-lists";
import type { AccessPhase, AccessRecord } from "../../../../governance/access";
import { activeRecord, heldRecord, PERSONAS, World, type Persona } from "./world";

interface Page {
  readonly items: readonly { readonly id: string }[];
  readonly next?: string;
  readonly code?: string;
}

const page = async (world: World, who: Persona, query: string) => {
  const { status, body } = await world.ask(who, "GET", `/v1/access/${query}`);
  return { status, body: body as Page };
};
const idsOf = async (world: World, who: Persona, query: string) =>
  (await page(world, who, query)).body.items.map(({ id }) => id);

/** A request at a minute of the ninth, with other people and projects. */
function asked(
  id: string,
  changes: Partial<NonNullable<AccessRecord["asked"]>> = {},
  record: Partial<AccessRecord> = {},
) {
  const base = heldRecord(id, record);
  const askedAt = `2026-11-09T00:${id.slice(-2)}:00.000Z`;
  return { ...base, asked: { ...base.asked!, askedAt, ...changes } };
}

describe("the list of requests", () => {
  const world = () =>
    new World(
      asked("r-01"),
      asked("r-02", { requester: "profile-bob", producerProjectId: "other" }, { facts: undefined }),
      asked("r-03", { consumerProjectId: "other", requester: "profile-otto" }),
      asked("r-04", { consumerProjectId: "far", producerProjectId: "away", requester: "x" }, { facts: undefined }),
      { ...asked("r-05"), phase: "closed" },
      asked("r-06", {}, { held: { ...heldRecord().held!, queue: "two" } }),
    );

  it.each<[keyof typeof PERSONAS, string, readonly string[]]>([
    ["requester", "", ["r-06", "r-05", "r-01"]],
    ["consumer-member", "", ["r-06", "r-05", "r-02", "r-01"]],
    ["producer-owner", "", ["r-06", "r-05", "r-03", "r-01"]],
    ["unit-steward", "", ["r-06", "r-05", "r-03", "r-01"]],
    ["governance-team", "", ["r-06", "r-05", "r-04", "r-03", "r-02", "r-01"]],
    ["auditor", "", ["r-06", "r-05", "r-04", "r-03", "r-02", "r-01"]],
    ["no part", "", ["r-03", "r-02"]],
    ["requester", "only=mine", ["r-06", "r-05", "r-01"]],
    ["consumer-member", "only=mine", ["r-02"]],
    ["governance-team", "only=mine", []],
    ["requester", "only=to-decide", []],
    ["producer-owner", "only=to-decide", ["r-03", "r-01"]],
    ["unit-steward", "only=to-decide", ["r-06", "r-03", "r-01"]],
    ["governance-team", "only=to-decide", ["r-06", "r-04", "r-03", "r-02", "r-01"]],
    ["auditor", "only=to-decide", []],
    ["no part", "only=to-decide", ["r-02"]],
    ["auditor", "state=closed", ["r-05"]],
    ["unit-steward", "state=closed", ["r-05"]],
    ["no part", "state=closed", []],
    ["auditor", "project=far", ["r-04"]],
    ["no part", "project=far", []],
    ["no part", "project=other", ["r-03", "r-02"]],
    ["requester", "project=producer&state=held", ["r-06", "r-01"]],
    ["unit-steward", "project=producer&only=to-decide", ["r-06", "r-03", "r-01"]],
  ])("of %s with %s has what they may see", async (persona, query, expected) => {
    expect(await idsOf(world(), PERSONAS[persona], `requests?${query}`)).toEqual(expected);
  });

  it("has nothing to decide of one's own, and not what one has consented to", async () => {
    const held = { ...heldRecord().held!, queue: "two" };
    const consents = [
      { person: "profile-sue", at: "", access: { rows: "all", columns: "all", s3: ["READ"], expiresInDays: 1 } },
    ] as const;
    const records = [asked("r-01", { requester: "profile-sue" }), asked("r-02", {}, { held: { ...held, consents } })];
    expect(await idsOf(new World(...records), PERSONAS["unit-steward"], "requests?only=to-decide")).toEqual([]);
    expect(await idsOf(new World(...records), PERSONAS["governance-team"], "requests?only=to-decide")).toEqual([
      "r-02",
      "r-01",
    ]);
  });

  it.each([
    ["auditor", "", 0],
    ["auditor", "only=to-decide", 1],
    ["governance-team", "state=held", 0],
    ["unit-steward", "", 1],
  ] as const)(
    "of %s with %s asks the service for projects only where they matter: %i",
    async (persona, query, expected) => {
      const one = world();
      await idsOf(one, PERSONAS[persona], `requests?${query}`);
      expect(one.membershipReads).toBe(expected);
    },
  );

  it("has to be decided by auditors and the governance team where they own the project", async () => {
    const one = new World(asked("r-01"));
    one.members.producer.push({ id: "profile-audrey", designation: "PROJECT_OWNER" });
    expect(await idsOf(one, PERSONAS.auditor, "requests?only=to-decide")).toEqual(["r-01"]);
  });

  it("of one without a profile has nothing of their own", async () => {
    const one = world();
    one.profiles.clear();
    expect(await idsOf(one, PERSONAS.auditor, "requests?only=mine")).toEqual([]);
  });
});

describe("pages", () => {
  const many = () => new World(...Array.from({ length: 7 }, (_, index) => asked(`r-1${index}`)));
  const auditor = PERSONAS.auditor;

  it("follow each other to the end", async () => {
    const world = many();
    const found: string[] = [];
    let query = "requests?limit=3";
    for (;;) {
      const { body } = await page(world, auditor, query);
      found.push(...body.items.map(({ id }) => id));
      if (body.next === undefined) break;
      query = `requests?limit=3&cursor=${body.next}`;
    }
    expect(found).toEqual(["r-16", "r-15", "r-14", "r-13", "r-12", "r-11", "r-10"]);
  });

  it("refuse cursors that are changed, of other filters, and of other lists", async () => {
    const world = many();
    const next = (await page(world, auditor, "requests?limit=3")).body.next!;
    const expect400 = async (query: string) =>
      expect(await page(world, auditor, query)).toMatchObject({ status: 400, body: { code: "invalid-cursor" } });
    for (const cursor of [
      "x",
      next.slice(1),
      `${next.slice(0, 8)}AAAA${next.slice(12)}`,
      Buffer.from('{"at":"z"}').toString("base64url"),
    ])
      await expect400(`requests?limit=3&cursor=${cursor}`);
    await expect400(`requests?state=held&cursor=${next}`);
    await expect400(`expiring?cursor=${next}`);
  });

  it("show nobody more with somebody else's cursor", async () => {
    const world = many();
    const next = (await page(world, auditor, "requests?limit=3")).body.next!;
    expect(await idsOf(world, PERSONAS["no part"], `requests?cursor=${next}`)).toEqual([]);
    const { at, list } = JSON.parse(Buffer.from(next, "base64url").toString()) as { at: string; list: string };
    expect(at).toContain("r-14");
    const forged = Buffer.from(JSON.stringify({ at: "~", list })).toString("base64url");
    expect(await idsOf(world, PERSONAS["no part"], `requests?cursor=${forged}`)).toEqual([]);
  });
});

describe("the list of what expires", () => {
  const world = () =>
    new World(
      activeRecord("r-1", { expiresAt: "2026-11-20T00:00:00.000Z" }),
      activeRecord("r-2", { expiresAt: "2026-11-12T00:00:00.000Z" }),
      activeRecord("r-3", { expiresAt: "2027-11-12T00:00:00.000Z" }),
      activeRecord("r-4", { phase: "closed" }),
    );

  it.each<[keyof typeof PERSONAS, string, readonly string[]]>([
    ["requester", "", ["r-2", "r-1"]],
    ["consumer-member", "days=5", ["r-2"]],
    ["auditor", "days=1000", ["r-2", "r-1", "r-3"]],
    ["no part", "days=1000", []],
  ])("of %s with %s begins with what ends first", async (persona, query, expected) => {
    expect(await idsOf(world(), PERSONAS[persona], `expiring?${query}`)).toEqual(expected);
  });

  it("has pages", async () => {
    const first = await page(world(), PERSONAS.auditor, "expiring?limit=1");
    expect(first.body.items.map(({ id }) => id)).toEqual(["r-2"]);
    expect(await idsOf(world(), PERSONAS.auditor, `expiring?limit=1&cursor=${first.body.next}`)).toEqual(["r-1"]);
  });
});

describe("a list of several sources", () => {
  const phases: readonly AccessPhase[] = ["open", "held", "active", "closed"];
  const kinds = fc.record({
    minute: fc.integer({ min: 10, max: 30 }),
    sources: fc.subarray(["a", "b", "c"], { minLength: 1 }),
    phase: fc.constantFrom(...phases),
    belongs: fc.boolean(),
  });

  it("has each request once, in order, however it is cut into pages", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(kinds, { maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (all, limit, isExact) => {
          const entries = all.map((one, index) => ({
            ...one,
            place: `${one.minute}#${index}`,
            requestId: String(index),
          }));
          const lists = {
            entries: (
              source: ListSource,
              { behind, limit: most }: { readonly behind?: string; readonly limit: number },
            ) =>
              Promise.resolve(
                entries
                  .filter(({ sources }) => source.by !== "all" && sources.includes(source.value))
                  .filter(({ place }) => behind === undefined || place < behind)
                  .sort((one, other) => (one.place < other.place ? 1 : -1))
                  .slice(0, most)
                  .map(({ requestId, place, phase }) => ({ ...EMPTY, requestId, place, phase })),
              ),
            records: (ids: readonly string[]) => Promise.resolve(ids.map((id) => heldRecord(id))),
            expiring: () => Promise.resolve([]),
          };
          const found: string[] = [];
          let behind: string | undefined;
          do {
            const part = { sources: SOURCES, isExact, behind, limit } as const;
            const mayBe = ({ phase }: ListEntry) => phase !== "closed";
            const made = await mergedPage(lists, {
              ...part,
              mayBe,
              is: ({ requestId }) => entries[Number(requestId)].belongs,
            });
            found.push(...made.records.map(({ requestId }) => requestId));
            behind = made.next;
          } while (behind !== undefined);
          const expected = entries
            .filter(({ phase, belongs }) => belongs && phase !== "closed")
            .sort((one, other) => (one.place < other.place ? 1 : -1));
          expect(found).toEqual(expected.map(({ requestId }) => requestId));
        },
      ),
      { seed: 7 },
    );
  });
});

const SOURCES = ["a", "b", "c"].map((value) => ({ by: "consumer", value }) as const);
const EMPTY = { requester: "", consumerProjectId: "", producerProjectId: "", unit: "" };

describe("ten thousand requests", () => {
  const requests = (count: number) =>
    Array.from({ length: count }, (_, index) => {
      const record = index % 2 === 0 ? heldRecord(`r-${index}`) : activeRecord(`r-${index}`);
      const askedAt = new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString();
      return { ...record, asked: { ...record.asked!, askedAt } };
    });

  it.each([
    ["auditor", "", 25, 1],
    ["governance-team", "only=to-decide", 25, 1],
    ["producer-owner", "only=to-decide", 25, 1],
    ["auditor", "only=to-decide", 0, 10],
    ["requester", "only=to-decide", 0, 10],
    ["unit-steward", "", 25, 3],
    ["requester", "only=mine", 25, 1],
    ["producer-owner", "project=producer&state=active", 25, 2],
    ["auditor", "project=producer", 25, 2],
    ["no part", "", 0, 3],
    ["no part", "state=active", 0, 3],
    ["no part", "state=held", 0, 10],
    ["no part", "project=producer", 0, 3],
  ] as const)("cost %s with %s some queries and the records of a page", async (persona, query, items, queries) => {
    const world = new World(...requests(10_000));
    expect(await idsOf(world, PERSONAS[persona], `requests?${query}`)).toHaveLength(items);
    expect(world.reads).toEqual({ queries, records: items });
  });

  it("give short pages where little of a list is the caller's, and no id that is not", async () => {
    // A steward of another unit asks for a project that has one request of the steward's unit, behind many others.
    const others = requests(12_000).map((record) => ({ ...record, facts: undefined }));
    const own = asked("r-own-01");
    const world = new World(...others, { ...own, asked: { ...own.asked, askedAt: "2020-01-01T00:00:00.000Z" } });
    const found: string[] = [];
    let query = "requests?project=producer";
    let pages = 0;
    for (;;) {
      const { body } = await page(world, PERSONAS["unit-steward"], query);
      found.push(...body.items.map(({ id }) => id));
      if (body.next === undefined) break;
      expect(Buffer.from(body.next, "base64url").toString()).not.toContain("r-");
      query = `requests?project=producer&cursor=${body.next}`;
      pages++;
    }
    expect(found).toEqual(["r-own-01"]);
    expect(pages).toBe(2);
  });
});
