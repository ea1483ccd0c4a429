import { compileDocument } from "../../../../packages/emulator/iam/document";
import { evaluate } from "../../../../packages/emulator/iam/evaluate";
import type { ConditionContext } from "../../../../packages/emulator/iam/model";
import { ACCOUNT, allow, asking, deny, EVERYTHING, OTHER, policy, SERVICE, SESSION, USER } from "./requests";

function judged(statement: object, changes: Parameters<typeof asking>[0] = {}): boolean | "unknown" {
  const decision = evaluate(asking(changes), { identity: [policy("only", statement as never)] });
  return decision.allowed || (decision.reason === "unknown" ? "unknown" : false);
}

describe("actions", () => {
  it.each([
    ["*", "s3:GetObject", true],
    ["s3:*", "s3:GetObject", true],
    ["S3:getobject", "s3:GetObject", true],
    ["s3:Get*", "s3:GetObjectAcl", true],
    ["s3:Get?bject", "s3:GetObject", true],
    ["s3:Get", "s3:GetObject", false],
    ["s3:*Object", "s3:GetObjectAcl", false],
    ["ec2:*", "s3:GetObject", false],
  ])("%s for %s: %s, and NotAction the opposite", (pattern, action, expected) => {
    expect(judged(allow({ Action: pattern }), { action })).toBe(expected);
    expect(judged({ Effect: "Allow", NotAction: [pattern], Resource: "*" }, { action })).toBe(!expected);
  });
});

describe("resources", () => {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
  it.each([
    ["*", "arn:aws:s3:::bucket/key", true],
    ["*", "*", true],
    ["arn:aws:s3:::*", "*", false],
    ["arn:aws:s3:::bucket/key", "arn:aws:s3:::bucket/key", true],
    ["arn:aws:s3:::bucket/Key", "arn:aws:s3:::bucket/key", false],
    ["arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket", false],
    ["arn:aws:s3:::bucket/*/test/*", "arn:aws:s3:::bucket/1/2/test/3.jpg", true],
    ["arn:aws:s3:::buck?t", "arn:aws:s3:::bucket", true],
    ["arn:aws:sns:*:111122223333:t", "arn:aws:sns:eu-west-1:111122223333:t", true],
    ["arn:aws:logs:*:*:log-group:/aws/lambda/*:*", "arn:aws:logs:r:1:log-group:/aws/lambda/f:log-stream:s", true],
    ["arn:aws:s3:*", "arn:aws:s3:::bucket/key", true],
    ["arn:aws:iam::*er/a", "arn:aws:iam::111122223333:user/a", false],
  ])("%s for %s: %s", (pattern, resource, expected) => {
    expect(judged(allow({ Resource: pattern }), { resource })).toBe(expected);
  });

  it.each([
    ["arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket/key", true],
    ["arn:aws:s3:::bucket/*", "arn:aws:s3:::other/key", false],
  ])("are turned round by NotResource: %s for %s", (pattern, resource, excepted) => {
    expect(judged({ Effect: "Allow", Action: "*", NotResource: pattern }, { resource })).toBe(!excepted);
    const denial = policy("no", { Effect: "Deny", Action: "*", NotResource: [pattern] });
    expect(evaluate(asking({ resource }), { identity: [EVERYTHING, denial] }).allowed).toBe(excepted);
  });

  it("reach beyond a colon in a denial, and not in an allowance, where AWS does not say", () => {
    const resource = "arn:aws:s3:::bucket/a:b.json";
    const pattern = "arn:aws:s3:::bucket/*.json";
    expect(judged(allow({ Resource: pattern }), { resource })).toBe(false);
    const denial = policy("no", deny({ Resource: pattern }));
    expect(evaluate(asking({ resource }), { identity: [EVERYTHING, denial] }).allowed).toBe(false);
    expect(judged({ Effect: "Allow", Action: "*", NotResource: pattern }, { resource })).toBe(false);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
describe("policy variables", () => {
  const home = (text: string) => allow({ Resource: `arn:aws:s3:::bucket/${text}` });
  const resource = "arn:aws:s3:::bucket/ann/file";

  it.each([
    ["${aws:username}/*", { "aws:username": "ann" }, true],
    ["${AWS:UserName}/*", { "aws:username": "ann" }, true],
    ["${aws:PrincipalTag/cost center}/*", { "aws:principaltag/cost center": "ann" }, true],
    ["${aws:username}/*", { "aws:username": "bob" }, false],
    ["${aws:username}/*", {}, false],
    ["${aws:username, 'ann'}/*", {}, true],
    ["${aws:username, 'ann'}/*", { "aws:username": "bob" }, false],
    // A value is text: its wildcards match themselves only.
    ["${aws:username}/*", { "aws:username": "*" }, false],
    ["ann/fil${?}", {}, false],
    ["ann/${*}", {}, false],
  ] as [string, ConditionContext, boolean][])("in a resource: %s with %j", (text, context, expected) => {
    expect(judged(home(text), { resource, context })).toBe(expected);
  });

  it("stand for wildcards and the dollar sign themselves", () => {
    const special = { resource: "arn:aws:s3:::bucket/*?$" };
    expect(judged(home("${*}${?}${$}"), special)).toBe(true);
    const condition = { StringLike: { "s3:prefix": "a${*}" } };
    expect(judged(allow({ Condition: condition }), { context: { "s3:prefix": "a*" } })).toBe(true);
    expect(judged(allow({ Condition: condition }), { context: { "s3:prefix": "ab" } })).toBe(false);
  });

  it.each(["StringEquals", "StringLike", "StringEqualsIgnoreCase"])("in conditions: %s", (operator) => {
    const own = allow({ Condition: { [operator]: { "aws:ResourceAccount": "${aws:PrincipalAccount}" } } });
    const accounts = (theirs: string) => ({ "aws:resourceaccount": theirs, "aws:principalaccount": ACCOUNT });
    expect(judged(own, { context: accounts(ACCOUNT) })).toBe(true);
    expect(judged(own, { context: accounts(OTHER) })).toBe(false);
  });

  it("in conditions on ARNs", () => {
    const condition = { ArnLike: { "aws:SourceArn": "arn:aws:s3:::${aws:PrincipalTag/Bucket}/*" } };
    const context = { "aws:sourcearn": "arn:aws:s3:::ours/key", "aws:principaltag/bucket": "ours" };
    expect(judged(allow({ Condition: condition }), { context })).toBe(true);
  });

  it("are text in documents before 2012-10-17", () => {
    const statement = home("${aws:username}");
    const context = { "aws:username": "ann" };
    for (const version of [{}, { Version: "2008-10-17" }]) {
      const identity = [{ name: "old", document: { ...version, Statement: [statement] } }];
      const literally = asking({ resource: "arn:aws:s3:::bucket/${aws:username}", context });
      expect(evaluate(literally, { identity }).allowed).toBe(true);
      expect(evaluate(asking({ resource: "arn:aws:s3:::bucket/ann", context }), { identity }).allowed).toBe(false);
    }
  });

  it("without a value may void an allowance, and leave a denial what it is", () => {
    const resources = ["arn:aws:s3:::bucket/ann/*", "arn:aws:s3:::bucket/${aws:username}"];
    expect(judged(allow({ Resource: resources }), { resource })).toBe("unknown");
    const negated = { StringNotEquals: { "s3:prefix": "${aws:username}" } };
    const context = { "s3:prefix": "x" };
    expect(judged(allow({ Condition: negated }), { context })).toBe("unknown");
    const denies = (members: object, request: object) =>
      evaluate(asking(request), { identity: [EVERYTHING, policy("no", deny({ ...members }))] });
    expect(denies({ Resource: resources }, { resource })).toMatchObject({ reason: "explicit-deny" });
    expect(denies({ Condition: negated }, { context })).toMatchObject({ reason: "explicit-deny" });
    expect(denies({ Resource: "arn:aws:s3:::bucket/${aws:username}" }, { resource }).allowed).toBe(true);
  });

  it("of several values are not known", () => {
    expect(judged(home("${aws:TagKeys}/*"), { resource, context: { "aws:tagkeys": ["ann"] } })).toBe("unknown");
  });
});

describe("documents that IAM does not have", () => {
  const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
  const conditional = (condition: unknown) => ({ Statement: { ...statement, Condition: condition } });
  const V = { Version: "2012-10-17" };

  it.each([
    ["an unknown member", { ...V, Statement: [statement], Rules: [] }],
    ["an unknown version", { Version: "2026-01-01", Statement: [statement] }],
    ["no statement", V],
    ["a statement that is none", { ...V, Statement: ["Allow"] }],
    ["text that is not JSON", "{"],
    ["nothing", undefined],
    ["an unknown member of a statement", { ...V, Statement: { ...statement, Unless: {} } }],
    ["a member in another case", { ...V, Statement: { ...statement, condition: {} } }],
    ["a principal in a policy of an identity", { ...V, Statement: { ...statement, Principal: "*" } }],
    ["an unknown effect", { ...V, Statement: { ...statement, Effect: "allow" } }],
    ["no action", { ...V, Statement: { Effect: "Allow", Resource: "*" } }],
    ["no resource", { ...V, Statement: { Effect: "Allow", Action: "*" } }],
    ["Action and NotAction", { ...V, Statement: { ...statement, NotAction: "s3:PutObject" } }],
    ["an empty list", { ...V, Statement: { ...statement, Action: [] } }],
    ["an action without a service", { ...V, Statement: { ...statement, Action: "GetObject" } }],
    ["a resource that is no ARN", { ...V, Statement: { ...statement, Resource: "bucket/*" } }],
    [
      "a variable in the account",
      { ...V, Statement: { ...statement, Resource: "arn:aws:iam::${aws:PrincipalAccount}:role/a" } },
    ],
    ["a variable without an end", { ...V, Statement: { ...statement, Resource: "arn:aws:s3:::b/${aws:username" } }],
    ["a variable that is none", { ...V, Statement: { ...statement, Resource: "arn:aws:s3:::b/${username}" } }],
    ["an unknown operator", conditional({ StringResembles: { "aws:username": "a" } })],
    ["an operator of JavaScript", conditional({ constructor: { "aws:username": "a" } })],
    ["an operator in another case", conditional({ stringEquals: { "aws:username": "a" } })],
    ["an unknown set operator", conditional({ "ForSomeValues:StringEquals": { "aws:TagKeys": "a" } })],
    ["NullIfExists", conditional({ NullIfExists: { "aws:username": "true" } })],
    ["a key without a prefix", conditional({ StringEquals: { username: "a" } })],
    ["a number that is none", conditional({ NumericEquals: { "s3:max-keys": "ten" } })],
    ["a date that is none", conditional({ DateEquals: { "aws:CurrentTime": "yesterday" } })],
    ["a truth value that is none", conditional({ Bool: { "aws:SecureTransport": "yes" } })],
    ["a variable as a truth value", { ...V, ...conditional({ Bool: { "aws:SecureTransport": "${aws:username}" } }) }],
    ["a range that is none", conditional({ IpAddress: { "aws:SourceIp": "203.0.113.0/33" } })],
    ["an address that is none", conditional({ IpAddress: { "aws:SourceIp": "home" } })],
    ["an ARN that is none", conditional({ ArnLike: { "aws:SourceArn": "bucket/*" } })],
    ["Null of something else", conditional({ Null: { "aws:username": "maybe" } })],
    ["a value that is an object", conditional({ StringEquals: { "aws:username": {} } })],
  ])("are refused, whatever else allows: %s", (_, document) => {
    const decision = evaluate(asking(), { identity: [EVERYTHING, { name: "odd", document }] });
    expect(decision).toMatchObject({ allowed: false, reason: "unknown", by: { policy: "odd" } });
    expect(decision).toHaveProperty("detail", expect.stringMatching(/./));
  });

  it("are named with the statement that has the problem", () => {
    const odd = policy("odd", statement, { ...statement, Unless: {} });
    expect(evaluate(asking(), { identity: [odd] })).toEqual({
      allowed: false,
      reason: "unknown",
      kind: "identity",
      by: { kind: "identity", policy: "odd", index: 1 },
      detail: "statement 1: the statement has the member Unless, which IAM does not know",
    });
  });

  it.each([
    ["no principal", statement],
    ["NotPrincipal with Allow", { ...statement, NotPrincipal: "*" }],
    ["an unknown type", { ...statement, Principal: { Group: "arn:aws:iam::111122223333:group/a" } }],
    ["a part of an ARN", { ...statement, Principal: { AWS: "arn:aws:iam::111122223333:role/*" } }],
    ["a group", { ...statement, Principal: { AWS: "arn:aws:iam::111122223333:group/a" } }],
    ["a wildcard for services", { ...statement, Principal: { Service: "*" } }],
    ["an empty list of principals", { ...statement, Principal: { AWS: [] } }],
    ["a name alone", { ...statement, Principal: "arn:aws:iam::111122223333:root" }],
  ])("are refused as policies of resources: %s", (_, odd) => {
    const resource = policy("odd", odd);
    expect(evaluate(asking(), { identity: [EVERYTHING], resource })).toMatchObject({
      reason: "unknown",
      kind: "resource",
    });
  });

  it("matter where they take part only, and less than a denial", () => {
    const serviceControl = [[{ name: "odd", document: {} }]];
    const resource = policy("open", allow({ Principal: "*" }));
    expect(evaluate(asking({ principal: SERVICE }), { identity: [], resource, serviceControl }).allowed).toBe(true);
    expect(evaluate(asking(), { identity: [policy("no", deny())], serviceControl })).toMatchObject({
      reason: "explicit-deny",
    });
  });

  it("are read as text and as objects, with one statement or several", () => {
    for (const document of [
      { ...V, Id: "id", Statement: statement },
      JSON.stringify({ ...V, Statement: [{ Sid: "1", ...statement }] }),
    ])
      expect(evaluate(asking(), { identity: [{ name: "policy", document }] }).allowed).toBe(true);
  });
});

describe("NotPrincipal", () => {
  const root = `arn:aws:iam::${ACCOUNT}:root`;
  const judge = (names: unknown, principal = SESSION, boundary = false) => {
    const resource = policy("bucket", allow({ Principal: "*" }), {
      Effect: "Deny",
      NotPrincipal: names,
      Action: "*",
      Resource: "*",
    });
    const decision = evaluate(asking({ principal }), {
      identity: [],
      resource,
      ...(boundary && { boundary: EVERYTHING }),
    });
    return decision.allowed ? "allowed" : decision.reason;
  };

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
  it("spares whom it names with role and account", () => {
    expect(judge({ AWS: [SESSION.callerArn, SESSION.arn, root] })).toBe("allowed");
    expect(judge({ AWS: [USER.arn, ACCOUNT] }, USER)).toBe("allowed");
    expect(judge({ Service: "datazone.amazonaws.com" }, SERVICE)).toBe("allowed");
    expect(judge("*")).toBe("allowed");
  });

  it("denies everybody else, and everybody who has a boundary", () => {
    expect(judge({ AWS: [USER.arn, `arn:aws:iam::${OTHER}:root`] })).toBe("explicit-deny");
    expect(judge({ AWS: OTHER }, SERVICE)).toBe("explicit-deny");
    expect(judge({ AWS: [SESSION.callerArn, SESSION.arn, root] }, SESSION, true)).toBe("explicit-deny");
  });

  it("is not known where it names the caller in part", () => {
    for (const names of [[SESSION.callerArn], [SESSION.arn, root], [root], [SESSION.callerArn, root]])
      expect(judge({ AWS: names })).toBe("unknown");
    expect(judge({ AWS: USER.arn }, USER)).toBe("unknown");
  });
});

describe("compiled documents", () => {
  it("are kept: the same for the same text, and for the same object", () => {
    const { document } = EVERYTHING;
    const text = JSON.stringify(document);
    expect(compileDocument(document, "identity")).toBe(compileDocument(document, "identity"));
    expect(compileDocument(text, "identity")).toBe(compileDocument(String(text), "identity"));
    expect(compileDocument(text, "resource")).not.toBe(compileDocument(text, "identity"));
  });
});

describe("canonical users of S3", () => {
  it("may be anybody with an account", () => {
    const resource = policy("bucket", allow({ Principal: { CanonicalUser: "79a59df900b949e55d96a1e698fbaced" } }));
    expect(evaluate(asking(), { identity: [], resource })).toMatchObject({ reason: "unknown" });
    expect(evaluate(asking({ principal: SERVICE }), { identity: [], resource })).toMatchObject({
      reason: "implicit-deny",
    });
  });
});
