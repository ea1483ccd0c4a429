import { AcceptSubscriptionRequestCommand, GetSubscriptionRequestDetailsCommand } from "@aws-sdk/client-datazone";
import { setTimeout as sleep } from "node:timers/promises";
import { DataZoneCatalog } from "../../functions/application-access/catalog/datazone-catalog";
import { type Clients, makeClients } from "../../functions/application-access/clients";
import { answerEvents, sweep, type Workplace } from "../../functions/application-access/work";
import { AccessTable } from "../../functions/application-store/access-table";
import { dataAccess } from "../../governance/access-rules";
import { KeyedTable } from "./keyed-table";
import { becomeReader, type LargeDomain, startLargeDomain } from "./large-domain-process";

/**
 * `npm run bench:requests [-- <requests>]`: decisions on many requests that come at once, while the emulator refuses every call over the
 * service's rates, three decisions a second among them. Two instances of the function take messages of a queue, ten at a time, as the event
 * source does; what fails is delivered again after all others, five times at most, and a sweep comes when the queue is empty. It fails
 * where a request was decided twice, or not as the application remembers, or not at all.
 */
const REQUESTS = Number(process.argv[2]) || 300;
const INSTANCES = 2;
const BATCH = 10;
const DELIVERIES = 5;
const TABLE = "amazon.datazone.GlueTableAssetType";

const RULES = {
  ...dataAccess.parse({
    ...{ purposes: {}, queues: { office: { description: "Office", deciders: ["governance-team"] } } },
    otherwise: { queue: "office", remindAfterDays: 3, lapseAfterDays: 14 },
    rules: [
      {
        ...{ id: "tables", description: "Tables, for Europe", owner: "office", when: { assetTypes: [TABLE] } },
        outcome: {
          approve: {
            rows: { columnName: "region", operator: "equalTo", value: "EU" },
            ...{ columns: { except: ["email"] }, expiresInDays: 30 },
          },
        },
        examples: [{ title: "none", facts: {} }],
      },
    ],
  }),
  unitParents: Object.fromEntries(Array.from({ length: 20 }, (_, count) => [`unit${count}`, "root"])),
};

/** Message of the queue, with the number of its deliveries. */
interface Message {
  readonly requestId: string;
  readonly deliveries: number;
}

/** Requests by the number of times that the service was told an approval, and took it. */
type Accepted = Map<string, number>;

/** Calls of DataZone by operation, without those that the client repeats. */
type Calls = Map<string, number>;

type WatchedClients = Pick<Clients, "datazone" | "decisions" | "table">;

function watchedClients(
  table: KeyedTable,
  { accepted, calls }: { readonly accepted: Accepted; readonly calls: Calls },
): WatchedClients {
  const { datazone, decisions, table: client } = makeClients();
  for (const { middlewareStack } of [datazone, decisions])
    middlewareStack.add(
      (next, { commandName = "" }) =>
        async (args) => {
          calls.set(commandName, (calls.get(commandName) ?? 0) + 1);
          const result = await next(args);
          const { identifier = "" } = args.input as AcceptSubscriptionRequestCommand["input"];
          if (commandName === AcceptSubscriptionRequestCommand.name)
            accepted.set(identifier, (accepted.get(identifier) ?? 0) + 1);
          return result;
        },
      { step: "initialize", name: "accepted" },
    );
  return { datazone, decisions, table: table.serve(client) };
}

/** An instance of the function, with clients of its own, on the common table. */
function instance({ domainId }: LargeDomain, { datazone, decisions, table }: WatchedClients): Workplace {
  const clock = () => new Date().toISOString();
  const units = Object.fromEntries(Object.keys(RULES.unitParents).map((unit) => [unit, unit]));
  const names = { terms: {}, units, assetTypes: {}, stages: { "222222222222": "dev" }, groupRoles: {} };
  const domain = { client: datazone, domainId, names, clock };
  return {
    domain,
    policy: { expiryReminderDays: 14, lookAgainMinutes: 5 },
    // It rings again after minutes, when the measurement is over.
    doorbell: { ring: () => Promise.resolve() },
    catalog: () => new DataZoneCatalog(domain, decisions),
    ports: {
      ...{ store: new AccessTable(table, "bench", clock), clock, rules: RULES },
      evidence: { keep: () => Promise.resolve() },
      notices: { send: () => Promise.resolve() },
    },
  };
}

/** Has an instance take messages until the queue is empty. */
async function consume(place: Workplace, queue: Message[], failures: { count: number; dead: number }): Promise<void> {
  for (;;) {
    const messages = queue.splice(0, BATCH);
    if (messages.length === 0) return;
    const bodies = messages.map(({ requestId }) => ({ messageId: requestId, body: JSON.stringify({ requestId }) }));
    const { batchItemFailures } = await answerEvents(place, bodies, ({ subject, error }) => {
      failures.count++;
      if (failures.count <= 3) console.error(subject, error);
    });
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    for (const { requestId, deliveries } of messages.filter((message) => failed.has(message.requestId)))
      if (deliveries + 1 < DELIVERIES) queue.push({ requestId, deliveries: deliveries + 1 });
      else failures.dead++;
  }
}

async function measure(domain: LargeDomain): Promise<void> {
  becomeReader(domain.url);
  const table = new KeyedTable();
  const accepted: Accepted = new Map();
  const calls: Calls = new Map();
  const places = Array.from({ length: INSTANCES }, () => instance(domain, watchedClients(table, { accepted, calls })));
  const queue: Message[] = Array.from({ length: REQUESTS }, (_, count) => ({
    ...{ requestId: `waiting${count * 10}`, deliveries: 0 },
  }));
  const asked = queue.map(({ requestId }) => requestId);
  const failures = { count: 0, dead: 0 };
  const begin = Date.now();
  const progress = setInterval(() => console.log(`${seconds(begin)} s: ${accepted.size} decided`), 10_000);
  await Promise.all(places.map((place) => consume(place, queue, failures)));
  const first = { decided: accepted.size, seconds: seconds(begin) };
  let sweeps = 0;
  while (accepted.size < REQUESTS && sweeps < 5) {
    sweeps++;
    await sweep(places[0], ({ subject, error }) => console.error(subject, error));
  }
  clearInterval(progress);
  const rates = (await (await fetch(`${domain.url}/_emulator/rates`)).json()) as object;
  console.log(`${REQUESTS} requests at once, ${INSTANCES} instances of the function`);
  console.log(
    `${first.decided} decided in ${first.seconds} s by the queue (${(first.decided / first.seconds).toFixed(2)} a second), ` +
      `all ${accepted.size} after ${sweeps} sweeps; ${failures.count} failures, ${failures.dead} dead letters`,
  );
  const perDecision = [...calls].map(
    ([name, count]) => `${(count / REQUESTS).toFixed(2)} ${name.replace("Command", "")}`,
  );
  console.log(`calls for each request: ${perDecision.join(", ")}`);
  console.log(`refused for their rate: ${JSON.stringify(rates)}`);
  await check(places[0], asked, accepted);
}

const seconds = (begin: number): number => Math.round((Date.now() - begin) / 100) / 10;

/** Compares what the service has with what the application remembers. @throws Error where a request was lost or decided twice */
async function check({ domain, ports }: Workplace, asked: readonly string[], accepted: Accepted): Promise<void> {
  const wrong: string[] = [];
  for (const identifier of asked) {
    const { domainId: domainIdentifier } = domain;
    const details = new GetSubscriptionRequestDetailsCommand({ domainIdentifier, identifier });
    const [{ status, decisionComment }, record] = await Promise.all([
      domain.client.send(details),
      ports.store.load(identifier),
    ]);
    const isRemembered = record?.verdict !== undefined && decisionComment?.includes(record.verdict.at) === true;
    if (accepted.get(identifier) !== 1 || status !== "ACCEPTED" || !isRemembered)
      wrong.push(`${identifier}: ${status}, told ${accepted.get(identifier) ?? 0} times`);
    await sleep(0);
  }
  if (wrong.length > 0) throw new Error(`lost or decided twice:\n${wrong.join("\n")}`);
  console.log("each was decided once, as the application remembers");
}

async function main(): Promise<void> {
  const size = { projects: 300, subscriptions: REQUESTS * 10, membersPerProject: 8 };
  const domain = await startLargeDomain(size, "service");
  await measure(domain).finally(() => domain.stop());
}

void main();
