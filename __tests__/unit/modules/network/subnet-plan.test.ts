import { subnetPlan } from "../../../../modules/network";

describe("subnetPlan", () => {
  it.each([
    ["10.38.0.0/16", ["10.38.0.0/18", "10.38.64.0/18", "10.38.128.0/18", "10.38.192.0/19"], "10.38.240.0/20"],
    ["10.38.0.0/20", ["10.38.0.0/22", "10.38.4.0/22", "10.38.8.0/22", "10.38.12.0/23"], "10.38.15.0/24"],
    ["10.38.7.0/24", ["10.38.7.0/26", "10.38.7.64/26", "10.38.7.128/26", "10.38.7.192/27"], "10.38.7.240/28"],
    [
      "192.168.240.0/21",
      ["192.168.240.0/23", "192.168.242.0/23", "192.168.244.0/23", "192.168.246.0/24"],
      "192.168.247.128/25",
    ],
  ])("cuts %s into four private ranges and a public one", (cidrBlock, privateCidrs, publicCidr) => {
    expect(subnetPlan(cidrBlock, 4)).toEqual({ privateCidrs, publicCidr });
  });

  it("keeps ranges when a zone is added", () => {
    const four = subnetPlan("10.0.0.0/18", 4);
    for (const count of [2, 3]) {
      const plan = subnetPlan("10.0.0.0/18", count);
      expect(plan.privateCidrs).toEqual(four.privateCidrs.slice(0, count));
      expect(plan.publicCidr).toBe(four.publicCidr);
    }
  });

  it.each([16, 17, 18, 19, 20, 21, 22, 23, 24])("never overlaps and stays inside of a /%i", (length) => {
    const { privateCidrs, publicCidr } = subnetPlan(`10.0.0.0/${length}`, 4);
    const ranges = [...privateCidrs, publicCidr].map(bounds).sort((a, b) => a.first - b.first);
    const vpc = bounds(`10.0.0.0/${length}`);
    for (const [index, range] of ranges.entries()) {
      expect(range.first % range.size).toBe(0);
      expect(range.size).toBeGreaterThanOrEqual(16);
      const previous = index === 0 ? vpc.first : ranges[index - 1].first + ranges[index - 1].size;
      expect(range.first).toBeGreaterThanOrEqual(previous);
      expect(range.first + range.size).toBeLessThanOrEqual(vpc.first + vpc.size);
    }
  });

  it.each(["10.0.0.0/15", "10.0.0.0/25", "10.0.0.256/20", "10.0.0/20", "fd00::/20", ""])("rejects %p", (cidrBlock) => {
    expect(() => subnetPlan(cidrBlock, 3)).toThrow("allowed an IPv4 range of /16 to /24");
  });

  it("rejects a range whose host bits are set, and names the right one", () => {
    expect(() => subnetPlan("10.38.1.0/20", 3)).toThrow('"10.38.1.0/20", which begins at 10.38.0.0/20');
  });

  it.each([1, 5])("rejects %i zones", (count) => {
    expect(() => subnetPlan("10.0.0.0/20", count)).toThrow(`got ${count} zones; allowed 2 to 4`);
  });
});

function bounds(cidr: string): { readonly first: number; readonly size: number } {
  const [address, length] = cidr.split("/");
  const first = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
  return { first, size: 2 ** (32 - Number(length)) };
}
