import { Agent, request as httpRequest } from "node:http";
import { unverifiedAuthorization } from "./identity";
import type { HttpReply, HttpRequest } from "./service";

/** Tells moto the account of a call; without it moto takes the access key's. */
const ACCOUNT_HEADER = "x-moto-account-id";

/** Hop-by-hop headers, and lengths that are computed again. */
const DROPPED = new Set(["connection", "keep-alive", "transfer-encoding", "content-length", "expect"]);

/**
 * Sends requests to moto, one at a time and over one connection that stays open.
 *
 * moto's stores are not made for several calls at once, and Python would not carry them out faster.
 */
export class MotoProxy {
  private readonly base: URL;
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(moto: string) {
    this.base = new URL(moto);
  }

  /**
   * The request as it came (moto tells services apart by the Authorization and Host headers).
   *
   * @param account whose it is, where moto cannot tell by the access key
   */
  async forward(request: HttpRequest, account?: string): Promise<HttpReply> {
    const query = request.query.size > 0 ? `?${request.query.toString()}` : "";
    const headers = unchunked(request.headers);
    // A client cannot choose the account that it works in.
    delete headers[ACCOUNT_HEADER];
    if (account !== undefined) headers[ACCOUNT_HEADER] = account;
    return this.send(request.method, request.path + query, headers, request.body);
  }

  /**
   * A request of the emulator's own, in the name of an access key.
   *
   * @param account in which it is made. @default - the access key's
   */
  async json(
    accessKeyId: string,
    region: string,
    service: string,
    target: string,
    body: object,
    account?: string,
  ): Promise<HttpReply> {
    const headers = {
      ...(account === undefined ? {} : { [ACCOUNT_HEADER]: account }),
      authorization: unverifiedAuthorization(accessKeyId, region, service),
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": target,
    };
    return this.send("POST", "/", headers, Buffer.from(JSON.stringify(body)));
  }

  /** @param account in which it is made. @default - the access key's */
  async form(
    accessKeyId: string,
    region: string,
    service: string,
    form: Record<string, string>,
    account?: string,
  ): Promise<string> {
    const headers = {
      ...(account === undefined ? {} : { [ACCOUNT_HEADER]: account }),
      authorization: unverifiedAuthorization(accessKeyId, region, service),
      "content-type": "application/x-www-form-urlencoded",
    };
    const reply = await this.send("POST", "/", headers, Buffer.from(new URLSearchParams(form).toString()));
    if (reply.status >= 300)
      throw new Error(`moto ${service} ${form.Action}: HTTP ${reply.status} ${reply.body.toString()}`);
    return reply.body.toString();
  }

  async getObject(accessKeyId: string, region: string, bucket: string, key: string): Promise<Buffer> {
    const path = `/${bucket}/${key.split("/").map(encodeURIComponent).join("/")}`;
    const headers = { authorization: unverifiedAuthorization(accessKeyId, region, "s3") };
    const reply = await this.send("GET", path, headers, Buffer.alloc(0));
    if (reply.status !== 200) throw new Error(`s3://${bucket}/${key}: HTTP ${reply.status}`);
    return Buffer.from(reply.body);
  }

  /** Deletes something whose place is its path; answers the status. */
  async remove(accessKeyId: string, region: string, service: string, path: string, account: string): Promise<number> {
    const headers = {
      [ACCOUNT_HEADER]: account,
      authorization: unverifiedAuthorization(accessKeyId, region, service),
    };
    return (await this.send("DELETE", path, headers, Buffer.alloc(0))).status;
  }

  /** Has moto write everything that it holds into a file. */
  async save(file: string): Promise<void> {
    await this.order("save", { file });
  }

  /** Has queues deliver what they hold back by so much earlier, see `sandbox/moto/queues.py`. */
  async skip(milliseconds: number): Promise<void> {
    await this.order("skip", { milliseconds });
  }

  /** Facts of moto that decide on calls, see `sandbox/moto/facts.py`; undefined for what does not exist. */
  async facts(question: object): Promise<unknown> {
    const answer = await this.order("facts", question);
    // What Python does not have is absent, as everywhere here.
    return JSON.parse(answer, (_, value: unknown) => (value === null ? undefined : value));
  }

  close(): void {
    this.agent.destroy();
  }

  /** A control call of `sandbox/moto/service.py`; answers its text. */
  private async order(name: string, input: object): Promise<string> {
    const body = Buffer.from(JSON.stringify(input));
    const reply = await this.send("POST", `/_moto/${name}`, { "content-type": "application/json" }, body);
    const text = reply.body.toString();
    if (reply.status !== 200) throw new Error(`moto does not do ${name} of ${JSON.stringify(input)}: ${text}`);
    return text;
  }

  private send(method: string, path: string, headers: Record<string, string>, body: Buffer): Promise<HttpReply> {
    const kept = Object.entries(headers).filter(([name]) => !DROPPED.has(name));
    const options = {
      host: this.base.hostname,
      port: this.base.port,
      agent: this.agent,
      method,
      path,
      headers: { ...Object.fromEntries(kept), "content-length": String(body.length) },
    };
    return new Promise((resolve, reject) => {
      const outgoing = httpRequest(options, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("error", reject);
        incoming.on("end", () => {
          const kept = (name: string) => !DROPPED.has(name) || (method === "HEAD" && name === "content-length");
          const replied = Object.entries(incoming.headers).filter(([name]) => kept(name));
          resolve({
            status: incoming.statusCode ?? 502,
            headers: Object.fromEntries(replied.map(([name, value]) => [name, String(value)])),
            body: Buffer.concat(chunks),
          });
        });
      });
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  }
}

/** Headers of a request whose body arrived in aws-chunked encoding and was decoded by `readBody`. */
function unchunked(headers: Readonly<Record<string, string>>): Record<string, string> {
  const chunked =
    headers["content-encoding"]?.includes("aws-chunked") || headers["x-amz-content-sha256"]?.startsWith("STREAMING-");
  if (!chunked) return { ...headers };
  const dropped = new Set(["content-encoding", "x-amz-trailer", "x-amz-decoded-content-length"]);
  const kept = Object.entries(headers).filter(([name]) => !dropped.has(name));
  return { ...Object.fromEntries(kept), "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };
}
