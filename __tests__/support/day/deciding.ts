import { expectAccess } from "./asking";
import type { Day, Step, Table } from "./day";
import { PEOPLE, type Answer, type Person } from "./people";
import { PERILS } from "./perils";

const REASON = "Salaries are not for campaigns.";
const EUROPE = { columnName: "region", operator: "equalTo", value: "EU" };
const GIVEN = { rows: EUROPE, columns: ["region", "amount"], s3: ["READ"], expiresInDays: 30 };

/** Asks for confidential data, which rules leave to two people of the data office. */
async function hold(day: Day, table: Table): Promise<void> {
  const { consumer, memory, mailbox } = day.place;
  const id = await consumer.ask(day.table(table));
  day.requests.set(table, id);
  await day.until(async () => expect((await memory.record(id))?.phase).toBe("held"));
  await day.until(async () => expect(await mailbox.about(id)).toContain("held"));
  expect((await memory.record(id))?.held).toMatchObject({ queue: "office" });
  await expectPending(day, table);
}

/** Nobody has it, whatever has failed. */
async function expectPending(day: Day, table: Table): Promise<void> {
  const { consumer } = day.place;
  const id = day.request(table);
  expect((await consumer.request(id)).status).toBe("PENDING");
  expect(await consumer.subscription(id, "APPROVED")).toBeUndefined();
}

/** Decides on what is shown at that moment. */
async function decide(day: Day, person: Person, table: Table, decision: object): Promise<Answer> {
  const { portal } = day.place;
  const path = `/access/requests/${day.request(table)}`;
  const { revision } = (await portal.read(person, path)).body;
  return portal.act(person, `${path}/decision`, { ...decision, revision });
}

/** The steps in which rules leave a decision to people. */
export const DECIDING: readonly Step[] = [
  {
    title: "a request for restricted data is held, and people are told",
    perils: PERILS.held,
    run: (day) => hold(day, "salaries"),
  },
  {
    title: "it is seen by those whom it concerns, and no secret to the auditor",
    async run(day) {
      const { portal } = day.place;
      const path = `/access/requests/${day.request("salaries")}`;
      expect(await portal.readUnsigned(`/v1${path}`)).toBe(401);
      // One whom nobody knows learns nothing of any id.
      expect((await portal.read(PEOPLE.stranger, path)).status).toBe(403);
      expect((await portal.read(PEOPLE.lead, "/access/requests/none")).status).not.toBe(200);
      for (const person of [PEOPLE.engineer, PEOPLE.auditor])
        expect((await portal.read(person, path)).status).toBe(200);
      const shown = await portal.read(PEOPLE.steward, path);
      expect(shown.body).toMatchObject({ phase: "held", queue: "office" });
      expect(await portal.readUnsigned("/health")).toBe(200);
    },
  },
  {
    title: "a steward rejects it through the API with a reason; nobody else may",
    perils: PERILS.rejected,
    async run(day) {
      const { consumer, mailbox } = day.place;
      const rejection = { outcome: "reject", reason: REASON };
      expect((await decide(day, PEOPLE.lead, "salaries", rejection)).status).toBe(403);
      expect((await decide(day, PEOPLE.steward, "salaries", rejection)).status).toBe(200);
      const id = day.request("salaries");
      await day.until(async () => {
        const { status, decisionComment } = await consumer.request(id);
        expect([status, decisionComment]).toEqual(["REJECTED", expect.stringContaining(REASON)]);
      });
      await day.until(async () => expect(await mailbox.about(id)).toContain("rejected"));
      expect((await decide(day, PEOPLE.steward, "salaries", rejection)).status).toBe(409);
    },
  },
  {
    title: "another is approved by two people of the data office, not by one of them twice",
    perils: PERILS.consented,
    async run(day) {
      const approval = { outcome: "approve", access: GIVEN };
      await hold(day, "bonuses");
      for (const person of [PEOPLE.stella, PEOPLE.stella]) {
        expect((await decide(day, person, "bonuses", approval)).status).toBe(200);
        await expectPending(day, "bonuses");
      }
      expect((await decide(day, PEOPLE.omar, "bonuses", approval)).status).toBe(200);
      await expectAccess(day, "bonuses");
      const { verdict } = (await day.place.memory.record(day.request("bonuses"))) ?? {};
      expect(verdict?.decider).toEqual({ kind: "people", people: [expect.any(String), expect.any(String)] });
    },
  },
];
