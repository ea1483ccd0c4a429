import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { LeaseRequest } from "../../runner/terraform/provider-lease";
import { isLoopback } from "../../runner/terraform/loopback-endpoints";
import { parseLeaseRequest } from "./lease-request";
import { ProviderPool } from "./provider-pool";

/** Options of the server of the pool. */
export interface PoolServerOptions {
  /** @default - a free one */
  readonly port?: number;
  /** Idle providers to keep, at some 200 MB each. @default 12 */
  readonly idleLimit?: number;
}

/** The pool, listening on loopback. */
export interface PoolServer {
  readonly port: number;
  /** Ends all providers, and stops listening. */
  stop(): Promise<void>;
}

const DEFAULT_IDLE_LIMIT = 12;

/**
 * Serves running providers: `GET /health`, `POST /leases` (a lease lasts as long as its answer's connection) and
 * `DELETE /leases/<id>`, with `?discard=true` for a provider that is not to be used again.
 */
export async function startPoolServer({ port = 0, idleLimit }: PoolServerOptions = {}): Promise<PoolServer> {
  const pool = new ProviderPool(idleLimit ?? DEFAULT_IDLE_LIMIT);
  const server = createServer((request, response) => {
    answer(pool, request, response).catch((error: unknown) => {
      refuse(response, 500, error instanceof Error ? error.message : String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    stop: async () => {
      pool.end();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(pool: ProviderPool, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // A page in a browser of this machine must not start programs, whatever name it gives this address.
  if (!isLoopback(`http://${request.headers.host}`)) return refuse(response, 400, "the host must be this machine");
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const id = /^\/leases\/([^/]+)$/.exec(pathname)?.[1];
  if (request.method === "GET" && pathname === "/health") return reply(response, 200, JSON.stringify(pool.contents));
  if (request.method === "DELETE" && id !== undefined) {
    const found = pool.giveBack(id, searchParams.get("discard") !== "true");
    return found ? reply(response, 200, "{}") : refuse(response, 404, "there is no such lease");
  }
  if (request.method !== "POST" || pathname !== "/leases") return refuse(response, 404, "there is no such thing here");
  if (request.headers["content-type"] !== "application/json")
    return refuse(response, 400, "the content type must be application/json");
  const body = await text(request);
  let wanted: LeaseRequest;
  try {
    wanted = parseLeaseRequest(body);
  } catch (error) {
    return refuse(response, 400, (error as Error).message);
  }
  await lend(pool, wanted, response);
}

async function lend(pool: ProviderPool, wanted: LeaseRequest, response: ServerResponse): Promise<void> {
  let gone = false;
  response.once("close", () => (gone = true));
  const { id, provider } = await pool.take(wanted);
  if (gone) return void pool.giveBack(id, true); // nobody has used it
  // Given back before: then there is no such lease any more.
  response.once("close", () => pool.giveBack(id, false));
  response.writeHead(200, { "content-type": "application/json" });
  response.write(`${JSON.stringify({ id, reattach: provider.reattach })}\n`);
}

function reply(response: ServerResponse, status: number, line: string): void {
  response.writeHead(status, { "content-type": "application/json" }).end(`${line}\n`);
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { "content-type": "text/plain" }).end(`${reason}\n`);
}
