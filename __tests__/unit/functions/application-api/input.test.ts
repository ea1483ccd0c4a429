import fc from "fast-check";
import { LARGEST_BODY } from "../../../../functions/application-api/http/input";
import { ROUTES } from "../../../../functions/application-api/routes";
import { pathsOf } from "../../../../functions/application-api/routes/match";
import { activeRecord, asTexts, claimsOf, eventOf, given, heldRecord, PERSONAS, tokenOf, World } from "./world";

interface Answer {
  readonly status: number;
  readonly body: {
    readonly code: string;
    readonly detail: string;
    readonly faults: readonly { readonly in: string; readonly at: string; readonly message: string }[];
  };
}

const DECISION = "/v1/access/requests/r-1/decision";
const steward = PERSONAS["unit-steward"];
const decide = (body: unknown, headers?: Record<string, string>): Promise<Answer> =>
  new World(heldRecord()).ask(steward, "POST", DECISION, body, headers);
const approve = { outcome: "approve", revision: 1, access: given };

describe("what is sent", () => {
  it("is told everything that is wrong at once", async () => {
    const access = { rows: { columnName: "region", operator: "is", value: "EU" }, columns: [], s3: ["OWN"] };
    const { status, body } = await decide({ outcome: "approve", revision: "1", access, more: 1 });
    expect([status, body.code]).toEqual([400, "invalid-request"]);
    expect(body.faults.map(({ at }) => at).sort()).toEqual([
      "",
      "access.columns",
      "access.expiresInDays",
      "access.rows.operator",
      "access.s3.0",
      "revision",
    ]);
  });

  it("names only columns of the asset", async () => {
    const access = { ...given, columns: ["region", "phone"], rows: { columnName: "land", operator: "isNull" } };
    const { status, body } = await decide({ ...approve, access });
    expect(status).toBe(400);
    expect(body.faults).toEqual([
      { in: "body", at: "access.columns", message: "the asset has no column phone; it has region, email" },
      { in: "body", at: "access.rows", message: "the asset has no column land; it has region, email" },
    ]);
  });

  it.each<[string, unknown, Record<string, string>, number]>([
    ["no body", undefined, {}, 400],
    ["no JSON", "{", {}, 400],
    ["another type", "a=b", { "content-type": "application/x-www-form-urlencoded" }, 415],
    [
      "JSON of another type of its own",
      approve,
      { "content-type": "application/merge-patch+json; charset=utf-8" },
      200,
    ],
    ["more than a body may have", `"${"x".repeat(LARGEST_BODY)}"`, {}, 413],
    ["a reason of spaces", { outcome: "reject", revision: 1, reason: "   " }, {}, 400],
    ["a reason that is too long", { outcome: "reject", revision: 1, reason: "x".repeat(2049) }, {}, 400],
  ])("is answered: %s", async (_, body, headers, expected) => {
    expect((await decide(body, headers)).status).toBe(expected);
  });

  it("is refused where a route takes no body, or no such query", async () => {
    const world = new World(heldRecord());
    const ask = async (path: string, body?: unknown): Promise<unknown> => {
      const { status, body: problem }: Answer = await world.ask(steward, "GET", path, body);
      return [status, problem.faults];
    };
    expect(await ask("/v1/me", { a: 1 })).toMatchObject([400, [{ in: "body", message: "this route takes none" }]]);
    expect(await ask("/v1/me?x=1")).toMatchObject([400, [{ in: "query" }]]);
    expect(await ask("/v1/access/requests?limit=1&limit=2")).toMatchObject([400, [{ at: "limit" }]]);
    expect(await ask("/v1/access/requests?limit=101&state=lost&only=all")).toMatchObject([
      400,
      [{ at: "limit" }, { at: "only" }, { at: "state" }],
    ]);
  });

  it("takes bodies in base64", async () => {
    const event = eventOf(steward, "POST", DECISION, approve);
    const body = Buffer.from(JSON.stringify(approve)).toString("base64");
    expect((await new World(heldRecord()).send({ ...event, body, isBase64Encoded: true })).statusCode).toBe(200);
  });
});

describe("addresses", () => {
  const status = async (method: string, path: string) =>
    ((await new World(heldRecord()).ask(steward, method, path)) as Answer).status;

  it.each([
    ["GET", "/", 404],
    ["GET", "/v1", 404],
    ["GET", "/v2/me", 404],
    ["GET", "/v1/me/", 404],
    ["GET", "//v1/me", 404],
    ["GET", "/v1/../v1/me", 404],
    ["GET", "/V1/me", 404],
    ["GET", "/v1/access/requests/%ZZ", 404],
    ["GET", "/v1/access/requests//decision", 404],
    ["GET", `/v1/access/requests/${"x".repeat(257)}`, 404],
    ["GET", "/v1/access/requests/r-1%2Fdecision", 404],
    ["DELETE", "/v1/me", 405],
    ["GET", DECISION, 405],
    ["POST", "/health", 405],
    ["GET", "/v1/access/requests/%72-1", 200],
  ])("%s %s: %i", async (method, path, expected) => {
    expect(await status(method, path)).toBe(expected);
  });

  it("say which methods they take", async () => {
    const { headers } = await new World().ask(steward, "GET", DECISION);
    expect(headers.allow).toBe("POST");
  });

  it("lie below the name of a named stage", async () => {
    const event = eventOf(steward, "GET", "/dev/v1/me") as { requestContext: object };
    const requestContext = { ...event.requestContext, stage: "dev" };
    expect((await new World().send({ ...event, requestContext })).statusCode).toBe(200);
  });
});

describe("tokens", () => {
  it.each([
    ["that has expired", { exp: 1 }],
    ["of another issuer", { iss: "https://evil.example.com" }],
    ["for others", { aud: "other" }],
  ])("%s let nobody in, although the authorizer did", async (_, changes) => {
    const claims = claimsOf(steward, changes);
    const event = eventOf(steward, "GET", "/v1/me") as { requestContext: object };
    const answer = await new World().send({
      ...event,
      headers: { authorization: `Bearer ${tokenOf(claims)}` },
      requestContext: { ...event.requestContext, authorizer: { jwt: { claims: asTexts(claims) } } },
    });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers["www-authenticate"]).toBe("Bearer");
  });

  it("of somebody else beside the validated claims let nobody in", async () => {
    const event = eventOf(PERSONAS.requester, "GET", "/v1/me") as { headers: object };
    const headers = { ...event.headers, authorization: `Bearer ${tokenOf(claimsOf(PERSONAS["governance-team"]))}` };
    expect((await new World().send({ ...event, headers })).statusCode).toBe(401);
  });
});

describe("every answer", () => {
  const HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": expect.stringContaining("default-src 'none'") as string,
    "strict-transport-security": expect.stringMatching(/^max-age=\d{8}/) as string,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
  };

  it.each([
    ["of a route", steward, "GET", "/v1/me", "application/json"],
    ["to nobody", undefined, "GET", "/v1/me", "application/problem+json"],
    ["of nothing", steward, "GET", "/nothing", "application/problem+json"],
    ["to a wrong body", steward, "POST", DECISION, "application/problem+json"],
  ])("%s has headers that keep browsers safe", async (_, persona, method, path, type) => {
    const { headers } = await new World(heldRecord()).ask(persona, method, path);
    expect(headers).toMatchObject({ ...HEADERS, "content-type": type, "x-correlation-id": "request-1" });
  });

  it("carries the sender's correlation id, where it does no harm", async () => {
    const world = new World();
    const sent = async (id: string) =>
      (await world.ask(steward, "GET", "/v1/me", undefined, { "x-correlation-id": id })).headers["x-correlation-id"];
    expect(await sent("0b7c-4d1e-9999")).toBe("0b7c-4d1e-9999");
    expect(await sent('x"}\n{"level":"info"')).toBe("request-1");
    expect(world.logged).toMatchObject([
      { correlationId: "0b7c-4d1e-9999", route: "/v1/me", caller: "sub-sue", status: 200 },
      {},
    ]);
    expect(JSON.stringify(world.logged)).not.toContain(tokenOf(claimsOf(steward)));
  });

  it("is a problem where a service fails, and says nothing of its inside", async () => {
    const world = new World(heldRecord());
    world.fault = new Error("secret inside");
    const failed: Answer = await world.ask(steward, "GET", "/v1/access/requests/r-1");
    expect([failed.status, failed.body.code]).toEqual([500, "failed"]);
    expect(JSON.stringify(failed)).not.toContain("secret");
    expect(JSON.stringify(world.logged)).toContain("secret inside");
    world.fault = Object.assign(new Error("slow down"), { name: "ThrottlingException", $metadata: {} });
    const busy = await world.ask(steward, "GET", "/v1/access/requests/r-1");
    expect([busy.status, busy.headers["retry-after"]]).toEqual([503, "5"]);
    world.fault = Object.assign(new Error("no answer"), { name: "TimeoutError", $metadata: {} });
    expect((await world.ask(steward, "GET", "/v1/access/requests/r-1")).status).toBe(503);
    world.fault = Object.assign(new Error("no"), { name: "AccessDeniedException", $metadata: { httpStatusCode: 403 } });
    const denied: Answer = await world.ask(steward, "GET", "/v1/access/requests/r-1");
    expect([denied.status, denied.body.detail]).toEqual([500, expect.stringContaining("lacks a permission")]);
  });

  it("is a problem to what is no event of an HTTP API", async () => {
    for (const event of [undefined, {}, { version: "1.0" }, "text"])
      expect((await new World().send(event)).statusCode).toBe(500);
  });
});

const CODES = new Set([200, 202, 400, 401, 403, 404, 405, 409, 413, 415, 422]);
const addresses = ROUTES.flatMap((route) =>
  route.kind === "api"
    ? pathsOf(route).map(({ path }) => ({ method: route.method, path: path.replace("{id}", "r-1") }))
    : [],
);
/** Bodies that look right, and have something else somewhere in them. */
const nearly = fc.oneof(
  fc.record({ outcome: fc.constantFrom("approve", "reject", 1), revision: fc.anything(), access: fc.anything() }),
  fc.record({ revision: fc.constant(1), reason: fc.anything(), days: fc.anything() }, { requiredKeys: [] }),
  fc.record({ facts: fc.record({ asset: fc.anything(), request: fc.anything() }, { requiredKeys: [] }) }),
);

describe("bodies and addresses of any kind", () => {
  it("never make it fail", async () => {
    const text = fc.oneof(
      fc.json(),
      nearly.map((value) => JSON.stringify(value) ?? ""),
      fc.string({ unit: "binary" }),
      fc.constant("[".repeat(100_000)),
      fc.constant('{"a":'.repeat(20_000) + "1" + "}".repeat(20_000)),
      fc.constant('{"__proto__":{"outcome":"approve"}}'),
    );
    const persona = fc.constantFrom(...Object.values(PERSONAS));
    const record = fc.constantFrom(heldRecord(), activeRecord());
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...addresses),
        text,
        persona,
        record,
        async ({ method, path }, body, who, one) => {
          const { status }: Answer = await new World(one).ask(who, method, path, body);
          expect(CODES).toContain(status);
        },
      ),
      { numRuns: 1000, seed: 13 },
    );
  });

  it("never make it fail in queries and paths", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), fc.webQueryParameters(), async (id, query) => {
        const world = new World(heldRecord());
        for (const path of [`/v1/access/requests/${id}`, `/v1/access/requests?${query}`, `/v1/assets?${query}`]) {
          const { status }: Answer = await world.ask(steward, "GET", path);
          expect(CODES).toContain(status);
        }
      }),
      { numRuns: 500, seed: 13 },
    );
  });
});
