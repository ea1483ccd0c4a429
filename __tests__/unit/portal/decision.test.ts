import fc from "fast-check";
import { giveAccess, givenAccess, LONGEST_ACCESS } from "../../../governance/access-rules";
import { rowFilter } from "../../../governance/access-rules/row-filter";
import {
  accessFrom,
  limitsOf,
  LONGEST_DAYS,
  proposalOf,
  type Proposal,
  type TypedDecision,
} from "../../../portal/browser/decision";

type Detail = Parameters<typeof proposalOf>[0];
const detail = (
  request: object,
  columns: object | undefined = { region: [], email: ["business/personal"] },
): Detail => ({
  facts: { asset: { columns }, request },
  asset: { id: "a", listingId: "l", name: "Customers", type: "amazon.datazone.GlueTableAssetType" },
  held: undefined,
});

const EU = { columnName: "region", operator: "equalTo", value: "EU" } as const;
const typed: TypedDecision = {
  rows: "all",
  comparisons: [],
  columns: "some",
  chosen: ["region"],
  end: "days",
  days: "30",
  s3: [],
};
const faultsOf = (changes: Partial<TypedDecision>, of = detail({}), proposal?: Proposal): string[] => {
  const made = accessFrom({ ...typed, ...changes }, limitsOf(of), proposal ?? proposalOf(of));
  return "faults" in made ? made.faults.map(({ field }) => field) : [];
};
const accessOf = (changes: Partial<TypedDecision>, of = detail({})) => {
  const made = accessFrom({ ...typed, ...changes }, limitsOf(of), proposalOf(of));
  if ("faults" in made) throw new Error(JSON.stringify(made.faults));
  return made.access;
};

test("the page and the API agree on the longest time", () => expect(LONGEST_DAYS).toBe(LONGEST_ACCESS));

describe("a decision starts", () => {
  test("from what was asked for", () => {
    const of = detail({ durationDays: 30, columns: ["region"], rows: EU });
    expect(proposalOf(of)).toEqual({ rows: EU, columns: ["region"], days: 30, s3: ["READ"] });
    expect(limitsOf(of)).toMatchObject({ mostDays: 30, mayNever: false, mayAllColumns: false });
    expect(limitsOf(of).columns).toEqual([{ name: "region", terms: [] }]);
  });

  test("with nothing chosen where nothing is known, so that nothing is given by accident", () => {
    expect(proposalOf(detail({}))).toEqual({ rows: undefined, columns: undefined, days: undefined, s3: ["READ"] });
    expect(faultsOf({ rows: "", columns: "", end: "" })).toEqual(["rows", "columns", "days"]);
    expect(proposalOf({ ...detail({}), facts: undefined }).rows).toBeUndefined();
  });

  test("from what the first of two consented to", () => {
    const access = { rows: EU, columns: ["region"], s3: ["READ"], expiresInDays: 10, rowsText: "region = 'EU'" };
    const held = { consents: [{ person: "p-1", at: "", access }] } as unknown as Detail["held"];
    expect(proposalOf({ ...detail({ durationDays: 365, columns: "all", rows: "all" }), held })).toEqual({
      rows: EU,
      columns: ["region"],
      days: 10,
      s3: ["READ"],
      consentOf: "p-1",
    });
  });
});

describe("a form", () => {
  test("gives all only where that was chosen", () => {
    expect(accessOf({})).toEqual({ rows: "all", columns: ["region"], s3: ["READ"], expiresInDays: 30 });
    expect(accessOf({ columns: "all", end: "never" })).toMatchObject({ columns: "all", expiresInDays: "never" });
  });

  test("gives what was asked for as it was asked", () => {
    const of = detail({ rows: { and: [EU, { or: [EU, EU] }] } });
    expect(accessOf({ rows: "asked" }, of).rows).toEqual({ and: [EU, { or: [EU, EU] }] });
  });

  test("makes one comparison or several of lines", () => {
    const lines = [
      { column: "region", operator: "in", value: "EU, UK\nCH,," },
      { column: "email", operator: "isNull", value: "ignored" },
    ];
    const several = { columnName: "region", operator: "in", values: ["EU", "UK", "CH"] };
    expect(accessOf({ rows: "own", comparisons: lines.slice(0, 1) }).rows).toEqual(several);
    expect(accessOf({ rows: "own", comparisons: lines }).rows).toEqual({
      and: [several, { columnName: "email", operator: "isNull" }],
    });
  });

  test("keeps the order of columns that somebody consented to: the same access is written the same", () => {
    const proposal: Proposal = { columns: ["email", "region"], s3: ["READ"] };
    const made = accessFrom({ ...typed, chosen: ["region", "email"] }, limitsOf(detail({})), proposal);
    expect(made).toMatchObject({ access: { columns: ["email", "region"] } });
  });

  test.each<[string, Partial<TypedDecision>, string]>([
    ["no column", { chosen: [] }, "columns"],
    [
      "a comparison without a column",
      { rows: "own", comparisons: [{ column: "", operator: "equalTo", value: "x" }] },
      "rows.0.value",
    ],
    [
      "a comparison without a value",
      { rows: "own", comparisons: [{ column: "region", operator: "in", value: " , " }] },
      "rows.0.value",
    ],
    ["no comparison", { rows: "own", comparisons: [] }, "rows"],
    ["no number", { days: "soon" }, "days"],
    ["no day", { days: "0" }, "days"],
    ["too many days", { days: "3651" }, "days"],
    ["half a day", { days: "1.5" }, "days"],
  ])("with %s is not sent", (_name, changes, field) => expect(faultsOf(changes)).toContain(field));

  test("asks about objects only where there are some", () => {
    const objects = {
      ...detail({}),
      asset: { ...detail({}).asset, type: "amazon.datazone.S3ObjectCollectionAssetType" },
    };
    expect(faultsOf({ s3: [] }, objects)).toEqual(["s3"]);
    expect(accessOf({ s3: ["WRITE", "READ"] }, objects).s3).toEqual(["READ", "WRITE"]);
    expect(accessOf({ s3: ["WRITE"] }).s3).toEqual(["READ"]);
  });
});

test("whatever is typed: what is sent has the API's form, and is never longer than was asked for", () => {
  const lines = fc.array(
    fc.record({
      column: fc.constantFrom("", "region", "email"),
      operator: fc.constantFrom("equalTo", "in", "isNull", "like"),
      value: fc.oneof(fc.string({ maxLength: 20 }), fc.string({ maxLength: 300, size: "max" })),
    }),
    { maxLength: 25, size: "max" },
  );
  const form = fc.record({
    rows: fc.constantFrom("all", "asked", "own", "" as const),
    comparisons: lines,
    columns: fc.constantFrom("all", "some", "" as const),
    chosen: fc.subarray(["region", "email"]),
    end: fc.constantFrom("days", "never", "" as const),
    days: fc.oneof(fc.integer({ min: -5, max: 5000 }).map(String), fc.string({ maxLength: 5 })),
    s3: fc.subarray(["READ", "WRITE"]),
  });
  const days = fc.option(fc.integer({ min: 1, max: LONGEST_ACCESS }), { nil: undefined });
  const rows = fc.constantFrom<unknown>(undefined, "all", EU);
  fc.assert(
    fc.property(form, days, rows, (values, durationDays, wished) => {
      const of = detail({ durationDays, rows: wished });
      const made = accessFrom(values as TypedDecision, limitsOf(of), proposalOf(of));
      if ("faults" in made) return made.faults.length > 0;
      expect(givenAccess.safeParse(made.access).error).toBeUndefined();
      if (made.access.rows !== "all") expect(rowFilter.safeParse(made.access.rows).success).toBe(true);
      const { expiresInDays } = made.access;
      return durationDays === undefined || (expiresInDays !== "never" && expiresInDays <= durationDays);
    }),
  );
});

test("what a rule would give can be given by the form", () => {
  const facts = {
    asset: { columns: { region: [], email: ["p"] } },
    producer: {},
    consumer: {},
    requester: {},
    request: { durationDays: 30, rows: EU, columns: "all" as const },
  };
  const given = giveAccess({ rows: "all", columns: { withoutTerms: ["p"] }, s3: ["READ"], expiresInDays: 92 }, facts);
  expect(accessOf({ rows: "asked" }, detail(facts.request, facts.asset.columns))).toEqual(given);
});
