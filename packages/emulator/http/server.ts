import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Outcome } from "../steps/exchange";
import type { HttpRequest } from "../service";
import { readBody } from "./body";

/** Carries out a request. */
export type RequestHandler = (request: HttpRequest) => Promise<Outcome>;

/**
 * Listens on loopback only.
 *
 * @param isDated - False while callers have different clocks: an answer without a date tells nobody that a clock is wrong.
 */
export async function listen(
  port: number,
  handler: RequestHandler,
  isDated: () => boolean,
): Promise<{ server: Server; port: number }> {
  const server = createServer((message, response) => {
    response.sendDate = isDated();
    void serve(message, response, handler);
  });
  // Connections stay open: a client that sends just when one is closed does not know whether its call has arrived.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0; // functions may run for 15 minutes
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return { server, port: (server.address() as AddressInfo).port };
}

/** Ends a server and its connections. */
export async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

async function serve(message: IncomingMessage, response: ServerResponse, handler: RequestHandler): Promise<void> {
  try {
    const outcome = await handler(await toRequest(message));
    if ("lost" in outcome) {
      message.socket.destroy();
      return;
    }
    const { status, headers: all, cookies, body } = outcome.reply;
    const { date: _date, ...undated } = all;
    const headers = response.sendDate ? all : undated;
    // The answer to HEAD has no body, but the length of one: S3 clients read an object's size from it.
    const length = (message.method === "HEAD" && headers["content-length"]) || String(Buffer.byteLength(body));
    if (cookies !== undefined) response.setHeader("set-cookie", cookies);
    response.writeHead(status, { ...headers, "content-length": length });
    response.end(message.method === "HEAD" ? undefined : body);
  } catch (error) {
    process.stderr.write(`emulator: ${message.method} ${message.url}: ${(error as Error).stack}\n`);
    if (message.socket.destroyed || response.headersSent) return;
    response.writeHead(500, { "content-type": "application/json" });
    response.end(JSON.stringify({ message: (error as Error).message }));
  }
}

async function toRequest(message: IncomingMessage): Promise<HttpRequest> {
  const url = message.url ?? "/";
  const split = url.indexOf("?");
  const headers = Object.entries(message.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: message.method ?? "GET",
    path: split < 0 ? url : url.slice(0, split),
    query: new URLSearchParams(split < 0 ? "" : url.slice(split + 1)),
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: await readBody(message),
  };
}
