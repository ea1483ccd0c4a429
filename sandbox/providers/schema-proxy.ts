import {
  constants,
  createServer,
  type ClientHttp2Session,
  type Http2Server,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from "node:http2";
import { call, frame, openSession } from "./grpc";
import { GET_SCHEMA, keepTypes } from "./provider-schema";

/** Terraform's windows and ours: a schema must not wait for one acknowledgement after the other. */
const WINDOW = 16 * 1024 * 1024;

/**
 * Stands between terraform and a provider on this machine. All calls go through as they are but one: what the provider
 * says of its types is asked once, and answered with those that the stack needs.
 *
 * Terraform does with a type that is left out what it does with one that the provider does not have: it refuses. So
 * nothing is done otherwise than with the whole schema; at worst a run fails that would not have.
 */
export class SchemaProxy {
  private types: ReadonlySet<string> = new Set();

  private constructor(
    private readonly server: Http2Server,
    private readonly provider: string,
    private readonly schema: () => Promise<Buffer>,
  ) {}

  /**
   * Listens on `socket` for the provider that listens on `provider`.
   *
   * @param schemas what providers have said of their types, by executable: filled by the first of each
   */
  static async listen(
    socket: string,
    provider: string,
    { binary, schemas }: { readonly binary: string; readonly schemas: Map<string, Promise<Buffer>> },
  ): Promise<SchemaProxy> {
    const schema = (): Promise<Buffer> => {
      const known = schemas.get(binary) ?? call(provider, GET_SCHEMA);
      schemas.set(binary, known);
      known.catch(() => schemas.delete(binary));
      return known;
    };
    const server = createServer({ settings: { initialWindowSize: WINDOW } });
    const proxy = new SchemaProxy(server, provider, schema);
    server.on("session", (session) => proxy.serve(session));
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(socket, resolve);
    });
    return proxy;
  }

  /** Types that the next run gets. */
  serveTypes(types: readonly string[]): void {
    this.types = new Set(types);
  }

  close(): void {
    this.server.close();
  }

  private serve(session: ServerHttp2Session): void {
    const upstream = openSession(this.provider);
    upstream.on("error", () => session.destroy());
    upstream.once("close", () => session.close());
    session.on("error", () => upstream.destroy());
    session.once("close", () => upstream.close());
    session.on("stream", (stream, headers) => {
      stream.on("error", () => undefined); // terraform has ended, and its session says so as well
      if (headers[":path"] !== GET_SCHEMA) return relay(stream, headers, upstream);
      this.answerSchema(stream).catch((error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        relay(stream, headers, upstream); // the provider answers for itself
      });
    });
  }

  private async answerSchema(stream: ServerHttp2Stream): Promise<void> {
    const message = keepTypes(await this.schema(), this.types);
    stream.resume();
    stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
    stream.once("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
    stream.end(frame(message));
  }
}

/** One call, in both directions, with the trailers in which gRPC tells how it ended. */
function relay(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, upstream: ClientHttp2Session): void {
  const outgoing = upstream.request(headers);
  let trailers: IncomingHttpHeaders = {};
  stream.pipe(outgoing);
  outgoing.once("response", (answer, flags) => {
    // A refusal is all in the first headers: its status is there, and nothing follows.
    if ((flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0) return stream.respond(answer, { endStream: true });
    stream.respond(answer, { waitForTrailers: true });
    outgoing.pipe(stream);
  });
  outgoing.once("trailers", (received: IncomingHttpHeaders) => (trailers = received));
  stream.once("wantTrailers", () => stream.sendTrailers(withoutStatus(trailers)));
  outgoing.on("error", () => stream.close(constants.NGHTTP2_INTERNAL_ERROR));
  outgoing.once("close", () => {
    if (!stream.closed && outgoing.rstCode !== constants.NGHTTP2_NO_ERROR) stream.close(outgoing.rstCode);
  });
  stream.once("close", () => outgoing.close(stream.rstCode));
}

/** Headers that begin with a colon are HTTP/2's own, and belong to no trailers. */
function withoutStatus(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const entries = Object.entries<string | string[] | undefined>(headers);
  const kept: OutgoingHttpHeaders = {};
  for (const [name, value] of entries) if (!name.startsWith(":")) kept[name] = value;
  return kept;
}
