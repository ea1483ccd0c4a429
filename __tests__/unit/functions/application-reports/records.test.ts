import type { KnownDecision } from "../../../../governance/reports";
import { freshRecord, type AccessRecord } from "../../../../governance/access";
import { NO_RECORDS, ScannedRecords, type DecisionRecords } from "../../../../functions/application-reports/records";

async function allOf(records: DecisionRecords): Promise<KnownDecision[]> {
  const found: KnownDecision[] = [];
  for await (const decision of records.all()) found.push(decision);
  return found;
}

const item = (record: AccessRecord) => ({ record: { S: JSON.stringify(record) } });

test("records are read over all pages, and of each only what reports tell is kept", async () => {
  const held = { queue: "q", since: "s", remindAt: "r", lapsesAt: "l", reason: "x", consents: [] };
  const pages = [
    { Items: [item({ ...freshRecord("a"), phase: "held", held })], LastEvaluatedKey: { pk: { S: "ACCESS#a" } } },
    { Items: [{}, item(freshRecord("b"))] },
  ];
  const sent: { ExclusiveStartKey?: unknown }[] = [];
  const client = {
    send: (command: { input: object }) => {
      sent.push(command.input);
      return Promise.resolve(pages[sent.length - 1]);
    },
  };

  const found = await allOf(new ScannedRecords(client as never, "table"));

  expect(found.map(({ requestId }) => requestId)).toEqual(["a", "b"]);
  expect(found[0].held).toEqual({ queue: "q", since: "s", lapsesAt: "l" });
  expect(sent[1].ExclusiveStartKey).toEqual({ pk: { S: "ACCESS#a" } });
});

test("a domain without an application has none", async () => {
  expect(await allOf(NO_RECORDS)).toEqual([]);
});
