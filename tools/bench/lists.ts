import { CLIENTS } from "../../functions/application-api/clients";
import { createApi } from "../../functions/application-api/handler";
import { type ApiClients, servicesOnAws } from "../../functions/application-api/on-aws";
import { ROUTES } from "../../functions/application-api/routes";
import { documentSettings } from "../../functions/application-api/settings";
import { KeyedTable } from "./keyed-table";
import { becomeReader, type LargeDomain, sizeOf, startLargeDomain } from "./large-domain-process";
import { officeFunction } from "./large-office";
import { recordsOf } from "./large-records";
import { projectRecordsOf } from "./project-records";

/**
 * `npm run bench:lists [-- <projects> <subscriptions>]`: time of each list of the portal over a domain of 1,000 projects and 10,000
 * subscriptions, for people who reach little, much and all of it. The API's own code, and that of the function of projects behind it, ask a
 * table in memory and the emulator's DataZone through the AWS SDK; each list is asked for with nothing kept, as new instances of the
 * functions do, and once more.
 */
const ISSUER = "https://login.example.com";
const NOW = "2026-11-29T08:00:00.000Z";
const PEOPLE = {
  "a member of eight projects": { login: "person.500@example.com", groups: [] },
  "a steward of a unit": { login: "person.501@example.com", groups: ["stewards"] },
  "the governance team": { login: "person.502@example.com", groups: ["governance"] },
  "an auditor": { login: "person.503@example.com", groups: ["auditors"] },
} as const;
const LISTS = {
  "all requests": "/access/requests",
  mine: "/access/requests?only=mine",
  "to decide": "/access/requests?only=to-decide",
  active: "/access/requests?state=active",
  "of a project": "/access/requests?project=project500",
  "expiring in 30 days": "/access/expiring?days=30",
  "assets by a word": "/assets?text=Asset%20100",
  projects: "/projects",
  "my projects": "/projects?only=mine",
  "projects of a unit": "/projects?unit=unit3",
  "requests for projects": "/projects/requests",
} as const;

type Person = (typeof PEOPLE)[keyof typeof PEOPLE];

/** Event of the HTTP API for a person who has signed in. */
function eventOf({ login, groups }: Person, path: string): object {
  const [rawPath, rawQueryString = ""] = path.split("?");
  const exp = Date.parse(NOW) / 1000 + 3600;
  const claims = { iss: ISSUER, aud: "governance", sub: login, exp, login, groups };
  const token = ["{}", JSON.stringify(claims), "s"].map((part) => Buffer.from(part).toString("base64url")).join(".");
  const texts = Object.entries(claims).map(([name, value]) => [
    name,
    Array.isArray(value) ? `[${value.join(" ")}]` : String(value),
  ]);
  return {
    ...{ version: "2.0", rawPath: `/v1${rawPath}`, rawQueryString },
    headers: { authorization: `Bearer ${token}` },
    requestContext: {
      ...{ requestId: "bench", http: { method: "GET" } },
      authorizer: { jwt: { claims: Object.fromEntries(texts) as object } },
    },
  };
}

function settingsOf(domainId: string, table: string): Parameters<typeof createApi>[0]["settings"] {
  const units = Array.from({ length: 20 }, (_, count) => `unit${count}`);
  const document = {
    identity: {
      ...{ issuer: ISSUER, audiences: ["governance"], claims: { groups: "groups", userName: "login" } },
      groups: { stewards: { stewards: ["unit3"] }, governance: { governanceTeam: true }, auditors: { auditor: true } },
    },
    rules: {
      ...{ unitParents: Object.fromEntries(units.map((unit) => [unit, "root"])), purposes: {} },
      queues: { office: { description: "Office", deciders: ["producer-owners", "unit-stewards", "governance-team"] } },
      otherwise: { queue: "office", remindAfterDays: 3, lapseAfterDays: 14 },
    },
    portal: { clientId: "portal", scopes: ["openid"], title: "Data portal" },
    askingRoles: "arn:aws:iam::111111111111:role/smus-asks-",
    ...{ termIds: {}, unitIds: Object.fromEntries(units.map((unit) => [unit, unit])) },
  };
  const none = {
    ...{ queueUrl: "https://sqs.example.com/none", reportsBucket: "none", reportsFunction: "none" },
    projectsFunction: "projects",
  };
  return { ...documentSettings(document), ...none, domainId, table };
}

/** Calls since the last look, by operation. */
class Calls {
  private counts: Record<string, number> = {};

  watch<T extends { readonly middlewareStack: { add: (middleware: never, options: never) => void } }>(client: T): T {
    const counting =
      (next: (args: never) => unknown, { commandName }: { commandName: string }) =>
      (args: never) => {
        const name = commandName.replace(/Command$/, "");
        this.counts[name] = (this.counts[name] ?? 0) + 1;
        return next(args);
      };
    client.middlewareStack.add(counting as never, { step: "initialize", name: "count" } as never);
    return client;
  }

  take(): string {
    const text = Object.entries(this.counts).map(([name, count]) => `${count} ${name}`);
    this.counts = {};
    return text.join(", ") || "none";
  }
}

/** A new instance of the function of projects, as the client of Lambda that the API asks. */
const officeOf = ({ domainId }: LargeDomain, { datazone, dynamodb }: Pick<ApiClients, "datazone" | "dynamodb">) =>
  officeFunction(domainId, { datazone, table: dynamodb }, () => NOW) as never;

async function main(): Promise<void> {
  const size = sizeOf(process.argv.slice(2));
  const domain = await startLargeDomain(size);
  try {
    const table = new KeyedTable();
    await table.fill(recordsOf(size), projectRecordsOf(size));
    const calls = new Calls();
    becomeReader(domain.url);
    const clients = {
      datazone: calls.watch(CLIENTS.datazone()),
      dynamodb: calls.watch(table.serve(CLIENTS.dynamodb())),
      // Lists neither ring nor ask in somebody's name.
      ...{ sqs: CLIENTS.sqs(), sts: CLIENTS.sts(), lambda: CLIENTS.lambda(), s3: CLIENTS.s3() },
    };
    const settings = settingsOf(domain.domainId, "bench");
    const fresh = () =>
      createApi({
        ...{ routes: ROUTES, settings },
        services: servicesOnAws(
          settings,
          { ...clients, lambdaOnce: officeOf(domain, clients) },
          {
            clock: () => NOW,
            log: ({ error }) => error !== undefined && console.error(error),
          },
        ),
      });
    console.log(
      `${size.projects} projects, ${size.subscriptions} subscriptions, ${size.membersPerProject} members each`,
    );
    for (const [who, person] of Object.entries(PEOPLE))
      for (const [list, path] of Object.entries(LISTS)) {
        const api = fresh();
        const times: string[] = [];
        let items = 0;
        let made = "";
        for (const attempt of ["first", "again"]) {
          const begin = process.hrtime.bigint();
          const answer = await api(eventOf(person, path));
          times.push((Number(process.hrtime.bigint() - begin) / 1e6).toFixed(0));
          if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${answer.body}`);
          items = (JSON.parse(answer.body) as { items: unknown[] }).items.length;
          const taken = calls.take();
          if (attempt === "first") made = taken;
        }
        console.log(`${who}: ${list}: ${items} items in ${times[0]} ms, again ${times[1]} ms; first ${made}`);
      }
  } finally {
    domain.stop();
  }
}

void main();
