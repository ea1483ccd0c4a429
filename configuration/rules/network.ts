import type { Network } from "../model";
import { show, type Path } from "../problems";
import { repeated, type Finding } from "./finding";
import type { StageView } from "./view";

/** AWS advises three Availability Zones for Tooling; two are accepted. */
const ADVISED_ZONES = 3;

interface PlacedNetwork<M extends Network["mode"]> {
  readonly path: Path;
  readonly region: string;
  readonly network: Extract<Network, { mode: M }>;
}

/** A subnet is named once. */
export function subnetsAreDistinct(stage: StageView): Finding[] {
  return networks(stage, "existing").flatMap(({ path, network }) =>
    repeated([...network.subnets.entries()], ([, { id }]) => id).map(({ first, again: [index, { id }] }): Finding => {
      const at = [...path, "subnets"];
      const got = `${show(id)}, which is also subnets[${first[0]}]`;
      const reads = [{ path: [...at, index, "id"] }, { path: [...at, first[0], "id"] }];
      return { code: "SUBNET_DUPLICATE", path: [...at, index, "id"], got, allowed: "a subnet once", reads };
    }),
  );
}

/** Subnets whose Availability Zones are known lie in distinct ones. */
export function subnetZonesAreDistinct(stage: StageView): Finding[] {
  return networks(stage, "existing").flatMap(({ path, network }) =>
    repeated([...network.subnets.entries()], ([, { availabilityZone }]) => availabilityZone).map(
      ({ first, again: [index, { availabilityZone }] }): Finding => {
        const at = (position: number): Path => [...path, "subnets", position, "availabilityZone"];
        const got = `${show(availabilityZone)}, which is also the zone of subnets[${first[0]}]`;
        const reads = [{ path: at(first[0]) }];
        return {
          code: "SUBNET_ZONE_DUPLICATE",
          path: at(index),
          got,
          allowed: "a zone of its own for each subnet",
          reads,
        };
      },
    ),
  );
}

/** Availability Zones belong to the Region. */
export function subnetZonesBelongToRegion(stage: StageView): Finding[] {
  return networks(stage, "existing").flatMap(({ path, network, region }) =>
    network.subnets.flatMap(({ availabilityZone }, index): Finding[] => {
      if (availabilityZone === undefined || availabilityZone.slice(0, -1) === region) return [];
      const at = [...path, "subnets", index, "availabilityZone"];
      return [
        { code: "SUBNET_ZONE_REGION", path: at, got: show(availabilityZone), allowed: `a zone of ${show(region)}` },
      ];
    }),
  );
}

/** Zones of a created network are named once. */
export function createdZonesAreDistinct(stage: StageView): Finding[] {
  return networks(stage, "create").flatMap(({ path, network }) =>
    repeated([...(network.zones ?? []).entries()], ([, zone]) => zone).map(({ again: [index, zone] }): Finding => {
      const at = [...path, "zones", index];
      return {
        code: "SUBNET_ZONE_DUPLICATE",
        path: at,
        got: `${show(zone)} twice`,
        allowed: "a zone once",
        reads: [{ path: [...path, "zones"] }],
      };
    }),
  );
}

/** The address range of a created network is one. (Its size is in the schema: a /24 still holds every subnet.) */
export function createdNetworksAreRanges(stage: StageView): Finding[] {
  return networks(stage, "create").flatMap(({ path, network: { cidrBlock } }): Finding[] => {
    const at = { code: "CIDR_INVALID", path: [...path, "cidrBlock"], got: show(cidrBlock) } as const;
    const { octets, aligned } = readCidr(cidrBlock);
    if (octets.some((octet) => octet > 255))
      return [{ ...at, allowed: "numbers from 0 to 255", fix: "correct the address" }];
    if (aligned === cidrBlock) return [];
    return [{ ...at, allowed: "a range that begins at its first address", fix: `write "${aligned}"` }];
  });
}

/** Networks reach three Availability Zones. */
export function networksReachThreeZones(stage: StageView): Finding[] {
  const existing = networks(stage, "existing").map(({ path, network }) => ({
    path: [...path, "subnets"],
    count: network.subnets.length,
  }));
  const created = networks(stage, "create").map(({ path, network }) => ({
    path: [...path, "zones"],
    count: network.zones?.length,
  }));
  return [...existing, ...created].flatMap(({ path, count }): Finding[] => {
    // Fewer than two do not fit the schema.
    if (count !== ADVISED_ZONES - 1) return [];
    const allowed = `${ADVISED_ZONES} or more, in distinct Availability Zones`;
    return [{ code: "NETWORK_FEW_ZONES", path, got: `${count}`, allowed, reads: [{ path }] }];
  });
}

/** Networks of one kind. Those that defaults bring are right already; only those of the file are looked at. */
function networks<M extends Network["mode"]>({ accounts, environment }: StageView, mode: M): PlacedNetwork<M>[] {
  return [...accounts].flatMap((key) =>
    Object.entries(environment.accounts[key].regions).flatMap(([region, { network }]) => {
      const path = ["accounts", key, "regions", region, "network"];
      return network.mode === mode ? [{ path, region, network: network as PlacedNetwork<M>["network"] }] : [];
    }),
  );
}

function readCidr(block: string): { octets: number[]; aligned: string } {
  const [address, length] = block.split("/");
  const octets = address.split(".").map(Number);
  const masked = octets.map((octet, index) => {
    const kept = Math.min(8, Math.max(0, Number(length) - 8 * index));
    return octet & (0xff << (8 - kept)) & 0xff;
  });
  return { octets, aligned: `${masked.join(".")}/${length}` };
}
