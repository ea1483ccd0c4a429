import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Apigatewayv2Authorizer } from "@cdktf/provider-aws/lib/apigatewayv2-authorizer";
import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { Apigatewayv2Stage } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import { MACHINES_PREFIX, PEOPLE_PREFIX } from "../../contracts/application/api-settings";
import { APPLICATION_NAMES } from "../../contracts/names";
import { attributeOf } from "../expression";
import type { ApiFunction } from "./api-function";
import { ApiDomain, type ApiDomainProps } from "./api-domain";
import type { ApplicationPlace } from "./place";

/** Properties of {@link HttpApi}. */
export interface HttpApiProps {
  readonly place: ApplicationPlace;
  readonly function: ApiFunction;
  /** Issuer of people's tokens, and the audiences of which a token has one: API Gateway checks both, signature and times. */
  readonly issuer: string;
  readonly audiences: readonly string[];
  /** Requests a second over all callers. */
  readonly requestsPerSecond: number;
  /** @default - the name that API Gateway gives */
  readonly customDomain?: ApiDomainProps["domain"];
}

/**
 * The HTTP API in front of the application's function: people with tokens of the corporate issuer, programs with keys of AWS, and the
 * portal's files and the description of the API for everybody.
 *
 * A route takes one way to prove who somebody is, hence the two prefixes. The function refuses a call that reached it past them.
 */
export class HttpApi extends Construct {
  /** Expression of the address under which people find the portal. */
  public readonly url: string;
  /** Expression of the name in DNS that a record for the custom domain leads to. */
  public readonly domainTarget: string | undefined;

  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    const { place, function: lambda } = props;
    const api = new Apigatewayv2Api(this, "Resource", {
      name: APPLICATION_NAMES.api(place.prefix),
      description: "Governance application of SageMaker Unified Studio",
      protocolType: "HTTP",
      // With a name of its own the other is one more way in, past what stands before the first: a firewall, for example.
      disableExecuteApiEndpoint: props.customDomain !== undefined,
    });
    this.addRoutes(api, props);
    const rate = props.requestsPerSecond;
    const stage = new Apigatewayv2Stage(this, "Stage", {
      apiId: api.id,
      name: "$default",
      autoDeploy: true,
      defaultRouteSettings: { throttlingRateLimit: rate, throttlingBurstLimit: 2 * rate },
    });
    const arn = `arn:${place.partition}:execute-api:${place.region}:${place.accountId}:${attributeOf(api, "id")}`;
    new LambdaPermission(this, "Invoke", {
      statementId: "HttpApi",
      action: "lambda:InvokeFunction",
      functionName: lambda.functionName,
      principal: "apigateway.amazonaws.com",
      sourceArn: `${arn}/*/*`,
      dependsOn: [...lambda.dependables],
    });
    const domain =
      props.customDomain &&
      new ApiDomain(this, "Domain", { domain: props.customDomain, apiId: api.id, stageName: stage.name, stage });
    this.url = domain === undefined ? `${attributeOf(api, "api_endpoint")}/` : `https://${domain.name}/`;
    this.domainTarget = domain?.target;
  }

  private addRoutes(api: Apigatewayv2Api, { function: lambda, issuer, audiences }: HttpApiProps): void {
    const integration = new Apigatewayv2Integration(this, "Function", {
      apiId: api.id,
      integrationType: "AWS_PROXY",
      integrationUri: lambda.functionArn,
      payloadFormatVersion: "2.0",
      timeoutMilliseconds: 29_000,
      dependsOn: [...lambda.dependables],
    });
    const authorizer = new Apigatewayv2Authorizer(this, "People", {
      apiId: api.id,
      name: "people",
      authorizerType: "JWT",
      identitySources: ["$request.header.Authorization"],
      jwtConfiguration: { issuer, audience: [...audiences] },
    });
    const scope = new Construct(this, "Route");
    const target = `integrations/${integration.id}`;
    const add = (routeId: string, routeKey: string, proof: { authorizationType: string; authorizerId?: string }) =>
      new Apigatewayv2Route(scope, routeId, { apiId: api.id, routeKey, target, ...proof });
    add("People", `ANY ${PEOPLE_PREFIX}/{proxy+}`, { authorizationType: "JWT", authorizerId: authorizer.id });
    add("Machines", `ANY ${MACHINES_PREFIX}/{proxy+}`, { authorizationType: "AWS_IAM" });
    add("Home", "GET /", { authorizationType: "NONE" });
    add("Files", "GET /{proxy+}", { authorizationType: "NONE" });
  }
}
