import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { STSClient } from "@aws-sdk/client-sts";
import { DataZoneCatalog } from "../../../functions/application-access/catalog/datazone-catalog";
import { createApi } from "../../../functions/application-api/handler";
import { servicesOnAws } from "../../../functions/application-api/on-aws";
import { ROUTES } from "../../../functions/application-api/routes";
import { documentSettings } from "../../../functions/application-api/settings";
import { AccessTable } from "../../../functions/application-store/access-table";
import { settleAccess, type AccessPorts } from "../../../governance/access";
import { Sides, type Published } from "../../integration/emulator/data-access/sides";
import { eventually } from "../../integration/emulator/harness";
import { domainOf, publishParties } from "../../integration/functions/access-application";
import { GOVERNANCE } from "../../integration/functions/landscape";
import { eventOf, ISSUER } from "../../unit/functions/application-api/world";
import { makeAccessTable, motoSettings } from "./access-table";
import { startMoto, type Moto } from "./moto";

const roleArn = (name: string) => `arn:aws:iam::${GOVERNANCE}:role/${name}`;
// Events of the tests carry tokens that end an hour after this.
let now = "2026-11-10T12:00:00.000Z";
let moto: Moto;
let sides: Sides;
let published: Published;
let sqs: SQSClient;
let queueUrl: string;
let ports: Omit<AccessPorts, "catalog">;
let catalog: () => DataZoneCatalog;
let ask: (login: string, method: string, path: string, body?: object) => Promise<{ status: number; body: Body }>;

interface Body {
  readonly revision: number;
  readonly phase: string;
  readonly items: readonly { readonly id: string }[];
  readonly possible: Record<string, { readonly allowed: boolean }>;
  readonly decidedBy: readonly string[];
  readonly people: Record<string, string>;
}

beforeAll(async () => {
  [moto, sides] = await Promise.all([startMoto(), Sides.begin()]);
  await eventually(async () => expect(await sides.targets(await sides.lake())).not.toEqual([]));
  published = await publishParties(sides);
  for (const name of ["first", "second"]) await sides.person(name, sides.projects.producer, "PROJECT_OWNER");
  const { client, table } = await makeAccessTable(moto.url);
  sqs = new SQSClient(motoSettings(moto.url));
  queueUrl = (await sqs.send(new CreateQueueCommand({ QueueName: "access" }))).QueueUrl!;
  const clock = () => now;
  const domain = domainOf(sides, clock);
  const document = documentSettings({
    identity: {
      issuer: ISSUER,
      audiences: ["governance"],
      claims: { groups: "groups", userName: "login" },
      groups: {},
    },
    rules: {
      unitParents: { own: "root", other: "root" },
      purposes: {},
      queues: { owners: { description: "Owners", deciders: ["producer-owners"] } },
      otherwise: { queue: "owners", remindAfterDays: 3, lapseAfterDays: 14 },
    },
    portal: { clientId: "portal", scopes: ["openid"], title: "Data portal" },
    askingRoles: "arn:aws:iam::111111111111:role/smus-asks-",
    termIds: {},
    unitIds: { own: sides.ruled.units.own, other: sides.ruled.units.other },
  });
  catalog = () => new DataZoneCatalog(domain);
  ports = {
    store: new AccessTable(client, table, clock),
    evidence: { keep: () => Promise.resolve() },
    notices: { send: () => Promise.resolve() },
    clock,
    rules: document.rules,
  };
  const reports = { reportsBucket: "reports", reportsFunction: "reports" };
  const settings = { ...document, domainId: domain.domainId, table, queueUrl, ...reports };
  const clients = {
    lambda: new LambdaClient(motoSettings(moto.url)),
    lambdaOnce: new LambdaClient(motoSettings(moto.url)),
    s3: new S3Client(motoSettings(moto.url)),
    datazone: sides.owner,
    dynamodb: client,
    sqs,
    sts: new STSClient(motoSettings(moto.url)),
  };
  const services = servicesOnAws(settings, clients, { clock, log: () => {} });
  const api = createApi({ routes: ROUTES, settings, services });
  ask = async (login, method, path, body) => {
    const answer = await api(eventOf({ login: roleArn(login) }, method, path, body));
    return { status: answer.statusCode, body: JSON.parse(answer.body) as Body };
  };
});
afterAll(async () => {
  await sides.stop();
  await moto.stop();
});

const settle = (requestId: string) =>
  settleAccess(requestId, { ...ports, catalog: catalog() }, { expiryReminderDays: 7, lookAgainMinutes: 5 });
const idsOf = ({ body }: { readonly body: Body }) => body.items.map(({ id }) => id);
const decision = (revision: number) => ({
  outcome: "approve",
  revision,
  access: {
    rows: { columnName: "region", operator: "equalTo", value: "EU" },
    columns: ["region"],
    s3: ["READ"],
    expiresInDays: 20,
  },
});

describe("the API on its table, its queue and the domain", () => {
  it("shows a held request to those it concerns, has one of two decide, and the worker carry it out", async () => {
    const requestId = await sides.ask(published.listingId);
    await settle(requestId);
    const path = `/v1/access/requests/${requestId}`;
    expect(idsOf(await ask("first", "GET", "/v1/access/requests?only=to-decide"))).toEqual([requestId]);
    expect(idsOf(await ask("asker", "GET", "/v1/access/requests?only=mine"))).toEqual([requestId]);
    expect(idsOf(await ask("owner", "GET", "/v1/access/requests"))).toEqual([]);
    expect((await ask("owner", "GET", path)).status).toBe(404);
    const { body: shown } = await ask("first", "GET", path);
    expect(shown.possible).toMatchObject({ decision: { allowed: true }, extension: { allowed: false } });
    expect(Object.values(shown.people)).toEqual([roleArn("asker")]);
    const both = await Promise.all(
      ["first", "second"].map((name) => ask(name, "POST", `${path}/decision`, decision(shown.revision))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = both[0].status === 200 ? "first" : "second";
    expect(both.find(({ status }) => status === 409)?.body.decidedBy).toEqual([roleArn(winner)]);
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
    );
    expect(Messages.map(({ Body: text }) => JSON.parse(text ?? "") as unknown)).toEqual([{ requestId }]);
    await eventually(async () => expect((await settle(requestId)).record.phase).toBe("active"));
    const [grant] = await sides.grants((await ports.store.load(requestId))?.subscriptionId);
    expect(grant.assets?.[0].assetScope?.filterIds).toHaveLength(2);
  });

  it("lists what expires, extends and revokes it, and the worker ends it", async () => {
    now = "2026-11-10T12:30:00.000Z";
    const [requestId] = idsOf(await ask("asker", "GET", "/v1/access/expiring?days=21"));
    const path = `/v1/access/requests/${requestId}`;
    expect(idsOf(await ask("asker", "GET", "/v1/access/expiring?days=19"))).toEqual([]);
    const { revision } = (await ask("first", "GET", path)).body;
    expect((await ask("asker", "POST", `${path}/extension`, { revision, days: 40 })).status).toBe(403);
    expect((await ask("first", "POST", `${path}/extension`, { revision, days: 40 })).status).toBe(200);
    expect(idsOf(await ask("first", "GET", "/v1/access/expiring?days=30"))).toEqual([]);
    expect(idsOf(await ask("first", "GET", "/v1/access/expiring?days=41"))).toEqual([requestId]);
    const reason = "No longer needed";
    expect((await ask("second", "POST", `${path}/revocation`, { revision, reason })).status).toBe(409);
    const after = (await ask("second", "GET", path)).body.revision;
    expect((await ask("second", "POST", `${path}/revocation`, { revision: after, reason })).status).toBe(200);
    await eventually(async () => expect((await settle(requestId)).record.phase).toBe("closed"));
    expect(idsOf(await ask("asker", "GET", "/v1/access/expiring?days=41"))).toEqual([]);
    expect(idsOf(await ask("asker", "GET", "/v1/access/requests?state=closed"))).toEqual([requestId]);
  });
});
