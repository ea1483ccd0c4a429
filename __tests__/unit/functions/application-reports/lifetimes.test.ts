import { BatchGetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { readLifetimes } from "../../../../functions/application-reports/lifetimes";

interface Stored {
  readonly requestId: string;
  readonly phase: string;
  readonly projectId?: string;
  readonly endsAt?: string;
}

/** A table of requests for projects, newest first, that answers as many entries at once as it is asked for. */
function tableOf(stored: readonly Stored[]) {
  const orderOf = ({ requestId }: Stored) => ({ S: `2026-11-01T00:00:00.000Z#${requestId}` });
  const newest = [...stored].sort((one, other) => (one.requestId < other.requestId ? 1 : -1));
  const queries: QueryCommand["input"][] = [];
  const reads: string[] = [];
  const send = (command: unknown): Promise<unknown> => {
    if (command instanceof QueryCommand) {
      queries.push(command.input);
      const behind = command.input.ExpressionAttributeValues?.[":behind"].S ?? "";
      const Items = newest
        .filter((record) => orderOf(record).S < behind)
        .slice(0, command.input.Limit)
        .map((record) => ({
          pk: { S: `PROJECT#${record.requestId}` },
          order: orderOf(record),
          phase: { S: record.phase },
          ...(record.projectId === undefined ? {} : { consumer: { S: `PROJECT#${record.projectId}` } }),
        }));
      return Promise.resolve({ Items });
    }
    if (!(command instanceof BatchGetItemCommand)) return Promise.reject(new Error("not asked for"));
    const keys = command.input.RequestItems?.table.Keys ?? [];
    const ids = keys.map(({ pk }) => (pk.S ?? "").slice("PROJECT#".length));
    reads.push(...ids);
    const found = stored.filter(({ requestId }) => ids.includes(requestId));
    return Promise.resolve({
      Responses: { table: found.map((record) => ({ record: { S: JSON.stringify(record) } })) },
    });
  };
  return { client: { send } as never, queries, reads };
}

describe("the ends of projects that people have asked for", () => {
  it("are those of the projects that there are; of requests without one, and of what is over, no record is read", async () => {
    const { client, queries, reads } = tableOf([
      { requestId: "a", phase: "active", projectId: "p-a", endsAt: "2027-01-01T00:00:00.000Z" },
      { requestId: "b", phase: "held" },
      { requestId: "c", phase: "retired", projectId: "p-c", endsAt: "2026-01-01T00:00:00.000Z" },
      { requestId: "d", phase: "retiring", projectId: "p-d" },
    ]);

    const found = await readLifetimes(client, "table");

    expect(found).toEqual([{ projectId: "p-d" }, { projectId: "p-a", endsAt: "2027-01-01T00:00:00.000Z" }]);
    expect(reads).toEqual(["d", "a"]);
    expect(queries).toMatchObject([
      { IndexName: "byTime", ExpressionAttributeValues: { ":pk": { S: "PROJECT" }, ":behind": { S: "~" } } },
    ]);
  });

  it("are read to the last of many, each once", async () => {
    const ids = Array.from({ length: 1_201 }, (_, index) => String(index).padStart(5, "0"));
    const { client } = tableOf(ids.map((requestId) => ({ requestId, phase: "active", projectId: `p-${requestId}` })));

    const found = await readLifetimes(client, "table");

    expect(found.map(({ projectId }) => projectId).sort()).toEqual(ids.map((id) => `p-${id}`));
  });

  it("are none where nobody has asked for a project", async () => {
    expect(await readLifetimes(tableOf([]).client, "table")).toEqual([]);
  });

  it("are not known where the table cannot be read: that is no answer of none", async () => {
    const client = { send: () => Promise.reject(new Error("AccessDeniedException")) } as never;
    await expect(readLifetimes(client, "table")).rejects.toThrow("AccessDenied");
  });
});
