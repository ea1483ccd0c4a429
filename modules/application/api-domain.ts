import { Apigatewayv2ApiMapping } from "@cdktf/provider-aws/lib/apigatewayv2-api-mapping";
import { Apigatewayv2DomainName } from "@cdktf/provider-aws/lib/apigatewayv2-domain-name";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { attributeOf } from "../expression";

/** Properties of {@link ApiDomain}. */
export interface ApiDomainProps {
  /** Name in DNS, and the ARN of a certificate for it in the same Region. */
  readonly domain: { readonly name: string; readonly certificateArn: string };
  readonly apiId: string;
  readonly stageName: string;
  readonly stage: ITerraformDependable;
}

/** A name of its own for an HTTP API. The record in DNS that leads to {@link ApiDomain.target} is made elsewhere. */
export class ApiDomain extends Construct {
  public readonly name: string;
  /** Expression of the name that a record for the domain leads to. */
  public readonly target: string;

  constructor(scope: Construct, id: string, { domain, apiId, stageName, stage }: ApiDomainProps) {
    super(scope, id);
    const resource = new Apigatewayv2DomainName(this, "Resource", {
      domainName: domain.name,
      domainNameConfiguration: {
        certificateArn: domain.certificateArn,
        endpointType: "REGIONAL",
        securityPolicy: "TLS_1_2",
      },
    });
    new Apigatewayv2ApiMapping(this, "Mapping", {
      apiId,
      domainName: resource.id,
      stage: stageName,
      dependsOn: [stage],
    });
    this.name = domain.name;
    this.target = attributeOf(resource, "domain_name_configuration[0].target_domain_name");
  }
}
