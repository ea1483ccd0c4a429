import { isInvisible, liveUnitId, reachesUnit, type LiveDomain } from "../../../preflight/live-domain";
import { RefusedReadError } from "../../../preflight/reads";
import { stageOf } from "../../support/stages";

const DOMAIN: LiveDomain = {
  id: "dzd-1",
  arn: "arn",
  rootUnitId: "r",
  blueprints: new Map(),
  units: [
    { id: "r", name: "root" },
    { id: "f", name: "Finance", parentId: "r" },
    { id: "fr", name: "Reporting", parentId: "f" },
    { id: "rr", name: "Reporting", parentId: "r" },
  ],
};

const stage = stageOf({
  governanceAccount: "owner",
  accounts: { owner: { id: "000000000001" } },
  domain: {
    name: "example",
    region: "eu-west-1",
    units: {
      finance: { name: "Finance" },
      reporting: { name: "Reporting", parent: "finance" },
      later: { name: "Later" },
    },
  },
});

describe("units of the live domain", () => {
  it.each([
    ["root", "r"],
    ["finance", "f"],
    ["reporting", "fr"],
    ["later", undefined],
    ["constructor", undefined],
  ])("%s is found by its names from the root on", (key, id) => {
    expect(liveUnitId(stage, DOMAIN, key)).toBe(id);
  });

  it.each([
    ["the unit itself", "f", false, "f", true],
    ["a unit below, with children", "r", true, "fr", true],
    ["a unit below, without", "r", false, "fr", false],
    ["a unit beside", "f", true, "rr", false],
    ["a unit above", "fr", true, "f", false],
  ])("a grant reaches %s", (_what, unitId, includeChildren, other, reached) => {
    expect(reachesUnit(DOMAIN, { unitId, includeChildren }, other)).toBe(reached);
  });
});

describe("isInvisible", () => {
  const refused = (message: string) => new RefusedReadError("datazone:GetDomain", new Error(message));

  it("tells DataZone's refusal from IAM's", () => {
    expect(isInvisible(refused("Unauthorized"))).toBe(true);
    expect(isInvisible(refused("x because no identity-based policy allows the y action"))).toBe(false);
    expect(isInvisible(refused("x with an explicit deny in a service control policy: arn"))).toBe(false);
    expect(isInvisible(new Error("Unauthorized"))).toBe(false);
  });
});
