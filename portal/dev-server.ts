import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buildPortal } from "./build";
import type { PortalFile } from "../contracts/application/portal-files";
import type { PortalConfig } from "./api/assumed";
import { FakeApi } from "./dev/fake-api";
import { callerOf, type TrustedIssuer } from "./dev/people";
import { RULES } from "./dev/rules";
import { TokenProof } from "./dev/tokens";
import { portalHeaders } from "../contracts/application/portal-headers";

/** Fault in place of an answer: a status with a body, or a connection that is cut. */
export type PlayedFault = "cut" | { readonly status: number; readonly body: unknown; readonly type?: string };

/** Page that is served for developers and tests, with an API in memory. */
export interface DevServer {
  readonly url: string;
  /** World behind the API; another one may be put in its place at any time. */
  api: FakeApi;
  /** Fault that is played for a call. @default - none */
  fault: ((method: string, path: string) => PlayedFault | undefined) | undefined;
  /** Milliseconds for which every answer of the API waits. */
  delay: number;
  /** Serves people of this issuer: it may start after the page, whose address it has to know. */
  trust(issuer: TrustedIssuer & Pick<PortalConfig, "clientId" | "scopes">): void;
  stop(): Promise<void>;
}

/**
 * Serves the page as it is deployed, with its headers, and a fake API. For development: it listens on loopback alone.
 *
 * @param count - Number of things in each list.
 */
export async function servePortal(count: number, port = 0): Promise<DevServer> {
  const files = buildPortal();
  let trusted: Trusted | undefined;
  const http = createServer((request, response) => {
    respond(request, response, { files, server, trusted }).catch((error: unknown) => {
      console.error(error);
      response.writeHead(500).end();
    });
  });
  http.listen(port, "127.0.0.1");
  await once(http, "listening");
  const server: DevServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    api: new FakeApi(count),
    fault: undefined,
    delay: 0,
    trust: (issuer) => (trusted = { ...issuer, proof: new TokenProof(issuer.issuer) }),
    stop: async () => {
      http.closeAllConnections();
      http.close();
      await once(http, "close");
    },
  };
  return server;
}

type Trusted = TrustedIssuer & Pick<PortalConfig, "clientId" | "scopes"> & { readonly proof: TokenProof };

interface Served {
  readonly files: ReadonlyMap<string, PortalFile>;
  readonly server: DevServer;
  readonly trusted: Trusted | undefined;
}

async function respond(request: IncomingMessage, response: ServerResponse, served: Served): Promise<void> {
  const { server, files, trusted } = served;
  const url = new URL(request.url ?? "/", server.url);
  const file = files.get(url.pathname);
  if (file !== undefined) {
    const headers = portalHeaders({ connect: trusted === undefined ? [] : [trusted.issuer] });
    response.writeHead(200, { ...headers, "content-type": file.contentType, "cache-control": file.cache });
    return void response.end(file.content);
  }
  const fault = server.fault?.(request.method ?? "GET", url.pathname);
  if (fault === "cut") return void request.socket.destroy();
  if (fault !== undefined) return json(response, fault.status, fault.body, fault.type ?? "application/problem+json");
  if (trusted !== undefined && url.pathname === "/config.json") {
    const { issuer, clientId, scopes } = trusted;
    const config: PortalConfig = { issuer, clientId, scopes, purposes: RULES.purposes, title: "Data portal" };
    return json(response, 200, config);
  }
  await new Promise((resolve) => setTimeout(resolve, server.delay));
  await answerOfApi(request, response, url, served);
}

async function answerOfApi(request: IncomingMessage, response: ServerResponse, url: URL, { server, trusted }: Served) {
  const claims = await trusted?.proof.claims(request.headers.authorization);
  const caller = claims && trusted && callerOf(claims, trusted);
  // As API Gateway's authorizer says it.
  if (caller === undefined) return json(response, 401, { message: "Unauthorized" });
  let text = "";
  for await (const part of request) text += String(part);
  const body: unknown = text === "" ? undefined : JSON.parse(text);
  const key = request.headers["idempotency-key"];
  const answer = server.api.answer(
    caller,
    request.method ?? "GET",
    url,
    body,
    typeof key === "string" ? key : undefined,
  );
  if (answer === undefined) return json(response, 404, { message: "Not Found" });
  json(response, answer.status, answer.body, answer.status < 400 ? "application/json" : "application/problem+json");
}

function json(response: ServerResponse, status: number, body: unknown, type = "application/json"): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}
