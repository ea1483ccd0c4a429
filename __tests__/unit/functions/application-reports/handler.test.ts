import { GetObjectCommand } from "@aws-sdk/client-s3";
import { REPORTS_EVENT } from "../../../../contracts/application/reports-settings";
import type { Clients } from "../../../../functions/application-reports/clients";
import { createHandler } from "../../../../functions/application-reports/handler";
import { MemoryBucket } from "../../../support/memory-bucket";

const SETTINGS = {
  domainId: "dzd_1",
  bucket: "b",
  contentKey: "settings/reports.json",
  contentVersion: "7",
  requestDays: 3,
  grantHours: 24,
  functionName: "smus-application-reports",
};
const CONTENT = { rights: { projects: [], units: [], platform: [], targetWriters: [] } };
const NAMES = ["access", "cost", "rights"];

/** Answers of a domain that has a root unit and nothing else, and that refuses pages that the service's model does not have. */
const ANSWERS: Readonly<Record<string, object>> = {
  GetDomain: { rootDomainUnitId: "root" },
  GetDomainUnit: { id: "root", name: "root" },
};

const refused = () =>
  Promise.reject(Object.assign(new Error("no"), { name: "AccessDenied", $metadata: { httpStatusCode: 403 } }));

function handlerOf({ content = CONTENT as object } = {}) {
  const memory = new MemoryBucket();
  const lines: { subject?: string; level?: string; error?: string }[] = [];
  const read: (string | undefined)[] = [];
  const state = { content };
  const send = (command: { constructor: { name: string }; input: { maxResults?: number } }) => {
    const name = command.constructor.name.replace(/Command$/, "");
    const largest = /DomainUnits|EntityOwners/.test(name) ? 25 : 50;
    return (command.input.maxResults ?? 0) > largest
      ? Promise.reject(new Error(`ValidationException: ${name}: more than ${largest}`))
      : Promise.resolve(ANSWERS[name] ?? { items: [], owners: [] });
  };
  const client = { send };
  const domain = Object.fromEntries(
    ["projects", "environments", "requests", "subscriptions", "grants", "profiles"].map((family) => [family, client]),
  );
  const bucket = {
    send: (command: unknown) => {
      if (!(command instanceof GetObjectCommand)) return memory.send(command);
      read.push(command.input.VersionId);
      return Promise.resolve({ Body: { transformToString: () => Promise.resolve(JSON.stringify(state.content)) } });
    },
  };
  const handler = createHandler({
    clients: { domain, bucket, iam: () => ({ send: refused }) } as unknown as Clients,
    settings: SETTINGS,
    clock: () => "2026-11-29T03:00:00.000Z",
    log: (line) => void lines.push(line),
  });
  return { handler, memory, lines, read, state };
}

describe("the function that writes the reports", () => {
  it("writes those of the day, reads its settings once in the version that it was deployed with, and writes nothing twice", async () => {
    const { handler, memory, read, lines } = handlerOf();
    const first = await handler(REPORTS_EVENT);
    expect(Object.keys(first.written)).toEqual(expect.arrayContaining(NAMES));
    expect(memory.objects.has("reports/access/day=2026-11-29/_manifest.json")).toBe(true);
    expect(await handler(REPORTS_EVENT)).toMatchObject({ written: {}, failed: [] });
    expect(read).toEqual(["7"]);
    expect(lines).toContainEqual(expect.objectContaining({ level: "INFO", subject: "reports", day: "2026-11-29" }));
  });

  it("fails where a report was not written, after the others: the next run writes that one", async () => {
    const { handler, memory, lines } = handlerOf();
    memory.failAtPut(4);
    await expect(handler(REPORTS_EVENT)).rejects.toThrow(/^reports were not written: /);
    expect(lines.filter(({ level }) => level === "ERROR").length).toBeGreaterThan(0);
    memory.failAtPut(Infinity);
    const { written, kept } = await handler(REPORTS_EVENT);
    expect(kept).toEqual(["access"]);
    expect(Object.keys(written).length).toBeGreaterThan(1);
  });

  it("counts who may change subscription targets, where the policies of accounts are read", async () => {
    const policyReaders = [{ accountId: "111122223333", roleArn: "arn:aws:iam::111122223333:role/reader" }];
    const { handler, lines } = handlerOf({ content: { ...CONTENT, policyReaders } });
    await handler(REPORTS_EVENT);
    // The policies could not be read: that is a finding, and no good news.
    expect(lines).toContainEqual(
      expect.objectContaining({ FunctionName: "smus-application-reports", TargetWriters: 1 }),
    );
    const without = handlerOf();
    await without.handler(REPORTS_EVENT);
    expect(without.lines.filter((line) => "TargetWriters" in line)).toEqual([]);
  });

  it("refuses settings of another version, and reads them again the next time", async () => {
    const { handler, memory, state } = handlerOf({ content: { surprise: true } });
    await expect(handler(REPORTS_EVENT)).rejects.toThrow("fix: apply the application layer");
    expect(memory.objects.size).toBe(0);
    state.content = CONTENT;
    expect((await handler(REPORTS_EVENT)).failed).toEqual([]);
  });

  it("refuses an event of another form", async () => {
    const { handler } = handlerOf();
    await expect(handler({})).rejects.toThrow();
    await expect(handler({ reports: true, day: "2026-01-01" })).rejects.toThrow();
  });
});
