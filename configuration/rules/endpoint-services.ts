import { ENDPOINT_REGIONS, ENDPOINT_SERVICES } from "../../contracts/service/region-table";
import { isEndpointService, isOffered, serviceOfFullName } from "../../contracts/service/regions";
import { nearest, show } from "../problems";
import { list, type Finding } from "./finding";
import type { StageView } from "./view";

/** Interface endpoints are of services that exist, and that the Region offers: EC2 refuses others as InvalidServiceName. */
export function endpointServicesExist({ accounts, environment }: StageView): Finding[] {
  return [...accounts].flatMap((key) =>
    Object.entries(environment.accounts[key].regions).flatMap(([region, { network }]) => {
      if (network.mode !== "create") return [];
      const at = ["accounts", key, "regions", region, "network", "interfaceEndpoints"];
      return (network.interfaceEndpoints ?? []).flatMap((service, index): Finding[] => {
        const finding = isEndpointService(service) ? notOffered(service, region) : unknown(service);
        return finding === undefined ? [] : [{ ...finding, path: [...at, index], got: show(service) }];
      });
    }),
  );
}

type Placeless = Pick<Finding, "code" | "allowed" | "fix">;

function unknown(service: string): Placeless {
  const short = serviceOfFullName(service);
  const isName = short !== undefined && isEndpointService(short);
  const hint = nearest(short ?? service, ENDPOINT_SERVICES);
  return {
    code: "ENDPOINT_SERVICE_UNKNOWN",
    allowed: 'the name of an endpoint service without its prefix, such as "sts" or "sagemaker.api"',
    fix: isName ? `write ${show(short)}` : hint === undefined ? undefined : `did you mean ${show(hint)}?`,
  };
}

function notOffered(service: string, region: string): Placeless | undefined {
  if (isOffered(service, region)) return undefined;
  const regions = Object.hasOwn(ENDPOINT_REGIONS, service) ? list(ENDPOINT_REGIONS[service]) : "other Regions";
  return { code: "ENDPOINT_SERVICE_REGION", allowed: `services of ${show(region)}; this one is offered in ${regions}` };
}
