import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROUTES } from "../../../functions/application-api/routes";
import type { ApiRoute } from "../../../functions/application-api/routes/route";
import { OPERATIONS } from "../../../portal/api/operations";
import { FakeApi } from "../../../portal/dev/fake-api";
import { callerOf } from "../../../portal/dev/people";
import { PERSONAS } from "../../../sandbox/issuer";

const PAGE = join(__dirname, "../../../portal/browser");
const ISSUER = {
  issuer: "https://login.example.com",
  audience: "api",
  claims: { groups: "groups", userName: "preferred_username" },
};
const callerFor = (key: string) => {
  const { login, groups } = PERSONAS.find((one) => one.key === key)!;
  const claims = { sub: key, iss: ISSUER.issuer, aud: "api", exp: 1e11, preferred_username: login, groups };
  return callerOf(claims, ISSUER)!;
};
/** Operations that a source of the page calls, by name. */
const CALLED = readdirSync(PAGE, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .flatMap((name) => [...readFileSync(join(PAGE, name), "utf8").matchAll(/"(\w+)"/g)].map(([, word]) => word));

/** Contract of the page's tests: the API in memory answers as the API's schemas say. */
describe("the API in memory", () => {
  const routes = ROUTES.filter((route): route is ApiRoute => route.kind === "api");
  const schemaOf = (name: string) => routes.find((route) => route.name === name)!.answers;
  const ask = (api: FakeApi, persona: string, method: string, path: string, body?: unknown) =>
    api.answer(callerFor(persona), method, new URL(path, "http://x"), body, undefined)!;
  const expectForm = (name: string, body: unknown) => {
    const known: unknown = JSON.parse(JSON.stringify(body));
    expect({ name, error: schemaOf(name).safeParse(known).error?.issues }).toEqual({ name, error: undefined });
  };

  test.each([0, 3, 300])("answers lists of %i things in the API's form, for every persona", (count) => {
    const api = new FakeApi(count);
    for (const { key } of PERSONAS) {
      for (const [name, path] of [
        ["readMe", "/v1/me"],
        ["listAccessRequests", "/v1/access/requests?only=mine"],
        ["listAccessRequests", "/v1/access/requests?only=to-decide"],
        ["listExpiringAccess", "/v1/access/expiring?days=365"],
        ["searchAssets", "/v1/assets?text=customers"],
      ])
        expectForm(name, ask(api, key, "GET", path).body);
    }
  });

  test("shows every request and asset in the API's form", () => {
    const api = new FakeApi(5);
    for (const id of api.records.keys()) {
      const { status, body } = ask(api, "data-steward", "GET", `/v1/access/requests/${id}`);
      expect(status).toBe(200);
      expectForm("readAccessRequest", body);
    }
    for (const { listingId } of api.assets)
      expectForm("readAsset", ask(api, "auditor", "GET", `/v1/assets/${listingId}`).body);
  });

  test("lets two people decide together, and nobody twice or on their own", () => {
    const api = new FakeApi(3);
    const access = {
      rows: { columnName: "region", operator: "equalTo", value: "EU" },
      columns: ["region", "revenue"],
      s3: ["READ"],
      expiresInDays: 60,
    };
    const decide = (persona: string, revision = 1) =>
      ask(api, persona, "POST", "/v1/access/requests/wait-0/decision", { outcome: "approve", revision, access });
    expect(decide("marketing-engineer").status).toBe(403);
    expect(decide("auditor").status).toBe(403);
    expect(decide("data-steward")).toMatchObject({ status: 200, body: { decision: { outcome: "approve" } } });
    expect(decide("finance-lead", 2)).toMatchObject({
      status: 409,
      body: { code: "already-decided", decidedBy: ["Frida Lindgren", "Stella Okafor"] },
    });
  });

  test("serves every operation that the page calls", () => {
    const api = new FakeApi(3);
    const called = Object.entries(OPERATIONS).filter(([name]) => CALLED.includes(name));
    expect(called.length).toBeGreaterThan(8);
    for (const [, { method, path }] of called)
      expect(ask(api, "data-steward", method, path.replace("{id}", "wait-0"), {})).toBeDefined();
  });
});
