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
        ["readProjectChoices", "/v1/projects/choices"],
        ["listProjectRequests", "/v1/projects/requests?only=mine"],
        ["listProjectRequests", "/v1/projects/requests?only=to-decide"],
        ["listProjects", "/v1/projects?only=mine"],
        ["listReports", "/v1/reports"],
        ["readReport", "/v1/reports/access"],
        ["readReportCsv", "/v1/reports/rights/csv"],
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

  test("shows every request for a project and every project in the API's form", () => {
    const api = new FakeApi(12);
    for (const id of api.projects.requests.keys())
      expectForm("readProjectRequest", ask(api, "auditor", "GET", `/v1/projects/requests/${id}`).body);
    for (const id of api.projects.projects.keys())
      expectForm("readProject", ask(api, "auditor", "GET", `/v1/projects/${id}`).body);
  });

  test("does with projects what the domain's logic lets it, in the API's form", () => {
    const api = new FakeApi(3);
    const post = (persona: string, path: string, body: unknown) =>
      ask(api, persona, "POST", `/v1/projects${path}`, body);
    const owner = { user: "frida.lindgren", designation: "PROJECT_OWNER" };
    const wish = { name: "new", unit: "finance", profile: "analytics", purpose: "Plans", members: [owner] };
    const asked = post("finance-lead", "/requests", wish);
    expect(asked.status).toBe(202);
    expectForm("askForProject", asked.body);
    const { id } = asked.body as { id: string };
    const fate = { outcome: "approve", reason: "Fits" };
    expect(post("finance-lead", `/requests/${id}/decision`, fate).status).toBe(403);
    expectForm("decideOnProject", post("data-steward", `/requests/${id}/decision`, fate).body);
    const wrong = post("finance-lead", "/check", { ...wish, name: "New One" });
    expectForm("checkProjectRequest", wrong.body);
    expect(wrong.body).toMatchObject({ problems: [{ code: "name-pattern", at: "name" }] });
    const change = { members: [owner], dryRun: true };
    expect(post("marketing-engineer", "/prj-live-0/members", change).status).toBe(403);
    expect(post("finance-lead", "/prj-finance/members", change).status).toBe(409);
    expectForm("changeProjectMembers", post("finance-lead", "/prj-live-0/members", change).body);
    expectForm(
      "transferProject",
      post("finance-lead", "/prj-live-0/transfer", { owner: { user: "noor.haddad" } }).body,
    );
    expectForm("extendProject", post("finance-lead", "/prj-live-2/extension", { days: 300 }).body);
    expect(post("finance-lead", "/prj-live-0/retirement", { reason: "Over" })).toMatchObject({
      status: 409,
      body: { code: "still-used", projectUses: { heldByOthers: [{}, {}] } },
    });
    expectForm(
      "retireProject",
      post("finance-lead", "/prj-live-0/retirement", { reason: "Over", acknowledge: true }).body,
    );
  });

  test("shows the inventory and its filters, and changes them as the domain's logic lets it, in the API's form", () => {
    const api = new FakeApi(4);
    const send = (persona: string, method: string, path: string, body?: unknown) =>
      ask(api, persona, method, `/v1${path}`, body);
    expectForm("listProjectAssets", send("finance-lead", "GET", "/projects/prj-finance/assets").body);
    expect(send("marketing-engineer", "GET", "/assets/ast-0/inventory").status).toBe(404);
    for (const id of ["ast-0", "ast-1", "ast-2"])
      expectForm("readProjectAsset", send("data-steward", "GET", `/assets/${id}/inventory`).body);
    expect(send("data-steward", "POST", "/assets/ast-1/publish", { revision: "4" }).status).toBe(403);
    expect(send("finance-lead", "POST", "/assets/ast-2/publish", { revision: "4" }).status).toBe(409);
    expectForm("publishAsset", send("finance-lead", "POST", "/assets/ast-1/publish", { revision: "4" }).body);
    const used = send("finance-lead", "POST", "/assets/ast-0/unpublish", { dryRun: true });
    expect(used).toMatchObject({ status: 409, body: { code: "still-used", uses: [{ kind: "access" }, {}, {}] } });
    expectForm("unpublishAsset", send("finance-lead", "POST", "/assets/ast-0/unpublish", { acknowledge: true }).body);
    const filters = "/assets/ast-0/filters";
    expectForm("listAssetFilters", send("finance-lead", "GET", filters).body);
    expectForm("readAssetFilter", send("finance-lead", "GET", `${filters}/flt-0`).body);
    expect(send("finance-lead", "DELETE", `${filters}/flt-0`)).toMatchObject({ body: { code: "filter-of-decision" } });
    const wish = { name: "one", columns: ["region"] };
    expectForm("createAssetFilter", send("finance-lead", "POST", filters, wish).body);
    expect(send("finance-lead", "POST", filters, wish)).toMatchObject({ body: { code: "name-taken" } });
    expectForm("changeAssetFilter", send("finance-lead", "PUT", `${filters}/flt-1`, { ...wish, name: "two" }).body);
    expectForm("deleteAssetFilter", send("finance-lead", "DELETE", `${filters}/flt-1`).body);
  });

  test("has reports made for those who may, and shows each the rows that are theirs", () => {
    const api = new FakeApi(3);
    expect(ask(api, "finance-lead", "POST", "/v1/reports").status).toBe(403);
    const made = ask(api, "auditor", "POST", "/v1/reports");
    expect(made.status).toBe(202);
    expectForm("makeReports", made.body);
    const rows = (persona: string) =>
      (ask(api, persona, "GET", "/v1/reports/access").body as { items: unknown[] }).items.length;
    expect(["auditor", "finance-lead", "data-steward", "marketing-engineer"].map(rows)).toEqual([3, 3, 3, 0]);
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
      expect(
        ask(api, "data-steward", method, path.replace("{id}", "wait-0").replace("{filter}", "x"), {}),
      ).toBeDefined();
  });
});
