import fc from "fast-check";
import type { RowCondition } from "../../../../governance/access-rules";
import {
  decisionFilterName,
  filterFaults,
  isOfDecision,
  MOST_FILTERS,
  refuseChange,
  refuseCreation,
  refuseDeletion,
  rowConditionOf,
  serviceRowFilter,
  type AssetFilter,
  type AssetUse,
  type FilterText,
} from "../../../../governance/assets";

const columns = ["region", "email"].map((name) => ({ name, terms: [] }));
const EUROPE: RowCondition = { columnName: "region", operator: "equalTo", value: "EU" };
const text = (changes: Partial<FilterText> = {}): FilterText => ({
  ...{ name: "Europe", description: "", content: { rows: EUROPE }, ...changes },
});
const filter = (changes: Partial<AssetFilter> = {}): AssetFilter => ({ ...text(), id: "f-1", effect: "", ...changes });
const use = (changes: Partial<AssetUse> = {}): AssetUse => ({
  ...{ kind: "access", id: "s-1", who: { kind: "project", id: "p-2", name: "Marketing" }, filterIds: ["f-1"] },
  ...changes,
});

describe("the text of a filter", () => {
  it("names columns that the asset has, and takes no name of a decision", () => {
    expect(filterFaults(text(), { columns })).toEqual([]);
    const wrong = text({ name: " SMUS-rows-1", content: { columns: ["region", "phone"] } });
    expect(filterFaults(wrong, { columns }).map(({ at }) => at)).toEqual(["name", "columns"]);
    const deep = { and: [EUROPE, { or: [{ columnName: "land", operator: "isNull" }] }] } satisfies RowCondition;
    expect(filterFaults(text({ content: { rows: deep } }), { columns })).toEqual([
      { at: "rows", message: "the asset has no column land; it has region, email" },
    ]);
    expect(filterFaults(text(), {})).toMatchObject([{ at: "rows" }]);
  });
});

describe("a change of a filter", () => {
  const other = filter({ id: "f-2", name: "Other" });

  it("is possible while nobody has access through it", () => {
    expect(refuseCreation(text(), [other])).toBeUndefined();
    expect(refuseChange(filter(), text({ name: "New" }), [filter(), other], [])).toBeUndefined();
    // Requests have no filter yet, and other access has another one.
    const uses = [use({ kind: "request" }), use({ filterIds: ["f-2"] })];
    expect(refuseChange(filter(), text(), [filter()], uses)).toBeUndefined();
    expect(refuseDeletion(filter(), uses)).toBeUndefined();
  });

  it("is refused once access has it, with those who have it", () => {
    const uses = [use()];
    expect(refuseDeletion(filter(), uses)).toMatchObject({ refused: "still-used", uses });
    expect(refuseChange(filter(), text(), [filter()], uses)?.message).toContain("Marketing");
  });

  it("is refused for one of a decision, however it is written", () => {
    for (const name of [decisionFilterName("rows", "0123"), "SMUS-columns-1"]) {
      expect(isOfDecision({ name })).toBe(true);
      expect(refuseDeletion(filter({ name }), [])?.refused).toBe("filter-of-decision");
      expect(refuseChange(filter({ name }), text(), [], [])?.refused).toBe("filter-of-decision");
    }
  });

  it("is refused where the name is taken, the kind another, or there is no room", () => {
    expect(refuseCreation(text(), [filter()])?.refused).toBe("name-taken");
    expect(refuseChange(filter(), text({ name: "Other" }), [filter(), other], [])?.refused).toBe("name-taken");
    const columnsOnly = text({ content: { columns: ["region"] } });
    expect(refuseChange(filter(), columnsOnly, [filter()], [])?.refused).toBe("other-kind");
    const many = Array.from({ length: MOST_FILTERS }, (_, at) => filter({ id: `f-${at}`, name: `Filter ${at}` }));
    expect(refuseCreation(text(), many)?.refused).toBe("too-many-filters");
    expect(refuseCreation(text(), many.slice(1))).toBeUndefined();
  });
});

describe("a condition on rows in the form of the service", () => {
  const columnName = fc.string({ minLength: 1, maxLength: 20 });
  const leaf: fc.Arbitrary<RowCondition> = fc.oneof(
    fc.record({ columnName, operator: fc.constantFrom("equalTo", "lessThan", "like"), value: fc.string() }),
    fc.record({
      columnName,
      operator: fc.constantFrom("in", "notIn"),
      values: fc.array(fc.string(), { minLength: 1 }),
    }),
    fc.record({ columnName, operator: fc.constantFrom("isNull", "isNotNull") }),
  ) as fc.Arbitrary<RowCondition>;
  const { condition } = fc.letrec<{ condition: RowCondition }>((tie) => ({
    condition: fc.oneof(
      { depthSize: "small", maxDepth: 3 },
      leaf,
      fc.record({ and: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
      fc.record({ or: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
    ),
  }));

  it("is the same after it was written and read", () => {
    fc.assert(
      fc.property(condition, (rows) => {
        const sent: unknown = JSON.parse(JSON.stringify(serviceRowFilter(rows)));
        const read = rowConditionOf(sent);
        // What is out of the bounds of people's filters is not known, and never something else.
        if (read !== undefined) expect(read).toEqual(rows);
      }),
      { numRuns: 200, seed: 13 },
    );
    expect(rowConditionOf(serviceRowFilter({ and: [EUROPE, { or: [EUROPE] }] }))).toEqual({
      and: [EUROPE, { or: [EUROPE] }],
    });
  });

  it.each([
    undefined,
    null,
    "x",
    {},
    { and: [] },
    { or: "x" },
    { and: [{ expression: { sounds: {} } }] },
    { expression: { equalTo: { columnName: "a", value: "b" }, isNull: { columnName: "a" } } },
    { expression: {} },
    { $unknown: ["x", 1] },
  ])("is not known where the service says something else: %j", (said) => {
    expect(rowConditionOf(said)).toBeUndefined();
  });
});
