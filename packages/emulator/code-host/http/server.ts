import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { readBody } from "../../http/body";
import type { Family } from "../family";
import { serveRepository } from "../git-requests";
import type { Host } from "../host";
import { issuerDocument } from "../job-tokens";
import type { ApiAnswer, ApiRequest } from "./call";
import { type Certificate, certificateFor } from "./certificates";
import type { Exchange } from "./exchange";

/** Paths of git's clients: `/<owner>/<name>[.git]/info/refs` and the two services. */
const GIT_PATH = /^\/(.+?)(?:\.git)?(\/info\/refs|\/git-upload-pack|\/git-receive-pack)$/;

/** Parts of a host's server. */
export interface Served {
  readonly host: Host;
  readonly family: Family;
  readonly exchange: Exchange;
  readonly hooks: string;
}

/**
 * Listens on loopback, and tells the host its addresses.
 *
 * @param authority - signs the certificate of a host that has a public address
 */
export async function serveHost(served: Served, authority: () => Certificate): Promise<Server[]> {
  const { url, port = 0, securePort = 0 } = served.host.definition;
  const listener: RequestListener = (message, response) => {
    answer(served, message, response).catch((error: unknown) => {
      process.stderr.write(`code host: ${message.method} ${message.url}: ${(error as Error).stack}\n`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  };
  const plain = createServer(listener);
  served.host.address = `http://127.0.0.1:${await listen(plain, port)}`;
  if (url === undefined) return [plain];
  const { hostname } = new URL(url);
  const secure = createTlsServer(
    certificateFor([hostname, `api.${hostname}`, "localhost", "127.0.0.1"], authority()),
    listener,
  );
  served.host.secureAddress = `https://127.0.0.1:${await listen(secure, securePort)}`;
  return [plain, secure];
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return (server.address() as AddressInfo).port;
}

async function answer(served: Served, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(`http://host${message.url ?? "/"}`);
  const git = GIT_PATH.exec(url.pathname);
  if (git !== null) {
    const [, path, service] = git;
    return serveRepository(served, message, response, {
      path: decodeURIComponent(path),
      service,
      query: url.search.slice(1),
    });
  }
  const document = issuerDocument(served.host, url.pathname);
  if (document !== undefined) return write(response, { status: 200, body: document }, message.method === "HEAD");
  const { apiBase } = served.family;
  if (!url.pathname.startsWith(`${apiBase}/`)) {
    response.writeHead(404, { "content-type": "text/html" });
    response.end("<h1>Not found</h1>");
    return;
  }
  const outcome = await served.exchange.carryOut(await toRequest(message, url, apiBase));
  if ("lost" in outcome) message.socket.destroy();
  else write(response, outcome.answer, message.method === "HEAD");
}

async function toRequest(message: IncomingMessage, url: URL, apiBase: string): Promise<ApiRequest> {
  const headers = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)]));
  return {
    method: message.method === "HEAD" ? "GET" : (message.method ?? "GET"),
    path: url.pathname.slice(apiBase.length),
    query: url.searchParams,
    headers,
    body: parsed(await readBody(message), headers["content-type"] ?? ""),
  };
}

/** Body of a request: JSON, or a form, which GitLab takes as well. What is neither is no body at all. */
function parsed(body: Buffer, type: string): Record<string, unknown> {
  const text = body.toString("utf8");
  if (text.trim() === "") return {};
  if (type.startsWith("application/x-www-form-urlencoded")) return Object.fromEntries(new URLSearchParams(text));
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function write(response: ServerResponse, { status, body, headers = {} }: ApiAnswer, isHead: boolean): void {
  const content = body === undefined ? "" : Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const type = Buffer.isBuffer(body) ? "application/octet-stream" : "application/json; charset=utf-8";
  response.writeHead(status, {
    ...(body === undefined ? {} : { "content-type": type }),
    "content-length": Buffer.byteLength(content),
    ...headers,
  });
  response.end(isHead ? undefined : content);
}
