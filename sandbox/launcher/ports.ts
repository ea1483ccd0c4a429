import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import { RunnerError } from "../../runner";

/** The only address that anything of the sandbox listens on. */
export const LOOPBACK = "127.0.0.1";

/**
 * Range that free ports are looked for in: below the ports that systems give to outgoing connections (Linux from 32768, others from
 * 49152). A port of those can be taken by any connection of another process before the one that it is meant for has started.
 */
const FIRST_PORT = 15_000;
const LAST_PORT = 32_767;

/** Ports that are tried before it is said that none is free. */
const ATTEMPTS = 100;

/** A port that nothing listens on right now, and that no outgoing connection gets. @throws RunnerError where none was found */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const port = randomInt(FIRST_PORT, LAST_PORT + 1);
    try {
      return await listen(port);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    }
  }
  throw new RunnerError(
    `no port of ${LOOPBACK} between ${FIRST_PORT} and ${LAST_PORT} is free; end what listens there`,
  );
}

/** @throws RunnerError where something listens on the port */
export async function claimPort(port: number): Promise<number> {
  try {
    return await listen(port);
  } catch (error) {
    throw new RunnerError(`port ${port} on ${LOOPBACK} is in use; see what uses it: lsof -i :${port}`, undefined, {
      cause: error,
    });
  }
}

function listen(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      const chosen = typeof address === "object" && address !== null ? address.port : port;
      server.close(() => resolve(chosen));
    });
  });
}
