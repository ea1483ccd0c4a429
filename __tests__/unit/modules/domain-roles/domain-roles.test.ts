import { DomainRoles, type DomainRolesProps } from "../../../../modules/domain-roles";
import { inspect } from "../../../support/inspection";
import { statementsOf } from "../../../support/policy-statements";

const PROPS: DomainRolesProps = {
  partition: "aws",
  accountId: "111122223333",
  domainKey: { type: "created", arn: "${aws_kms_key.Key.arn}" },
};

function build(overrides: Partial<DomainRolesProps> = {}) {
  const { stack, construct } = inspect((scope) => new DomainRoles(scope, "Roles", { ...PROPS, ...overrides }));
  return { stack, roles: construct };
}

describe("DomainRoles", () => {
  it("trusts DataZone with session tags for the execution role", () => {
    const role = build().stack.one("aws_iam_role", "Execution");
    expect(role.name).toBe("AmazonSageMakerDomainExecution");
    expect(statementsOf(role.assume_role_policy)).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: ["datazone.amazonaws.com"] },
        Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetContext"],
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          "ForAllValues:StringLike": { "aws:TagKeys": "datazone*" },
        },
      },
    ]);
  });

  it("trusts DataZone of the own account only for the service role", () => {
    const role = build().stack.one("aws_iam_role", "Service");
    expect(role.name).toBe("AmazonSageMakerDomainService");
    expect(statementsOf(role.assume_role_policy)).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: ["datazone.amazonaws.com"] },
        Action: ["sts:AssumeRole"],
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
      },
    ]);
  });

  it("attaches AWS's policy to each", () => {
    const attachments = build().stack.all("aws_iam_role_policy_attachment");
    expect(attachments.map((attachment) => attachment.policy_arn)).toEqual([
      "arn:aws:iam::aws:policy/service-role/SageMakerStudioDomainExecutionRolePolicy",
      "arn:aws:iam::aws:policy/service-role/SageMakerStudioDomainServiceRolePolicy",
    ]);
  });

  it("lets the execution role use the domain's key, and that key only", () => {
    expect(statementsOf(build().stack.one("aws_iam_role_policy", "DomainKey").policy)).toEqual([
      {
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
        Resource: ["${aws_kms_key.Key.arn}"],
      },
    ]);
  });

  it("lets it use a key that is given, and needs no permission for AWS's own", () => {
    const given = build({ domainKey: { type: "given", arn: "arn:given" } }).stack.one(
      "aws_iam_role_policy",
      "DomainKey",
    );
    expect(statementsOf(given.policy)).toEqual([expect.objectContaining({ Resource: ["arn:given"] })]);
    expect(build({ domainKey: { type: "awsOwned" } }).stack.all("aws_iam_role_policy")).toEqual([
      expect.objectContaining({ name: "DataKeys" }),
    ]);
  });

  it("lets it use data keys of hosting accounts, of which the tag says that they are meant for DataZone", () => {
    expect(statementsOf(build().stack.one("aws_iam_role_policy", "DataKeys").policy)).toEqual([
      expect.objectContaining({
        Sid: "DataKeys",
        Resource: ["arn:aws:kms:*:*:key/*"],
        Condition: { StringEquals: { "aws:ResourceTag/EnableKeyForAmazonDataZone": "true" } },
      }),
    ]);
  });

  it("knows the ARNs before the roles exist", () => {
    const { roles } = build();
    expect(roles.executionRoleArn).toBe("arn:aws:iam::111122223333:role/service-role/AmazonSageMakerDomainExecution");
    expect(roles.serviceRoleArn).toBe("arn:aws:iam::111122223333:role/service-role/AmazonSageMakerDomainService");
    expect(roles.dependables).toHaveLength(6);
  });

  it("creates nothing where both roles are given", () => {
    const executionRoleArn = "arn:aws:iam::111122223333:role/mine";
    const serviceRoleArn = "arn:aws:iam::111122223333:role/also-mine";
    const { stack, roles } = build({ executionRoleArn, serviceRoleArn });
    expect(stack.addresses).toEqual([]);
    expect(roles).toMatchObject({ executionRoleArn, serviceRoleArn, dependables: [] });
  });

  it("creates the other role where one is given", () => {
    const { stack } = build({ executionRoleArn: "arn:aws:iam::111122223333:role/mine" });
    expect(stack.one("aws_iam_role").name).toBe("AmazonSageMakerDomainService");
  });
});
