import { HostThrottles, HostUnreachable, type HostAnswer, type HostRequest } from "../../../../functions/code-host";
import { patient } from "../../../../functions/code-host/patience";

const NOW = Date.parse("2026-11-30T08:00:00Z");
const answer = (status: number, headers: Record<string, string> = {}, message = ""): HostAnswer => ({
  status,
  headers,
  body: { message },
});
const OK = answer(200);

/** Sends a request to a host that answers in an order; `lost` is no answer. */
async function send(method: HostRequest["method"], ...answers: readonly (HostAnswer | "lost")[]) {
  const waits: number[] = [];
  const left = [...answers];
  const transport = patient(
    () => {
      const next = left.shift() ?? OK;
      return next === "lost" ? Promise.reject(new HostUnreachable("lost", "fix")) : Promise.resolve(next);
    },
    { sleep: (wait) => (waits.push(wait), Promise.resolve()), now: () => NOW, jitter: () => 1 },
  );
  const outcome = await transport({ method, path: "/x" }).then(
    ({ status }) => status,
    (error: unknown) => error,
  );
  return { outcome, waits, asked: answers.length - left.length };
}

describe("a patient transport", () => {
  it("waits as long as the host says, for any method", async () => {
    expect(await send("POST", answer(429, { "retry-after": "7" }))).toMatchObject({ outcome: 200, waits: [7000] });
    const date = new Date(NOW + 5000).toUTCString();
    expect(await send("GET", answer(503, { "retry-after": date }))).toMatchObject({ outcome: 200, waits: [5000] });
  });

  it("knows GitHub's limits by their signs, and a refusal of rights by their absence", async () => {
    const reset = String(NOW / 1000 + 9);
    const usedUp = answer(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset });
    expect(await send("GET", usedUp)).toMatchObject({ outcome: 200, waits: [9000] });
    expect(await send("GET", answer(403, {}, "Resource not accessible by integration"))).toMatchObject({
      ...{ outcome: 403, waits: [], asked: 1 },
    });
  });

  it("does not wait for longer than a request may, and says until when", async () => {
    const { outcome, waits } = await send("GET", answer(403, {}, "You have exceeded a secondary rate limit"));
    expect(outcome).toBeInstanceOf(HostThrottles);
    expect(outcome).toMatchObject({ until: "2026-11-30T08:01:00.000Z" });
    expect(waits).toEqual([]);
  });

  it("repeats what is the same twice, and gives up after four attempts", async () => {
    expect(await send("GET", "lost", answer(502))).toMatchObject({ outcome: 200, waits: [1000, 2000] });
    expect(await send("PUT", answer(500))).toMatchObject({ outcome: 200 });
    expect(await send("GET", "lost", "lost", "lost", "lost")).toMatchObject({ asked: 4, waits: [1000, 2000, 4000] });
    expect(await send("GET", ...Array.from({ length: 4 }, () => answer(500)))).toMatchObject({ outcome: 500 });
  });

  it("does not repeat a creation that may have happened", async () => {
    expect((await send("POST", "lost")).outcome).toBeInstanceOf(HostUnreachable);
    expect(await send("POST", answer(502))).toMatchObject({ outcome: 502, asked: 1 });
    expect(await send("PATCH", answer(500))).toMatchObject({ outcome: 500, asked: 1 });
  });
});
