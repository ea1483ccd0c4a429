import { readFileSync } from "node:fs";
import path from "node:path";
import { ENDPOINT_NAMES, ENDPOINT_SERVICES, REGION_TABLE } from "../../../../contracts/service/region-table";
import {
  defaultZones,
  endpointServiceName,
  isEndpointService,
  isOffered,
  KNOWN_REGIONS,
  possibleZones,
  serviceOfFullName,
} from "../../../../contracts/service/regions";
import { admitPlace } from "../../../../packages/emulator/steps/place";

const ROOT = path.resolve(__dirname, "../../../..");

test("the emulator, which imports nothing of the rest, has the same table", () => {
  const text = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");
  expect(text("packages/emulator/region-table.ts")).toBe(text("contracts/service/region-table.ts"));
});

test("Regions offer two zones or more by default, or say that they cannot be known", () => {
  const counts = KNOWN_REGIONS.map((region) => defaultZones(region).length);
  expect(KNOWN_REGIONS.filter((_, index) => counts[index] < 2)).toEqual(["us-west-1"]);
  expect(Math.max(...counts)).toBe(3);
  expect([defaultZones("ap-northeast-1"), defaultZones("ca-central-1"), defaultZones("us-east-1")]).toEqual([
    ["a", "c", "d"],
    ["a", "b", "d"],
    ["a", "b", "c"],
  ]);
  expect([defaultZones("xx-nowhere-1"), possibleZones("xx-nowhere-1"), possibleZones("us-west-1")]).toEqual([
    [],
    undefined,
    ["a", "b", "c"],
  ]);
});

test("no two services have one construct id, so none is lost", () => {
  const ids = ENDPOINT_SERVICES.map((service) => service.replaceAll(".", "-"));
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(Object.keys(ENDPOINT_NAMES).filter((service) => !isEndpointService(service))).toEqual([]);
});

test("full names lead back to services, of every Region", () => {
  for (const region of ["us-east-1", "us-gov-west-1", "cn-north-1", "ap-southeast-2"]) {
    const wrong = ENDPOINT_SERVICES.filter(
      (service) => serviceOfFullName(endpointServiceName(service, region)) !== service,
    );
    expect(wrong).toEqual([]);
  }
  expect([serviceOfFullName("sts"), serviceOfFullName("com.amazonaws.vpce.us-east-1.vpce-svc-1")]).toEqual([
    undefined,
    undefined,
  ]);
});

describe("the emulator", () => {
  const call = (service: string, region: string, body: string, enabled: string[] = []): string => {
    const request = { method: "POST", path: "/", query: new URLSearchParams(), headers: {}, body: Buffer.from(body) };
    try {
      admitPlace(request, { accessKeyId: "x", region, service }, enabled);
      return "admitted";
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  const endpoint = (name: string, type = "Interface"): string =>
    new URLSearchParams({ Action: "CreateVpcEndpoint", ServiceName: name, VpcEndpointType: type }).toString();

  test("admits the endpoints that are offered, under the names that are used, and no others", () => {
    for (const region of KNOWN_REGIONS.filter((name) => REGION_TABLE[name].optIn !== true)) {
      const answers = ENDPOINT_SERVICES.map((service) => [
        service,
        call("ec2", region, endpoint(endpointServiceName(service, region))) === "admitted",
      ]);
      expect([region, answers]).toEqual([
        region,
        ENDPOINT_SERVICES.map((service) => [service, isOffered(service, region)]),
      ]);
      expect(call("ec2", region, endpoint(`com.amazonaws.${region}.s3`, "Gateway"))).toBe("admitted");
      expect(call("ec2", region, endpoint(`com.amazonaws.${region}.nothing`))).toBe("InvalidServiceName");
      expect(call("ec2", region, endpoint("sts"))).toBe("InvalidServiceName");
    }
    expect(call("ec2", "us-east-1", endpoint("com.amazonaws.us-west-2.sts"))).toBe("InvalidServiceName");
    expect(call("ec2", "us-east-1", endpoint("com.amazonaws.us-east-1.kms-fips"))).toBe("admitted");
    expect(call("ec2", "us-east-1", "Action=DescribeVpcs")).toBe("admitted");
  });

  test("refuses Regions that there are not, and those that are not enabled", () => {
    expect(call("sts", "us-east-9", "")).toBe("SignatureDoesNotMatch");
    expect(call("sts", "eu-south-2", "")).toBe("InvalidClientTokenId");
    expect(call("ec2", "eu-south-2", "")).toBe("AuthFailure");
    expect(call("datazone", "eu-south-2", "")).toBe("UnrecognizedClientException");
    expect(call("sts", "eu-south-2", "", ["eu-south-2"])).toBe("admitted");
  });
});
