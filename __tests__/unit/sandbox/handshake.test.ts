import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finishConnection } from "../../../sandbox/launcher";

describe("npm run sandbox -- --finish", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "smus-handshake-"));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it("says how to start a sandbox that stays, where none runs", async () => {
    await expect(finishConnection(directory, "gitlab")).rejects.toThrow(/no sandbox is running.*--keep/);
  });

  it("finishes the connection in the sandbox that was kept, and says what there is instead", async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        if (request.method === "POST") asked.push(`${request.url} ${body}`);
        const known = body.includes("gitlab");
        response.statusCode = known ? 200 : 400;
        response.end(JSON.stringify(known ? { connections: ["arn"] } : { message: 'there is no connection "x"' }));
      });
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    writeFileSync(join(directory, "session.json"), JSON.stringify({ motoPort: port, emulatorPort: port }));
    try {
      expect(await finishConnection(directory, "gitlab")).toEqual(["arn"]);
      await expect(finishConnection(directory, "x")).rejects.toThrow('--finish: there is no connection "x"');
      expect(asked[0]).toBe('/_emulator/handshakes {"connection":"gitlab"}');
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
});
