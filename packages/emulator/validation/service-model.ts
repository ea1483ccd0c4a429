import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Router } from "../http/router";

export interface ModelMember {
  readonly shape: string;
  readonly location?: "uri" | "querystring" | "header" | "headers" | "statusCode";
  readonly locationName?: string;
}

/** A shape of botocore's service-2 model, the parts that constrain a request. */
export interface ModelShape {
  readonly type: string;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, ModelMember>>;
  readonly member?: ModelMember;
  readonly key?: ModelMember;
  readonly value?: ModelMember;
  readonly union?: boolean;
  readonly document?: boolean;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
}

export interface ServiceModel {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly operations: Readonly<
    Record<
      string,
      {
        readonly http: { readonly method: string; readonly requestUri: string; readonly responseCode?: number };
        readonly input?: { readonly shape: string };
        readonly output?: { readonly shape: string };
      }
    >
  >;
  readonly shapes: Readonly<Record<string, ModelShape>>;
}

const routers = new WeakMap<ServiceModel, Router>();

/** Name of the operation that a request of the rest-json protocol means, whether it is served or not. */
export function operationAt(model: ServiceModel, method: string, path: string): string | undefined {
  const router = routers.get(model) ?? routerOf(model);
  routers.set(model, router);
  return router.match(method, path)?.operation;
}

/** Fixed parts of a path before labels: both may match. */
function routerOf({ operations }: ServiceModel): Router {
  const routes = Object.entries(operations).map(([name, { http }]) => [
    `${http.method} ${http.requestUri.split("?", 1)[0]}`,
    name,
  ]);
  return new Router(Object.fromEntries(routes.sort(([a], [b]) => labels(a) - labels(b)) as [string, string][]));
}

const labels = (route: string): number => route.split("{").length;

const loaded = new Map<string, ServiceModel | undefined>();

/** The newest model of a service in an installed botocore; undefined when it has none. */
export function loadServiceModel(botocore: string, service: string): ServiceModel | undefined {
  const folder = join(botocore, "data", service);
  if (!loaded.has(folder)) loaded.set(folder, read(folder));
  return loaded.get(folder);
}

function read(folder: string): ServiceModel | undefined {
  if (!existsSync(folder)) return undefined;
  for (const version of readdirSync(folder).sort().reverse()) {
    const plain = join(folder, version, "service-2.json");
    if (existsSync(plain)) return JSON.parse(readFileSync(plain, "utf8")) as ServiceModel;
    if (existsSync(`${plain}.gz`))
      return JSON.parse(gunzipSync(readFileSync(`${plain}.gz`)).toString("utf8")) as ServiceModel;
  }
  return undefined;
}
