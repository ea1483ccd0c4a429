import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import type { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { endpointServiceName } from "../../contracts/service/regions";

/** Properties of {@link InterfaceEndpoints}. */
export interface InterfaceEndpointsProps {
  readonly vpc: Vpc;
  readonly cidrBlock: string;
  readonly subnetIds: string[];
  readonly region: string;
  readonly services: readonly string[];
  readonly provider: AwsProvider | undefined;
}

/**
 * Interface endpoints with private DNS in every private subnet, behind one security group that lets the VPC in on 443.
 *
 * Internal to the module.
 */
export class InterfaceEndpoints extends Construct {
  public readonly resources: readonly TerraformResource[];

  constructor(scope: Construct, id: string, props: InterfaceEndpointsProps) {
    super(scope, id);
    const { provider, vpc } = props;
    const group = new SecurityGroup(this, "SecurityGroup", {
      namePrefix: "smus-endpoints-",
      description: "AWS service endpoints of SageMaker Unified Studio projects",
      vpcId: vpc.id,
      provider,
    });
    const rule = new VpcSecurityGroupIngressRule(this, "FromVpc", {
      securityGroupId: group.id,
      description: "HTTPS from the VPC",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrIpv4: props.cidrBlock,
      provider,
    });
    const endpoints = props.services.map(
      (service) =>
        // Dots vanish from construct ids; no two service names differ in a dot and a hyphen only.
        new VpcEndpoint(this, service.replaceAll(".", "-"), {
          vpcId: vpc.id,
          vpcEndpointType: "Interface",
          serviceName: endpointServiceName(service, props.region),
          subnetIds: props.subnetIds,
          securityGroupIds: [group.id],
          privateDnsEnabled: true,
          tags: { Name: `smus-${service}` },
          provider,
        }),
    );
    this.resources = [group, rule, ...endpoints];
  }
}
