import { DescribeAvailabilityZonesCommand } from "@aws-sdk/client-ec2";
import type { CreatedNetwork } from "../../configuration/model";
import type { Check } from "../check";
import { hostingRegions, placeOf, type Landscape, type SeenAccount } from "../landscape";

const SOURCE = "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html";

/** A network that is created in an account's Region. */
export interface CreatedIn {
  readonly seen: SeenAccount;
  readonly region: string;
  readonly network: CreatedNetwork;
}

/** Networks that the stage creates, in accounts and Regions that can be read. */
export function createdNetworks(landscape: Landscape): CreatedIn[] {
  return hostingRegions(landscape).flatMap(({ seen, region }) => {
    const { network } = seen.account.regions[region];
    return network.mode === "create" ? [{ seen, region, network }] : [];
  });
}

/** Letters of the zones that an account can use in a Region. */
export async function usableZones({ reads }: SeenAccount, region: string): Promise<string[]> {
  const { AvailabilityZones = [] } = await reads.ec2(region).send(new DescribeAvailabilityZonesCommand({}));
  return AvailabilityZones.filter(
    ({ State, ZoneType = "availability-zone" }) => State !== "unavailable" && ZoneType === "availability-zone",
  )
    .map(({ ZoneName = "" }) => ZoneName)
    .filter((name) => name.startsWith(region))
    .map((name) => name.slice(region.length))
    .sort();
}

/** Check that the zones of networks that are created are there. */
export const zones: Check = {
  name: "zones",
  asks: "Does the account see the Availability Zones of the networks that are created?",
  after: "nothing",
  async run(landscape, notes) {
    await notes.lookingAtEach(
      createdNetworks(landscape),
      ({ seen, region }) => placeOf(seen, region),
      async ({ seen, region, network }, place) => {
        const there = await usableZones(seen, region);
        const missing = network.zones.filter((zone) => !there.includes(zone));
        if (missing.length === 0) return;
        const list = there.map((zone) => `"${zone}"`).join(", ");
        notes.found(place, {
          code: "ZONE_MISSING",
          what: `the network needs zones ${network.zones.join(", ")}, and the account does not see ${missing.map((zone) => region + zone).join(", ")}`,
          cure: `set accounts.${seen.account.key}.regions["${region}"].network.zones to two to four of ${list}`,
          source: SOURCE,
        });
      },
    );
  },
};
