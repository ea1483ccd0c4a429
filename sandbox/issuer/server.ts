import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Provider } from "oidc-provider";
import { configurationOf, type IssuerOptions } from "./configuration";
import { messagePage, PAGE_POLICY, personaPage } from "./pages";

/** Serves an issuer on loopback. Its address is `http://127.0.0.1:<port>`. */
export async function serveIssuer(port: number, options: IssuerOptions): Promise<Server> {
  const { Provider } = await import("oidc-provider");
  const provider = new Provider(`http://127.0.0.1:${port}`, configurationOf(options));
  const rest = provider.callback();
  const server = createServer((request, response) => {
    // Browsers ask for it on their own.
    if (request.url === "/favicon.ico") return void response.writeHead(204).end();
    const uid = /^\/persona\/[\w-]+$/.exec(request.url ?? "");
    if (uid === null) return void rest(request, response);
    choose(provider, options, request, response).catch((error: unknown) => {
      console.error(error);
      html(response, 400, messagePage("Sign-in did not work", "Go back to the portal and sign in again."));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return server;
}

async function choose(
  provider: Provider,
  { personas }: IssuerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { uid } = await provider.interactionDetails(request, response);
  const key = request.method === "POST" ? new URLSearchParams(await bodyOf(request)).get("persona") : undefined;
  const persona = personas.find((one) => one.key === key);
  if (persona === undefined) return html(response, 200, personaPage(`/persona/${uid}`, personas));
  await provider.interactionFinished(request, response, { login: { accountId: persona.key } });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const part of request) {
    body += String(part);
    if (body.length > 10_000) throw new Error("the form is too large");
  }
  return body;
}

function html(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": PAGE_POLICY,
    "cache-control": "no-store",
  });
  response.end(body);
}
