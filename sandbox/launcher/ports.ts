import { createServer } from "node:net";
import { RunnerError } from "../../runner";

/** The only address that anything of the sandbox listens on. */
export const LOOPBACK = "127.0.0.1";

/** A port that nothing listens on right now. */
export function freePort(): Promise<number> {
  return listen(0);
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
