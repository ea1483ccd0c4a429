import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { claimPort, freePort, LOOPBACK } from "../../../sandbox/launcher/ports";

test("finds a port that can be listened on", async () => {
  const port = await freePort();
  expect(await claimPort(port)).toBe(port);
});

test("finds none of the ports that systems give to outgoing connections", async () => {
  for (let attempt = 0; attempt < 50; attempt++) expect(await freePort()).toBeLessThan(32_768);
});

test("gives nobody a port that it has just given", async () => {
  const given = new Set(await Promise.all(Array.from({ length: 200 }, () => freePort())));
  expect(given.size).toBe(200);
  for (const port of given) expect(existsSync(join(tmpdir(), "smus-ports", String(port)))).toBe(true);
});

test("names a port that is in use, and how to find out by what", async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) =>
    server.listen(0, LOOPBACK, () => resolve((server.address() as { port: number }).port)),
  );
  try {
    await expect(claimPort(port)).rejects.toThrow(
      `port ${port} on 127.0.0.1 is in use; see what uses it: lsof -i :${port}`,
    );
  } finally {
    server.close();
  }
});
