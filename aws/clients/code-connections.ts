import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import { type AwsFault, isThrottled } from "../faults";
import { allPages } from "../pages";

/** Status and place of a connection, as GetConnection and ListConnections answer it. */
export interface LiveConnection {
  readonly ConnectionStatus: "PENDING" | "AVAILABLE" | "ERROR";
  readonly ConnectionArn?: string;
  readonly ConnectionName?: string;
  readonly ProviderType?: string;
  readonly HostArn?: string;
}

/** Host, as ListHosts answers it. */
export interface LiveHost {
  readonly HostArn?: string;
  readonly Name?: string;
  readonly ProviderType?: string;
  readonly ProviderEndpoint?: string;
  readonly VpcConfiguration?: {
    readonly VpcId: string;
    readonly SubnetIds: readonly string[];
    readonly SecurityGroupIds: readonly string[];
    readonly TlsCertificate?: string;
  };
}

interface Page {
  readonly NextToken?: string;
}

type Signing = ConstructorParameters<typeof SignatureV4>[0];

/** Caller and place of a {@link CodeConnectionsReader}, which it takes from another client. */
export interface CodeConnectionsSettings {
  readonly credentials: Signing["credentials"];
  readonly region: () => Promise<string>;
  /** @default - AWS's own */
  readonly endpoint?: string;
}

const ATTEMPTS = 4;
const FIRST_PAUSE_MILLISECONDS = 200;

/**
 * Reads connections and hosts of AWS CodeConnections.
 *
 * Signed by the SDK's signer: the service's own package of the SDK would be one more dependency, and was not to be had where this
 * was written. It can go when something is written.
 *
 * @see https://docs.aws.amazon.com/codeconnections/latest/APIReference/API_Operations.html
 */
export class CodeConnectionsReader {
  constructor(private readonly settings: CodeConnectionsSettings) {}

  /** A connection, in the account that asks. */
  async getConnection(connectionArn: string): Promise<LiveConnection> {
    const answer = await this.call("GetConnection", { ConnectionArn: connectionArn });
    return (answer as { readonly Connection: LiveConnection }).Connection;
  }

  /** All connections of the account and Region. */
  async listConnections(): Promise<LiveConnection[]> {
    return allPages(
      (NextToken) => this.call("ListConnections", { NextToken }) as Promise<Page & { Connections?: LiveConnection[] }>,
      (page) => page.Connections,
    );
  }

  /** All hosts of the account and Region. */
  async listHosts(): Promise<LiveHost[]> {
    return allPages(
      (NextToken) => this.call("ListHosts", { NextToken }) as Promise<Page & { Hosts?: LiveHost[] }>,
      (page) => page.Hosts,
    );
  }

  /** Tags of a connection or a host. */
  async listTagsForResource(resourceArn: string): Promise<Record<string, string>> {
    const answer = await this.call("ListTagsForResource", { ResourceArn: resourceArn });
    const { Tags = [] } = answer as { readonly Tags?: readonly { readonly Key: string; readonly Value: string }[] };
    return Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
  }

  private async call(operation: string, input: object): Promise<unknown> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(operation, input);
      } catch (error) {
        if (attempt === ATTEMPTS || !isWorthRepeating(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MILLISECONDS * 2 ** attempt));
      }
    }
  }

  private async attempt(operation: string, input: object): Promise<unknown> {
    const region = await this.settings.region();
    const url = new URL(this.settings.endpoint ?? `https://codeconnections.${region}.${domainOf(region)}`);
    const body = JSON.stringify(input);
    const signer = new SignatureV4({
      service: "codeconnections",
      region,
      credentials: this.settings.credentials,
      sha256: Sha256,
    });
    const { headers } = await signer.sign({
      method: "POST",
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port === "" ? {} : { port: Number(url.port) }),
      path: "/",
      query: {},
      headers: {
        host: url.host,
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `CodeConnections_20231201.${operation}`,
      },
      body,
    });
    const reply = await fetch(url, { method: "POST", headers, body }).catch((cause: unknown) => {
      throw fault("NetworkingError", String(cause), {});
    });
    const requestId = reply.headers.get("x-amzn-requestid") ?? undefined;
    const answer = parsed(await reply.text());
    if (reply.ok) return answer;
    throw fault(nameOf(answer), textOf(answer.message ?? answer.Message), {
      httpStatusCode: reply.status,
      requestId,
    });
  }
}

function isWorthRepeating(error: unknown): boolean {
  const status = (error as AwsFault).$metadata?.httpStatusCode;
  return isThrottled(error) || status === undefined || status >= 500;
}

function domainOf(region: string): string {
  return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {}; // a proxy's page
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Services write `prefix#Name`, and some a colon and an address behind it. */
function nameOf({ __type: type }: Record<string, unknown>): string {
  const name = (textOf(type).split("#").at(-1) ?? "").split(":")[0];
  return name === "" ? "UnknownError" : name;
}

function fault(name: string, message: string, $metadata: NonNullable<AwsFault["$metadata"]>): Error {
  return Object.assign(new Error(message), { name, $metadata });
}

/** SHA-256 of Node.js in the form that the signer asks for. */
class Sha256 {
  private readonly hash: Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash("sha256") : createHmac("sha256", bytes(secret));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(bytes(data));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest());
  }

  reset(): void {
    throw new Error("the signer makes a new hash each time");
  }
}

function bytes(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof data === "string") return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
