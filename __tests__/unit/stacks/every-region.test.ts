import path from "node:path";
import { Evaluator } from "../../../configuration/load/evaluate";
import type { EnvironmentInput } from "../../../configuration/model";
import { endpointServiceName, isOffered, isOptIn, KNOWN_REGIONS } from "../../../contracts/service/regions";
import { ENDPOINT_SERVICES } from "../../../contracts/service/region-table";
import { checkRules } from "../../../configuration/rules";
import { formatProblem, isWarning } from "../../../configuration/problems";
import { stageOf, synthesizeStage } from "../../support/stages";
import { viewFiles } from "../configuration/support/organization";

const MINIMAL = path.resolve(__dirname, "../../../environments/samples/minimal/main.ts");
const minimal = (new Evaluator().load(MINIMAL) as { default: EnvironmentInput }).default;

function partitionOf(region: string): "aws" | "aws-cn" | "aws-us-gov" {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** The minimal file, moved: its ARNs go with the partition. */
function minimalIn(region: string): EnvironmentInput {
  const partition = partitionOf(region);
  const moved = JSON.parse(
    JSON.stringify(minimal).replaceAll("arn:aws:", `arn:${partition}:`).replaceAll("us-east-1", region),
  ) as EnvironmentInput;
  return { ...moved, organization: { ...moved.organization, partition } };
}

describe.each(KNOWN_REGIONS)("the minimal file in %s", (region) => {
  const problems = checkRules(viewFiles({ main: minimalIn(region) }).organization).filter(
    (problem) => !isWarning(problem),
  );

  if (region === "us-west-1") {
    test("is refused for its zones, with one problem", () => {
      expect(problems.map(formatProblem)).toEqual([
        expect.stringMatching(/^\[ZONES_REQUIRED\] accounts\.\S+\.regions: got nothing, .* fix: add regions: /),
      ]);
    });
    return;
  }

  test("is accepted, and synthesizes what the Region has", () => {
    expect(problems.map(formatProblem)).toEqual([]);
    const { stacks } = synthesizeStage(stageOf(minimalIn(region), "main"));
    const resources = [...stacks.values()].map(({ resource }) => resource ?? {});
    const all = (type: string) => resources.flatMap((byType) => Object.values(byType[type] ?? {}));
    const names = new Set(
      ENDPOINT_SERVICES.flatMap((service) => [service, `${service}-fips`])
        .filter((service) => isOffered(service, region))
        .map((service) => endpointServiceName(service, region)),
    );
    const endpoints = all("aws_vpc_endpoint").filter((endpoint) => endpoint.vpc_endpoint_type === "Interface");
    expect(endpoints.length).toBeGreaterThan(8);
    expect(endpoints.filter((endpoint) => !names.has(String(endpoint.service_name)))).toEqual([]);
    expect(all("aws_subnet").length).toBeGreaterThanOrEqual(2);
    const [text] = [JSON.stringify([...stacks.values()])];
    expect(text.includes('"sts_region":"us-east-1"')).toBe(isOptIn(region));
  });
});
