import { evaluateUnderAllReadings, readings } from "../../../../packages/emulator/iam/readings";
import {
  actionReference,
  actionsMatching,
  hasConditionKey,
  isGlobalConditionKey,
} from "../../../../packages/emulator/iam/reference";
import { ACCOUNT, allow, asking, EVERYTHING, policy } from "./requests";

const DOMAIN = `arn:aws:datazone:eu-west-1:${ACCOUNT}:domain/dzd-1`;

describe("the service authorization reference", () => {
  it("describes an action in any spelling", () => {
    expect(actionReference("DATAZONE:getdomain")).toMatchObject({
      action: "datazone:GetDomain",
      resourceTypes: [{ name: "domain", arn: "arn:${Partition}:datazone:${Region}:${Account}:domain/${DomainId}" }],
    });
    expect(actionReference("datazone:CreateProject")?.resourceTypes).toEqual([]);
  });

  it.each(["datazone:GetDomains", "dataszone:GetDomain", "GetDomain", "../actions/s3:GetObject", "*"])(
    "knows no action %s",
    (action) => {
      expect(actionReference(action)).toBeUndefined();
    },
  );

  it("finds the actions that a pattern matches", () => {
    const found = (pattern: string) => actionsMatching(pattern).map(({ action }) => action);
    expect(found("datazone:*LinkedTypes")).toEqual([
      "datazone:BatchDeleteLinkedTypes",
      "datazone:BatchPutLinkedTypes",
      "datazone:ListLinkedTypes",
    ]);
    expect(found("s3:GetObjec?")).toEqual(["s3:GetObject"]);
    expect(found("s3:Gett*")).toEqual([]);
    expect(found("nothing:*")).toEqual([]);
  });

  it.each([
    ["kms:Decrypt", "kms:EncryptionContext:aws:datazone:domainId", true],
    ["kms:Decrypt", "kms:ViaService", true],
    ["kms:Decrypt", "kms:EncryptionContext:", false],
    ["kms:Decrypt", "iam:PassedToService", false],
    ["iam:PassRole", "IAM:passedtoservice", true],
    ["s3:GetObject", "s3:ExistingObjectTag/owner", true],
    ["s3:GetObject", "s3:prefix", false],
    ["s3:ListBucket", "s3:prefix", true],
    ["datazone:CreateDomain", "aws:RequestTag/owner", true],
    ["ram:AssociateResourceSharePermission", "ram:PermissionArn", true],
  ])("for %s knows the key %s: %s", (action, key, expected) => {
    expect(hasConditionKey(actionReference(action)!, key)).toBe(expected);
  });

  it.each([
    ["aws:PrincipalArn", true],
    ["AWS:SOURCEACCOUNT", true],
    ["aws:PrincipalTag/AmazonDataZoneDomain", true],
    ["aws:PrincipalTag/", false],
    ["aws:PrincipalTag", false],
    ["aws:PrincipalArns", false],
    ["kms:ViaService", false],
  ])("calls %s global: %s", (key, expected) => {
    expect(isGlobalConditionKey(key)).toBe(expected);
  });
});

describe("both readings of DataZone", () => {
  it("are one where the reference gives the action a resource type, and elsewhere", () => {
    expect(readings("datazone:GetDomain", DOMAIN)).toEqual([DOMAIN]);
    expect(readings("datazone:CreateProject", DOMAIN)).toEqual([DOMAIN, "*"]);
    expect(readings("datazone:CreateProject", "*")).toEqual(["*"]);
    // AWS's own example scopes an action without resource types to buckets.
    expect(readings("s3:ListAllMyBuckets", "arn:aws:s3:::*")).toEqual(["arn:aws:s3:::*"]);
  });

  it("must both allow", () => {
    const scoped = { identity: [policy("scoped", allow({ Action: "datazone:*", Resource: DOMAIN }))] };
    const of = (action: string) => asking({ action, resource: DOMAIN });
    expect(evaluateUnderAllReadings(of("datazone:CreateProject"), scoped)).toMatchObject({ reason: "implicit-deny" });
    expect(evaluateUnderAllReadings(of("datazone:GetDomain"), scoped).allowed).toBe(true);
    expect(evaluateUnderAllReadings(of("datazone:CreateProject"), { identity: [EVERYTHING] })).toEqual({
      allowed: true,
      by: [{ kind: "identity", policy: "everything", index: 0 }],
    });
  });

  it("are both denied by what denies one", () => {
    const except = { Effect: "Deny", Action: "datazone:*", NotResource: "*" };
    const domain = { Effect: "Deny", Action: "datazone:*", Resource: DOMAIN };
    const request = asking({ action: "datazone:CreateProject", resource: DOMAIN });
    expect(evaluateUnderAllReadings(request, { identity: [EVERYTHING, policy("no", domain)] })).toMatchObject({
      reason: "explicit-deny",
    });
    expect(evaluateUnderAllReadings(request, { identity: [EVERYTHING, policy("none", except)] }).allowed).toBe(true);
  });
});
