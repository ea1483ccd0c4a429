import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import { type AwsFault, isThrottled } from "../faults";

/** Status and place of a connection, as GetConnection answers it. */
export interface LiveConnection {
  readonly ConnectionStatus: "PENDING" | "AVAILABLE" | "ERROR";
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
 * Reads connections of AWS CodeConnections.
 *
 * The one call that the project makes of this service, signed by the SDK's signer: the service's own package of the SDK would be one
 * more dependency, and was not to be had where this was written. It can go when a second call is needed.
 *
 * @see https://docs.aws.amazon.com/codeconnections/latest/APIReference/API_GetConnection.html
 */
export class CodeConnectionsReader {
  constructor(private readonly settings: CodeConnectionsSettings) {}

  /** A connection, in the account that asks. */
  async getConnection(connectionArn: string): Promise<LiveConnection> {
    const answer = await this.call("GetConnection", { ConnectionArn: connectionArn });
    return (answer as { readonly Connection: LiveConnection }).Connection;
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
