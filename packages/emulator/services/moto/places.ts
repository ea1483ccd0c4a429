import { escapeXml } from "../../http/protocols";
import { readRequest } from "../../iam";
import { REGION_TABLE } from "../../region-table";
import { type Call, type HttpRequest, RawReply } from "../../service";
import { interfaceNames } from "../../steps/place";

const NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";
const GATEWAYS = ["s3", "dynamodb"];

/**
 * Answers of EC2 about Regions and endpoint services, from the table by which calls are admitted: moto knows neither which
 * Regions an account has enabled nor all services. Other questions, and narrowed ones, are moto's.
 */
export function answerAboutPlace(request: HttpRequest, call: Call): RawReply | undefined {
  const { operation, input } = readRequest("ec2", request);
  if (Object.keys(input).some((name) => /^(Filter|RegionName|ServiceName)\b/.test(name))) return undefined;
  if (operation === "DescribeRegions")
    return answer(operation, "regionInfo", regions(call, input.AllRegions === "true"));
  if (operation !== "DescribeVpcEndpointServices") return undefined;
  return answer(operation, "serviceDetailSet", endpointServices(call.region));
}

function answer(operation: string, list: string, items: readonly string[]): RawReply {
  const body = `<${operation}Response xmlns="${NAMESPACE}"><requestId>emulator</requestId><${list}>${items
    .map((item) => `<item>${item}</item>`)
    .join("")}</${list}></${operation}Response>`;
  return new RawReply(200, { "content-type": "text/xml" }, body);
}

const partitionOf = (region: string): string =>
  region.startsWith("cn-") ? "cn" : region.startsWith("us-gov-") ? "gov" : "aws";

function regions(call: Call, all: boolean): string[] {
  const enabled = call.emulator.options.enabledRegions ?? [];
  return Object.entries(REGION_TABLE)
    .filter(([name]) => partitionOf(name) === partitionOf(call.region))
    .map(([name, { optIn }]) => {
      const status = optIn !== true ? "opt-in-not-required" : enabled.includes(name) ? "opted-in" : "not-opted-in";
      return { name, status };
    })
    .filter(({ status }) => all || status !== "not-opted-in")
    .map(({ name, status }) => {
      const suffix = name.startsWith("cn-") ? ".cn" : "";
      return `<regionName>${name}</regionName><regionEndpoint>ec2.${name}.amazonaws.com${suffix}</regionEndpoint><optInStatus>${status}</optInStatus>`;
    });
}

function endpointServices(region: string): string[] {
  const { zones, otherZones = "" } = REGION_TABLE[region];
  const letters = [...new Set([...zones, ...otherZones])].sort();
  const zoneSet = letters.map((letter) => `<item>${region}${letter}</item>`).join("");
  const item = (name: string, type: "Gateway" | "Interface"): string =>
    `<serviceName>${escapeXml(name)}</serviceName><serviceType><item><serviceType>${type}</serviceType></item></serviceType>` +
    `<availabilityZoneSet>${zoneSet}</availabilityZoneSet><owner>amazon</owner><acceptanceRequired>false</acceptanceRequired>`;
  return [
    ...GATEWAYS.map((service) => item(`com.amazonaws.${region}.${service}`, "Gateway")),
    ...interfaceNames(region).map((name) => item(name, "Interface")),
  ];
}
