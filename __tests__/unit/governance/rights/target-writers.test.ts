import { mayCall } from "../../../../governance/rights";

const ACTION = "datazone:UpdateSubscriptionTarget";
const allow = (changes: object = {}) => ({ Effect: "Allow", Action: "datazone:*", Resource: "*", ...changes });
const holder = (statements: object | object[], boundary?: object) => ({
  arn: "arn:aws:iam::222222222222:role/x",
  documents: [{ Version: "2012-10-17", Statement: statements }],
  ...(boundary === undefined ? {} : { boundary: { Statement: [boundary] } }),
});

describe("who may change subscription targets", () => {
  test.each([
    ["a wildcard of the service", [allow()], "yes"],
    ["everything", [allow({ Action: "*" })], "yes"],
    ["the action, in another spelling", [allow({ Action: ["datazone:updatesubscriptiontarget"] })], "yes"],
    ["one statement that is no list", allow(), "yes"],
    ["everything but something else", [allow({ Action: undefined, NotAction: "iam:*" })], "yes"],
    ["everything but DataZone", [allow({ Action: undefined, NotAction: "datazone:*" })], "no"],
    ["reads alone", [allow({ Action: ["datazone:Get*", "datazone:List*"] })], "no"],
    ["everything in S3", [allow({ Action: "*", Resource: "arn:aws:s3:::*" })], "no"],
    ["on a domain alone", [allow({ Resource: "arn:aws:datazone:eu-west-1:1:domain/d" })], "conditional"],
    ["under a condition", [allow({ Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } })], "conditional"],
    ["with a plain denial", [allow(), { ...allow(), Effect: "Deny" }], "no"],
    ["with a denial under a condition", [allow(), { ...allow(), Effect: "Deny", Condition: { x: {} } }], "conditional"],
    ["no statement", [], "no"],
  ])("is judged by policies: %s", (_, statements, answer) => {
    expect(mayCall(holder(statements), ACTION)).toBe(answer);
  });

  test("is limited by a boundary", () => {
    expect(mayCall(holder(allow(), allow({ Action: "s3:*" })), ACTION)).toBe("no");
    expect(mayCall(holder(allow(), allow()), ACTION)).toBe("yes");
    expect(mayCall(holder([], allow()), ACTION)).toBe("no");
    expect(mayCall(holder(allow(), allow({ Condition: { x: {} } })), ACTION)).toBe("conditional");
  });
});
