import { DescribeVpcEndpointServicesCommand } from "@aws-sdk/client-ec2";
import { allPages } from "../../aws/pages";
import { defaultInterfaceEndpoints } from "../../contracts/service/interface-endpoints";
import { endpointServiceName } from "../../contracts/service/regions";
import type { Check } from "../check";
import { placeOf } from "../landscape";
import { createdNetworks, usableZones } from "./zones";

const SOURCE = "https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html";

/** Check that the Region offers the interface endpoints of networks that are created, in each of their zones. */
export const endpointServices: Check = {
  name: "endpoint-services",
  asks: "Does the Region offer the interface endpoints of the networks that are created, in each of their zones?",
  after: "nothing",
  async run(landscape, notes) {
    await notes.lookingAtEach(
      createdNetworks(landscape),
      ({ seen, region }) => placeOf(seen, region),
      async ({ seen, region, network }, place) => {
        const ec2 = seen.reads.ec2(region);
        const details = await allPages(
          (NextToken) => ec2.send(new DescribeVpcEndpointServicesCommand({ NextToken })),
          (page) => page.ServiceDetails,
        );
        const zonesOf = new Map(
          details
            .filter(({ ServiceType = [] }) => ServiceType.some((type) => type.ServiceType === "Interface"))
            .map(({ ServiceName = "", AvailabilityZones = [] }) => [ServiceName, AvailabilityZones]),
        );
        const there = await usableZones(seen, region);
        const zones = network.zones.filter((zone) => there.includes(zone)).map((zone) => region + zone);
        for (const service of network.interfaceEndpoints ?? defaultInterfaceEndpoints(region)) {
          const name = endpointServiceName(service, region);
          const offered = zonesOf.get(name);
          const lacking = offered === undefined ? [] : zones.filter((zone) => !offered.includes(zone));
          if (offered !== undefined && lacking.length === 0) continue;
          notes.found(place, {
            code: "ENDPOINT_SERVICE_MISSING",
            what:
              offered === undefined
                ? `the Region offers no interface endpoint ${name}`
                : `the interface endpoint ${name} is not offered in ${lacking.join(", ")}`,
            cure:
              offered === undefined
                ? `leave "${service}" out of network.interfaceEndpoints`
                : `choose network.zones without ${lacking.map((zone) => zone.slice(region.length)).join(", ")}, or leave "${service}" out of network.interfaceEndpoints`,
            source: SOURCE,
          });
        }
      },
    );
  },
};
