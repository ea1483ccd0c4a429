import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { defaultInterfaceEndpoints } from "../../../../contracts/service/interface-endpoints";
import { Network, type NetworkProps } from "../../../../modules/network";
import { inspect } from "../../../support/inspection";

const PROPS: NetworkProps = { region: "eu-west-1", cidrBlock: "10.38.0.0/20", zones: ["a", "b", "c"], protect: true };

const build = (overrides: Partial<NetworkProps> = {}) =>
  inspect((scope) => new Network(scope, "Network", { ...PROPS, ...overrides }));

function services(overrides: Partial<NetworkProps> = {}): string[] {
  return build(overrides)
    .stack.all("aws_vpc_endpoint")
    .filter((endpoint) => endpoint.vpc_endpoint_type === "Interface")
    .map((endpoint) => String(endpoint.service_name));
}

describe("Network", () => {
  it("creates a VPC that the service and EMR accept, with DNS on", () => {
    expect(build().stack.one("aws_vpc")).toMatchObject({
      cidr_block: "10.38.0.0/20",
      enable_dns_support: true,
      enable_dns_hostnames: true,
      tags: {
        CreatedForUseWithSageMakerUnifiedStudio: "true",
        "for-use-with-amazon-emr-managed-policies": "true",
      },
      lifecycle: { prevent_destroy: true },
    });
  });

  it("puts a private subnet into each zone", () => {
    const { stack, construct } = build();
    const subnets = stack.all("aws_subnet");
    expect(subnets.map((subnet) => [subnet.availability_zone, subnet.cidr_block])).toEqual([
      ["eu-west-1a", "10.38.0.0/22"],
      ["eu-west-1b", "10.38.4.0/22"],
      ["eu-west-1c", "10.38.8.0/22"],
    ]);
    for (const subnet of subnets) {
      expect(subnet.map_public_ip_on_launch).toBeUndefined();
      expect(subnet.lifecycle).toEqual({ prevent_destroy: true });
    }
    expect(construct.subnetIds).toHaveLength(3);
    expect(construct.subnetIds[1]).toBe(`\${${stack.address("aws_subnet", "PrivateSubnets_b")}.id}`);
    expect(construct.availabilityZones).toEqual(["eu-west-1a", "eu-west-1b", "eu-west-1c"]);
    expect(construct.vpcId).toBe(`\${${stack.address("aws_vpc", "Network")}.id}`);
  });

  it("has no way to the internet by default", () => {
    const { counts } = build().stack;
    for (const type of ["aws_internet_gateway", "aws_nat_gateway", "aws_route", "aws_eip"]) {
      expect(counts[type]).toBeUndefined();
    }
  });

  it("adds one NAT gateway in a public subnet on request", () => {
    const { stack } = build({ internetAccess: true });
    expect(stack.counts).toMatchObject({
      aws_internet_gateway: 1,
      aws_nat_gateway: 1,
      aws_eip: 1,
      aws_subnet: 4,
      aws_route_table: 2,
      aws_route: 2,
    });
    expect(stack.one("aws_subnet", "Public")).toMatchObject({
      cidr_block: "10.38.15.0/24",
      availability_zone: "eu-west-1a",
    });
    expect(stack.one("aws_nat_gateway").depends_on).toEqual([
      stack.address("aws_route", "PublicRoute"),
      stack.address("aws_route_table_association", "PublicSubnetRoutes"),
    ]);
    expect(stack.one("aws_route", "PrivateRoute")).toMatchObject({
      destination_cidr_block: "0.0.0.0/0",
      nat_gateway_id: `\${${stack.address("aws_nat_gateway")}.id}`,
    });
  });

  it("keeps every address when a zone and internet access are added", () => {
    const before = build({ zones: ["a", "b"] }).stack.addresses;
    const after = build({ zones: ["a", "b", "c"], internetAccess: true }).stack.addresses;
    expect(after).toEqual(expect.arrayContaining(before));
  });

  it("reaches S3 through the private route table", () => {
    const { stack } = build();
    expect(stack.one("aws_vpc_endpoint", "Network_S3")).toMatchObject({
      vpc_endpoint_type: "Gateway",
      service_name: "com.amazonaws.eu-west-1.s3",
      route_table_ids: [`\${${stack.address("aws_route_table")}.id}`],
    });
    expect(stack.all("aws_route_table_association")).toHaveLength(3);
  });

  it("offers what VpcOnly needs by default, with private DNS in every subnet", () => {
    const { stack } = build();
    expect(services()).toHaveLength(12);
    for (const name of ["datazone", "glue", "athena", "sagemaker.api", "sts"]) {
      expect(services()).toContain(`com.amazonaws.eu-west-1.${name}`);
    }
    const endpoint = stack.one("aws_vpc_endpoint", "sagemaker-api");
    expect(endpoint).toMatchObject({ private_dns_enabled: true });
    expect(endpoint.subnet_ids).toHaveLength(3);
  });

  it("adds the FIPS endpoint of DataZone where there is one", () => {
    expect(defaultInterfaceEndpoints("us-east-1")).toContain("datazone-fips");
    expect(defaultInterfaceEndpoints("eu-west-1")).not.toContain("datazone-fips");
  });

  it("leaves out what a Region does not offer, and names services as the Region does", () => {
    expect(defaultInterfaceEndpoints("eu-central-1")).toContain("q");
    expect(defaultInterfaceEndpoints("eu-west-1")).not.toContain("q");
    expect(defaultInterfaceEndpoints("ap-southeast-3")).toContain("ec2messages");
    expect(defaultInterfaceEndpoints("mx-central-1")).not.toContain("ec2messages");
    const china = services({ region: "cn-northwest-1", interfaceEndpoints: ["sts", "kms", "sagemaker.api"] });
    expect(china.sort()).toEqual([
      "cn.com.amazonaws.cn-northwest-1.sagemaker.api",
      "cn.com.amazonaws.cn-northwest-1.sts",
      "com.amazonaws.cn-northwest-1.kms",
    ]);
    expect(services({ interfaceEndpoints: ["sagemaker.studio"] })).toEqual(["aws.sagemaker.eu-west-1.studio"]);
  });

  it("takes a list of endpoints, without doubling S3 or any other", () => {
    expect(services({ interfaceEndpoints: ["sts", "s3", "sts", "kms"] })).toEqual([
      "com.amazonaws.eu-west-1.kms",
      "com.amazonaws.eu-west-1.sts",
    ]);
  });

  it("creates no security group for no endpoints", () => {
    expect(build({ interfaceEndpoints: [] }).stack.counts.aws_security_group).toBeUndefined();
  });

  it("lets the VPC reach endpoints on 443 and nothing else", () => {
    const { stack } = build();
    expect(stack.one("aws_vpc_security_group_ingress_rule")).toMatchObject({
      cidr_ipv4: "10.38.0.0/20",
      ip_protocol: "tcp",
      from_port: 443,
      to_port: 443,
    });
    const defaults = stack.one("aws_default_security_group");
    expect(defaults.ingress).toBeUndefined();
    expect(defaults.egress).toBeUndefined();
  });

  it("lets go where it is not protected", () => {
    const { stack } = build({ protect: false });
    expect(stack.one("aws_vpc").lifecycle).toEqual({ prevent_destroy: false });
  });

  it("passes a provider on to every resource", () => {
    const { stack } = inspect((scope) => {
      const provider = new AwsProvider(scope, "Other", { alias: "other", region: "eu-central-1" });
      return new Network(scope, "Network", { ...PROPS, internetAccess: true, provider });
    });
    for (const type of Object.keys(stack.counts)) {
      for (const block of stack.all(type)) expect(block.provider).toBe("aws.other");
    }
  });
});
