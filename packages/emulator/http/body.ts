import type { IncomingMessage } from "node:http";

/** Reads the body of a request; one in aws-chunked encoding is decoded. */
export async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const chunked =
    message.headers["content-encoding"]?.includes("aws-chunked") ||
    String(message.headers["x-amz-content-sha256"] ?? "").startsWith("STREAMING-");
  return chunked ? decodeAwsChunked(body) : body;
}

/** `<hex size>[;chunk-signature=...]\r\n<data>\r\n`, repeated, ended by a chunk of size 0 and trailers. */
export function decodeAwsChunked(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  let offset = 0;
  while (offset < body.length) {
    const lineEnd = body.indexOf("\r\n", offset);
    if (lineEnd < 0) break;
    const size = parseInt(body.subarray(offset, lineEnd).toString().split(";")[0], 16);
    if (!Number.isInteger(size) || size === 0) break;
    parts.push(body.subarray(lineEnd + 2, lineEnd + 2 + size));
    offset = lineEnd + 2 + size + 2;
  }
  return Buffer.concat(parts);
}
