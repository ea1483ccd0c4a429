import * as network from "../../../../configuration/rules/network";
import type { RuleCase } from "./rule-case";

const NETWORK = "dev.accounts.alpha.regions.us-east-1.network";
const AT = "dev.ts accounts.alpha.regions.us-east-1.network";
const ids = ["subnet-00000001", "subnet-00000002", "subnet-00000003"];
const zones = ["us-east-1a", "us-east-1b", "us-east-1c"];

/** Three good subnets with changes to the third. */
function existing(third: { id?: string; availabilityZone?: string } = {}): object {
  const subnets = ids.map((id, index) => ({ id, availabilityZone: zones[index], ...(index === 2 ? third : {}) }));
  return { [NETWORK]: { mode: "existing", vpcId: "vpc-00000001", subnets } };
}

const created = (settings: object): object => ({ [NETWORK]: { mode: "create", ...settings } });

export const NETWORK_CASES: readonly RuleCase[] = [
  {
    rule: network.subnetsAreDistinct,
    accepts: "three subnets",
    good: { ...existing() },
    rejects: "a subnet twice",
    bad: { ...existing({ id: ids[0] }) },
    reported: [`SUBNET_DUPLICATE ${AT}.subnets[2].id`],
  },
  {
    rule: network.subnetZonesAreDistinct,
    accepts: "subnets without zones",
    good: { [NETWORK]: { mode: "existing", vpcId: "vpc-00000001", subnets: ids.map((id) => ({ id })) } },
    rejects: "two subnets in one zone",
    bad: { ...existing({ availabilityZone: zones[0] }) },
    reported: [`SUBNET_ZONE_DUPLICATE ${AT}.subnets[2].availabilityZone`],
  },
  {
    rule: network.subnetZonesBelongToRegion,
    accepts: "zones of the Region",
    good: { ...existing() },
    rejects: "a zone of another Region",
    bad: { ...existing({ availabilityZone: "us-east-2c" }) },
    reported: [`SUBNET_ZONE_REGION ${AT}.subnets[2].availabilityZone`],
  },
  {
    rule: network.createdZonesAreDistinct,
    accepts: "four zones",
    good: { ...created({ zones: ["a", "b", "c", "d"] }) },
    rejects: "a zone twice",
    bad: { ...created({ zones: ["a", "b", "a"] }) },
    reported: [`SUBNET_ZONE_DUPLICATE ${AT}.zones[2]`],
  },
  {
    rule: network.createdNetworksAreRanges,
    accepts: "a range that begins at its first address",
    good: { ...created({ cidrBlock: "10.38.16.0/20" }) },
    rejects: "a range that does not",
    bad: { ...created({ cidrBlock: "10.38.17.0/20" }) },
    reported: [`CIDR_INVALID ${AT}.cidrBlock`],
  },
  {
    rule: network.createdNetworksAreRanges,
    accepts: "the smallest range",
    good: { ...created({ cidrBlock: "192.168.255.0/24" }) },
    rejects: "numbers above 255",
    bad: { ...created({ cidrBlock: "10.256.0.0/16" }) },
    reported: [`CIDR_INVALID ${AT}.cidrBlock`],
  },
  {
    rule: network.networksReachThreeZones,
    accepts: "three zones",
    good: { ...existing() },
    rejects: "two zones, as a warning",
    bad: { ...created({ zones: ["a", "b"] }) },
    reported: [`NETWORK_FEW_ZONES ${AT}.zones`],
  },
];
