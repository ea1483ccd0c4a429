import { rootCredentials, unverifiedAuthorization } from "../../packages/emulator/identity";
import { RunnerError } from "../../runner";

/** A request of the root user of an account. */
interface Question {
  readonly path?: string;
  /** Form of the query protocol. */
  readonly query?: string;
  /** Operation of the json protocol, with its service. */
  readonly target?: string;
  readonly body?: object;
  /** Body of the REST protocols, as JSON. */
  readonly json?: object;
}

/**
 * Asks a service as the root user of an account, who may do everything in it: plain requests instead of six more SDK
 * clients, since nobody verifies signatures.
 *
 * @throws RunnerError where the service refuses
 */
export function asRoot(url: string, account: string, region: string) {
  return async (service: string, { path = "/", query, target, body, json }: Question): Promise<string> => {
    const { accessKeyId } = rootCredentials(account);
    const headers: Record<string, string> = { authorization: unverifiedAuthorization(accessKeyId, region, service) };
    if (target !== undefined)
      Object.assign(headers, { "x-amz-target": target, "content-type": "application/x-amz-json-1.1" });
    if (query !== undefined) headers["content-type"] = "application/x-www-form-urlencoded";
    if (json !== undefined) headers["content-type"] = "application/json";
    const form = json === undefined ? query : JSON.stringify(json);
    const text = target === undefined ? form : JSON.stringify(body ?? {});
    const response = await fetch(url + path, { method: text === undefined ? "GET" : "POST", headers, body: text });
    const answer = await response.text();
    if (!response.ok)
      throw new RunnerError(`${service} ${target ?? query ?? path}: ${response.status} ${answer.slice(0, 300)}`);
    return answer;
  };
}

/** Texts of all elements of a name in an answer. */
export function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map(([, text]) => text);
}
