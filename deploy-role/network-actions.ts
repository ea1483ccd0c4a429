import { from, read, when, write, type ActionGroup, type TypePermissions } from "./action-groups";

// EC2 describes support no resource-level permissions, hence `any`.
const describe = (...actions: string[]): ActionGroup =>
  read("any", ...actions.map((action) => `ec2:Describe${action}`));
// Ids of what is created are AWS's: the Region limits creation, the project's own tag everything after it.
const create = (...actions: string[]): ActionGroup =>
  when("region", write("any", ...actions.map((action) => `ec2:${action}`)));
const change = (...actions: string[]): ActionGroup =>
  when("ourTagOnResource", write("any", ...actions.map((action) => `ec2:${action}`)));
const EC2_TAGS = when("region", write("any", "ec2:CreateTags", "ec2:DeleteTags"));
const ec2 = (...groups: ActionGroup[]): TypePermissions => from("list_amazonec2", ...groups);

/** Permissions of the network's types; see `ACTIONS`. */
export const NETWORK_ACTIONS: Readonly<Record<string, TypePermissions>> = {
  aws_vpc: ec2(
    describe("Vpcs", "VpcAttribute", "NetworkAcls", "RouteTables", "SecurityGroups"),
    create("CreateVpc"),
    EC2_TAGS,
    change("DeleteVpc", "ModifyVpcAttribute"),
  ),
  aws_subnet: ec2(
    describe("Subnets"),
    create("CreateSubnet"),
    EC2_TAGS,
    change("DeleteSubnet", "ModifySubnetAttribute"),
  ),
  aws_default_security_group: ec2(
    describe("SecurityGroups", "SecurityGroupRules"),
    // The group comes with the VPC, untagged: the Region limits what is done to it.
    create("RevokeSecurityGroupEgress", "RevokeSecurityGroupIngress"),
    EC2_TAGS,
  ),
  aws_security_group: ec2(
    describe("SecurityGroups", "SecurityGroupRules", "NetworkInterfaces"),
    create("CreateSecurityGroup", "RevokeSecurityGroupEgress"),
    EC2_TAGS,
    change("DeleteSecurityGroup"),
  ),
  aws_vpc_security_group_ingress_rule: ec2(
    describe("SecurityGroupRules"),
    create("AuthorizeSecurityGroupIngress", "RevokeSecurityGroupIngress"),
    EC2_TAGS,
    change("ModifySecurityGroupRules"),
  ),
  aws_vpc_endpoint: ec2(
    describe("VpcEndpoints", "PrefixLists"),
    create("CreateVpcEndpoint"),
    EC2_TAGS,
    change("DeleteVpcEndpoints", "ModifyVpcEndpoint"),
  ),
  aws_route_table: ec2(describe("RouteTables"), create("CreateRouteTable"), EC2_TAGS, change("DeleteRouteTable")),
  aws_route_table_association: ec2(
    describe("RouteTables"),
    change("AssociateRouteTable", "DisassociateRouteTable", "ReplaceRouteTableAssociation"),
  ),
  aws_route: ec2(describe("RouteTables"), change("CreateRoute", "DeleteRoute", "ReplaceRoute")),
  aws_internet_gateway: ec2(
    describe("InternetGateways"),
    create("CreateInternetGateway"),
    EC2_TAGS,
    change("AttachInternetGateway", "DeleteInternetGateway", "DetachInternetGateway"),
  ),
  aws_nat_gateway: ec2(describe("NatGateways"), create("CreateNatGateway"), EC2_TAGS, change("DeleteNatGateway")),
  aws_eip: ec2(
    describe("Addresses", "AddressesAttribute", "NetworkInterfaces"),
    create("AllocateAddress", "DisassociateAddress"),
    EC2_TAGS,
    change("ReleaseAddress"),
  ),
};
