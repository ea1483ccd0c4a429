import type { HttpRequest } from "../../service";
import type { HttpApi } from "./model";

/** Path below which APIs are: what follows the id is what follows the host on AWS. */
export const APIS_PATH = "/_api/";

const HOST = /^([a-z0-9]+)\.execute-api\./;

/** A request to an API: its id, and the path in it. */
export interface ApiRequest {
  readonly apiId: string;
  /** Percent-encoded, with the stage. */
  readonly path: string;
}

/** Reads the API out of the path `/_api/<id>/...`, or out of a host `<id>.execute-api.<anything>`. */
export function apiRequestOf({ path, headers }: HttpRequest): ApiRequest | undefined {
  const [, byHost] = HOST.exec(headers.host ?? "") ?? [];
  if (byHost !== undefined) return { apiId: byHost, path };
  if (!path.startsWith(APIS_PATH)) return undefined;
  const [apiId, ...rest] = path.slice(APIS_PATH.length).split("/");
  return { apiId, path: `/${rest.join("/")}` };
}

/** An API with the addresses of its stages at the emulator. */
export interface ApiAddresses {
  readonly apiId: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly routes: readonly string[];
  /** By stage: by path, and by a host that browsers find on this machine. */
  readonly stages: Readonly<Record<string, { readonly url: string; readonly hostUrl: string }>>;
}

/** Addresses of an API at an emulator that has this URL. */
export function addressesOf({ apiId, name, account, region, routes, stages }: HttpApi, url: string): ApiAddresses {
  const port = new URL(url).port;
  const addresses = stages.map(({ stageName }) => {
    const suffix = stageName === "$default" ? "" : `/${stageName}`;
    const hostUrl = `http://${apiId}.execute-api.localhost:${port}${suffix}`;
    return [stageName, { url: `${url}${APIS_PATH}${apiId}${suffix}`, hostUrl }] as const;
  });
  const keys = routes.map(({ routeKey }) => routeKey).sort();
  return { apiId, name, account, region, routes: keys, stages: Object.fromEntries(addresses) };
}
