import type { MotoProxy } from "../../moto-proxy";

/** A route of an API. */
export interface Route {
  readonly routeKey: string;
  readonly authorizationType?: string;
  readonly authorizationScopes?: readonly string[];
  readonly authorizerId?: string;
  /** `integrations/<id>`. */
  readonly target?: string;
}

/** A target of routes. */
export interface Integration {
  readonly integrationId: string;
  readonly integrationType?: string;
  readonly integrationSubtype?: string;
  readonly integrationUri?: string;
  readonly payloadFormatVersion?: string;
  readonly credentialsArn?: string;
  readonly timeoutInMillis?: number;
}

/** An authorizer of routes. */
export interface Authorizer {
  readonly authorizerId: string;
  readonly authorizerType?: string;
  readonly identitySource?: readonly string[] | string;
  readonly jwtConfiguration?: { readonly issuer?: string; readonly audience?: readonly string[] };
}

/** Rules on requests of pages of other origins. */
export interface Cors {
  readonly allowOrigins?: readonly string[];
  readonly allowMethods?: readonly string[];
  readonly allowHeaders?: readonly string[];
  readonly exposeHeaders?: readonly string[];
  readonly maxAge?: number;
  readonly allowCredentials?: boolean;
}

/** A stage of an API. */
export interface Stage {
  readonly stageName: string;
  readonly autoDeploy?: boolean;
  readonly stageVariables?: Readonly<Record<string, string>>;
}

/** An HTTP API as moto holds it. */
export interface HttpApi {
  readonly apiId: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly protocolType: string;
  readonly disableExecuteApiEndpoint?: boolean;
  readonly corsConfiguration?: Cors;
  readonly routes: readonly Route[];
  readonly integrations: readonly Integration[];
  readonly authorizers: readonly Authorizer[];
  readonly stages: readonly Stage[];
}

/** An API by its id, in whichever account and Region it is. */
export async function findApi(proxy: MotoProxy, id: string): Promise<HttpApi | undefined> {
  return (await proxy.facts({ about: "http-api", id })) as HttpApi | undefined;
}

/** APIs of all accounts and Regions. */
export async function allApis(proxy: MotoProxy): Promise<readonly HttpApi[]> {
  return (await proxy.facts({ about: "http-apis" })) as HttpApi[];
}
