import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PORTAL_FILE, type PortalFile, type PortalFiles } from "../../contracts/application/portal-files";
import { portalHeaders } from "../../contracts/application/portal-headers";
import type { Reply } from "./http/answer";
import { notFound } from "./http/problem";
import type { PageRoute, Route } from "./routes/route";
import type { ApiSettings } from "./settings";

/** The portal's page, as the function's archive has it beside the code. */
export function readPortal(folder: string): PortalFiles {
  return JSON.parse(readFileSync(join(folder, PORTAL_FILE), "utf8")) as PortalFiles;
}

/** Routes of the portal's page: its files, and the settings that it reads first. Everybody may load them: they hold nothing of anybody. */
export function portalRoutes(files: PortalFiles): Route[] {
  const summary = "The portal's page.";
  const page = (path: `/${string}`): PageRoute => ({
    kind: "page",
    method: "GET",
    path,
    summary,
    handle: (asked, settings) => fileReply(Object.hasOwn(files, asked) ? files[asked] : undefined, settings),
  });
  return [
    page("/"),
    page("/portal/*"),
    {
      kind: "page",
      method: "GET",
      path: "/config.json",
      summary: "Settings of the portal's page: where people sign in, and what they can ask for.",
      handle: (_path, settings) => ({ status: 200, body: portalConfig(settings) }),
    },
  ];
}

function fileReply(file: PortalFile | undefined, { identity, portal }: ApiSettings): Reply {
  if (file === undefined) throw notFound();
  const headers = portalHeaders({ connect: [identity.issuer, ...portal.origins] });
  return {
    status: 200,
    body: file.content,
    type: file.contentType,
    headers: { ...headers, "cache-control": file.cache },
  };
}

/** Settings of the page, in the form of `PortalConfig` of `portal/api`. */
function portalConfig({ identity, portal, rules }: ApiSettings) {
  return {
    issuer: identity.issuer,
    clientId: portal.clientId,
    scopes: portal.scopes.join(" "),
    purposes: rules.purposes,
    title: portal.title,
    token: identity.tokenUse ?? "access",
    ...(portal.resource === undefined ? {} : { resource: portal.resource }),
  };
}
