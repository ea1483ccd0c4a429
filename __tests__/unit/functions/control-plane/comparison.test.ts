import {
  asSet,
  differencesOf,
  fingerprintOf,
  Keyed,
  reasonOf,
} from "../../../../functions/control-plane/engine/comparison";

describe("differencesOf", () => {
  it.each([
    ["nothing and an empty list", { tags: undefined }, { tags: [] }],
    ["nothing and an empty text", { description: undefined }, { description: "" }],
    ["nothing and an object of nothings", {}, { lakeFormation: { role: undefined, excluded: [] } }],
    ["members in another order", { a: { x: "1", y: "2" } }, { a: { y: "2", x: "1" } }],
    ["named members in another order", { a: new Keyed({ x: "1", y: "2" }) }, { a: new Keyed({ y: "2", x: "1" }) }],
    ["sets in another order, with repetitions", { a: asSet(["b", "a", "b"]) }, { a: asSet(["a", "b"]) }],
  ])("takes %s for equal", (_what, live, desired) => {
    expect(differencesOf(live, desired)).toEqual([]);
  });

  it("names paths as the configuration does, in a fixed order", () => {
    const live = {
      description: "x",
      list: new Keyed({ Tooling: { order: 1 }, Gone: { order: 2 } }),
      region: { eu: "1" },
    };
    const desired = { region: { eu: "2" }, description: undefined, list: new Keyed({ Tooling: { order: 0 } }) };

    expect(differencesOf(live, desired)).toEqual([
      { path: "description", live: "x", desired: null },
      { path: "list[Gone]", live: { order: 2 }, desired: null },
      { path: "list[Tooling].order", live: 1, desired: 0 },
      { path: "region.eu", live: "1", desired: "2" },
    ]);
  });

  it("reports a member that exists on one side only as a whole, never as equal", () => {
    expect(differencesOf({ accounts: new Keyed({}) }, { accounts: new Keyed({ "1": { regions: ["a"] } }) })).toEqual([
      { path: "accounts[1]", live: null, desired: { regions: ["a"] } },
    ]);
    expect(differencesOf({ enabled: false }, { enabled: undefined })).toHaveLength(1);
  });
});

describe("reasonOf", () => {
  it("is short text with JSON values", () => {
    expect(reasonOf([{ path: "description", live: "x", desired: "y" }])).toBe('description: "x" -> "y"');
  });

  it.each([299, 300, 301])("holds %i characters in at most 300", (length) => {
    const value = "v".repeat(length - 'a: null -> ""'.length);
    const reason = reasonOf([{ path: "a", live: null, desired: value }]);

    expect(reason).toHaveLength(Math.min(length, 300));
    expect(reason.endsWith("...")).toBe(length > 300);
  });
});

describe("fingerprintOf", () => {
  it("does not depend on the order of keys and tells values apart", () => {
    expect(fingerprintOf({ a: "1", b: "2" })).toBe(fingerprintOf({ b: "2", a: "1" }));
    expect(fingerprintOf({ a: "1" })).not.toBe(fingerprintOf({ a: "2" }));
  });
});
