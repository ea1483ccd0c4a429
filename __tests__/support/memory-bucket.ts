import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand } from "@aws-sdk/client-s3";
import { gunzipSync } from "node:zlib";

/** A bucket in memory that takes puts whole or not at all, as S3 does. */
export class MemoryBucket {
  readonly objects = new Map<string, Buffer>();
  /** Number of the put that fails; the earlier ones are carried out. */
  failAt = Infinity;
  private puts = 0;
  /** Bytes that were read of objects. */
  bytesRead = 0;

  readonly send = (command: unknown): Promise<never> => {
    if (command instanceof HeadObjectCommand) {
      if (this.objects.has(command.input.Key ?? "")) return Promise.resolve({} as never);
      return Promise.reject(Object.assign(new Error("none"), { name: "NotFound", $metadata: { httpStatusCode: 404 } }));
    }
    if (command instanceof GetObjectCommand) return this.read(command.input.Key ?? "", command.input.Range);
    if (command instanceof ListObjectsV2Command) {
      const { Prefix = "", Delimiter } = command.input;
      return Promise.resolve(listed([...this.objects.keys()].sort(), Prefix, Delimiter) as never);
    }
    if (!(command instanceof PutObjectCommand)) return Promise.reject(new Error("the bucket does not take this"));
    if (++this.puts >= this.failAt) return Promise.reject(new Error("cut off"));
    this.objects.set(command.input.Key ?? "", command.input.Body as Buffer);
    return Promise.resolve({} as never);
  };

  /** As S3 answers one who may list some names only: what is not there might not be read either. */
  private read(key: string, range?: string): Promise<never> {
    const body = this.objects.get(key);
    if (body === undefined)
      return Promise.reject(
        Object.assign(new Error("Access Denied"), { name: "AccessDenied", $metadata: { httpStatusCode: 403 } }),
      );
    const [from, to] = range === undefined ? [0, body.length - 1] : range.slice("bytes=".length).split("-").map(Number);
    const part = body.subarray(from, to + 1);
    this.bytesRead += part.length;
    const Body = {
      transformToByteArray: () => Promise.resolve(part),
      transformToString: () => Promise.resolve(part.toString()),
    };
    return Promise.resolve({ Body } as never);
  }

  /** Begins to count puts anew. */
  failAtPut(count: number): void {
    [this.puts, this.failAt] = [0, count];
  }

  text(key: string): string {
    const body = this.objects.get(key);
    if (body === undefined) throw new Error(`there is no ${key}; there are ${[...this.objects.keys()].join(", ")}`);
    return (key.endsWith(".gz") ? gunzipSync(body) : body).toString();
  }
}

function listed(keys: readonly string[], prefix: string, delimiter: string | undefined): object {
  const below = keys.filter((key) => key.startsWith(prefix));
  if (delimiter === undefined) return { Contents: below.map((Key) => ({ Key })) };
  const folders = below.map((key) => {
    const end = key.indexOf(delimiter, prefix.length);
    return end < 0 ? undefined : key.slice(0, end + 1);
  });
  return { CommonPrefixes: [...new Set(folders)].flatMap((Prefix) => (Prefix === undefined ? [] : [{ Prefix }])) };
}
