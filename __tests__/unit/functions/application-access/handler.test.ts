import type { Clients } from "../../../../functions/application-access/clients";
import { createHandler } from "../../../../functions/application-access/handler";
import type { AccessPlaces } from "../../../../functions/application-access/settings";
import { SWEEP_EVENT } from "../../../../contracts/application/access-settings";
import { answeringClient, CONTEXT, message, objectOf, type Answers } from "../answering-client";

const SETTINGS = {
  format: 1,
  domainId: "dzd-1",
  termIds: {},
  unitIds: { root: "u0" },
  assetTypes: {},
  stagesByAccount: {},
  groupRoles: {},
  policy: { expiryReminderDays: 14, lookAgainMinutes: 1 },
  rules: {
    purposes: {},
    queues: {},
    otherwise: { queue: "stewards", remindAfterDays: 3, lapseAfterDays: 14 },
    unitParents: {},
  },
};
const NOT_FOUND = Object.assign(new Error("no such request"), { name: "ResourceNotFoundException", $metadata: {} });

function handlerOf(answers: Answers) {
  const lines: { subject?: string; error?: string; level?: string }[] = [];
  const { client, sent } = answeringClient(answers);
  const clients = {
    datazone: client,
    decisions: client,
    table: client,
    bucket: client,
    notices: client,
    queue: client,
  };
  const handler = createHandler({
    clients: clients as unknown as Clients,
    places: { bucket: "b", table: "t", settingsKey: "k", settingsVersion: "1" } as AccessPlaces,
    clock: () => "2026-11-29T00:00:00.000Z",
    log: (line) => void lines.push(line),
  });
  return { handler, lines, sent };
}

const SETTINGS_OBJECT = () => objectOf(SETTINGS);
const NOTHING: Answers = {
  GetObject: SETTINGS_OBJECT,
  GetItem: () => ({}),
  Query: () => ({ Items: [] }),
  ListProjects: () => ({ items: [] }),
  GetSubscriptionRequestDetails: () => {
    throw NOT_FOUND;
  },
};

describe("the function that settles requests for access", () => {
  it("reads its settings once, and answers with the messages that failed", async () => {
    const { handler, sent, lines } = handlerOf(NOTHING);
    const event = { Records: [message("m-1", { requestId: "r-1" }), message("m-2", { surprise: true })] };
    expect(await handler(event, CONTEXT)).toEqual({ batchItemFailures: [{ itemIdentifier: "m-2" }] });
    await handler({ Records: [] }, CONTEXT);
    expect(sent.filter((name) => name === "GetObject")).toHaveLength(1);
    expect(lines).toContainEqual(expect.objectContaining({ level: "ERROR", subject: "message m-2" }));
  });

  it("reads its settings again where it could not", async () => {
    let broken = true;
    const { handler } = handlerOf({
      ...NOTHING,
      GetObject: () => {
        if (broken) throw new Error("no network");
        return SETTINGS_OBJECT();
      },
    });
    await expect(handler(SWEEP_EVENT, CONTEXT)).rejects.toThrow("no network");
    broken = false;
    expect(await handler(SWEEP_EVENT, CONTEXT)).toEqual({ looked: 0, failed: 0, left: 0 });
  });

  it("fails a sweep in which a request failed, after all others: the alarm counts errors", async () => {
    const looked: unknown[] = [];
    const { handler, lines } = handlerOf({
      ...NOTHING,
      Query: () => ({ Items: [{ pk: { S: "ACCESS#r-1" } }, { pk: { S: "ACCESS#r-2" } }] }),
      GetSubscriptionRequestDetails: ({ identifier }) => {
        looked.push(identifier);
        throw identifier === "r-1" ? new Error("500") : NOT_FOUND;
      },
    });
    await expect(handler(SWEEP_EVENT, CONTEXT)).rejects.toThrow("1 of 2 requests failed");
    expect(looked).toEqual(["r-1", "r-2"]);
    expect(lines).toContainEqual({ level: "ERROR", subject: "request r-1", error: "Error: 500" });
  });

  it("leaves to the next sweep what there is no time for", async () => {
    const { handler } = handlerOf({
      ...NOTHING,
      Query: () => ({ Items: [{ pk: { S: "ACCESS#r-1" } }] }),
    });
    const late = { getRemainingTimeInMillis: () => 59_000 };
    expect(await handler(SWEEP_EVENT, late)).toEqual({ looked: 0, failed: 0, left: 1 });
  });

  it("refuses an event of another form", async () => {
    const { handler } = handlerOf(NOTHING);
    await expect(handler({ sweep: false }, CONTEXT)).rejects.toThrow();
    await expect(handler({}, CONTEXT)).rejects.toThrow();
  });
});
