import { SWEEP_EVENT } from "../../../../contracts/application/access-settings";
import { PROJECTS_VARIABLES } from "../../../../contracts/application/projects-settings";
import type { Clients } from "../../../../functions/application-projects/clients";
import { createHandler, type Office } from "../../../../functions/application-projects/handler";
import { placesOf } from "../../../../functions/application-projects/settings";
import { answeringClient, CONTEXT, message, objectOf, type Answers } from "../answering-client";

const SETTINGS = {
  ...{ format: 1, domainId: "dzd_1", roleArn: "arn:aws:iam::111111111111:role/application-projects" },
  ...{ unitIds: { root: "u0" }, unitNames: {}, profileNames: {}, userIds: {}, groupIds: {} },
  ...{ platformMembers: [], peoplePrincipals: [], askingRoles: [] },
  projects: { units: {}, profiles: {} },
};

function handlerOf(answers: Answers, office?: Office) {
  const lines: object[] = [];
  const { client, sent } = answeringClient(answers);
  const all = { datazone: client, datazoneOnce: client, table: client, bucket: client, notices: client, queue: client };
  const handler = createHandler({
    clients: all as unknown as Clients,
    places: placesOf(Object.fromEntries(Object.values(PROJECTS_VARIABLES).map((name) => [name, "x"]))),
    clock: () => "2026-11-29T00:00:00.000Z",
    log: (line) => void lines.push(line),
    ...(office === undefined ? {} : { office }),
  });
  return { handler, lines, sent };
}

const NOTHING: Answers = {
  GetObject: () => objectOf(SETTINGS),
  GetItem: () => ({}),
  Query: () => ({ Items: [] }),
  ListProjects: () => ({ items: [] }),
};

describe("the function that makes the projects that people ask for", () => {
  it("reads its settings once, and answers with the messages that failed", async () => {
    const { handler, sent, lines } = handlerOf(NOTHING);
    const event = { Records: [message("m-1", { projectRequestId: "r-1" }), message("m-2", { surprise: true })] };
    expect(await handler(event, CONTEXT)).toEqual({ batchItemFailures: [{ itemIdentifier: "m-2" }] });
    await handler({ Records: [] }, CONTEXT);
    expect(sent.filter((name) => name === "GetObject")).toHaveLength(1);
    expect(lines).toContainEqual(expect.objectContaining({ level: "ERROR", subject: "message m-2" }));
  });

  it("fails a sweep in which a request failed, after all others: the alarm counts errors", async () => {
    const looked: unknown[] = [];
    const { handler, lines } = handlerOf({
      ...NOTHING,
      Query: () => ({ Items: [{ pk: { S: "PROJECT#r-1" } }, { pk: { S: "PROJECT#r-2" } }] }),
      GetItem: ({ Key }) => {
        looked.push((Key as { pk: { S: string } }).pk.S);
        if (looked.length === 1) throw new Error("500");
        return {};
      },
    });
    await expect(handler(SWEEP_EVENT, CONTEXT)).rejects.toThrow("1 requests failed");
    expect(looked).toEqual(["PROJECT#r-1", "PROJECT#r-2"]);
    expect(lines).toContainEqual({ level: "ERROR", subject: "request r-1", error: "Error: 500" });
  });

  it("leaves to the next sweep what there is no time for", async () => {
    const { handler } = handlerOf({ ...NOTHING, Query: () => ({ Items: [{ pk: { S: "PROJECT#r-1" } }] }) });
    const late = { getRemainingTimeInMillis: () => 59_000 };
    expect(await handler(SWEEP_EVENT, late)).toEqual({ looked: 0, failed: 0, left: 1, rebuilt: 0 });
  });

  it("hands errands of the API to its office, with what projects are made with", async () => {
    const { handler } = handlerOf(NOTHING, (errand, { domain }) =>
      Promise.resolve({ errand, domain: domain.settings.domainId }),
    );
    const office = { errand: { ask: "choices" } };
    expect(await handler({ office }, CONTEXT)).toEqual({ errand: office, domain: "dzd_1" });
    await expect(handlerOf(NOTHING).handler({ office }, CONTEXT)).rejects.toThrow("answers no errands");
  });

  it("refuses an event of another form", async () => {
    const { handler } = handlerOf(NOTHING);
    await expect(handler({ sweep: false }, CONTEXT)).rejects.toThrow();
    await expect(handler({ office: "x" }, CONTEXT)).rejects.toThrow();
    await expect(handler({}, CONTEXT)).rejects.toThrow();
  });
});
