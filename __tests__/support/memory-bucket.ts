import { HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { gunzipSync } from "node:zlib";

/** A bucket in memory that takes puts whole or not at all, as S3 does. */
export class MemoryBucket {
  readonly objects = new Map<string, Buffer>();
  /** Number of the put that fails; the earlier ones are carried out. */
  failAt = Infinity;
  private puts = 0;

  readonly send = (command: unknown): Promise<never> => {
    if (command instanceof HeadObjectCommand) {
      if (this.objects.has(command.input.Key ?? "")) return Promise.resolve({} as never);
      return Promise.reject(Object.assign(new Error("none"), { name: "NotFound", $metadata: { httpStatusCode: 404 } }));
    }
    if (!(command instanceof PutObjectCommand))
      return Promise.reject(new Error("the bucket takes puts and heads only"));
    if (++this.puts >= this.failAt) return Promise.reject(new Error("cut off"));
    this.objects.set(command.input.Key ?? "", command.input.Body as Buffer);
    return Promise.resolve({} as never);
  };

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
