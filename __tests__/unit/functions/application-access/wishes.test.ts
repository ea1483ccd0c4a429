import fc from "fast-check";
import { wishesOf } from "../../../../functions/application-access/catalog/wishes";

const FORM = { typeName: "UsagePurpose", purpose: "purpose", durationDays: "days", columns: "columns", rows: "rows" };
const wishes = (content: unknown, form = FORM) =>
  wishesOf({ forms: { UsagePurpose: typeof content === "string" ? content : JSON.stringify(content) } }, form);

describe("wishes of a request", () => {
  it("are what its form says", () => {
    expect(wishes({ purpose: "analysis", days: 30, columns: "region, amount,region," })).toEqual({
      purpose: "analysis",
      durationDays: 30,
      columns: ["region", "amount"],
      rows: "all",
    });
  });

  it("are everything without an end where nothing is said, and the purpose is not known", () => {
    const everything = { durationDays: "unlimited", columns: "all", rows: "all" };
    expect(wishesOf({}, FORM)).toEqual(everything);
    expect(wishesOf({ forms: { Other: '{"purpose":"analysis"}' } }, FORM)).toEqual(everything);
    expect(wishesOf({ forms: { UsagePurpose: '{"purpose":"analysis"}' } }, undefined)).toEqual(everything);
    expect(wishes({ columns: " , " })).toEqual({ ...everything, purpose: undefined });
    expect(wishes({ days: null, columns: "", purpose: "" })).toEqual({ ...everything, purpose: undefined });
  });

  it("say which rows are wanted, in the words of rules", () => {
    const europe = { columnName: "region", operator: "equalTo", value: "EU" };
    expect(wishes({ rows: JSON.stringify(europe) }).rows).toEqual(europe);
    const deep = { and: [europe, { or: [europe, { columnName: "year", operator: "isNull" }] }] };
    expect(wishes({ rows: JSON.stringify(deep) }).rows).toEqual(deep);
    expect(wishes({ rows: "" }).rows).toBe("all");
  });

  it.each([
    ["no JSON", "{"],
    ["no object", "[]"],
    ["a text", '"analysis"'],
  ])("are not known where the form holds %s", (_, content) => {
    expect(wishes(content)).toEqual({});
    // A form without a field for rows wishes all of them, however it is filled in.
    const { rows: _rows, ...without } = FORM;
    expect(wishes(content, without as typeof FORM)).toEqual({ rows: "all" });
  });

  it.each([
    [{ days: 0 }, "durationDays"],
    [{ days: "soon" }, "durationDays"],
    [{ days: 1.5 }, "durationDays"],
    [{ columns: ["region"] }, "columns"],
    [{ purpose: 3 }, "purpose"],
    [{ rows: "only Europe" }, "rows"],
    [{ rows: "{}" }, "rows"],
    [{ rows: '{"columnName":"region","operator":"is","value":"EU"}' }, "rows"],
    [{ rows: { columnName: "region", operator: "isNull" } }, "rows"],
  ] as const)("are not known where a field holds what cannot be read: %j", (content, member) => {
    expect(wishes(content)[member]).toBeUndefined();
  });

  it("never are more than the form says, whatever it holds", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), fc.string({ minLength: 1 }), (content, field) => {
        const found = wishesOf({ forms: { T: content } }, { typeName: "T", durationDays: field });
        if (typeof found.durationDays === "number") {
          expect(found.durationDays).toBeGreaterThanOrEqual(1);
          expect(Number.isInteger(found.durationDays)).toBe(true);
        }
      }),
    );
  });
});
