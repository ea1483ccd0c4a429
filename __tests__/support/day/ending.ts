import type { Day, Step, Table } from "./day";
import { DAY, REPORTS, SWEEP } from "./example";
import { PERILS } from "./perils";

/** Tables to which somebody had access. */
const GIVEN: readonly Table[] = ["customers", "orders", "bonuses"];

/** Kinds of notices in the order in which they came first: who was cut off tells again. */
async function told(day: Day, table: Table): Promise<string[]> {
  return [...new Set(await day.place.mailbox.about(day.request(table)))];
}

/** The steps in which access ends, and what is left of it. */
export const ENDING: readonly Step[] = [
  {
    title: "people are reminded before access ends",
    perils: PERILS.reminded,
    async run(day) {
      const { control } = day.place;
      expect(await told(day, "customers")).not.toContain("expiry-reminder");
      await control.skip(17 * DAY);
      await control.fire(SWEEP);
      for (const table of GIVEN)
        await day.until(async () => expect(await told(day, table)).toContain("expiry-reminder"));
    },
  },
  {
    title: "access is revoked when its time is over, and followed to its end",
    perils: PERILS.revoked,
    async run(day) {
      const { control, consumer, memory } = day.place;
      await control.skip(14 * DAY);
      await control.fire(SWEEP);
      for (const table of GIVEN) {
        const id = day.request(table);
        await day.until(async () => expect((await memory.record(id))?.phase).toBe("closed"));
        expect((await memory.record(id))?.ending).toMatchObject({ kind: "expired" });
        expect(await consumer.subscription(id, "APPROVED")).toBeUndefined();
        const revoked = await consumer.subscription(id, "REVOKED");
        expect(revoked).toBeDefined();
        expect(new Set(await consumer.grants(revoked?.id))).toEqual(new Set(["COMPLETED"]));
      }
    },
  },
  {
    title: "each decision was made once: people were told in order, and no evidence was written over",
    async run(day) {
      const { consumer, memory } = day.place;
      expect(await consumer.subscription(day.request("salaries"), "REVOKED")).toBeUndefined();
      for (const table of GIVEN) {
        const expected = ["approved", "active", "expiry-reminder", "ended"];
        expect(await told(day, table)).toEqual(table === "bonuses" ? ["held", ...expected] : expected);
        await expectEvidence(day, table, ["active", "decision-approve", "ended"]);
      }
      expect(await told(day, "salaries")).toEqual(["held", "rejected"]);
      await expectEvidence(day, "salaries", ["decision-reject"]);
      expect((await memory.record(day.request("salaries")))?.phase).toBe("closed");
    },
  },
  {
    title: "the auditor's report shows all of it, with persons",
    perils: PERILS.reported,
    run: expectReport,
  },
];

async function expectEvidence(day: Day, table: Table, names: readonly string[]): Promise<void> {
  const { memory } = day.place;
  const id = day.request(table);
  const { decidedAt } = (await memory.record(id)) ?? {};
  const evidence = await memory.evidence(id);
  expect(evidence.map(({ name }) => name)).toEqual(names);
  for (const { content } of evidence) expect(content).toMatchObject({ requestId: id, decidedAt });
}

async function expectReport(day: Day): Promise<void> {
  const { control, memory } = day.place;
  let date = "";
  const fire = async () => {
    date = (await control.now()).toISOString().slice(0, 10);
    await control.fire(REPORTS);
  };
  await fire();
  await day.until(async () => expect(await memory.report("requests", date)).toBeDefined(), fire);
  const rows = (await memory.report("requests", date)) ?? [];
  const row = (table: Table) => rows.find(({ request_id }) => request_id === day.request(table));
  const shared = { purpose: "analysis", owner_project: "finance-reporting-dev", subscriber: "marketing-campaigns-dev" };
  const containing = (text: string) => expect.stringContaining(text) as string;
  for (const table of GIVEN)
    expect(row(table)).toMatchObject({ ...shared, asset: day.table(table), outcome: "approve" });
  expect(row("customers")).toMatchObject({
    requester: containing("/marketing-leads"),
    decider: "rule:customers-of-europe",
  });
  // It was asked for through the API: the person, and not the project's role.
  expect(row("orders")).toMatchObject({ requester: containing("/marketing-engineers") });
  const reviewers = row("bonuses")?.decider;
  for (const name of ["people:", "stella.okafor", "omar.haddad"]) expect(reviewers).toContain(name);
  expect(row("salaries")).toMatchObject({ ...shared, outcome: "reject", decider: containing("team/data-stewards") });
}
