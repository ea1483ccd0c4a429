import { z } from "zod";
import { Kept } from "../../../../functions/application-api/catalog/kept";
import { ROLE_HEADS, roleRows } from "../../../../functions/application-api/description/routes-by-role";
import { createApi } from "../../../../functions/application-api/handler";
import { apiRoute } from "../../../../functions/application-api/routes/route";
import type { Services } from "../../../../functions/application-api/services";
import { eventOf, NOW, PERSONAS, SETTINGS } from "./world";

describe("a route without an object", () => {
  const route = apiRoute({
    method: "GET",
    path: "/reports",
    name: "readReports",
    summary: "Reports",
    callers: ["person"],
    who: ["governance-team", "auditor"],
    query: z.strictObject({}),
    answers: z.strictObject({ ok: z.boolean() }),
    changes: false,
    handle: () => Promise.resolve({ ok: true }),
  });
  const services = {
    clock: () => NOW,
    log: () => undefined,
    directory: { profileOf: (name: string) => Promise.resolve(`profile-${name}`) },
  } as unknown as Services;
  const api = createApi({ routes: [route], settings: SETTINGS, services });

  it.each([
    ["governance-team", 200],
    ["auditor", 200],
    ["unit-steward", 403],
    ["no part", 403],
    ["requester", 403],
  ] as const)("of %s is judged by their standing: %i", async (persona, expected) => {
    expect((await api(eventOf(PERSONAS[persona], "GET", "/v1/reports"))).statusCode).toBe(expected);
  });

  it("is in the table of routes by role as it is", () => {
    const others = Array.from({ length: ROLE_HEADS.length - 3 }, () => "403");
    expect(roleRows([route])[0].cells).toEqual(["401", ...others, "yes", "yes"]);
  });
});

describe("answers that are kept", () => {
  let now = NOW;
  const kept = new Kept<string | undefined>(() => now, 60, 2);
  const asked: string[] = [];
  const ask = (name: string, answer: string | undefined = name) =>
    kept.of(name, () => {
      asked.push(name);
      return Promise.resolve(answer);
    });

  it("are asked for again when their time is over, when there are too many, and when there was none", async () => {
    for (const name of ["a", "a", "b", "a", "c", "a"]) expect(await ask(name)).toBe(name);
    expect(asked).toEqual(["a", "b", "c", "a"]);
    now = new Date(Date.parse(NOW) + 60_000).toISOString();
    await ask("a");
    expect(asked).toHaveLength(5);
    const missing = () =>
      kept.of("none", () => {
        asked.push("none");
        return Promise.resolve(undefined);
      });
    await missing();
    await missing();
    expect(asked.slice(5)).toEqual(["none", "none"]);
  });
});
