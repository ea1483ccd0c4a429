import { DataZoneCatalog } from "../../../functions/application-access/catalog/datazone-catalog";
import { AccessTable } from "../../../functions/application-store/access-table";
import { answerEvents, rebuild, sweep, type Workplace } from "../../../functions/application-access/work";
import type { Failure } from "../../../functions/application-store/queue-message";
import type { NoticeKind } from "../../../governance/access";
import { startMoto, type Moto } from "./moto";
import { Sides } from "../../integration/emulator/data-access/sides";
import { eventually } from "../../integration/emulator/harness";
import { domainOf, publishParties, RULES } from "../../integration/functions/access-application";
import { makeAccessTable } from "./access-table";

let sides: Sides;
let moto: Moto;
let place: Workplace;
let now: string;
let notices: NoticeKind[];
let failures: Failure[];
let rung: { readonly requestId: string; readonly seconds: number }[];

beforeAll(async () => {
  moto = await startMoto();
  sides = await Sides.begin();
  await eventually(async () => expect(await sides.targets(await sides.lake())).not.toEqual([]));
});
afterAll(async () => {
  await sides.stop();
  await moto.stop();
});
beforeEach(async () => {
  sides.landscape.emulator.events.clear();
  [now, notices, failures, rung] = [new Date().toISOString(), [], [], []];
  const { client, table } = await makeAccessTable(moto.url);
  const clock = () => now;
  const domain = domainOf(sides, clock);
  place = {
    domain,
    policy: { expiryReminderDays: 7, lookAgainMinutes: 5 },
    doorbell: { ring: (requestId, seconds) => Promise.resolve(void rung.push({ requestId, seconds })) },
    catalog: () => new DataZoneCatalog(domain),
    ports: {
      store: new AccessTable(client, table, clock),
      evidence: { keep: () => Promise.resolve() },
      notices: { send: (_, notice) => Promise.resolve(void notices.push(notice)) },
      clock,
      rules: RULES,
    },
  };
});

const report = (failure: Failure) => void failures.push(failure);
const messages = () =>
  sides.landscape.emulator.events
    .list()
    .map(({ event }, index) => ({ messageId: `m${index}`, body: JSON.stringify(event) }));
const phaseOf = async (requestId: string) => (await place.ports.store.load(requestId))?.phase;
/** Tells whether a request was approved: the service may have completed the grant already. */
async function isApproved(requestId: string): Promise<boolean> {
  const phase = await phaseOf(requestId);
  return phase === "granting" || phase === "active";
}
function later(days: number): void {
  now = new Date(Date.parse(now) + days * 86_400_000).toISOString();
}
async function ask(): Promise<string> {
  const { listingId } = await publishParties(sides);
  return sides.ask(listingId);
}

describe("events of requests", () => {
  it("lead a request to its end, each delivered twice and the last first", async () => {
    const requestId = await ask();
    await eventually(async () => {
      const delivered = [...messages().reverse(), ...messages()];
      expect(await answerEvents(place, delivered, report)).toEqual({ batchItemFailures: [] });
      expect(await phaseOf(requestId)).toBe("active");
    });
    const types = sides.landscape.emulator.events.list().map(({ event }) => event["detail-type"]);
    expect(types).toEqual(expect.arrayContaining(["Subscription Request Accepted", "Subscription Grant Completed"]));
    expect(notices).toEqual(["approved", "active"]);
  });

  it("that tell of one request together are one look at it, and fail together", async () => {
    const { emulator } = sides.landscape;
    const own = ["a", "b", "c"].map((messageId) => ({ messageId, body: JSON.stringify({ requestId: "none" }) }));
    const looks = () =>
      emulator.log.list().filter(({ operation }) => operation === "GetSubscriptionRequestDetails").length;
    const before = looks();
    expect(await answerEvents(place, own, report)).toEqual({ batchItemFailures: [] });
    expect(looks()).toBe(before + 1);
    const operation = "GetSubscriptionRequestDetails";
    emulator.faults.add([{ mode: "error-before", service: "datazone", operation, times: 9 }]);
    const { batchItemFailures } = await answerEvents(place, own, report);
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(["a", "b", "c"]);
    emulator.faults.clear();
    failures.length = 0;
  });

  it("fail one by one: a message that is no event, and one of a call that fails", async () => {
    const requestId = await ask();
    const [first] = messages().filter(({ body }) => body.includes("Subscription Request Created"));
    const { faults } = sides.landscape.emulator;
    const broken = { messageId: "broken", body: "{}" };
    expect(await answerEvents(place, [broken, first], report)).toEqual({
      batchItemFailures: [{ itemIdentifier: "broken" }],
    });
    expect(await isApproved(requestId)).toBe(true);
    faults.add([{ mode: "error-before", service: "datazone", operation: "ListSubscriptionGrants", times: 9 }]);
    const { batchItemFailures } = await answerEvents(place, [first], report);
    expect(batchItemFailures).toEqual([{ itemIdentifier: first.messageId }]);
    expect(failures.map(({ subject }) => subject)).toEqual(["message broken", `message ${first.messageId}`]);
    faults.clear();
  });

  it("are passed over where they are of another domain or of something else", async () => {
    const event = (type: string, domain: string) => ({
      messageId: type,
      body: JSON.stringify({ "detail-type": type, detail: { metadata: { domain, id: "none" } } }),
    });
    const { domainId } = place.domain;
    const others = [event("Subscription Request Created", "dzd_other"), event("Asset Added To Catalog", domainId)];
    expect(await answerEvents(place, others, report)).toEqual({ batchItemFailures: [] });
    expect(await place.ports.store.due("2100-01-01T00:00:00.000Z")).toEqual([]);
  });
});

describe("a table that is lost", () => {
  it("is made again from what the service has: decisions, filters and ends", async () => {
    const requestId = await ask();
    await eventually(async () => {
      await sweep(place, report);
      later(1 / 24);
      expect(await phaseOf(requestId)).toBe("active");
    });
    const before = await place.ports.store.load(requestId);
    const { client, table } = await makeAccessTable(moto.url);
    place = { ...place, ports: { ...place.ports, store: new AccessTable(client, table, place.ports.clock) } };
    expect((await sweep(place, report)).looked).toBe(0);
    expect(await rebuild(place, report)).toMatchObject({ failed: 0, left: 0 });
    const { filterIds, expiresAt, decidedAt } = (await place.ports.store.load(requestId)) ?? {};
    expect({ filterIds, expiresAt, decidedAt }).toEqual({
      filterIds: before?.filterIds,
      expiresAt: before?.expiresAt,
      decidedAt: before?.decidedAt,
    });
    // A second time changes nothing.
    expect((await rebuild(place, report)).looked).toBe(0);
  });
});

describe("a sweep", () => {
  it("finds every request without any event, and brings it to its end", async () => {
    const requestId = await ask();
    await eventually(async () => {
      await sweep(place, report);
      later(1 / 24);
      expect(await phaseOf(requestId)).toBe("active");
    });
    later(31);
    await eventually(async () => {
      await sweep(place, report);
      later(1 / 24);
      expect(await phaseOf(requestId)).toBe("closed");
    });
    expect(notices).toEqual(["approved", "active", "ended"]);
    expect(failures).toEqual([]);
  });

  /** The service still checks the filters of a decision at the first look. */
  const withSlowFilters = (): void => {
    const catalog = place.catalog();
    let looks = 0;
    const filters: typeof catalog.filters = (...asked) =>
      (looks += 1) === 1 ? Promise.resolve(undefined) : catalog.filters(...asked);
    const slow = Object.assign(Object.create(catalog) as typeof catalog, { filters });
    place = { ...place, catalog: () => slow };
  };
  const own = (requestId: string) => [{ messageId: "own", body: JSON.stringify({ requestId }) }];

  it("is not waited for while the service works on what was decided a moment ago, and is for what lasts", async () => {
    const requestId = await ask();
    withSlowFilters();
    await answerEvents(place, own(requestId), report);
    expect(rung).toEqual([{ requestId, seconds: 300 }]);
    await eventually(async () => {
      await answerEvents(place, own(requestId), report);
      expect(await phaseOf(requestId)).toBe("active");
    });
    // The reminder of an end in weeks is the sweep's.
    const before = rung.length;
    await answerEvents(place, own(requestId), report);
    expect(rung).toHaveLength(before);
  });

  it("is what is left where the bell does not ring: the message has done its work, and operators hear of the bell", async () => {
    const requestId = await ask();
    withSlowFilters();
    place = { ...place, doorbell: { ring: () => Promise.reject(new Error("no queue")) } };
    expect(await answerEvents(place, own(requestId), report)).toEqual({ batchItemFailures: [] });
    expect(failures.map(({ subject }) => subject)).toEqual([`bell of ${requestId}`]);
    later(1);
    expect(await sweep(place, report)).toMatchObject({ looked: 1, failed: 0 });
  });

  it("leaves the rest to the next one where the time is over", async () => {
    await ask();
    let asked = 0;
    expect(await sweep(place, report, () => (asked += 1) > 0)).toEqual({ looked: 0, failed: 0, left: 1 });
    expect(await sweep(place, report)).toMatchObject({ looked: 1, left: 0 });
  });

  it("looks at what is due alone", async () => {
    const requestId = await ask();
    await sweep(place, report);
    await eventually(async () => {
      later(1 / 24);
      await sweep(place, report);
      expect(await phaseOf(requestId)).toBe("active");
    });
    expect(await sweep(place, report)).toEqual({ looked: 0, failed: 0, left: 0 });
    later(1);
    expect(await sweep(place, report)).toEqual({ looked: 1, failed: 0, left: 0 });
  });

  it("goes on after a request that fails", async () => {
    const [one, other] = [await ask(), await ask()];
    sides.landscape.emulator.faults.add([
      { mode: "error-before", service: "datazone", operation: "GetAsset", times: 3 },
    ]);
    const { looked, failed } = await sweep(place, report);
    sides.landscape.emulator.faults.clear();
    expect([looked >= 2, failed]).toEqual([true, 1]);
    expect([await isApproved(one), await isApproved(other)].sort()).toEqual([false, true]);
    await sweep(place, report);
    expect([await isApproved(one), await isApproved(other)]).toEqual([true, true]);
  });
});
