import { isKnownRegion, possibleZones } from "../../contracts/service/regions";
import { hostsProjects } from "../resolve";
import { show, type Path } from "../problems";
import * as p from "../schema/primitives";
import { domainRegion } from "./references";
import { list, type Finding } from "./finding";
import type { StageView } from "./view";

/** The zones of every network that is created are named, or known: an account that lacks one fails in the middle of an apply. */
export function zonesOfCreatedNetworksAreKnown(stage: StageView): Finding[] {
  const { accounts, domain, environment, regions } = stage;
  return [...accounts].flatMap((key) => {
    if (domain === undefined || !hostsProjects(environment.accounts[key])) return [];
    return Object.entries(regions[key]).flatMap(([region, { network }]): Finding[] => {
      // A key of another form than a Region's is reported as that.
      if (network.mode !== "create" || network.zones.length > 0 || !p.region.safeParse(region).success) return [];
      const at = ["accounts", key, "regions"];
      const inFile = Object.hasOwn(environment.accounts[key].regions, region);
      const why = isKnownRegion(region) ? "of which every account sees others" : "which this version does not know";
      const zones = `network: { mode: "create", zones: ["a", "c"] }`;
      return [
        {
          code: "ZONES_REQUIRED",
          path: inFile ? [...at, region, "network", "zones"] : at,
          got: `nothing, and a network is created in ${show(region)}, ${why}`,
          allowed: "2 to 4 letters of zones that the account sees",
          fix: `${isKnownRegion(region) ? "" : "correct the Region, or "}${
            inFile ? `add ${zones} with the account's letters` : `add regions: { ${show(region)}: { ${zones} } }`
          }`,
          reads: domainRegion(stage),
        },
      ];
    });
  });
}

/** Availability Zones exist in their Region, as far as it is known. */
export function zonesExist(stage: StageView): Finding[] {
  return namedZones(stage).flatMap(({ path, region, zone }): Finding[] => {
    const possible = possibleZones(region);
    if (possible === undefined || possible.includes(zone)) return [];
    const allowed = `one of ${list(possible)}, the zones of ${show(region)}`;
    return [{ code: "ZONE_UNKNOWN", path, got: show(zone), allowed }];
  });
}

function namedZones({ accounts, environment }: StageView): { path: Path; region: string; zone: string }[] {
  return [...accounts].flatMap((key) =>
    Object.entries(environment.accounts[key].regions).flatMap(([region, { network }]) => {
      const at = ["accounts", key, "regions", region, "network"];
      if (network.mode === "create")
        return (network.zones ?? []).map((zone, index) => ({ path: [...at, "zones", index], region, zone }));
      if (network.mode === "none") return [];
      return network.subnets.flatMap(({ availabilityZone = "" }, index) =>
        // A zone of another Region is reported as that.
        availabilityZone.slice(0, -1) === region
          ? [{ path: [...at, "subnets", index, "availabilityZone"], region, zone: availabilityZone.slice(-1) }]
          : [],
      );
    }),
  );
}
