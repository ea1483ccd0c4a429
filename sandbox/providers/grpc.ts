import { connect as connectSocket } from "node:net";
import { connect, type ClientHttp2Session, type IncomingHttpHeaders } from "node:http2";

const HEADER_LENGTH = 5;

/** An HTTP/2 session with whoever listens on a socket of this machine, as gRPC speaks it: without TLS. */
export function openSession(socket: string): ClientHttp2Session {
  return connect("http://localhost", { createConnection: () => connectSocket(socket) });
}

/** A message as gRPC sends it: not compressed, with its length before it. */
export function frame(message: Buffer): Buffer {
  const header = Buffer.alloc(HEADER_LENGTH);
  header.writeUInt32BE(message.length, 1);
  return Buffer.concat([header, message]);
}

/** One call with an empty request. @returns the message of the answer @throws Error with the status of a refusal */
export function call(socket: string, path: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const session = openSession(socket);
    const headers = { ":method": "POST", ":path": path, "content-type": "application/grpc", te: "trailers" };
    const stream = session.request(headers);
    const chunks: Buffer[] = [];
    let status = "";
    const note = (received: IncomingHttpHeaders): void => {
      status = received["grpc-status"]?.toString() ?? status;
    };
    session.once("error", reject);
    stream.once("error", reject);
    stream.on("response", note);
    stream.on("trailers", note);
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.once("close", () => {
      session.close();
      if (status !== "0") return reject(new Error(`${path}: status ${status || "unknown"}`));
      resolve(Buffer.concat(chunks).subarray(HEADER_LENGTH));
    });
    stream.end(frame(Buffer.alloc(0)));
  });
}
