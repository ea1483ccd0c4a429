import type { core } from "zod";
import { allowedBy } from "../../../configuration/parse/allowed";
import { application } from "../../../configuration/schema/application";
import { organizationFiles, viewFiles } from "./support/organization";

/** A number of the application's configuration, with its limits. */
interface Numeric {
  readonly path: string;
  readonly schema: core.$ZodType;
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** All numbers of a schema, by path; `*` stands for any key or place. */
function numbersOf(schema: core.$ZodType, path = ""): Numeric[] {
  const { def, bag } = (schema as core.$ZodTypes)._zod;
  const limits = bag as { minimum?: number; exclusiveMinimum?: number; maximum?: number };
  switch (def.type) {
    case "optional":
    case "default":
    case "nullable":
      return numbersOf(def.innerType, path);
    case "union":
      return def.options.flatMap((option) => numbersOf(option, path));
    case "array":
      return numbersOf(def.element, `${path}[*]`);
    case "record":
      return numbersOf(def.valueType, `${path}.*`);
    case "object":
      return Object.entries(def.shape).flatMap(([key, member]) =>
        numbersOf(member, path === "" ? key : `${path}.${key}`),
      );
    case "number":
      return [{ path, schema, low: limits.minimum ?? limits.exclusiveMinimum, high: limits.maximum }];
    default:
      return [];
  }
}

/** Numbers that are compared with others only: nothing becomes wrong with a large one. Safe integers alone are taken. */
const WITHOUT_UPPER_LIMIT = [
  /^projects\.(units|profiles)\.\*\.maximum$/,
  /^projects\.environmentsPerAccount$/,
  /^cost\.budgets\.(projects|accounts|businessUnits)\.\*$/,
  /^dataAccess\.rules\[\*\]\.when\.\w+\.(min|max)$/,
  /^dataAccess\.rules\[\*\]\.examples\[\*\]\.facts\.\w+\.(ageDays|durationDays)$/,
];
const NUMBERS = numbersOf(application);

describe("the numbers of the application's configuration", () => {
  it("are found", () => {
    const paths = NUMBERS.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(["projects.units.*.maximum", "sweepMinutes", "dataAccess.otherwise.lapseAfterDays"]),
    );
    expect(paths.length).toBeGreaterThan(20);
  });

  it.each(NUMBERS)("have limits that the error names: $path", ({ path, schema, low, high }) => {
    expect(low).toBeGreaterThanOrEqual(0);
    if (!WITHOUT_UPPER_LIMIT.some((pattern) => pattern.test(path))) expect(high).toBeLessThan(Number.MAX_SAFE_INTEGER);
    if (!path.startsWith("cost.budgets")) expect(allowedBy(schema)).toContain(String(low));
  });

  const said = (value: object) => {
    const { shapeProblems } = viewFiles(organizationFiles({ "shared.application": value }));
    return shapeProblems.map(({ code, path, got, allowed, fix }) => `${code} ${path} ${got}: ${allowed}; ${fix}`);
  };
  const dataAccess = {
    ...{ purposes: {}, queues: {}, rules: [] },
    otherwise: { queue: "office", remindAfterDays: 3, lapseAfterDays: 14 },
  };

  it.each([
    [
      "units.finance.maximum",
      0,
      "whole number, 1 or more; a unit of which nobody may ask for more is left out",
      "at least 1",
    ],
    [
      "profiles.dev/dynamic.maximum",
      0,
      "whole number, 1 or more; a profile of which nobody may ask for more is left out",
      "at least 1",
    ],
    ["environmentsPerAccount", 0, "whole number, 1 or more", "at least 1"],
    ["slowAfterMinutes", 1e12, "whole minutes, 5 to 10080", "at most 10080"],
    ["askingRoles", -1, "a whole number, 0 to 100", "at least 0"],
  ])("of projects have one problem: %s", (path, value, allowed, fix) => {
    const projects = { units: { finance: {} }, profiles: { "dev/dynamic": {} } };
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    const parent = keys.reduce<Record<string, unknown>>((at, key) => at[key] as never, projects);
    parent[last] = value;
    const at = `application.projects.${path}`.replace(".dev/dynamic", '["dev/dynamic"]');
    expect(said({ dataAccess, projects })).toEqual([`VALUE_RANGE ${at} ${value}: ${allowed}; use ${fix}`]);
  });

  it("that have to be above zero are not told to become zero", () => {
    expect(said({ dataAccess, cost: { budgets: { projects: { one: 0 } } } })).toEqual([
      "VALUE_RANGE application.cost.budgets.projects.one 0: an amount above zero; use more than 0",
    ]);
  });
});
