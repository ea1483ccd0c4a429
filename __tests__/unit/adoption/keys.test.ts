import fc from "fast-check";
import { keysOf, slug } from "../../../adoption/mapping/keys";

describe("keys", () => {
  it.each([
    ["Finance Reporting", "finance-reporting"],
    ["OurAnalytics_v2", "our-analytics-v2"],
    ["42 things", "unit-42-things"],
    ["2024", "unit-2024"],
    ["Überblick", "uberblick"],
    ["---", "unit"],
  ])("makes %j into %s", (name, key) => expect(slug(name, "unit")).toBe(key));

  it("are valid and different, whatever the names", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 80 }), { maxLength: 20 }), (names) => {
        const items = names.map((name, index) => ({ id: String(index), name }));
        const keys = [...keysOf(items, ({ name }) => name, "unit", ["root"]).values()];
        expect(new Set(keys).size).toBe(names.length);
        for (const key of keys) expect(key).toMatch(/^[a-z][a-z0-9-]{0,47}$/);
        expect(keys).not.toContain("root");
      }),
    );
  });
});
