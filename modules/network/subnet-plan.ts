/** Address ranges of the subnets of a created VPC. */
export interface SubnetPlan {
  /** One range per zone, in the order of the zones. */
  readonly privateCidrs: readonly string[];
  /** Range of the public subnet, whether it is created or not. */
  readonly publicCidr: string;
}

/** Part that each subnet takes: bits that its prefix has beyond the VPC's, and a position in units of that size. */
const PRIVATE_SLICES = [
  { extraBits: 2, position: 0 },
  { extraBits: 2, position: 1 },
  { extraBits: 2, position: 2 },
  { extraBits: 3, position: 6 },
] as const;
const PUBLIC_SLICE = { extraBits: 4, position: 15 } as const;

/**
 * Cuts the range of a VPC into subnets.
 *
 * A quarter for each of the first three zones, an eighth for a fourth, the last sixteenth for a public subnet. Ranges do
 * not depend on how many zones there are or on internet access, so adding a zone or a NAT gateway later replaces no
 * subnet. A /24 gives /26, /26, /26, /27 and /28, the smallest that EC2 allows.
 *
 * @param cidrBlock Range of the VPC, /16 to /24.
 * @param zoneCount 2 to 4.
 * @throws Error when either is out of bounds, or when host bits of the range are set.
 */
export function subnetPlan(cidrBlock: string, zoneCount: number): SubnetPlan {
  const vpc = parseCidr(cidrBlock);
  if (zoneCount < 2 || zoneCount > PRIVATE_SLICES.length) {
    throw new Error(`got ${zoneCount} zones; allowed 2 to ${PRIVATE_SLICES.length}`);
  }
  return {
    privateCidrs: PRIVATE_SLICES.slice(0, zoneCount).map((slice) => cut(vpc, slice)),
    publicCidr: cut(vpc, PUBLIC_SLICE),
  };
}

interface Range {
  readonly address: number;
  readonly length: number;
}

function parseCidr(cidrBlock: string): Range {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidrBlock);
  const numbers = (match ?? []).slice(1).map(Number);
  const [length] = numbers.splice(4);
  if (length === undefined || numbers.some((octet) => octet > 255) || length < 16 || length > 24) {
    throw new Error(`got CIDR block ${JSON.stringify(cidrBlock)}; allowed an IPv4 range of /16 to /24`);
  }
  const address = numbers.reduce((sum, octet) => sum * 256 + octet, 0);
  const first = address - (address % 2 ** (32 - length));
  if (address !== first) {
    throw new Error(`got CIDR block ${JSON.stringify(cidrBlock)}, which begins at ${format(first)}/${length}`);
  }
  return { address, length };
}

function cut(vpc: Range, slice: { readonly extraBits: number; readonly position: number }): string {
  const length = vpc.length + slice.extraBits;
  return `${format(vpc.address + slice.position * 2 ** (32 - length))}/${length}`;
}

function format(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
