import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** A member of a shape, and where it travels. */
export interface ModelMember {
  readonly shape: string;
  readonly location?: "uri" | "querystring" | "header" | "headers" | "statusCode";
  readonly locationName?: string;
  readonly timestampFormat?: string;
}

/** A shape of botocore's service-2 model, the parts that constrain a message. */
export interface ModelShape {
  readonly type: string;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, ModelMember>>;
  readonly member?: ModelMember;
  readonly key?: ModelMember;
  readonly value?: ModelMember;
  /** Member that is the whole body. */
  readonly payload?: string;
  readonly union?: boolean;
  readonly document?: boolean;
  readonly timestampFormat?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
}

/** A service as botocore's service-2 model describes it. */
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
