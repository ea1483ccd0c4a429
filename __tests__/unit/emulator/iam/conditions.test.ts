import { evaluate } from "../../../../packages/emulator/iam/evaluate";
import type { ConditionContext } from "../../../../packages/emulator/iam/model";
import { allow, asking, deny, EVERYTHING, policy } from "./requests";

type Conditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Judgement of a condition: met, not met or "unknown". */
function met(conditions: Conditions, context: ConditionContext): boolean | "unknown" {
  const identity = [policy("conditional", allow({ Condition: conditions }))];
  const decision = evaluate(asking({ context }), { identity });
  return decision.allowed || (decision.reason === "unknown" ? "unknown" : false);
}

type Case = readonly [
  operator: string,
  policyValue: unknown,
  requestValue: string | readonly string[],
  expected: boolean,
];

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
const CASES: readonly Case[] = [
  ["StringEquals", "Blue", "Blue", true],
  ["StringEquals", "Blue", "blue", false],
  ["StringEquals", "Bl*", "Blue", false],
  ["StringEquals", "Bl*", "Bl*", true],
  ["StringEquals", ["Red", "Blue"], "Blue", true],
  ["StringEquals", "", "", true],
  ["StringNotEquals", "Blue", "Red", true],
  ["StringNotEquals", ["Red", "Blue"], "Blue", false],
  ["StringEqualsIgnoreCase", "BLUE", "blue", true],
  ["StringEqualsIgnoreCase", "BLUE", "bluer", false],
  ["StringNotEqualsIgnoreCase", "BLUE", "blue", false],
  ["StringLike", "home/*/file", "home/a/b:c/file", true],
  ["StringLike", "home/?", "home/ab", false],
  ["StringLike", "a.c", "abc", false],
  ["StringLike", "a*", "A1", false],
  ["StringLike", "*", "", true],
  ["StringLike", "*\n*", "line\nline", true],
  ["StringNotLike", ["a*", "b*"], "bc", false],
  ["StringNotLike", ["a*", "b*"], "cd", true],
  ["NumericEquals", "10", "10.0", true],
  ["NumericEquals", 10, "9", false],
  ["NumericNotEquals", "10", "9", true],
  ["NumericLessThan", "10", "9", true],
  ["NumericLessThan", "10", "10", false],
  ["NumericLessThanEquals", "10", "10", true],
  ["NumericGreaterThan", "-1", "0", true],
  ["NumericGreaterThan", "9", "10", true],
  ["NumericGreaterThanEquals", "10", "9.99", false],
  ["DateEquals", "2020-01-01T00:00:00Z", "2020-01-01T01:00:00+01:00", true],
  ["DateEquals", "2020-01-01", "1577836800", true],
  ["DateNotEquals", "2020-01-01", "2020-01-02", true],
  ["DateLessThan", "2020-01-01T00:00:01Z", "2020-01-01T00:00:00.5Z", true],
  ["DateLessThanEquals", "2020", "2020-01-01", true],
  ["DateGreaterThan", "2020-01-01T00:00:01Z", "2020-01-01T00:00:01Z", false],
  ["DateGreaterThanEquals", "2020-01-01T00:00Z", "2020-01-01T00:00Z", true],
  ["Bool", "true", "true", true],
  ["Bool", true, "True", true],
  ["Bool", "false", "true", false],
  ["BinaryEquals", "QmluYXJ5", "QmluYXJ5", true],
  ["BinaryEquals", "QmluYXJ5", "QmluYXJ6", false],
  ["IpAddress", "203.0.113.0/24", "203.0.113.255", true],
  ["IpAddress", "203.0.113.0/24", "203.0.114.0", false],
  ["IpAddress", "203.0.113.7", "203.0.113.7", true],
  ["IpAddress", "203.0.113.7", "203.0.113.8", false],
  ["IpAddress", ["203.0.113.0/24", "2001:DB8:1234:5678::/64"], "2001:db8:1234:5678::1", true],
  ["IpAddress", "203.0.113.0/24", "::ffff:203.0.113.1", false],
  ["NotIpAddress", "203.0.113.0/24", "203.0.113.1", false],
  ["NotIpAddress", "203.0.113.0/24", "2001:db8::1", true],
  ["ArnEquals", "arn:aws:sns:*:111122223333:topic", "arn:aws:sns:eu-west-1:111122223333:topic", true],
  ["ArnLike", "arn:aws:iam::*:role/a/*", "arn:aws:iam::111122223333:role/a/b:c/d", true],
  // AWS's example of where an ARN does not match and a string does.
  [
    "ArnLike",
    "arn:aws:someservice:*:111122223333:finance/*",
    "arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt",
    false,
  ],
  [
    "StringLike",
    "arn:aws:someservice:*:111122223333:finance/*",
    "arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt",
    true,
  ],
  ["ArnLike", "arn:aws:iam::111122223333:role/*", "no ARN", false],
  ["ArnNotEquals", "arn:aws:iam::111122223333:role/a", "arn:aws:iam::111122223333:role/b", true],
  ["ArnNotLike", "arn:aws:iam::111122223333:role/*", "arn:aws:iam::111122223333:role/b", false],
  ["ForAllValues:StringEquals", ["a", "b"], ["a"], true],
  ["ForAllValues:StringEquals", ["a", "b"], ["a", "c"], false],
  ["ForAllValues:StringEquals", ["a", "b"], [], true],
  ["ForAllValues:StringEquals", ["a", "b"], [""], true],
  ["ForAllValues:StringEquals", ["a", "b"], "b", true],
  ["ForAllValues:StringNotEquals", ["a", "b"], ["c", "a"], false],
  ["ForAllValues:StringNotEquals", ["a", "b"], ["c", "d"], true],
  ["ForAllValues:ArnLike", "arn:aws:iam::1:role/*", ["arn:aws:iam::1:role/a", "arn:aws:iam::1:user/a"], false],
  ["ForAnyValue:StringLike", ["a*", "b"], ["c", "ab"], true],
  ["ForAnyValue:StringEquals", ["a", "b"], ["c", "d"], false],
  ["ForAnyValue:StringEquals", ["a", "b"], [], false],
  ["ForAnyValue:StringEquals", [""], [""], false],
  ["ForAnyValue:StringNotEquals", ["a", "b"], ["a", "c"], true],
  ["ForAnyValue:StringNotEquals", ["a", "b"], ["a", "b"], false],
  ["Null", "true", "x", false],
  ["Null", "false", "x", true],
  ["Null", false, ["x"], true],
  ["Null", "true", [], true],
];

describe("condition operators", () => {
  it.each(CASES)("%s %j of %j: %s", (operator, policyValue, requestValue, expected) => {
    expect(met({ [operator]: { "aws:Some/Key": policyValue } }, { "aws:some/key": requestValue })).toBe(expected);
  });

  it.each([
    ["StringEquals", false],
    ["StringNotEquals", true],
    ["StringNotLike", true],
    ["ArnNotLike", true],
    ["StringEqualsIfExists", true],
    ["StringNotEqualsIfExists", true],
    ["ForAllValues:StringEquals", true],
    ["ForAllValues:StringNotEquals", true],
    ["ForAnyValue:StringEquals", false],
    ["ForAnyValue:StringNotEquals", false],
    ["ForAnyValue:StringLikeIfExists", true],
    ["ForAllValues:StringLikeIfExists", true],
  ])("%s of a key that is absent: %s", (operator, expected) => {
    expect(met({ [operator]: { "aws:Key": "arn:aws:iam::1:role/a" } }, {})).toBe(expected);
  });

  it.each([
    ["NumericLessThan", "1"],
    ["DateGreaterThan", "2020"],
    ["Bool", "true"],
    ["BinaryEquals", "QQ=="],
    ["IpAddress", "10.0.0.0/8"],
    ["ArnLike", "arn:aws:iam::1:role/a"],
  ])("%s of a key that is absent is not met, and with IfExists it is", (operator, value) => {
    expect(met({ [operator]: { "aws:Key": value } }, {})).toBe(false);
    expect(met({ [`${operator}IfExists`]: { "aws:Key": value } }, {})).toBe(true);
  });

  it("compares what exists, with IfExists, too", () => {
    expect(met({ StringEqualsIfExists: { "aws:Key": "a" } }, { "aws:key": "b" })).toBe(false);
    expect(met({ "ForAnyValue:StringLikeIfExists": { "aws:Key": "a*" } }, { "aws:key": ["b"] })).toBe(false);
  });

  it("asks for every operator and every key", () => {
    const conditions = { StringEquals: { "aws:A": "1", "aws:B": "2" }, Bool: { "aws:C": "true" } };
    const context = { "aws:a": "1", "aws:b": "2", "aws:c": "true" };
    expect(met(conditions, context)).toBe(true);
    for (const key of Object.keys(context)) expect(met(conditions, { ...context, [key]: "x" })).toBe(false);
  });

  it("takes no key of JavaScript for one of the request", () => {
    expect(met({ Null: { "aws:constructor": "true" } }, {})).toBe(true);
    expect(met({ StringLike: { "x:toString": "*" } }, {})).toBe(false);
  });
});

describe("what is not known about a condition", () => {
  it.each([
    ["several values without a set operator", { StringEquals: { "aws:TagKeys": "a" } }, { "aws:tagkeys": ["a"] }],
    ["a text where a number is compared", { NumericLessThan: { "s3:max-keys": "10" } }, { "s3:max-keys": "many" }],
    ["a text where a date is compared", { DateLessThan: { "aws:CurrentTime": "2020" } }, { "aws:currenttime": "now" }],
    [
      "a text where an address is compared",
      { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
      { "aws:sourceip": "here" },
    ],
  ] as [string, Conditions, ConditionContext][])("never allows: %s", (_, conditions, context) => {
    expect(met(conditions, context)).toBe("unknown");
    const denial = policy("no", deny({ Condition: conditions }));
    expect(evaluate(asking({ context }), { identity: [EVERYTHING, denial] })).toMatchObject({
      allowed: false,
      reason: "unknown",
      by: { policy: "no", index: 0 },
    });
  });

  it("does not matter where another condition is not met, or another statement decides", () => {
    const odd = { StringEquals: { "aws:TagKeys": "a" } };
    const context = { "aws:tagkeys": ["a"] };
    const identity = [policy("odd", allow({ Condition: odd }))];
    expect(met({ ...odd, Bool: { "aws:SecureTransport": "true" } }, context)).toBe(false);
    expect(evaluate(asking({ context }), { identity: [...identity, EVERYTHING] })).toEqual({
      allowed: true,
      by: [{ kind: "identity", policy: "everything", index: 0 }],
    });
    const denial = policy("no", deny({ Condition: odd }));
    expect(evaluate(asking({ context }), { identity: [EVERYTHING, denial, policy("never", deny())] })).toMatchObject({
      reason: "explicit-deny",
      by: { policy: "never" },
    });
  });

  it.each([
    ["boundary", (limit: object) => ({ boundary: policy("limit", limit as never) })],
    ["session", (limit: object) => ({ session: [policy("limit", limit as never)] })],
    ["service-control", (limit: object) => ({ serviceControl: [[policy("limit", limit as never)]] })],
  ])("is reported where %s may allow and nothing else does", (kind, policies) => {
    const limit = allow({ Condition: { StringEquals: { "aws:TagKeys": "a" } } });
    const request = asking({ context: { "aws:tagkeys": ["a"] } });
    expect(evaluate(request, { identity: [EVERYTHING], ...policies(limit) })).toMatchObject({
      reason: "unknown",
      kind,
    });
  });
});
