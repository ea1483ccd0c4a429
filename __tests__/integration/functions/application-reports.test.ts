import { oneClient } from "../../../audit/domain";
import { ReportBucket } from "../../../functions/application-reports/report-bucket";
import { NO_RECORDS } from "../../../functions/application-reports/records";
import { runDailyReports, type ReportsPlace } from "../../../functions/application-reports/work";
import { REPORTS } from "../../../governance/reports";
import { MemoryBucket } from "../../support/memory-bucket";
import { Sides } from "../emulator/data-access/sides";

let sides: Sides;
/** Name of an asset that a spreadsheet would run, and a terminal would obey. */
const HOSTILE = '=HYPERLINK("http://evil","x")';
beforeAll(async () => {
  sides = await Sides.begin();
  await sides.subscribe((await sides.published({ name: HOSTILE })).listingId);
});
afterAll(() => sides.stop());

const NAMES = [...REPORTS.map(({ name }) => name), "rights", "cost"];

function placeWith(memory: MemoryBucket, changes: Partial<ReportsPlace> = {}): ReportsPlace & { failures: string[] } {
  const clock = () => "2030-01-02T03:00:00.000Z";
  const failures: string[] = [];
  return {
    domain: {
      clients: oneClient(sides.ruled.datazone),
      domainId: sides.ruled.host.domainId,
      concurrency: 4,
      peopleRoles: [],
      clock,
    },
    records: NO_RECORDS,
    lifetimes: () => Promise.resolve([]),
    store: new ReportBucket(memory, "reports", clock),
    options: { requestDays: 3, grantHours: 24, standing: [] },
    rights: {
      expected: { projects: [], units: [], platform: [], targetWriters: [] },
      policies: () => Promise.resolve([]),
    },
    cost: { choice: { tag: "AmazonDataZoneProject", accounts: [], budgets: [] }, months: 0 },
    clock,
    report: ({ subject }) => failures.push(subject),
    failures,
    ...changes,
  };
}

const manifests = ({ objects }: MemoryBucket): string[] =>
  [...objects.keys()].filter((key) => key.endsWith("_manifest.json")).map((key) => key.split("/")[1]);

describe("the reports of a day", () => {
  test("are written once: a second run asks the domain nothing", async () => {
    const memory = new MemoryBucket();
    const place = placeWith(memory);

    const first = await runDailyReports(place);

    expect(Object.keys(first.written).sort()).toEqual([...NAMES].sort());
    expect(first).toMatchObject({ day: "2030-01-02", kept: [], failed: [] });
    expect(manifests(memory).sort()).toEqual([...NAMES].sort());
    const calls = sides.landscape.emulator.log.list().length;
    expect(await runDailyReports(place)).toMatchObject({ written: {}, kept: NAMES });
    expect(sides.landscape.emulator.log.list()).toHaveLength(calls);
  });

  test("have no cell that a spreadsheet would run", async () => {
    const memory = new MemoryBucket();
    await runDailyReports(placeWith(memory));
    const csv = memory.text("reports/access/day=2030-01-02/format=csv/access.csv");
    expect(csv).toContain(`"'=HYPERLINK(""http://evil"",""x"")"`);
    expect(csv).not.toMatch(/(^|,)"?[=+@]/m);
    const json = memory.text("reports/access/day=2030-01-02/format=ndjson/access.ndjson.gz");
    expect(json).toContain(JSON.stringify(HOSTILE));
  });

  test("are written by later runs where one is cut off, wherever that is", async () => {
    for (let at = 1; at <= NAMES.length * 3; at += 4) {
      const memory = new MemoryBucket();
      const place = placeWith(memory);
      memory.failAtPut(at);
      const { failed } = await runDailyReports(place);
      expect(failed.length).toBeGreaterThan(0);
      expect(manifests(memory)).not.toEqual(expect.arrayContaining(failed));
      memory.failAtPut(Infinity);
      const again = await runDailyReports(place);
      expect(Object.keys(again.written).sort()).toEqual([...failed].sort());
      expect(manifests(memory).sort()).toEqual([...NAMES].sort());
    }
  });

  test("are written without the one whose source fails, and that is told", async () => {
    const memory = new MemoryBucket();
    const source = { spends: () => Promise.reject(new Error("no access to costs")) };
    const place = placeWith(memory, {
      cost: { choice: { tag: "x", accounts: [], budgets: [] }, months: 1, source },
    });
    const { failed, written } = await runDailyReports(place);
    expect(failed).toEqual(["cost"]);
    expect(place.failures).toEqual(["report cost"]);
    expect(written.access).toBeGreaterThan(0);
    expect(manifests(memory)).not.toContain("cost");
  });

  test("are not written at all where the domain cannot be read to its end", async () => {
    const memory = new MemoryBucket();
    const broken = { send: () => Promise.reject(new Error("connection reset")) } as never;
    const place = placeWith(memory);
    const clients = { ...place.domain.clients, requests: broken };
    await expect(runDailyReports({ ...place, domain: { ...place.domain, clients } })).rejects.toThrow(
      "connection reset",
    );
    expect(memory.objects.size).toBe(0);
  });
});
