import type { CodeHostSettings } from "../../contracts/aiops/settings";
import { apiBase } from "./addresses";
import type { HostRequest, Transport } from "./message";
import { nodeTransport } from "./node-transport";
import { type Patience, patient } from "./patience";
import type { SecretReader } from "./secret";
import { SecretTokens, type Tokens } from "./tokens";

/** Version of GitHub's API that requests are written for; servers of GitHub Enterprise have had it since 3.9. */
const API_VERSION = "2022-11-28";

/** Parts that tests replace. */
export interface Connection {
  /** @default - Node.js's own */
  readonly transport?: Transport;
  readonly patience?: Patience;
}

/**
 * Requests to a code host with a token of its secret. A token that the host refuses is made anew once: the secret may have been rotated.
 *
 * @returns a transport to the host's API
 */
export function connect(host: CodeHostSettings, secret: SecretReader, connection: Connection = {}): Transport {
  const { type, certificateAuthority } = host;
  const plain =
    connection.transport ??
    nodeTransport({ base: apiBase(host), ...(certificateAuthority === undefined ? {} : { certificateAuthority }) });
  const send = patient(plain, connection.patience);
  const asApp: Transport = (request) => send({ ...request, headers: { ...dialect(type), ...request.headers } });
  return authorized(send, new SecretTokens(secret, asApp, connection.patience?.now), type);
}

function authorized(send: Transport, tokens: Tokens, type: CodeHostSettings["type"]): Transport {
  const withToken = (request: HostRequest, token: string): HostRequest => ({
    ...request,
    // GitLab takes tokens of people, groups and projects as bearer tokens, too: https://docs.gitlab.com/api/rest/authentication/
    headers: { ...dialect(type), authorization: `Bearer ${token}`, ...request.headers },
  });
  return async (request) => {
    const token = await tokens.current();
    const answer = await send(withToken(request, token));
    if (answer.status !== 401) return answer;
    tokens.refused(token);
    const next = await tokens.current();
    return next === token ? answer : send(withToken(request, next));
  };
}

function dialect(type: CodeHostSettings["type"]): Record<string, string> {
  return type === "gitlab" ? {} : { accept: "application/vnd.github+json", "x-github-api-version": API_VERSION };
}
