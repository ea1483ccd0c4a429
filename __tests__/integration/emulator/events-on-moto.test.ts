import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { EventBus, motoBus } from "../../../packages/emulator/events";
import { FaultRules } from "../../../packages/emulator/faults";
import { MotoProxy } from "../../../packages/emulator/moto-proxy";
import { GOVERNANCE, REGION } from "./harness";

interface Arrived {
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** Sends one event to an HTTP server that stands for moto, and answers what has arrived there. */
async function sent(status: number): Promise<Arrived> {
  let arrived: Arrived | undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      arrived = { headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) };
      response.writeHead(status).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const proxy = new MotoProxy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const bus = new EventBus(new FaultRules());
  const put = motoBus(proxy);
  const ended = new Promise<void>((resolve) => {
    bus.subscribe(async (event) => {
      try {
        await put(event);
      } finally {
        setImmediate(resolve);
      }
    });
  });
  const event = { account: GOVERNANCE, region: REGION, source: "aws.datazone", detailType: "Subscription Created" };
  bus.publish({ ...event, detail: { data: { status: "APPROVED" } } });
  await ended;
  proxy.close();
  server.closeAllConnections();
  server.close();
  return arrived!;
}

test("an event is put onto moto's default bus of its account", async () => {
  const { headers, body } = await sent(200);
  expect(headers).toMatchObject({ "x-amz-target": "AWSEvents.PutEvents", "x-moto-account-id": GOVERNANCE });
  expect(headers.authorization).toContain(`/${REGION}/events/aws4_request`);
  expect(body).toMatchObject({
    Entries: [{ Source: "aws.datazone", DetailType: "Subscription Created", Detail: '{"data":{"status":"APPROVED"}}' }],
  });
});

test("an event that moto does not take is said on stderr, and ends nothing", async () => {
  const written: string[] = [];
  const write = jest.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
  try {
    await sent(500);
  } finally {
    write.mockRestore();
  }
  expect(written.join("")).toContain("Subscription Created was not taken: Error: moto PutEvents: HTTP 500");
});
