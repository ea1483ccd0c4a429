import type { Host } from "../host";
import type { RepositoryRecord } from "../state";

/** Base of the API's addresses. github.com has another host for it; a host without a public address answers where it listens. */
export function apiUrl({ url, definition }: Host): string {
  if (definition.type !== "github") return `${url}/api/v3`;
  return definition.url === undefined ? url : url.replace("//", "//api.");
}

/** Address of a repository in the API. */
export const repositoryApi = (host: Host, { owner, name }: RepositoryRecord): string =>
  `${apiUrl(host)}/repos/${owner}/${name}`;

/** Address of a repository for people. */
export const repositoryPage = ({ url }: Host, { owner, name }: RepositoryRecord): string => `${url}/${owner}/${name}`;

/** Global id of an object. */
export const nodeId = (kind: string, id: number | string): string => Buffer.from(`${kind}:${id}`).toString("base64");
