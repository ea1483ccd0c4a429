import { ADOPTABLE_KINDS, ADOPTABLE_NAMES, adoptingFunction } from "../../../../contracts/adoption";
import { descriptorOf, KIND_NAMES, KIND_SCHEMAS } from "../../../../contracts/kinds";
import type { AdoptingFile } from "../../../../contracts/kinds/adoption";

const FILE: AdoptingFile = {
  accounts: {},
  pools: {},
  profiles: {},
  projects: {},
  git: { hosts: {}, connections: {} },
  grants: { blueprint: { account: "finance" }, other: {} },
  domain: { grants: { units: {} } },
};

describe("kinds of the control plane", () => {
  it.each(KIND_NAMES)("%s passes roles under properties that it has", (kind) => {
    const members = Object.keys(KIND_SCHEMAS[kind].properties.shape);
    const passed = (descriptorOf(kind).permissions.passedRoles ?? []).map(({ property }) => property.split(".")[0]);
    expect(members).toEqual(expect.arrayContaining(passed));
  });

  it.each(ADOPTABLE_NAMES)("%s accepts no id of another form", (name) => {
    for (const id of ["", " ", "a b", "x".repeat(300)]) expect(ADOPTABLE_KINDS[name].idPattern.test(id)).toBe(false);
  });
});

describe("the function that keeps an adopted object although it keeps no new ones", () => {
  it.each([
    ["PolicyGrant/grants/other", { kind: "PolicyGrant", account: "governance" }],
    ["PolicyGrant/grants/blueprint", { kind: "PolicyGrant", account: "finance" }],
    ["PolicyGrant/domain.grants/units", { kind: "PolicyGrant", account: "governance" }],
    ["BlueprintGrant/marketing/Tooling/root-owner", { kind: "PolicyGrant", account: "marketing" }],
    ["DomainUnitOwner/root/lead", { kind: "DomainUnitOwner", account: "governance" }],
    ["Project/landing", undefined],
    ["UserProfile/lead", undefined],
    ["Surprise/lead", undefined],
  ])("of %s is that of the account that issues it", (address, expected) => {
    expect(adoptingFunction(address, FILE, "governance")).toEqual(expected);
  });
});
