import type { Day, Step, Table } from "./day";
import { PEOPLE } from "./people";
import { PERILS } from "./perils";

const WISH = { purpose: "analysis", days: 30, reason: "Revenue by campaign" };
/** Filters of the rule, and of what the data office gives in these days. */
const FILTERS = [
  {
    rowConfiguration: {
      rowFilter: { expression: { equalTo: { columnName: "region", value: "EU" } } },
      sensitive: false,
    },
  },
  { columnConfiguration: { includedColumnNames: ["region", "amount"] } },
];
const FACTS = {
  producer: { unit: "finance-reporting", stage: "dev" },
  consumer: { unit: "marketing-campaigns", stage: "dev" },
  request: { purpose: "analysis", durationDays: 30, columns: "all" },
};

/** Waits until access to a table works, and verifies it where the service has it: decided once, filters, subscription, grants. */
export async function expectAccess(day: Day, table: Table): Promise<void> {
  const { memory, consumer, producer } = day.place;
  const id = day.request(table);
  await day.until(async () => expect((await memory.record(id))?.phase).toBe("active"));
  const known = await memory.record(id);
  expect(known?.facts).toMatchObject(FACTS);
  expect(known?.verdict).toMatchObject({
    outcome: "approve",
    access: { columns: ["region", "amount"], expiresInDays: 30 },
  });
  // The service has the decision that is remembered, and no other.
  const { status, decisionComment } = await consumer.request(id);
  expect([status, decisionComment?.includes(known?.verdict?.at ?? "nothing")]).toEqual(["ACCEPTED", true]);
  const filterIds = known?.filterIds ?? [];
  const filters = await Promise.all(filterIds.map((filter) => producer.filter(day.assets[day.table(table)], filter)));
  expect(filters).toEqual(FILTERS);
  const subscription = await consumer.subscription(id, "APPROVED");
  expect(subscription?.subscribedListing?.item?.assetListing?.assetScope?.filterIds).toEqual(filterIds);
  expect(await consumer.grants(subscription?.id)).toEqual(["COMPLETED"]);
}

/** The steps in which data is published and asked for, and rules decide. */
export const ASKING: readonly Step[] = [
  {
    title: "data is imported by a run of the data source, completed and published",
    async run(day) {
      const { place } = day;
      const tables = (["customers", "orders", "salaries", "bonuses"] as const).map((table) => day.table(table));
      await place.addTables(tables);
      day.assets = await place.producer.run("Ledger");
      for (const table of tables)
        await place.producer.publish(day.assets[table], { isConfidential: /salaries|bonuses/.test(table) });
    },
  },
  {
    title: "a request is approved by the rule with a row filter and without the column with personal data, and granted",
    perils: PERILS.approved,
    async run(day) {
      const { consumer, memory } = day.place;
      const id = await consumer.ask(day.table("customers"));
      day.requests.set("customers", id);
      await expectAccess(day, "customers");
      expect((await memory.record(id))?.verdict?.decider).toMatchObject({ kind: "rule", rule: "customers-of-europe" });
    },
  },
  {
    title: "an engineer finds data, asks through the API in the name of the project, and the same rule approves",
    perils: PERILS.asked,
    run: askThroughApi,
  },
];

async function askThroughApi(day: Day): Promise<void> {
  const { portal, consumer, memory } = day.place;
  const found = await portal.read(PEOPLE.engineer, `/assets?text=${day.table("orders")}`);
  const [{ listingId }] = found.body.items as { listingId: string }[];
  const wish = { listingId, projectId: consumer.projectId, ...WISH };
  expect((await portal.act(PEOPLE.producer, "/access/requests", wish)).status).toBe(403);
  const asked = await portal.act(PEOPLE.engineer, "/access/requests", wish);
  expect(asked).toMatchObject({ status: 202, body: { requestId: expect.any(String) as string } });
  day.requests.set("orders", asked.body.requestId as string);
  await expectAccess(day, "orders");
  const id = day.request("orders");
  const { profileId } = (await portal.read(PEOPLE.engineer, "/me")).body;
  expect(profileId).toEqual(expect.any(String));
  const known = await memory.record(id);
  expect(known?.asked).toMatchObject({ requester: profileId, reason: WISH.reason });
  expect(known?.facts).toMatchObject({ requester: { groups: ["marketing-engineers"] } });
  expect(known?.verdict?.decider).toMatchObject({ rule: "customers-of-europe" });
  // For the service it is the project's role that has asked.
  const details = await consumer.request(id);
  expect(details.createdBy).not.toBe(profileId);
  expect(details.requestReason).toContain(`Asked by ${String(profileId)} through the governance application.`);
  const again = await portal.act(PEOPLE.engineer, "/access/requests", wish);
  expect(again).toMatchObject({ status: 409, body: { code: "already-asked" } });
}
