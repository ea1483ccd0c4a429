import { createServer, type Http2Server, type IncomingHttpHeaders } from "node:http2";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call, frame, openSession } from "../../../sandbox/providers/grpc";
import { GET_SCHEMA, keepTypes } from "../../../sandbox/providers/provider-schema";
import { SchemaProxy } from "../../../sandbox/providers/schema-proxy";

/** A length-delimited field of protocol buffers. */
function field(number: number, content: Buffer | string): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return Buffer.from([...bytes, value]);
}

const entry = (type: string, schema: string): Buffer => Buffer.concat([field(1, type), field(2, schema)]);
const LONG = "x".repeat(40_000);
const PROVIDER = field(1, "schema of the provider itself");
const CAPABILITIES = field(6, "capabilities");
const BUCKET = field(2, entry("aws_s3_bucket", LONG));
const ROLE = field(2, entry("aws_iam_role", "role"));
const READ_ROLE = field(3, entry("aws_iam_role", "read a role"));
const READ_ZONES = field(3, entry("aws_availability_zones", "zones"));
const SCHEMA = Buffer.concat([PROVIDER, BUCKET, ROLE, READ_ROLE, READ_ZONES, CAPABILITIES]);

describe("a provider's schema", () => {
  it("keeps resources and data sources of the types that are needed, and everything that is no type", () => {
    const kept = keepTypes(SCHEMA, new Set(["aws_iam_role", "aws_other"]));
    expect(kept).toEqual(Buffer.concat([PROVIDER, ROLE, READ_ROLE, CAPABILITIES]));
    expect(keepTypes(SCHEMA, new Set(["aws_s3_bucket", "aws_iam_role", "aws_availability_zones"]))).toEqual(SCHEMA);
  });

  it("is refused where it is not what we take it for", () => {
    expect(() => keepTypes(Buffer.from([0x08, 0x01]), new Set())).toThrow("wire type 0");
    expect(() => keepTypes(Buffer.from([0x92]), new Set())).toThrow("ends in the middle of a number");
  });
});

describe("between terraform and a provider", () => {
  let directory: string;
  let provider: Http2Server;
  let proxy: SchemaProxy;
  let asked: string[];
  const socket = (name: string): string => join(directory, name);

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), "smus-schema-"));
    asked = [];
    provider = createServer();
    provider.on("stream", (stream, headers) => {
      const path = String(headers[":path"]);
      asked.push(path);
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const type = { ":status": 200, "content-type": "application/grpc" };
        if (path === "/refused")
          return stream.respond({ ...type, "grpc-status": "5", "grpc-message": "none" }, { endStream: true });
        stream.respond(type, { waitForTrailers: true });
        const failed = path === "/failed";
        stream.once("wantTrailers", () =>
          stream.sendTrailers({ "grpc-status": failed ? "13" : "0", "grpc-message": failed ? "broken" : "" }),
        );
        stream.end(path === GET_SCHEMA ? frame(SCHEMA) : Buffer.concat([...chunks, frame(Buffer.from(LONG))]));
      });
    });
    await new Promise<void>((resolve) => provider.listen(socket("provider"), resolve));
    proxy = await listen("proxy");
  });
  afterEach(() => {
    proxy.close();
    provider.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const schemas = new Map<string, Promise<Buffer>>();
  beforeEach(() => schemas.clear());
  const listen = (name: string, binary = "/provider"): Promise<SchemaProxy> =>
    SchemaProxy.listen(socket(name), socket("provider"), { binary, schemas });

  it("asks the provider once, and answers each run with the types that it needs", async () => {
    proxy.serveTypes(["aws_iam_role"]);
    expect(await call(socket("proxy"), GET_SCHEMA)).toEqual(Buffer.concat([PROVIDER, ROLE, READ_ROLE, CAPABILITIES]));
    proxy.serveTypes(["aws_s3_bucket"]);
    expect(await call(socket("proxy"), GET_SCHEMA)).toEqual(Buffer.concat([PROVIDER, BUCKET, CAPABILITIES]));
    const second = await listen("second");
    expect(await call(socket("second"), GET_SCHEMA)).toEqual(Buffer.concat([PROVIDER, CAPABILITIES]));
    second.close();
    expect(asked).toEqual([GET_SCHEMA]);
    const other = await listen("other", "/provider-of-another-version");
    await call(socket("other"), GET_SCHEMA);
    other.close();
    expect(asked).toEqual([GET_SCHEMA, GET_SCHEMA]);
  });

  it("hands on every other call in both directions, with its trailers", async () => {
    const sent = frame(Buffer.from("request"));
    const session = openSession(socket("proxy"));
    const stream = session.request({ ":method": "POST", ":path": "/read", "content-type": "application/grpc" });
    const chunks: Buffer[] = [];
    let status: unknown;
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("trailers", (trailers: IncomingHttpHeaders) => (status = trailers["grpc-status"]));
    stream.end(sent);
    await new Promise((resolve) => stream.once("close", resolve));
    session.close();
    expect(Buffer.concat(chunks)).toEqual(Buffer.concat([sent, frame(Buffer.from(LONG))]));
    expect(status).toBe("0");
  });

  it.each([
    ["/failed", "13"],
    ["/refused", "5"],
  ])("hands on the status of %s", async (path, status) => {
    await expect(call(socket("proxy"), path)).rejects.toThrow(`${path}: status ${status}`);
  });

  it("ends terraform's session when the provider is gone", async () => {
    const session = openSession(socket("proxy"));
    const ended = new Promise((resolve) => session.once("close", resolve));
    session.on("error", () => undefined);
    const sessions: { destroy(): void }[] = [];
    provider.on("session", (one) => sessions.push(one));
    await new Promise<void>((resolve) => {
      const stream = session.request({ ":method": "POST", ":path": "/read" });
      stream.on("error", () => undefined);
      stream.resume().once("close", resolve);
      stream.end();
    });
    provider.close();
    sessions.forEach((one) => one.destroy());
    await ended;
  });
});
