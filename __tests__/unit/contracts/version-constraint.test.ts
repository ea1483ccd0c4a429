import {
  admitsUntested,
  DEFAULT_AWS_PROVIDER,
  SUPPORTED_AWS_PROVIDERS,
  TESTED_AWS_PROVIDERS,
} from "../../../contracts/provider-versions";
import { compareVersions, VersionConstraint } from "../../../contracts/version-constraint";

const parsed = (text: string): VersionConstraint => {
  const constraint = VersionConstraint.parse(text);
  if (constraint === undefined) throw new Error(`${text} was not read`);
  return constraint;
};

/** Versions of a mirror from which Terraform 1.11.4 chose, and the one that it chose for each constraint. */
const MIRROR = [
  "5.99.0",
  "5.99.1",
  "5.100.0",
  "5.100.1",
  "5.101.0",
  "6.0.0",
  "6.5.0",
  "6.5.3",
  "6.20.1",
  "7.0.0",
  "7.1.0",
];

test.each([
  ["~> 5.100", "5.101.0"],
  ["~> 5", "5.101.0"],
  ["~> 6", "6.20.1"],
  ["~> 6.5.0", "6.5.3"],
  ["> 5.99", "7.1.0"],
  [">= 5.100.0, < 7.0.0", "6.20.1"],
  ["<= 6", "6.0.0"],
  ["< 7", "6.20.1"],
  ["6", "6.0.0"],
  ["= 6.5", "6.5.0"],
  ["!= 6.20.1", "7.1.0"],
  [">=6.0,<7", "6.20.1"],
  ["~>6.5", "6.20.1"],
  [">= 6.0 , < 6.5", "6.0.0"],
  [">= 6.5.0,>= 5.100,!=6.20.1", "7.1.0"],
])("of the versions of a mirror %s admits what Terraform chooses: %s is the newest", (text, newest) => {
  const constraint = parsed(text);
  const admitted = MIRROR.filter((version) => constraint.admits(version)).sort(compareVersions);
  expect(admitted.at(-1)).toBe(newest);
});

test.each([
  "v6.5.0",
  "",
  " ",
  ">= 6.0 < 7",
  "6.5.0,",
  "6.5.*",
  "6.x",
  "^6.5",
  "6.5.0.0",
  "== 6.5.0",
  "=> 6.5",
  ">=  6.5",
  "latest",
  ", 6.5.0",
])("%j is none, as for Terraform", (text) => expect(VersionConstraint.parse(text)).toBeUndefined());

test.each(["6.0.0-beta1", "~> 6.0.0-beta1", "06.5.0", " 6.5.0"])("%j is none, although Terraform reads it", (text) =>
  expect(VersionConstraint.parse(text)).toBeUndefined(),
);

test("a pre-release fulfils nothing", () => {
  expect(parsed(">= 6.0").admits("6.1.0-beta1")).toBe(false);
});

describe("isWithin", () => {
  test.each([
    "~> 5.100",
    "5.100.0",
    "~> 6",
    ">= 5.100, < 7",
    "> 5.100, <= 6.99",
    "~> 6.20, != 6.23.0",
    "!= 6.1.0, ~> 6.0",
  ])("%s admits supported versions only", (text) => expect(parsed(text).isWithin(SUPPORTED_AWS_PROVIDERS)).toBe(true));

  test.each([
    ">= 5.100",
    "< 7",
    "~> 5.99",
    "~> 5",
    "5.99.1",
    "<= 7",
    "7",
    "!= 6.0",
    "~> 7.0",
    "> 5.99, < 6",
    ">= 6, <= 7.0.0",
  ])("%s admits others", (text) => expect(parsed(text).isWithin(SUPPORTED_AWS_PROVIDERS)).toBe(false));

  test.each([">= 6.0, < 5.101", "6.0.0, 6.0.1", "6.0.0, != 6.0.0", "> 6.0.0, < 6.0.2, != 6.0.1"])(
    "%s admits nothing",
    (text) => {
      expect(parsed(text).isEmpty()).toBe(true);
      expect(parsed(text).isWithin(SUPPORTED_AWS_PROVIDERS)).toBe(false);
    },
  );
});

describe("the tested versions", () => {
  test("are what the default admits", () => {
    expect(TESTED_AWS_PROVIDERS.filter((version) => !parsed(DEFAULT_AWS_PROVIDER).admits(version))).toEqual([]);
    expect(parsed(DEFAULT_AWS_PROVIDER).isWithin(SUPPORTED_AWS_PROVIDERS)).toBe(true);
  });

  test.each([
    [false, "~> 5.100"],
    [false, "5.100.0"],
    [false, ">= 5.100.0, < 6.0.0"],
    [true, ">= 5.100.0, < 7.0.0"],
    [true, "~> 6.20"],
    [true, "no constraint"],
  ])("others: %s with %s", (untested, text) => expect(admitsUntested(text)).toBe(untested));
});
