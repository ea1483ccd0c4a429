import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A request of STS (AssumeRole) or S3 (anything else), as it arrived. */
export interface Arrived {
  readonly service: "sts" | "s3";
  /** Access key that signed it. */
  readonly key: string;
  /** The session had expired when it arrived. */
  readonly expired: boolean;
  /** Form of an AssumeRole. */
  readonly form: Readonly<Record<string, string>>;
}

/** An STS that gives out keys `SESSION1`, `SESSION2`, ... and counts them; and an S3 whose buckets are all empty. */
export class FakeSts {
  readonly arrived: Arrived[] = [];
  /** Time for which the next sessions are valid. */
  seconds = 3600;
  /** Refuses the next requests for a session. */
  refuses = false;
  /** End of each session that was given out, in milliseconds. */
  private readonly ends = new Map<string, number>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      const key = /Credential=([^/]+)/.exec(request.headers.authorization ?? "")?.[1] ?? "";
      const service = /\/sts\/aws4_request/.test(request.headers.authorization ?? "") ? "sts" : "s3";
      let body = "";
      request.on("data", (part: Buffer) => (body += part.toString()));
      request.on("end", () => {
        const expired = (this.ends.get(key) ?? Infinity) <= Date.now();
        this.arrived.push({ service, key, expired, form: Object.fromEntries(new URLSearchParams(body)) });
        response.setHeader("content-type", "text/xml");
        response.statusCode = service === "sts" && this.refuses ? 403 : 200;
        response.end(service === "s3" ? "<ListBucketResult/>" : this.refuses ? REFUSED : this.session());
      });
    });
  }

  static async start(): Promise<FakeSts> {
    const sts = new FakeSts();
    await new Promise<void>((resolve) => sts.server.listen(0, "127.0.0.1", resolve));
    return sts;
  }

  /** Environment of a caller with keys of its own, in which this is all of AWS. */
  get environment(): NodeJS.ProcessEnv {
    const { port } = this.server.address() as AddressInfo;
    return {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: "OWN",
      AWS_SECRET_ACCESS_KEY: "x",
    };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private session(): string {
    const end = Date.now() + this.seconds * 1000;
    const key = `SESSION${this.ends.size + 1}`;
    this.ends.set(key, end);
    return `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
      <AccessKeyId>${key}</AccessKeyId><SecretAccessKey>y</SecretAccessKey><SessionToken>z</SessionToken>
      <Expiration>${new Date(end).toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;
  }
}

const REFUSED = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
  <Code>AccessDenied</Code><Message>OWN is not authorized to perform: sts:AssumeRole</Message></Error></ErrorResponse>`;
