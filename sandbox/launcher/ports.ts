import { randomInt } from "node:crypto";
import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

/** Time for which a port belongs to whoever got it: by then the service that it is meant for listens on it. */
const RESERVED_MILLISECONDS = 5 * 60_000;

/**
 * A port that nothing listens on right now, that no outgoing connection gets, and that nobody else on this machine gets in the next five
 * minutes. @throws RunnerError where none was found
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const port = randomInt(FIRST_PORT, LAST_PORT + 1);
    if (!reserve(port)) continue;
    try {
      return await listen(port);
    } catch (error) {
      if (codeOf(error) !== "EADDRINUSE") throw error;
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

/** Writes down that a port is taken: of two processes that try it at once one alone makes the file. */
function reserve(port: number): boolean {
  const directory = join(tmpdir(), "smus-ports");
  const file = join(directory, String(port));
  mkdirSync(directory, { recursive: true });
  const taken = statSync(file, { throwIfNoEntry: false });
  if (taken !== undefined && Date.now() - taken.mtimeMs > RESERVED_MILLISECONDS) rmSync(file, { force: true });
  try {
    writeFileSync(file, "", { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/** Code of an error of Node.js; in a test its errors are of another class than those of the code. */
const codeOf = (error: unknown): unknown =>
  typeof error === "object" && error !== null && "code" in error ? error.code : undefined;

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
