import type { AccessSummary } from "../../../portal/api/operations";
import {
  deciderText,
  decidersText,
  distanceText,
  listed,
  plural,
  problemSentence,
  rowsText,
  stateWords,
  typeText,
} from "../../../portal/browser/words";

const now = new Date("2026-11-10T23:30:00");
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString();

test.each([
  [0, "today"],
  [1, "tomorrow"],
  [-1, "yesterday"],
  [14, "in 14 days"],
  [-3, "3 days ago"],
])("a moment %i days from now is told as %s", (days, text) => expect(distanceText(inDays(days), now)).toBe(text));

test("days are those of the calendar: half an hour later may be tomorrow", () => {
  expect(distanceText(inDays(1 / 24), now)).toBe("tomorrow");
});

test("lists and counts are words", () => {
  expect([listed([]), listed(["a"]), listed(["a", "b", "c"], "or")]).toEqual(["", "a", "a, b or c"]);
  expect([plural(1, "day"), plural(1200, "day")]).toEqual(["1 day", "1,200 days"]);
});

describe("a row filter in words", () => {
  const region = { columnName: "region", operator: "equalTo", value: "EU" } as const;
  test("says everything as it is", () => expect(rowsText("all")).toBe("all rows"));
  test("names column, comparison and value", () => expect(rowsText(region)).toBe("region is “EU”"));
  test("keeps apart what belongs together", () => {
    const year = { columnName: "year", operator: "in", values: ["2025", "2026"] } as const;
    const none = { columnName: "year", operator: "isNull" } as const;
    expect(rowsText({ and: [region, { or: [{ ...year, values: [...year.values] }, none] }] })).toBe(
      "region is “EU” and (year is one of “2025” or “2026” or year is empty)",
    );
    expect(rowsText({ and: [{ or: [region] }] })).toBe("region is “EU”");
  });
});

describe("the state of a request", () => {
  const of = (changes: object) => stateWords({ phase: "held", ...changes } as AccessSummary).text;
  test("tells people what it waits for", () => expect(of({})).toBe("Waits for a person"));
  test("tells a problem before everything else", () =>
    expect(of({ phase: "active", problem: "no-target" })).toBe("Needs help"));
  test.each([
    [{ decision: { outcome: "reject" } }, "Rejected"],
    [{ decision: { outcome: "approve" }, ending: { kind: "expired" } }, "Access has ended"],
    [{ ending: { kind: "revoked" } }, "Access was revoked"],
    [{}, "Closed"],
  ])("tells how it was closed: %j", (changes, text) => expect(of({ phase: "closed", ...changes })).toBe(text));
  test("tells a problem that the page does not know by its name", () =>
    expect(problemSentence("new-kind")).toContain("new-kind"));
});

test("deciders are people, rules, time, or somebody elsewhere", () => {
  const people = { "profile-1": "Frida" };
  const texts = ["profile-1", "profile-2", "rule:public-data", "lapse", "outside"].map((by) => deciderText(by, people));
  expect(texts).toEqual([
    "Frida",
    "person profile-2",
    "rule public-data",
    "nobody: the time ran out",
    "somebody outside of this application",
  ]);
  expect(decidersText(["unit-stewards", "new-role"])).toBe("stewards of its unit or new-role");
});

test("types of the service are told without its prefix", () => {
  expect(typeText("amazon.datazone.GlueTableAssetType")).toBe("Glue table");
  expect(typeText("Report")).toBe("Report");
});
