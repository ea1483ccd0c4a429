import { parseCredentialScope, type CallerIdentity, type IdentityResolver } from "../../identity";
import type { EmulatorContext, HttpRequest } from "../../service";
import { serviceCall } from "../../data-plane/service-call";
import { forbidden, notEmulated, unauthorized } from "./answers";
import type { Issuers } from "./issuers";
import type { Authorizer, HttpApi, Route } from "./model";
import { type Claims, InvalidToken, scopesOf, verifiedClaims } from "./tokens";

/** Part of an event that says who calls; absent for a route without authorization. */
export type AuthorizerContext = { readonly jwt: object } | { readonly iam: object } | undefined;

/** A request, with the route that it goes to. */
export interface RoutedRequest {
  readonly api: HttpApi;
  readonly route: Route;
  readonly request: HttpRequest;
  /** ARN that `execute-api:Invoke` is judged on. */
  readonly resource: string;
}

/** Decides who may call a route. */
export class Authorization {
  constructor(
    private readonly emulator: EmulatorContext,
    private readonly issuers: Issuers,
    private readonly identity: IdentityResolver,
  ) {}

  /** @throws GatewayRefusal 401 or 403 */
  async authorize(routed: RoutedRequest): Promise<AuthorizerContext> {
    const { authorizationType = "NONE", authorizerId } = routed.route;
    if (authorizationType === "NONE") return undefined;
    if (authorizationType === "AWS_IAM") return { iam: await this.byPolicies(routed) };
    const authorizer = routed.api.authorizers.find((one) => one.authorizerId === authorizerId);
    if (authorizationType !== "JWT" || authorizer === undefined)
      throw notEmulated(`authorization ${authorizationType}`);
    return { jwt: await this.byToken(routed, authorizer) };
  }

  private async byToken({ route, request }: RoutedRequest, authorizer: Authorizer): Promise<object> {
    const token = tokenOf(request, authorizer.identitySource);
    if (token === undefined) throw unauthorized({ "www-authenticate": "Bearer" });
    const { issuer = "", audience = [] } = authorizer.jwtConfiguration ?? {};
    const wanted = route.authorizationScopes ?? [];
    const claims = await verifiedClaims(token, { issuer, audience }, this.issuers).catch((error: unknown) => {
      if (error instanceof InvalidToken) throw unauthorized(challenge(wanted, "invalid_token", error.message));
      throw error;
    });
    const scopes = scopesOf(claims);
    if (wanted.length > 0 && !wanted.some((scope) => scopes.includes(scope)))
      throw forbidden(challenge(wanted, "insufficient_scope", "the token does not have the required scope"));
    return { claims: claimTexts(claims), scopes: wanted.length > 0 ? wanted : null };
  }

  private async byPolicies({ api, request, resource }: RoutedRequest): Promise<object> {
    const scope = parseCredentialScope(request.headers.authorization);
    if (scope === undefined || scope.service !== "execute-api") throw forbidden();
    const caller = await Promise.resolve(this.identity(scope.accessKeyId)).catch(() => undefined);
    if (caller === undefined) throw forbidden();
    const deed = { principal: caller.arn, service: "execute-api", operation: "Invoke" };
    const call = { ...serviceCall({ ...deed, account: caller.account, region: api.region }, this.emulator) };
    const need = { action: "execute-api:Invoke", resource, accountId: api.account };
    const { judge } = this.emulator;
    if (judge !== undefined && !(await judge.mayAlso(need, { ...call, accessKeyId: scope.accessKeyId })))
      throw forbidden();
    return iamContext(caller, scope.accessKeyId);
  }
}

function iamContext({ account, arn }: CallerIdentity, accessKey: string): object {
  return {
    accessKey,
    accountId: account,
    callerId: arn.split("/").slice(1).join(":"),
    cognitoIdentity: null,
    principalOrgId: null,
    userArn: arn,
    userId: arn.split("/").slice(1).join(":"),
  };
}

/** The token at the first source that has one, with or without `Bearer`. */
function tokenOf(request: HttpRequest, sources: Authorizer["identitySource"] = []): string | undefined {
  for (const source of typeof sources === "string" ? [sources] : sources) {
    const [, kind, name = ""] = /^\$request\.(header|querystring)\.(.+)$/.exec(source) ?? [];
    const value = kind === "header" ? request.headers[name.toLowerCase()] : request.query.get(name);
    if (value) return value.replace(/^Bearer\s+/i, "");
  }
  return undefined;
}

const challenge = (scopes: readonly string[], error: string, description: string) => ({
  "www-authenticate": `Bearer scope="${scopes.join(" ")}" error="${error}" error_description="${description}"`,
});

/** All claims are texts in an event; lists are written in brackets. */
function claimTexts(claims: Claims): Readonly<Record<string, string>> {
  const text = (value: unknown): string =>
    Array.isArray(value) ? `[${value.map(text).join(" ")}]` : typeof value === "string" ? value : JSON.stringify(value);
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, text(value)]));
}
