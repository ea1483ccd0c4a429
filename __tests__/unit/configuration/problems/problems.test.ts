import {
  ConfigurationError,
  formatPath,
  formatProblem,
  nearest,
  PathSet,
  problem,
  show,
} from "../../../../configuration/problems";

describe("formatPath", () => {
  test.each([
    [
      ["accounts", "finance-dev", "regions", "us-east-1", "network", "subnets", 1, "id"],
      "accounts.finance-dev.regions.us-east-1.network.subnets[1].id",
    ],
    [
      ["profiles", "sql", "configurations", "Lakehouse Database", "blueprint"],
      'profiles.sql.configurations["Lakehouse Database"].blueprint',
    ],
    [["tags", "a.b"], 'tags["a.b"]'],
    [[], "(whole file)"],
  ])("%j", (path, text) => {
    expect(formatPath(path)).toBe(text);
  });
});

describe("nearest", () => {
  test.each([
    ["EMRServerless", ["EmrOnEc2", "EmrServerless"], "EmrServerless"],
    ["organisation", ["organization", "access"], "organization"],
    ["finance_dev", ["finance-dev", "finance-prod"], "finance-dev"],
    ["completely-different", ["dev", "prod"], undefined],
    ["x", [], undefined],
    ["cidr", ["mode", "cidrBlock"], "cidrBlock"],
    ["account", ["accountPool", "accountList"], undefined],
    ["ci", ["mode", "cidrBlock"], undefined],
  ])("of %s among %j", (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });
});

describe("show", () => {
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  test.each([
    [undefined, "nothing"],
    ["a", '"a"'],
    [5n, "5n"],
    [cycle, "an object that contains itself"],
    [Symbol("x"), "symbol"],
  ])("%p", (value, text) => {
    expect(show(value)).toBe(text);
  });

  test("cuts long values", () => {
    expect(show("x".repeat(500))).toHaveLength(123);
  });
});

describe("PathSet", () => {
  const set = new PathSet();
  set.add(["accounts", "a.b", "id"]);

  test("covers members and what is below them", () => {
    expect([
      set.covers(["accounts", "a.b", "id"]),
      set.covers(["accounts", "a.b", "id", 0]),
      set.covers(["accounts", "a.b"]),
    ]).toEqual([true, true, false]);
  });

  test("touches what is above members too, and keeps keys apart that contain dots", () => {
    expect([set.touches(["accounts"]), set.touches([]), set.touches(["accounts", "a", "b"])]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe("a configuration error", () => {
  const first = problem({ code: "VALUE_TYPE", file: "dev.ts", path: ["a", 0], got: "5", allowed: "a text" });

  test("has the code's usual fix where there is no other", () => {
    expect(formatProblem(first)).toBe(
      "[VALUE_TYPE] a[0]: got 5; allowed a text; fix: write a value of the allowed type",
    );
  });

  test("lists problems by file", () => {
    const { message } = new ConfigurationError([first, { ...first, file: "prod.ts" }, { ...first, path: "b" }]);
    expect(message.split("\n").map((line) => line.split(": got")[0])).toEqual([
      "dev.ts: 2 problems",
      "  [VALUE_TYPE] a[0]",
      "  [VALUE_TYPE] b",
      "prod.ts: 1 problem",
      "  [VALUE_TYPE] a[0]",
    ]);
  });
});
