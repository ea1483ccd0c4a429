import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { NETWORK_TAG_KEYS } from "../../contracts/names";
import { defaultInterfaceEndpoints } from "../../contracts/service/interface-endpoints";
import { attributeOf } from "../expression";
import { InterfaceEndpoints } from "./interface-endpoints";
import { InternetAccess } from "./internet-access";
import { subnetPlan } from "./subnet-plan";

/** Tags without which the service (first) and EMR on EC2 (second) refuse to use a VPC and its subnets. */
const USE_TAGS = {
  [NETWORK_TAG_KEYS.studio]: "true",
  [NETWORK_TAG_KEYS.emr]: "true",
} as const;

/** Properties of {@link Network}. */
export interface NetworkProps {
  readonly region: string;
  /** Address range, a /16 to /24. Changing this replaces the VPC. */
  readonly cidrBlock: string;
  /**
   * Letters of 2 to 4 Availability Zones. Adding one at the end leaves the others alone; another order replaces subnets.
   */
  readonly zones: readonly string[];
  /**
   * Interface endpoints, by service name without its prefix. `s3` is always there, as a gateway endpoint, and is
   * ignored in this list.
   *
   * @default - what `sagemakerDomainNetworkType=VpcOnly` needs, see `defaultInterfaceEndpoints`
   */
  readonly interfaceEndpoints?: readonly string[];
  /**
   * Add an internet gateway, one public subnet and one NAT gateway.
   *
   * @default false
   */
  readonly internetAccess?: boolean;
  /** Refuse to destroy VPC and private subnets: environments of projects live in them. */
  readonly protect: boolean;
  /**
   * Provider of another Region than the stack's.
   *
   * @default - the stack's
   */
  readonly provider?: AwsProvider;
}

/**
 * A VPC for projects: private subnets, service endpoints, no way to the internet unless asked for.
 *
 * Creates, in the hosting account and the provider's Region, VPC, subnets with one route table, the gateway endpoint of
 * S3, interface endpoints with their security group, and empties the VPC's default security group. Guard:
 * `prevent_destroy` on VPC and private subnets where `protect` is set. Each interface endpoint must be offered in the
 * Region and in all of the zones.
 */
export class Network extends Construct {
  /** Expression of the VPC's id. */
  public readonly vpcId: string;
  /** Expressions of the private subnets' ids, in the order of the zones. */
  public readonly subnetIds: readonly string[];
  /** Names of the zones: `us-east-1a`, ... */
  public readonly availabilityZones: readonly string[];
  public readonly dependable: ITerraformDependable;
  /** Everything, endpoints and routes too. */
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const { provider } = props;
    const plan = subnetPlan(props.cidrBlock, props.zones.length);
    this.availabilityZones = props.zones.map((zone) => `${props.region}${zone}`);
    const vpc = new Vpc(this, "Resource", {
      cidrBlock: props.cidrBlock,
      // Private DNS of endpoints needs both.
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: "smus", ...USE_TAGS },
      provider,
      lifecycle: { preventDestroy: props.protect },
    });
    const defaultGroup = new DefaultSecurityGroup(this, "DefaultSecurityGroup", { vpcId: vpc.id, provider });
    const routes = new RouteTable(this, "PrivateRoutes", { vpcId: vpc.id, tags: { Name: "smus-private" }, provider });
    const subnets = privateSubnets(this, vpc, plan.privateCidrs, props);
    const associations = subnetRoutes(this, subnets, routes, props);
    const s3 = new VpcEndpoint(this, "S3", {
      vpcId: vpc.id,
      vpcEndpointType: "Gateway",
      serviceName: `com.amazonaws.${props.region}.s3`,
      routeTableIds: [routes.id],
      tags: { Name: "smus-s3" },
      provider,
    });
    const endpoints = interfaceEndpoints(this, vpc, subnets, props);
    const internet = internetAccess(this, vpc, routes, plan.publicCidr, props);
    this.vpcId = attributeOf(vpc, "id");
    this.subnetIds = subnets.map((subnet) => attributeOf(subnet, "id"));
    this.dependable = vpc;
    this.dependables = [vpc, defaultGroup, routes, ...subnets, ...associations, s3, ...endpoints, ...internet];
  }
}

function privateSubnets(scope: Construct, vpc: Vpc, cidrs: readonly string[], props: NetworkProps): Subnet[] {
  const parent = new Construct(scope, "PrivateSubnets");
  return props.zones.map(
    (zone, index) =>
      new Subnet(parent, zone, {
        vpcId: vpc.id,
        cidrBlock: cidrs[index],
        availabilityZone: `${props.region}${zone}`,
        tags: { Name: `smus-private-${zone}`, ...USE_TAGS },
        provider: props.provider,
        lifecycle: { preventDestroy: props.protect },
      }),
  );
}

function subnetRoutes(
  scope: Construct,
  subnets: readonly Subnet[],
  routes: RouteTable,
  props: NetworkProps,
): RouteTableAssociation[] {
  const parent = new Construct(scope, "PrivateSubnetRoutes");
  return props.zones.map(
    (zone, index) =>
      new RouteTableAssociation(parent, zone, {
        subnetId: subnets[index].id,
        routeTableId: routes.id,
        provider: props.provider,
      }),
  );
}

function interfaceEndpoints(scope: Construct, vpc: Vpc, subnets: readonly Subnet[], props: NetworkProps) {
  const wanted = props.interfaceEndpoints ?? defaultInterfaceEndpoints(props.region);
  const services = [...new Set(wanted)].filter((service) => service !== "s3");
  if (services.length === 0) return [];
  return new InterfaceEndpoints(scope, "InterfaceEndpoints", {
    vpc,
    cidrBlock: props.cidrBlock,
    subnetIds: subnets.map((subnet) => subnet.id),
    region: props.region,
    services,
    provider: props.provider,
  }).resources;
}

function internetAccess(scope: Construct, vpc: Vpc, routes: RouteTable, cidrBlock: string, props: NetworkProps) {
  if (props.internetAccess !== true) return [];
  return new InternetAccess(scope, "Internet", {
    vpc,
    cidrBlock,
    availabilityZone: `${props.region}${props.zones[0]}`,
    privateRoutes: routes,
    provider: props.provider,
  }).resources;
}
