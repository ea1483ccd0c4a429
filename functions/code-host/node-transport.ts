import { request as requestInClear } from "node:http";
import { Agent, request as requestInSecret } from "node:https";
import { rootCertificates } from "node:tls";
import { isOwnMachine } from "./addresses";
import { type HostAnswer, type HostRequest, HostUnreachable, type Transport } from "./message";

/** Address that requests go to. */
export interface TransportSettings {
  /** Base of the API, without a slash at its end. */
  readonly base: string;
  /** Certificates of a private authority, in PEM; they count beside those that Node.js brings. */
  readonly certificateAuthority?: string;
  /** @default 20 seconds */
  readonly timeoutMilliseconds?: number;
}

/** Largest answer that is read, in bytes: a list of a large tree has some megabytes. */
const LARGEST = 32 * 1024 * 1024;
/** Errors of Node.js and OpenSSL for certificates that nobody vouches for. */
const CERTIFICATE = /CERT|SIGNATURE|SELF_SIGNED|UNABLE_TO_GET_ISSUER/;

/**
 * Transport by Node.js itself. `fetch` is not used: it takes no certificates of a private authority without a package of its own.
 *
 * @throws Error where a token would travel in clear to another machine
 */
export function nodeTransport(settings: TransportSettings): Transport {
  const { base, certificateAuthority, timeoutMilliseconds = 20_000 } = settings;
  const { protocol, hostname } = new URL(base);
  if (protocol !== "https:" && !isOwnMachine(hostname))
    throw new Error(
      `${base}: a token must not travel in clear; allowed: https://; fix: change the address of the code host`,
    );
  const ca = certificateAuthority === undefined ? undefined : [...rootCertificates, certificateAuthority];
  const agent = protocol === "https:" ? new Agent({ keepAlive: true, ...(ca === undefined ? {} : { ca }) }) : undefined;
  const begin = protocol === "https:" ? requestInSecret : requestInClear;
  return (asked) =>
    new Promise<HostAnswer>((resolve, reject) => {
      const body = asked.body === undefined ? undefined : Buffer.from(JSON.stringify(asked.body));
      const headers = headersOf(asked, body);
      const options = { method: asked.method, headers, timeout: timeoutMilliseconds, ...(agent && { agent }) };
      const sent = begin(`${base}${asked.path}`, options, (answer) => {
        const chunks: Buffer[] = [];
        let size = 0;
        answer.on("data", (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size > LARGEST) answer.destroy(new Error(`more than ${LARGEST} bytes`));
        });
        answer.on("error", (error) => reject(unreachable(base, error)));
        answer.on("end", () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)])),
            body: parsed(Buffer.concat(chunks).toString("utf8")),
          }),
        );
      });
      sent.on("timeout", () => sent.destroy(new Error(`no answer within ${timeoutMilliseconds} ms`)));
      sent.on("error", (error) => reject(unreachable(base, error)));
      sent.end(body);
    });
}

function headersOf({ headers = {} }: HostRequest, body: Buffer | undefined): Record<string, string> {
  const content: Record<string, string> =
    body === undefined ? {} : { "content-type": "application/json", "content-length": String(body.length) };
  return { "user-agent": "smus", accept: "application/json", ...content, ...headers };
}

function parsed(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function unreachable(base: string, error: Error): HostUnreachable {
  const { code = "" } = error as { code?: string };
  const said = error.message === "" ? code : error.message;
  const fix = CERTIFICATE.test(code)
    ? "give the certificates of the host's authority in certificateAuthority of the code host"
    : "look at the network of the function: its subnets, its security group, name servers, the host's firewall";
  return new HostUnreachable(`no answer from ${base}: ${said}`, fix);
}
