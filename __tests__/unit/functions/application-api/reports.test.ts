import fc from "fast-check";
import { ReportBucket } from "../../../../functions/application-reports/report-bucket";
import { eventOf, PERSONAS, SETTINGS, World, type Persona } from "./world";

interface Body {
  readonly items: readonly Readonly<Record<string, string | number | null>>[];
  readonly columns: readonly { readonly name: string }[];
  readonly edition?: { readonly id: string; readonly rows?: number; readonly isWhole: boolean };
  readonly csv: string;
  readonly next?: string;
  readonly code?: string;
}

const COLUMNS = ["project_id", "unit_id", "owner_project_id", "owner_unit_id", "subject_id", "asset_id", "asset"];
type TestRow = Readonly<Record<string, string | undefined>>;
const columns = Object.fromEntries(COLUMNS.map((name) => [name, { type: "text", means: name } as const]));

/** Writes a report as the other function does. */
async function written(
  world: World,
  rows: readonly TestRow[],
  { edition = "2026-11-10", readAt = `${edition.slice(0, 10)}T03:00:00.000Z`, gaps = 0, name = "access" } = {},
): Promise<void> {
  const bucket = new ReportBucket(world.bucket, "reports", () => "2026-11-10T03:05:00.000Z");
  const all = rows.map((row) => ({ ...Object.fromEntries(COLUMNS.map((column) => [column, undefined])), ...row }));
  await bucket.write({ name, columns, rows: () => all }, edition, { domainId: "dzd_1", readAt, gaps });
}

const get = async (world: World, who: Persona, path: string) => {
  const { status, body } = await world.ask(who, "GET", `/v1/reports${path}`);
  return { status, ...(body as Body) };
};
const assetsOf = ({ items }: Body) => items.map(({ asset }) => asset);

/** Rows about both projects, one of them, a unit, and nothing that is known. */
const ROWS: readonly TestRow[] = [
  { asset: "both", project_id: "consumer", unit_id: "unit-9", owner_project_id: "producer", owner_unit_id: "unit-1" },
  { asset: "others", project_id: "other", unit_id: "unit-9", owner_project_id: "other", owner_unit_id: "unit-9" },
  { asset: "unit", unit_id: "unit-1" },
  { asset: "nobody's" },
];

describe("rows of a report", () => {
  it.each([
    ["auditor", ["both", "others", "unit", "nobody's"]],
    ["governance-team", ["both", "others", "unit", "nobody's"]],
    ["unit-steward", ["both", "unit"]],
    ["producer-owner", ["both"]],
    ["no part", ["others"]],
    ["consumer-member", []],
    ["requester", []],
  ] as const)("are those about what is theirs, for %s", async (persona, expected) => {
    const world = new World();
    await written(world, ROWS);
    const page = await get(world, PERSONAS[persona], "/access");
    expect(assetsOf(page)).toEqual(expected);
    expect(page.edition?.rows).toBe(expected.length === ROWS.length ? ROWS.length : undefined);
    const { csv } = await get(world, PERSONAS[persona], "/access/csv");
    expect(csv.split("\r\n")).toHaveLength(expected.length + 2);
    for (const { asset = "" } of ROWS) expect(csv.includes(`"${asset}"`)).toBe(expected.includes(asset as never));
  });

  it("are shown to leads of a unit, those of units below it among them", async () => {
    const world = new World();
    const { identity } = SETTINGS;
    world.use({ ...SETTINGS, identity: { ...identity, groups: { heads: { ...NOBODY, leads: ["sales"] } } } });
    await written(world, ROWS);
    expect(assetsOf(await get(world, { login: "requester", groups: ["heads"] }, "/access"))).toEqual(["both", "unit"]);
  });

  it("are chosen by project, person, asset and unit, never beyond what the caller may see", async () => {
    const world = new World();
    await written(world, [
      { asset: "a", asset_id: "a-1", subject_id: "profile-ann", project_id: "other", unit_id: "unit-1" },
      { asset: "b", asset_id: "a-2", subject_id: 'role/"x"', project_id: "consumer", owner_project_id: "other" },
    ]);
    const chosen = async (query: string) => assetsOf(await get(world, PERSONAS.auditor, `/access?${query}`));
    expect(await chosen("project=other")).toEqual(["a", "b"]);
    expect(await chosen("project=consumer")).toEqual(["b"]);
    expect(await chosen("asset=a-1")).toEqual(["a"]);
    expect(await chosen(`person=${encodeURIComponent('role/"x"')}`)).toEqual(["b"]);
    expect(await chosen("unit=sales")).toEqual(["a"]);
    expect(await chosen("unit=nothing")).toEqual([]);
    expect(await chosen("asset=a-1&project=consumer")).toEqual([]);
    expect(assetsOf(await get(world, PERSONAS["producer-owner"], "/access?project=other"))).toEqual([]);
  });

  it("tell what could not be read, and are null where nothing is known", async () => {
    const world = new World();
    await written(world, ROWS, { gaps: 2 });
    const page = await get(world, PERSONAS.auditor, "/access");
    expect(page.edition).toMatchObject({ id: "2026-11-10", isWhole: false, gaps: 2, isAsked: false });
    expect(page.columns.map(({ name }) => name)).toEqual(COLUMNS);
    expect(page.items[3]).toMatchObject({ project_id: null, asset: "nobody's" });
  });

  it("are of the newest complete edition, or of the day that is named", async () => {
    const world = new World();
    await written(world, [{ asset: "old" }], { edition: "2026-11-08" });
    await written(world, [{ asset: "daily" }], { edition: "2026-11-09" });
    const assets = async (query = "") => assetsOf(await get(world, PERSONAS.auditor, `/access${query}`));
    expect(await assets()).toEqual(["daily"]);
    await written(world, [{ asset: "asked" }], {
      edition: "2026-11-09T101500.000Z",
      readAt: "2026-11-09T10:15:00.000Z",
    });
    expect(await assets()).toEqual(["asked"]);
    expect(await assets("?day=2026-11-09")).toEqual(["asked"]);
    expect(await assets("?day=2026-11-08")).toEqual(["old"]);
    expect(await assets("?day=2026-11-07")).toEqual([]);
    // What is being written has no manifest yet.
    world.bucket.objects.set("reports/access/day=2026-11-10/format=csv/access.csv", Buffer.from(""));
    expect(await assets()).toEqual(["asked"]);
  });

  it("are none where no report was ever made", async () => {
    const page = await get(new World(), PERSONAS.auditor, "/access");
    expect(page).toMatchObject({ status: 200, items: [], columns: [] });
    expect(page.edition).toBeUndefined();
  });

  it("are refused where there is no such report, no such day, or no cursor of this list", async () => {
    const world = new World();
    await written(world, [{ asset: "a" }, { asset: "b" }]);
    expect(await get(world, PERSONAS.auditor, "/nothing")).toMatchObject({ status: 404 });
    expect(await get(world, PERSONAS.auditor, "/access?day=yesterday")).toMatchObject({ status: 400 });
    const { next } = await get(world, PERSONAS.auditor, "/access?limit=1");
    expect(await get(world, PERSONAS.auditor, `/cost?limit=1&cursor=${next}`)).toMatchObject({
      code: "invalid-cursor",
    });
  });

  it("end where the edition of a cursor is gone", async () => {
    const world = new World();
    await written(world, [{ asset: "a" }, { asset: "b" }]);
    const { next } = await get(world, PERSONAS.auditor, "/access?limit=1");
    world.bucket.objects.clear();
    expect(await get(world, PERSONAS.auditor, `/access?limit=1&cursor=${next}`)).toMatchObject({
      status: 200,
      items: [],
    });
  });
});

const NOBODY = { leads: [], stewards: [], governanceTeam: false, auditor: false };

describe("pages of a report", () => {
  it("together are the rows that may be seen, each once and in order, whatever their size is", async () => {
    const about = fc.constantFrom("consumer", "producer", "other", undefined);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ project_id: about, owner_project_id: about }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 15 }),
        fc.constantFrom("auditor", "producer-owner", "unit-steward"),
        async (made, limit, persona) => {
          const world = new World();
          const rows = made.map((row, index) => ({ ...row, asset: String(index) }));
          await written(world, rows);
          const found: unknown[] = [];
          const csv: string[] = [];
          for (const [path, taken] of [
            ["/access", (body: Body) => found.push(...assetsOf(body))],
            ["/access/csv", (body: Body) => csv.push(body.csv)],
          ] as const) {
            let cursor = "";
            do {
              const page = await get(world, PERSONAS[persona], `${path}?limit=${limit}${cursor}`);
              taken(page);
              cursor = page.next === undefined ? "" : `&cursor=${page.next}`;
            } while (cursor !== "");
          }
          const isSeen = (row: TestRow) =>
            persona === "auditor" ||
            (persona === "producer-owner" && [row.project_id, row.owner_project_id].includes("producer"));
          const expected = rows.filter(isSeen).map(({ asset }) => asset);
          expect(found).toEqual(expected);
          const lines = csv.join("").trim().split("\r\n");
          expect(lines[0]).toBe(COLUMNS.map((name) => `"${name}"`).join(","));
          expect(lines.slice(1).map((line) => /"(\d+)"$/.exec(line)?.[1])).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("read the blocks that they need, and look at a bounded number of rows", async () => {
    const world = new World();
    const rows = Array.from({ length: 62_000 }, (_, index) => ({
      asset: String(index),
      project_id: index === 61_999 ? "producer" : `p-${index}`,
    }));
    await written(world, rows);
    const whole = world.bucket.objects.get("reports/access/day=2026-11-10/format=ndjson/access.ndjson.gz")!.length;
    const first = await get(world, PERSONAS.auditor, "/access?limit=2");
    expect(assetsOf(first)).toEqual(["0", "1"]);
    expect(world.bucket.bytesRead).toBeLessThan(whole / 8);
    // The one row of the owner is the last: pages before it are empty and go on.
    const pages: Body[] = [];
    let cursor = "";
    do {
      const page = await get(world, PERSONAS["producer-owner"], `/access?${cursor}`);
      pages.push(page);
      cursor = page.next === undefined ? "" : `cursor=${page.next}`;
    } while (cursor !== "");
    expect(pages.map(assetsOf)).toEqual([[], [], ["61999"]]);
  });

  it("as CSV are no larger than an answer may be", async () => {
    const world = new World();
    await written(
      world,
      Array.from({ length: 1000 }, () => ({ asset: '"'.repeat(4096) })),
    );
    const sizes: number[] = [];
    let cursor = "";
    do {
      const answer = await world.send(eventFor(`/v1/reports/access/csv?${cursor}`));
      sizes.push(Buffer.byteLength(answer.body));
      const { next } = JSON.parse(answer.body) as Body;
      cursor = next === undefined ? "" : `cursor=${next}`;
    } while (cursor !== "");
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThan(6_000_000);
  });
});

const eventFor = (path: string) => eventOf(PERSONAS.auditor, "GET", path);

describe("the list of reports", () => {
  it("has the days and the newest of each", async () => {
    const world = new World();
    await written(world, ROWS, { edition: "2026-11-08" });
    await written(world, ROWS, { edition: "2026-11-10" });
    const { items } = await get(world, PERSONAS.auditor, "");
    expect(items.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["access", "requests", "rights", "cost", "gaps"]),
    );
    expect(items[0]).toMatchObject({
      name: "access",
      days: ["2026-11-10", "2026-11-08"],
      newest: { id: "2026-11-10", rows: ROWS.length, isWhole: true },
    });
    expect(items[1]).toMatchObject({ days: [] });
    expect(items[1]).not.toHaveProperty("newest");
    const own = await get(world, PERSONAS["producer-owner"], "");
    expect(own.items[0].newest).not.toHaveProperty("rows");
  });
});

describe("reports of now", () => {
  it("are asked for by auditors and the governance team, with the time from which on they are to be", async () => {
    const world = new World();
    const { status, body } = await world.ask(PERSONAS.auditor, "POST", "/v1/reports");
    expect({ status, body }).toEqual({ status: 202, body: { askedAt: world.now } });
    expect(await world.ask(PERSONAS.bot, "POST", "/m/v1/reports")).toMatchObject({ status: 202 });
    expect(await world.ask(PERSONAS["unit-steward"], "POST", "/v1/reports")).toMatchObject({ status: 403 });
    expect(world.reportsAsked).toEqual([world.now, world.now]);
  });

  it("are asked for once with one Idempotency-Key", async () => {
    const world = new World();
    const headers = { "idempotency-key": "12345678" };
    const first = await world.ask(PERSONAS.auditor, "POST", "/v1/reports", undefined, headers);
    world.now = "2026-11-10T12:00:01.000Z";
    expect(await world.ask(PERSONAS.auditor, "POST", "/v1/reports", undefined, headers)).toEqual(first);
    expect(world.reportsAsked).toHaveLength(1);
  });
});
