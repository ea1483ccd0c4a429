/** Types of EC2's resources, in the words of its ARNs, by the beginning of their ids. */
const TYPES: Readonly<Record<string, string>> = {
  acl: "network-acl",
  dopt: "dhcp-options",
  eipalloc: "elastic-ip",
  eni: "network-interface",
  igw: "internet-gateway",
  nat: "natgateway",
  pl: "prefix-list",
  rtb: "route-table",
  sg: "security-group",
  sgr: "security-group-rule",
  subnet: "subnet",
  tgw: "transit-gateway",
  "tgw-attach": "transit-gateway-attachment",
  "tgw-rtb": "transit-gateway-route-table",
  vgw: "vpn-gateway",
  vpc: "vpc",
  vpce: "vpc-endpoint",
};

/** Types of what operations make. */
export const NEW_TYPES: Readonly<Record<string, string>> = {
  AllocateAddress: "elastic-ip",
  CreateInternetGateway: "internet-gateway",
  CreateNatGateway: "natgateway",
  CreateRouteTable: "route-table",
  CreateSecurityGroup: "security-group",
  CreateSubnet: "subnet",
  CreateTransitGatewayVpcAttachment: "transit-gateway-attachment",
  CreateVpc: "vpc",
  CreateVpcEndpoint: "vpc-endpoint",
};

const IDENTIFIER = /^([a-z]+(?:-[a-z]+)?)-[0-9a-f]{8,17}$/;

/** Type of a resource by its id; empty for ids of other things. */
export function typeOfIdentifier(id: string): string {
  return TYPES[IDENTIFIER.exec(id)?.[1] ?? ""] ?? "";
}

/** Every id in a request, whatever parameter it is in, each once. Ids of associations are among them. */
export function identifiersIn(value: unknown): string[] {
  if (typeof value === "string") return IDENTIFIER.test(value) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return [...new Set(Object.values(value).flatMap(identifiersIn))];
}
