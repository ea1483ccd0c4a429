import { PORTAL_FILE } from "../../../../contracts/application/portal-files";
import { createApi } from "../../../../functions/application-api/handler";
import { portalRoutes, readPortal } from "../../../../functions/application-api/portal";
import { ROUTES } from "../../../../functions/application-api/routes";
import { buildPortal } from "../../../../portal";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Services } from "../../../../functions/application-api/services";
import { eventOf, NOW, SETTINGS } from "./world";

const FILES = Object.fromEntries(buildPortal());
const api = createApi({
  routes: [...ROUTES, ...portalRoutes(FILES)],
  settings: { ...SETTINGS, portal: { ...SETTINGS.portal, origins: ["https://tokens.example.com"] } },
  services: { clock: () => NOW, log: () => undefined } as unknown as Services,
});
const get = (rawPath: string) => api(eventOf(undefined, "GET", rawPath));

describe("the portal's page", () => {
  it("is served to everybody, with a policy that lets it talk to the issuer and to nobody else", async () => {
    const { statusCode, headers, body } = await get("/");
    expect(statusCode).toBe(200);
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(headers["cache-control"]).toBe("no-cache");
    expect(headers["content-security-policy"]).toContain(
      "connect-src 'self' https://login.example.com https://tokens.example.com;",
    );
    expect(headers["content-security-policy"]).not.toContain("unsafe");
    const [script] = /\/portal\/app-[0-9a-f]+\.js/.exec(body) ?? [""];
    expect(await get(script)).toMatchObject({
      statusCode: 200,
      headers: { "cache-control": "public, max-age=31536000, immutable" },
    });
  });

  it.each(["/portal/app.js", "/portal/", "/portal/__proto__", "/constructor", "/portal/../config.json"])(
    "has no other files: %s",
    async (path) => expect((await get(path)).statusCode).toBe(404),
  );

  it.each(["POST", "PUT", "DELETE"])("is read alone: %s of a page is refused", async (method) => {
    for (const path of ["/", "/config.json", "/portal/app.js"])
      expect((await api(eventOf(undefined, method, path))).statusCode).toBe(405);
  });

  it("finds its settings, and nothing of anybody in them", async () => {
    const { statusCode, body } = await get("/config.json");
    expect(statusCode).toBe(200);
    expect(JSON.parse(body)).toEqual({
      issuer: "https://login.example.com",
      clientId: "portal",
      scopes: "openid",
      purposes: SETTINGS.rules.purposes,
      title: "Data portal",
      token: "access",
    });
  });

  it("lies beside the code of the function", () => {
    const folder = mkdtempSync(join(tmpdir(), "portal-"));
    writeFileSync(join(folder, PORTAL_FILE), JSON.stringify(FILES));
    expect(readPortal(folder)).toEqual(FILES);
  });
});
