import { Eip } from "@cdktf/provider-aws/lib/eip";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import type { Vpc } from "@cdktf/provider-aws/lib/vpc";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";

const EVERYWHERE = "0.0.0.0/0";

/** Properties of {@link InternetAccess}. */
export interface InternetAccessProps {
  readonly vpc: Vpc;
  readonly cidrBlock: string;
  readonly availabilityZone: string;
  /** Route table of the private subnets. */
  readonly privateRoutes: RouteTable;
  readonly provider: AwsProvider | undefined;
}

/**
 * A way out for private subnets: internet gateway, one public subnet, one NAT gateway.
 *
 * One and not one per zone: projects must work without it, and a NAT gateway costs by the hour. Internal to the module.
 */
export class InternetAccess extends Construct {
  public readonly resources: readonly TerraformResource[];

  constructor(scope: Construct, id: string, props: InternetAccessProps) {
    super(scope, id);
    const { provider, vpc } = props;
    const gateway = new InternetGateway(this, "Gateway", { vpcId: vpc.id, tags: { Name: "smus" }, provider });
    const subnet = new Subnet(this, "PublicSubnet", {
      vpcId: vpc.id,
      cidrBlock: props.cidrBlock,
      availabilityZone: props.availabilityZone,
      tags: { Name: "smus-public" },
      provider,
    });
    const routes = new RouteTable(this, "PublicRoutes", { vpcId: vpc.id, tags: { Name: "smus-public" }, provider });
    const outward = new Route(this, "PublicRoute", {
      routeTableId: routes.id,
      destinationCidrBlock: EVERYWHERE,
      gatewayId: gateway.id,
      provider,
    });
    const association = new RouteTableAssociation(this, "PublicSubnetRoutes", {
      subnetId: subnet.id,
      routeTableId: routes.id,
      provider,
    });
    const address = new Eip(this, "NatAddress", { domain: "vpc", tags: { Name: "smus-nat" }, provider });
    const nat = new NatGateway(this, "Nat", {
      allocationId: address.id,
      subnetId: subnet.id,
      tags: { Name: "smus" },
      provider,
      // A NAT gateway that starts before its subnet has a route to the internet fails.
      dependsOn: [outward, association],
    });
    const route = new Route(this, "PrivateRoute", {
      routeTableId: props.privateRoutes.id,
      destinationCidrBlock: EVERYWHERE,
      natGatewayId: nat.id,
      provider,
    });
    this.resources = [gateway, subnet, routes, outward, association, address, nat, route];
  }
}
