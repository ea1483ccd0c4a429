import { Token } from "cdktf";
import { managedPolicyArn, policyDocument, regionalService, serviceTrust } from "../../../../modules/iam-policy";
import { statementsOf } from "../../../support/policy-statements";

describe("policyDocument", () => {
  it("writes a statement as IAM wants it, and leaves out what is not given", () => {
    const text = policyDocument([{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/*"] }]);
    expect(JSON.parse(text)).toEqual({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::b/*"] }],
    });
  });

  it("keeps effect, sid, principals and conditions", () => {
    const text = policyDocument([
      {
        sid: "Refuse",
        effect: "Deny",
        principals: "*",
        actions: ["s3:*"],
        resources: ["*"],
        conditions: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
    expect(statementsOf(text)).toEqual([
      {
        Sid: "Refuse",
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:*"],
        Resource: ["*"],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  it("encodes an expression when Terraform evaluates it, quotes and all", () => {
    const text = policyDocument([{ actions: ["kms:Decrypt"], resources: ['${local.keys["a"].arn}'] }]);
    expect(text).toContain('"Resource":[${jsonencode(local.keys["a"].arn)}]');
  });

  it("keeps variables of IAM from Terraform", () => {
    const text = policyDocument([{ actions: ["a:B"], resources: ["arn:aws:s3:::$${aws:PrincipalAccount}"] }]);
    expect(text).toContain("arn:aws:s3:::$${aws:PrincipalAccount}");
  });

  it("rejects a CDKTF token, which would resolve wrongly inside of JSON", () => {
    const token = Token.asString({ resolve: () => "later" });
    expect(() => policyDocument([{ actions: ["a:B"], resources: [token] }])).toThrow("CDKTF token");
  });
});

describe("serviceTrust", () => {
  it("lets a service assume a role by default", () => {
    expect(statementsOf(serviceTrust({ services: ["lambda.amazonaws.com"] }))).toEqual([
      { Effect: "Allow", Principal: { Service: ["lambda.amazonaws.com"] }, Action: ["sts:AssumeRole"] },
    ]);
  });
});

test("policies that AWS manages belong to the partition", () => {
  expect(managedPolicyArn("aws-us-gov", "service-role/X")).toBe("arn:aws-us-gov:iam::aws:policy/service-role/X");
});

test.each([
  ["aws", "eu-west-1", "kms.eu-west-1.amazonaws.com"],
  ["aws-us-gov", "us-gov-west-1", "kms.us-gov-west-1.amazonaws.com"],
  ["aws-cn", "cn-north-1", "kms.cn-north-1.amazonaws.com.cn"],
])("names a service in partition %s", (partition, region, name) => {
  expect(regionalService({ partition, region }, "kms")).toBe(name);
});
