import {
  CHINA_PREFIXED,
  ENDPOINT_NAMES,
  ENDPOINT_REGIONS,
  ENDPOINT_SERVICES,
  ENDPOINTS_UNTIL,
  REGION_TABLE,
} from "./region-table";

/** Zones that a created network takes where none are named: AWS advises three. */
const ADVISED_ZONES = 3;
const FIPS = "-fips";
/** Regions with endpoints of FIPS. */
const WITH_FIPS = /^(us|ca)-/;
const SERVICES = new Set(ENDPOINT_SERVICES);

/**
 * Region whose STS is asked for a role's session where the work is in a Region that has to be enabled: the account that asks
 * need not have enabled it, and sessions of a regional STS work in all Regions.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html
 */
export const STS_REGION = "us-east-1";

/** Names of all Regions that are known. */
export const KNOWN_REGIONS: readonly string[] = Object.keys(REGION_TABLE);

/** Tells whether a Region is in the table. New ones appear more often than that is written. */
export function isKnownRegion(region: string): boolean {
  return Object.hasOwn(REGION_TABLE, region);
}

/** Tells whether an account has to enable a Region before it can use it. */
export function isOptIn(region: string): boolean {
  return isKnownRegion(region) && REGION_TABLE[region].optIn === true;
}

/** Letters of the zones of a created network where the configuration names none; none where an account's cannot be known. */
export function defaultZones(region: string): readonly string[] {
  return isKnownRegion(region) ? [...REGION_TABLE[region].zones].slice(0, ADVISED_ZONES) : [];
}

/** Letters of the zones that an account may see in a Region; undefined where that is not known. */
export function possibleZones(region: string): readonly string[] | undefined {
  if (!isKnownRegion(region)) return undefined;
  const { zones, otherZones = "" } = REGION_TABLE[region];
  return [...`${zones}${otherZones}`].sort();
}

/** Tells whether any Region offers an interface endpoint of a service, by its name without prefix. */
export function isEndpointService(service: string): boolean {
  return SERVICES.has(service.endsWith(FIPS) ? service.slice(0, -FIPS.length) : service);
}

/** Tells whether a Region offers an interface endpoint of a service, as far as that is known. */
export function isOffered(service: string, region: string): boolean {
  if (!isEndpointService(service)) return false;
  if (service.endsWith(FIPS) && !WITH_FIPS.test(region)) return false;
  if (Object.hasOwn(ENDPOINT_REGIONS, service)) return ENDPOINT_REGIONS[service].includes(region);
  if (!Object.hasOwn(ENDPOINTS_UNTIL, service)) return true;
  // A Region that the table does not know is newer than it.
  return isKnownRegion(region) && (REGION_TABLE[region].opened ?? 0) < ENDPOINTS_UNTIL[service];
}

/** Full name of an endpoint service in a Region, for example `com.amazonaws.us-east-1.sts`. */
export function endpointServiceName(service: string, region: string): string {
  if (Object.hasOwn(ENDPOINT_NAMES, service)) return ENDPOINT_NAMES[service].replace("{region}", region);
  const prefix = region.startsWith("cn-") && CHINA_PREFIXED.includes(service) ? "cn.com.amazonaws" : "com.amazonaws";
  return `${prefix}.${region}.${service}`;
}

/** Name of a service without its prefix, from a full name of any Region; undefined for what is no full name. */
export function serviceOfFullName(name: string): string | undefined {
  const [, namespace = "", service = ""] =
    /^(?:cn\.)?(com\.amazonaws|aws\.sagemaker|aws\.api|api\.aws)\.[a-z]{2}(?:-[a-z]+)+-\d\.(.+)$/.exec(name) ?? [];
  if (service === "") return undefined;
  return namespace === "aws.sagemaker" ? `sagemaker.${service}` : service;
}
