import * as network from "../../../../configuration/rules/network";
import * as arns from "../../../../configuration/rules/arns";
import * as endpointServices from "../../../../configuration/rules/endpoint-services";
import * as zoneRules from "../../../../configuration/rules/zones";
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
  {
    rule: zoneRules.zonesOfCreatedNetworksAreKnown,
    accepts: "zones that are named where they cannot be known",
    good: {
      "dev.accounts.alpha.regions": {
        "us-east-1": {},
        "us-west-1": { network: { mode: "create", zones: ["a", "b", "c"] } },
      },
    },
    rejects: "a network without zones where every account sees others, and in a Region that is not known",
    bad: {
      "dev.accounts.alpha.regions": { "us-east-1": {}, "us-west-1": {} },
      "dev.accounts.beta.regions": { "us-east-1": {}, "us-west-9": {} },
    },
    reported: [
      "ZONES_REQUIRED dev.ts accounts.alpha.regions.us-west-1.network.zones",
      "ZONES_REQUIRED dev.ts accounts.beta.regions.us-west-9.network.zones",
      "REGION_UNKNOWN dev.ts accounts.beta.regions.us-west-9",
    ],
  },
  {
    rule: zoneRules.zonesExist,
    accepts: "every zone that an account may see",
    good: {
      "dev.accounts.alpha.regions": {
        "us-east-1": { network: { mode: "create", zones: ["d", "e", "f"] } },
        "ap-northeast-1": { network: { mode: "create", zones: ["b", "c", "d"] } },
      },
    },
    rejects: "zones that a Region does not have, of created networks and of subnets",
    bad: {
      "dev.accounts.alpha.regions": {
        "us-east-1": { network: { mode: "create", zones: ["a", "b", "g"] } },
        "ca-central-1": { network: { mode: "create", zones: ["a", "b", "c"] } },
      },
      ["dev.accounts.beta.regions.us-east-1.network"]: {
        mode: "existing",
        vpcId: "vpc-00000001",
        subnets: ids.map((id, index) => ({ id, availabilityZone: `us-east-1${"axz"[index]}` })),
      },
    },
    reported: [
      `ZONE_UNKNOWN ${AT}.zones[2]`,
      "ZONE_UNKNOWN dev.ts accounts.alpha.regions.ca-central-1.network.zones[2]",
      "ZONE_UNKNOWN dev.ts accounts.beta.regions.us-east-1.network.subnets[1].availabilityZone",
      "ZONE_UNKNOWN dev.ts accounts.beta.regions.us-east-1.network.subnets[2].availabilityZone",
    ],
  },
  {
    rule: endpointServices.endpointServicesExist,
    accepts: "services of the Region, those of FIPS among them",
    good: { ...created({ interfaceEndpoints: ["sts", "sagemaker.api", "kms-fips", "q", "sagemaker.studio", "s3"] }) },
    rejects: "full names, services that do not exist, and services of other Regions",
    bad: {
      ...created({ interfaceEndpoints: ["com.amazonaws.us-east-1.sts", "sagemaker-api", "stss-fips"] }),
      "dev.accounts.beta.regions": {
        "us-east-1": {},
        "eu-west-1": { network: { mode: "create", interfaceEndpoints: ["q", "sts", "datazone-fips"] } },
      },
    },
    reported: [
      `ENDPOINT_SERVICE_UNKNOWN ${AT}.interfaceEndpoints[0]`,
      `ENDPOINT_SERVICE_UNKNOWN ${AT}.interfaceEndpoints[1]`,
      `ENDPOINT_SERVICE_UNKNOWN ${AT}.interfaceEndpoints[2]`,
      "ENDPOINT_SERVICE_REGION dev.ts accounts.beta.regions.eu-west-1.network.interfaceEndpoints[0]",
      "ENDPOINT_SERVICE_REGION dev.ts accounts.beta.regions.eu-west-1.network.interfaceEndpoints[2]",
    ],
  },
  {
    rule: arns.regionsAreEnabledByDefault,
    accepts: "Regions that every account has",
    good: { "dev.accounts.alpha.regions": { "us-east-1": {}, "eu-north-1": {} } },
    rejects: "a Region that has to be enabled, as a warning",
    bad: { "dev.accounts.alpha.regions": { "us-east-1": {}, "eu-south-2": {} } },
    reported: ["REGION_OPT_IN dev.ts accounts.alpha.regions.eu-south-2"],
  },
];
