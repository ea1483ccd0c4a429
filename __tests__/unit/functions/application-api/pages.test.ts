import { createApi } from "../../../../functions/application-api/handler";
import type { PageRoute } from "../../../../functions/application-api/routes/route";
import type { Services } from "../../../../functions/application-api/services";
import { eventOf, NOW, SETTINGS } from "./world";

const page = (path: `/${string}`): PageRoute => ({
  kind: "page",
  method: "GET",
  path,
  summary: "The portal",
  handle: (address) => ({
    status: 200,
    body: `<p>${address}</p>`,
    type: "text/html; charset=utf-8",
    headers: { "content-security-policy": "default-src 'self'" },
  }),
});

describe("pages of the portal", () => {
  const services = { clock: () => NOW, log: () => undefined } as unknown as Services;
  const api = createApi({ routes: [page("/"), page("/portal/*")], settings: SETTINGS, services });

  it.each(["/", "/portal/", "/portal/app.js"])("are served to everybody at %s, as they are", async (path) => {
    const { statusCode, body, headers } = await api(eventOf(undefined, "GET", path));
    expect([statusCode, body]).toEqual([200, `<p>${path}</p>`]);
    expect(headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'self'",
      "x-content-type-options": "nosniff",
    });
  });

  it.each(["/portal", "/other", "/portals/x"])("are not at %s", async (path) => {
    expect((await api(eventOf(undefined, "GET", path))).statusCode).toBe(404);
  });
});
