import Ajv2020 from "ajv/dist/2020";
import { readFileSync } from "node:fs";
import { ROUTES } from "../../../../functions/application-api/routes";
import { pathsOf } from "../../../../functions/application-api/routes/match";
import { PROBLEMS } from "../../../../functions/application-api/http/problem";
import { API_PAGE, apiDescription, OPENAPI_FILE, withApiTables } from "../../../../tools/generate-openapi";
import { activeRecord, given, heldRecord, PERSONAS, World } from "./world";

interface Operation {
  readonly operationId?: string;
  readonly security: readonly object[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly requestBody?: unknown;
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}
const description = JSON.parse(JSON.stringify(apiDescription())) as Description;
const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe("the description of the API", () => {
  it("is in the documentation as the function serves it", () => {
    // npm run generate:openapi
    expect(JSON.parse(readFileSync(OPENAPI_FILE, "utf8"))).toEqual(description);
    const page = readFileSync(API_PAGE, "utf8");
    expect(page).toBe(withApiTables(page));
    expect(() => withApiTables("# Title")).toThrow("lacks the markers");
  });

  it("is served", async () => {
    expect((await new World().ask(undefined, "GET", "/openapi.json")).body).toEqual(description);
  });

  it("has every route for every kind of caller, and nothing else", () => {
    const expected = ROUTES.flatMap((route) =>
      route.kind === "api"
        ? pathsOf(route).map(({ path }) => `${route.method} ${path}`)
        : [`${route.method} ${route.path}`],
    );
    expect(operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`).sort()).toEqual(expected.sort());
  });

  it("names each operation once, and declares what its path has", () => {
    const ids = operations.flatMap(({ operation }) => operation.operationId ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, operation } of operations) {
      const declared = (operation.parameters ?? []).filter((one) => one.in === "path").map(({ name }) => name);
      expect(declared).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    }
  });

  it("says of every operation who may call it", () => {
    for (const { path, operation } of operations) {
      const scheme = path.startsWith("/m/v1/") ? [{ machine: [] }] : path.startsWith("/v1/") ? [{ person: [] }] : [];
      expect(operation.security).toEqual(scheme);
    }
  });

  it("refers to what is there", () => {
    const text = JSON.stringify(description);
    for (const [, reference] of text.matchAll(/"\$ref":"#\/([^"]*)"/g))
      expect(description).toHaveProperty(reference.split("/"));
  });

  it("has a status of its own kind for every problem", () => {
    for (const { status } of Object.values(PROBLEMS)) expect(status).toBeGreaterThanOrEqual(400);
  });
});

describe("schemas of the description", () => {
  const ajv = new Ajv2020({ strict: false });
  const validator = (name: string) => ajv.compile(description.components.schemas[name]);
  const approve = { outcome: "approve", revision: 1, access: given };

  it.each([
    ["DecideOnAccessBody", "decision", approve, true],
    ["DecideOnAccessBody", "decision", { outcome: "reject", revision: 1, reason: "no" }, true],
    ["DecideOnAccessBody", "decision", { ...approve, revision: 0 }, false],
    ["DecideOnAccessBody", "decision", { ...approve, reason: "both" }, false],
    ["DecideOnAccessBody", "decision", { ...approve, access: { ...given, columns: [] } }, false],
    ["DecideOnAccessBody", "decision", { outcome: "approve", revision: 1 }, false],
    ["RevokeAccessBody", "revocation", { revision: 1, reason: "" }, false],
    ["RevokeAccessBody", "revocation", { revision: 1, reason: "left" }, true],
    ["ExtendAccessBody", "extension", { revision: 1, days: 3651 }, false],
    ["ExtendAccessBody", "extension", { revision: 1, days: 90 }, true],
  ])("%s says of %j what the function says", async (name, action, body, expected) => {
    expect(validator(name)(body)).toBe(expected);
    const world = new World(action === "decision" ? heldRecord() : activeRecord());
    const { status } = await world.ask(PERSONAS["unit-steward"], "POST", `/v1/access/requests/r-1/${action}`, body);
    expect(status === 200).toBe(expected);
  });

  it("describe what is answered", async () => {
    const world = new World(heldRecord(), activeRecord("r-2"));
    const ask = async (path: string) => (await world.ask(PERSONAS.auditor, "GET", path)).body as object;
    expect(validator("ReadAccessRequestAnswer")(await ask("/v1/access/requests/r-1"))).toBe(true);
    expect(validator("ReadAccessRequestAnswer")(await ask("/v1/access/requests/r-2"))).toBe(true);
    expect(validator("ListAccessRequestsAnswer")(await ask("/v1/access/requests"))).toBe(true);
    expect(validator("Problem")(await ask("/v1/access/requests/r-3"))).toBe(true);
    expect(validator("Problem")(await ask("/v1/access/requests?limit=0"))).toBe(true);
    expect(validator("Problem")(await ask("/v1/me"))).toBe(false);
  });
});
