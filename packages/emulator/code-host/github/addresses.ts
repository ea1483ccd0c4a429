import type { Host } from "../host";
import type { RepositoryRecord } from "../state";

/** Base of the API's addresses. */
export function apiUrl({ url, definition }: Host): string {
  return definition.type === "github" ? url : `${url}/api/v3`;
}

/** Address of a repository in the API. */
export const repositoryApi = (host: Host, { owner, name }: RepositoryRecord): string =>
  `${apiUrl(host)}/repos/${owner}/${name}`;

/** Address of a repository for people. */
export const repositoryPage = ({ url }: Host, { owner, name }: RepositoryRecord): string => `${url}/${owner}/${name}`;

/** Global id of an object. */
export const nodeId = (kind: string, id: number | string): string => Buffer.from(`${kind}:${id}`).toString("base64");
