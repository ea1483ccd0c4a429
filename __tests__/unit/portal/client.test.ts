import { addressOf, PortalApi, type TokenSource } from "../../../portal/browser/client";
import { FaultError } from "../../../portal/browser/fault";

interface Sent {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}
type Answer = Response | "no answer";

const json = (status: number, body: unknown, type = "application/json") =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": type } });
const me = () => json(200, { id: "1" });

describe("calls of the API", () => {
  const sent: Sent[] = [];
  let answers: Answer[];
  let refused: boolean[];
  const tokens: TokenSource = {
    token: (isRefused = false) => {
      refused.push(isRefused);
      return Promise.resolve(isRefused ? "new" : "old");
    },
  };
  const original = globalThis.fetch;
  beforeEach(() => {
    sent.length = 0;
    refused = [];
    globalThis.fetch = ((address: string, init: Omit<Sent, "address">) => {
      sent.push({ address, headers: init.headers, body: init.body });
      const answer = answers.shift();
      return answer instanceof Response ? Promise.resolve(answer) : Promise.reject(new TypeError("failed"));
    }) as typeof fetch;
  });
  afterEach(() => (globalThis.fetch = original));

  const revoke = (api: PortalApi, reason = "over") =>
    api.call("revokeAccess", { id: "r 1", body: { revision: 1, reason } });
  const keys = () => sent.map(({ headers }) => headers["idempotency-key"]);
  const faultOf = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    return error instanceof FaultError ? error.fault : error;
  };

  test("carry the token, and a refused one is renewed once", async () => {
    answers = [json(401, { message: "Unauthorized" }), me()];
    expect(await new PortalApi(tokens).call("readMe", {})).toEqual({ id: "1" });
    expect(sent.map(({ headers }) => headers.authorization)).toEqual(["Bearer old", "Bearer new"]);
    answers = [json(401, {}), json(401, {}), me()];
    expect(await faultOf(new PortalApi(tokens).call("readMe", {}))).toEqual({ kind: "session-over" });
    expect(refused).toEqual([false, true, false, true]);
  });

  test("keep their key while nobody has answered, so that nothing is done twice", async () => {
    const api = new PortalApi(tokens);
    answers = ["no answer", json(503, {}), json(200, {}), json(200, {})];
    expect(await faultOf(revoke(api))).toEqual({ kind: "offline" });
    expect(await faultOf(revoke(api))).toEqual({ kind: "unreadable", status: 503 });
    await revoke(api);
    await revoke(api);
    const [first, second, third, fourth] = keys();
    expect(first).toMatch(/^[\w-]{8,}$/);
    expect([second, third]).toEqual([first, first]);
    expect(fourth).not.toBe(first);
  });

  test("keep their key while the first is being done", async () => {
    const api = new PortalApi(tokens);
    const running = () => json(409, { code: "still-running" }, "application/problem+json");
    const other = () => json(409, { code: "changed-since" }, "application/problem+json");
    answers = [running(), other(), json(200, {})];
    for (let time = 0; time < 2; time++) await faultOf(revoke(api));
    await revoke(api);
    const [first, second, third] = keys();
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  test("have another key where something else is sent", async () => {
    const api = new PortalApi(tokens);
    answers = ["no answer", "no answer"];
    await faultOf(revoke(api));
    await faultOf(revoke(api, "other"));
    expect(new Set(keys()).size).toBe(2);
  });

  test("throw the API's problem, and the status of anybody else's answer", async () => {
    const problem = { code: "not-found", status: 404 };
    answers = [json(404, problem, "application/problem+json"), json(403, { message: "Forbidden" })];
    const api = new PortalApi(tokens);
    expect(await faultOf(api.call("readMe", {}))).toEqual({ kind: "problem", problem });
    expect(await faultOf(api.call("readMe", {}))).toEqual({ kind: "unreadable", status: 403 });
  });

  test("encode what they are told", async () => {
    answers = [json(200, {})];
    await revoke(new PortalApi(tokens));
    expect(sent[0].address).toBe("/v1/access/requests/r%201/revocation");
    expect(addressOf("/v1/assets", undefined, { text: "a&b", limit: 5, cursor: undefined })).toBe(
      "/v1/assets?text=a%26b&limit=5",
    );
    expect(addressOf("/v1/assets/{id}", "../me?x")).toBe("/v1/assets/..%2Fme%3Fx");
  });
});
