import { LONGEST_REASON, requestFrom, type TypedRequest } from "../../../portal/browser/ask";

const typed: TypedRequest = {
  project: " prj-1 ",
  purpose: "analysis",
  end: "days",
  days: "30",
  columns: "some",
  chosen: ["region"],
  rows: "all",
  comparisons: [],
  reason: " Reports ",
};

test("a request says what was chosen", () => {
  expect(requestFrom(typed, "lst-1")).toEqual({
    body: {
      listingId: "lst-1",
      projectId: "prj-1",
      purpose: "analysis",
      days: 30,
      columns: ["region"],
      reason: "Reports",
    },
  });
});

test("all columns and no end are what is not named", () => {
  const made = requestFrom({ ...typed, end: "unlimited", days: "nonsense", columns: "all" }, "lst-1");
  expect(made).toEqual({ body: { listingId: "lst-1", projectId: "prj-1", purpose: "analysis", reason: "Reports" } });
});

test.each<[keyof TypedRequest, string | string[]]>([
  ["project", " "],
  ["purpose", ""],
  ["end", ""],
  ["days", "0"],
  ["days", "3651"],
  ["days", "ten"],
  ["columns", ""],
  ["reason", " \n"],
  ["reason", "x".repeat(LONGEST_REASON + 1)],
])("a request without a usable %s is not sent (%j)", (field, value) => {
  const made = requestFrom({ ...typed, [field]: value }, "lst-1");
  expect(made).toMatchObject({ faults: [{ field }] });
});

test("everything that is missing is said at once", () => {
  const nothing = {
    project: "",
    purpose: "",
    end: "",
    days: "",
    columns: "",
    chosen: [],
    rows: "all",
    comparisons: [],
    reason: "",
  };
  const made = requestFrom(nothing, "lst-1");
  expect("faults" in made && made.faults.map(({ field }) => field)).toEqual([
    "project",
    "purpose",
    "end",
    "columns",
    "reason",
  ]);
  expect(requestFrom({ ...typed, chosen: [] }, "lst-1")).toMatchObject({ faults: [{ field: "columns" }] });
});

describe("rows of a request", () => {
  const region = { column: "region", operator: "equalTo", value: "EU" };
  test("are those for which all comparisons hold", () => {
    const rows = { columnName: "region", operator: "equalTo", value: "EU" };
    const one = requestFrom({ ...typed, rows: "own", comparisons: [region] }, "lst-1");
    expect(one).toMatchObject({ body: { rows } });
    const two = requestFrom({ ...typed, rows: "own", comparisons: [region, { ...region, value: "US" }] }, "lst-1");
    expect(two).toMatchObject({ body: { rows: { and: [rows, { value: "US" }] } } });
  });
  test("are not sent with a comparison that says nothing", () => {
    const made = requestFrom({ ...typed, rows: "own", comparisons: [{ ...region, value: "" }] }, "lst-1");
    expect(made).toMatchObject({ faults: [{ field: "rows.0.value" }] });
  });
  test("are all, whatever comparisons were typed before", () => {
    const made = requestFrom({ ...typed, comparisons: [region] }, "lst-1");
    expect("body" in made && "rows" in made.body).toBe(false);
  });
});
