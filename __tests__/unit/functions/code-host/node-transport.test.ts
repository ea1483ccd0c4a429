import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { HostUnreachable } from "../../../../functions/code-host";
import { nodeTransport } from "../../../../functions/code-host/node-transport";

let server: Server;
let base: string;
beforeAll(async () => {
  server = createServer((message, response) => {
    if (message.url === "/silent") return;
    if (message.url === "/cut") return void message.socket.destroy();
    if (message.url === "/moved") return void response.writeHead(301, { location: "http://elsewhere.test/" }).end();
    const chunks: Buffer[] = [];
    message.on("data", (chunk: Buffer) => chunks.push(chunk));
    message.on("end", () => {
      const said = { method: message.method, headers: message.headers, body: Buffer.concat(chunks).toString() };
      response.writeHead(200, { "x-next-page": "2" }).end(message.url === "/text" ? "plain" : JSON.stringify(said));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const transport = () => nodeTransport({ base, timeoutMilliseconds: 200 });

describe("the transport of Node.js", () => {
  it("sends JSON with a user agent, and reads JSON and headers", async () => {
    const { status, headers, body } = await transport()({ method: "POST", path: "/x", body: { name: "größer" } });
    expect([status, headers["x-next-page"]]).toEqual([200, "2"]);
    const said = body as { headers: Record<string, string>; body: string };
    expect(said.headers).toMatchObject({ "user-agent": "smus", "content-type": "application/json" });
    expect(JSON.parse(said.body)).toEqual({ name: "größer" });
  });

  it("reads a text that is no JSON as a text", async () => {
    expect((await transport()({ method: "GET", path: "/text" })).body).toBe("plain");
  });

  it("does not follow redirects: the token goes nowhere else", async () => {
    expect((await transport()({ method: "GET", path: "/moved" })).status).toBe(301);
  });

  it.each(["/silent", "/cut"])("says that no answer came from %s", async (path) => {
    const error = await transport()({ method: "GET", path }).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(HostUnreachable);
    expect((error as HostUnreachable).fix).toContain("network");
  });

  it("sends no token in clear to another machine", () => {
    expect(() => nodeTransport({ base: "http://git.example.com/api/v4" })).toThrow("must not travel in clear");
  });
});
