import {
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcsCommand,
  type Subnet,
} from "@aws-sdk/client-ec2";
import type { Network } from "../../configuration/model";
import type { Check } from "../check";
import { hostingRegions, placeOf, type SeenAccount } from "../landscape";

type GivenNetwork = Extract<Network, { mode: "existing" }>;

const SOURCE = "https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/create-vpc.html";

/** Check that networks that are given can serve projects. */
export const networks: Check = {
  name: "networks",
  asks: "Are VPCs and subnets that are given there, with DNS, in two zones, and with free addresses?",
  after: "nothing",
  async run(landscape, notes) {
    const given = hostingRegions(landscape).flatMap(({ seen, region }) => {
      const { network } = seen.account.regions[region];
      return network.mode === "existing" ? [{ seen, region, network }] : [];
    });
    await notes.lookingAtEach(
      given,
      ({ seen, region }) => placeOf(seen, region),
      async ({ seen, region, network }, place) => {
        const at = `accounts.${seen.account.key}.regions["${region}"].network`;
        for (const [what, cure] of [
          ...(await vpcProblems(seen, region, network.vpcId)),
          ...(await subnetProblems(seen, region, network)),
        ])
          notes.found(place, { code: "NETWORK_UNFIT", what: `${at}: ${what}`, cure, source: SOURCE });
      },
    );
  },
};

type Problem = readonly [what: string, cure: string];

async function vpcProblems({ reads }: SeenAccount, region: string, vpcId: string): Promise<Problem[]> {
  const ec2 = reads.ec2(region);
  const filter = { Filters: [{ Name: "vpc-id", Values: [vpcId] }] };
  const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand(filter));
  if (Vpcs.length === 0) return [[`there is no ${vpcId} in the account`, "correct vpcId, or share the VPC with it"]];
  const problems: Problem[] = [];
  for (const attribute of ["enableDnsSupport", "enableDnsHostnames"] as const) {
    const live = await ec2.send(new DescribeVpcAttributeCommand({ VpcId: vpcId, Attribute: attribute }));
    const { Value } = (attribute === "enableDnsSupport" ? live.EnableDnsSupport : live.EnableDnsHostnames) ?? {};
    if (Value === false)
      problems.push([
        `${vpcId} has ${attribute} off, which private names of endpoints need`,
        `aws ec2 modify-vpc-attribute --vpc-id ${vpcId} --${attribute === "enableDnsSupport" ? "enable-dns-support" : "enable-dns-hostnames"}`,
      ]);
  }
  return problems;
}

async function subnetProblems(
  { reads }: SeenAccount,
  region: string,
  { vpcId, subnets }: GivenNetwork,
): Promise<Problem[]> {
  const filter = { Filters: [{ Name: "subnet-id", Values: subnets.map(({ id }) => id) }] };
  const { Subnets = [] } = await reads.ec2(region).send(new DescribeSubnetsCommand(filter));
  const live = new Map(Subnets.map((subnet) => [subnet.SubnetId ?? "", subnet]));
  const problems = subnets.flatMap(({ id, availabilityZone }): Problem[] => {
    const subnet = live.get(id);
    if (subnet === undefined) return [[`there is no ${id} in the account`, "correct the id of the subnet"]];
    return subnetProblem(subnet, vpcId, availabilityZone);
  });
  const zones = new Set(Subnets.map(({ AvailabilityZone }) => AvailabilityZone));
  if (Subnets.length > 1 && zones.size < 2)
    problems.push([
      `all subnets are in ${[...zones].join()}; at least two Availability Zones are needed`,
      "name subnets of two zones, three are advised",
    ]);
  return problems;
}

function subnetProblem(subnet: Subnet, vpcId: string, zone: string | undefined): Problem[] {
  const { SubnetId: id = "", VpcId: vpc, AvailabilityZone: live = "", AvailableIpAddressCount: free } = subnet;
  const problems: Problem[] = [];
  if (vpc !== vpcId) problems.push([`${id} is in ${vpc}, not in ${vpcId}`, "name subnets of one VPC"]);
  if (zone !== undefined && zone !== live)
    problems.push([`${id} is in ${live}, not in ${zone}`, `set availabilityZone to "${live}", or leave it out`]);
  if (free === 0) problems.push([`${id} has no free address`, "free addresses, or name another subnet"]);
  return problems;
}
