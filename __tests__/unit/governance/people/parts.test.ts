import {
  deciderRoles,
  membershipOf,
  partsIn,
  stewardedUnits,
  type Caller,
  type Involved,
} from "../../../../governance/people";

const PARENTS = { sales: "root", "sales-emea": "sales", hr: "root" };
const caller = (changes: Partial<Caller> = {}, standing: Partial<Caller["standing"]> = {}): Caller => ({
  id: "x",
  kind: "person",
  groupProfiles: [],
  profileId: "p",
  standing: { leads: [], stewards: [], governanceTeam: false, auditor: false, ...standing },
  ...changes,
});
const parts = (one: Caller, involved: Partial<Involved> = {}) =>
  partsIn(one, { requester: "somebody", ...involved }, PARENTS);

describe("parts in a request", () => {
  it.each<[string, Caller, Partial<Involved>, readonly string[]]>([
    ["nobody", caller(), {}, []],
    ["the requester", caller(), { requester: "p" }, ["requester"]],
    [
      "one without a profile, of a request without a requester",
      caller({ profileId: undefined }),
      { requester: "" },
      [],
    ],
    ["a member of the consumer", caller(), { consumer: "member" }, ["consumer-member"]],
    ["an owner of the consumer", caller(), { consumer: "owner" }, ["consumer-member"]],
    ["a member of the producer", caller(), { producer: "member" }, []],
    ["an owner of the producer", caller(), { producer: "owner" }, ["producer-owner"]],
    ["a steward of the unit", caller({}, { stewards: ["sales"] }), { producerUnit: "sales" }, ["unit-steward"]],
    ["a steward of a unit above", caller({}, { stewards: ["root"] }), { producerUnit: "sales-emea" }, ["unit-steward"]],
    ["a steward of a unit below", caller({}, { stewards: ["sales-emea"] }), { producerUnit: "sales" }, []],
    ["a steward of another unit", caller({}, { stewards: ["hr"] }), { producerUnit: "sales" }, []],
    ["a steward, of a unit that is not known", caller({}, { stewards: ["root"] }), {}, []],
    ["a steward, of a unit that is not in the tree", caller({}, { stewards: ["gone"] }), { producerUnit: "gone" }, []],
    ["a lead of the unit", caller({}, { leads: ["sales"] }), { producerUnit: "sales" }, []],
    ["the governance team", caller({}, { governanceTeam: true }), {}, ["governance-team"]],
    ["an auditor", caller({}, { auditor: true }), {}, ["auditor"]],
  ])("of %s", (_, one, involved, expected) => {
    expect(parts(one, involved)).toEqual(expected);
  });

  it("decide in the words of queues, and those of askers and auditors do not", () => {
    expect(deciderRoles(["requester", "consumer-member", "auditor"])).toEqual([]);
    expect(deciderRoles(["producer-owner", "unit-steward", "governance-team"])).toEqual([
      "producer-owners",
      "unit-stewards",
      "governance-team",
    ]);
  });
});

describe("membership", () => {
  const members = [
    { id: "p", designation: "PROJECT_CONTRIBUTOR" },
    { id: "g", designation: "PROJECT_OWNER" },
  ] as const;

  it("is the strongest of a person and the person's groups", () => {
    expect(membershipOf(caller(), members)).toBe("member");
    expect(membershipOf(caller({ groupProfiles: ["g"] }), members)).toBe("owner");
    expect(membershipOf(caller({ profileId: undefined }), members)).toBeUndefined();
    expect(membershipOf(caller({ profileId: "q", groupProfiles: ["h"] }), members)).toBeUndefined();
  });
});

describe("units of a steward", () => {
  it("are those below as well", () => {
    expect(stewardedUnits(["sales"], PARENTS)).toEqual(["sales", "sales-emea"]);
    expect(stewardedUnits(["root"], PARENTS)).toEqual(["root", "sales", "sales-emea", "hr"]);
    expect(stewardedUnits([], PARENTS)).toEqual([]);
  });
});
