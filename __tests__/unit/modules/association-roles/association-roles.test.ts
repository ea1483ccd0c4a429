import { AssociationRoles, type AssociationRolesProps } from "../../../../modules/association-roles";
import { inspect } from "../../../support/inspection";
import { statement, statementsOf } from "../../../support/policy-statements";
import { resourcesOf } from "../../../support/terraform-json";

const DOMAIN_ACCOUNT = "111122223333";
const MEMBER = "222233334444";
const PROPS: AssociationRolesProps = {
  partition: "aws",
  accountId: MEMBER,
  domainAccountId: DOMAIN_ACCOUNT,
  domainRegion: "eu-west-1",
  domainId: "dzd-4igt64u5j25ko9",
};

function build(overrides: Partial<AssociationRolesProps> = {}) {
  const { stack, construct } = inspect((scope) => new AssociationRoles(scope, "Roles", { ...PROPS, ...overrides }));
  return { stack, roles: construct };
}

function trustOf(part: string, overrides: Partial<AssociationRolesProps> = {}) {
  return statementsOf(build(overrides).stack.one("aws_iam_role", part).assume_role_policy);
}

function managedPolicies(part: string, overrides: Partial<AssociationRolesProps> = {}): unknown[] {
  return resourcesOf(build(overrides).stack.json, "aws_iam_role_policy_attachment")
    .filter((element) => element.logicalId.includes(part))
    .map((element) => element.block.policy_arn)
    .sort();
}

const POLICY = "arn:aws:iam::aws:policy";

describe("AssociationRoles", () => {
  it("creates provisioning, manage-access and query-execution by default", () => {
    const { stack, roles } = build();
    const names = stack.all("aws_iam_role").map((role) => role.name);
    expect(names.sort()).toEqual([
      "AmazonSageMakerManageAccess-eu-west-1-dzd-4igt64u5j25ko9",
      "AmazonSageMakerProvisioning-111122223333",
      "AmazonSageMakerQueryExecution",
    ]);
    const prefix = `arn:aws:iam::${MEMBER}:role/service-role`;
    expect(roles.provisioningRoleArn).toBe(`${prefix}/AmazonSageMakerProvisioning-111122223333`);
    expect(roles.manageAccessRoleArn).toBe(`${prefix}/AmazonSageMakerManageAccess-eu-west-1-dzd-4igt64u5j25ko9`);
    expect(roles.queryExecutionRoleArn).toBe(`${prefix}/AmazonSageMakerQueryExecution`);
    expect(roles.bedrockModelManagementRoleArn).toBeUndefined();
    expect(roles.bedrockConsumptionRoleArn).toBeUndefined();
  });

  it("names the domain's account as the source of provisioning, in members too", () => {
    expect(trustOf("Provisioning")).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: ["datazone.amazonaws.com"] },
        Action: ["sts:AssumeRole"],
        Condition: { StringEquals: { "aws:SourceAccount": DOMAIN_ACCOUNT } },
      },
    ]);
    expect(managedPolicies("Provisioning")).toEqual([
      `${POLICY}/service-role/SageMakerStudioProjectProvisioningRolePolicy`,
    ]);
  });

  it("names the domain as the source of manage-access", () => {
    expect(trustOf("ManageAccess")[0].Condition).toEqual({
      StringEquals: { "aws:SourceAccount": DOMAIN_ACCOUNT },
      ArnEquals: { "aws:SourceArn": `arn:aws:datazone:eu-west-1:${DOMAIN_ACCOUNT}:domain/dzd-4igt64u5j25ko9` },
    });
    expect(managedPolicies("ManageAccess")).toEqual([
      `${POLICY}/AmazonDataZoneSageMakerManageAccessRolePolicy`,
      `${POLICY}/service-role/AmazonDataZoneGlueManageAccessRolePolicy`,
      `${POLICY}/service-role/AmazonDataZoneRedshiftManageAccessRolePolicy`,
    ]);
  });

  it("names the own account as the source of query-execution, which Lake Formation and Glue assume", () => {
    expect(trustOf("QueryExecution")).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: ["lakeformation.amazonaws.com", "glue.amazonaws.com"] },
        Action: ["sts:AssumeRole", "sts:SetContext"],
        Condition: { StringEquals: { "aws:SourceAccount": MEMBER } },
      },
    ]);
    expect(managedPolicies("QueryExecution")).toEqual([
      `${POLICY}/service-role/SageMakerStudioQueryExecutionRolePolicy`,
    ]);
  });

  it("lets provisioning pass the query-execution role, created or given", () => {
    const { stack, roles } = build();
    const policy = stack.one("aws_iam_role_policy", "PassQueryExecutionRole").policy;
    expect(statementsOf(policy)[0]).toMatchObject({
      Action: ["iam:GetRole", "iam:PassRole"],
      Resource: [roles.queryExecutionRoleArn],
    });
    const given = `arn:aws:iam::${MEMBER}:role/mine`;
    const other = build({ queryExecutionRoleArn: given }).stack.one("aws_iam_role_policy", "PassQueryExecutionRole");
    expect(statementsOf(other.policy)[0].Resource).toEqual([given]);
  });

  it("opens the domain's secrets, and no others, to manage-access", () => {
    const policy = build().stack.one("aws_iam_role_policy", "DomainSecrets").policy;
    expect(statementsOf(policy)).toEqual([
      {
        Effect: "Allow",
        Action: ["secretsmanager:GetSecretValue"],
        Resource: [`arn:aws:secretsmanager:*:${MEMBER}:secret:*`],
        Condition: { StringEquals: { "secretsmanager:ResourceTag/AmazonDataZoneDomain": "dzd-4igt64u5j25ko9" } },
      },
    ]);
  });

  it("creates the Bedrock roles on request", () => {
    const { stack, roles } = build({ bedrock: true });
    expect(stack.all("aws_iam_role")).toHaveLength(5);
    const prefix = `arn:aws:iam::${MEMBER}:role/service-role`;
    expect(roles.bedrockModelManagementRoleArn).toBe(`${prefix}/AmazonDataZoneBedrockModelManagementRole`);
    expect(roles.bedrockConsumptionRoleArn).toBe(`${prefix}/AmazonDataZoneBedrockFMConsumptionRole`);
    for (const part of ["BedrockModelManagement", "BedrockConsumption"]) {
      expect(trustOf(part, { bedrock: true })[0]).toMatchObject({
        Principal: { Service: ["datazone.amazonaws.com"] },
        Action: ["sts:AssumeRole", "sts:SetContext"],
        Condition: { StringEquals: { "aws:SourceAccount": DOMAIN_ACCOUNT } },
      });
    }
    expect(managedPolicies("Roles_BedrockModelManagement", { bedrock: true })).toEqual([
      `${POLICY}/service-role/AmazonDataZoneBedrockModelManagementPolicy`,
    ]);
    expect(managedPolicies("BedrockConsumption", { bedrock: true })).toEqual([
      `${POLICY}/service-role/AmazonDataZoneBedrockModelConsumptionPolicy`,
    ]);
  });

  it("invokes models through inference profiles of the account only", () => {
    const policy = build({ bedrock: true }).stack.one("aws_iam_role_policy", "InvokeThroughProfiles").policy;
    expect(statementsOf(policy)[0]).toMatchObject({
      Resource: ["arn:aws:bedrock:*::foundation-model/*"],
      Condition: {
        ArnLike: { "bedrock:InferenceProfileArn": `arn:aws:bedrock:*:${MEMBER}:application-inference-profile/*` },
      },
    });
  });

  it("adds a policy for project tags only where keys are named", () => {
    expect(build().stack.addresses.join()).not.toContain("ProjectTags");
    const policy = build({ projectTagKeys: ["team"] }).stack.one("aws_iam_role_policy", "ProjectTags").policy;
    expect(statement(policy, "TagProjectResources").Condition).toEqual({
      StringEquals: { "aws:ResourceAccount": "$${aws:PrincipalAccount}" },
      "ForAnyValue:StringLike": { "aws:TagKeys": ["AmazonDataZone*", "team"] },
    });
    expect(statement(policy, "UntagProjectResources").Condition).toMatchObject({
      "ForAllValues:StringLike": { "aws:TagKeys": ["AmazonDataZone*", "team"] },
      Null: { "aws:ResourceTag/AmazonDataZoneProject": "false" },
    });
  });

  it("creates no role that is given", () => {
    const given = {
      provisioningRoleArn: `arn:aws:iam::${MEMBER}:role/p`,
      manageAccessRoleArn: `arn:aws:iam::${MEMBER}:role/m`,
      queryExecutionRoleArn: `arn:aws:iam::${MEMBER}:role/q`,
    };
    const { stack, roles } = build(given);
    expect(stack.addresses).toEqual([]);
    expect(roles).toMatchObject({ ...given, dependables: [] });
  });

  it("takes an expression as the domain's id", () => {
    const domainId = '${data.terraform_remote_state.Domain.outputs["domainId"]}';
    const { stack, roles } = build({ domainId });
    const role = stack.one("aws_iam_role", "ManageAccess");
    expect(role.name).toBe(`AmazonSageMakerManageAccess-eu-west-1-${domainId}`);
    expect(roles.manageAccessRoleArn).toContain(domainId);
    expect(statementsOf(role.assume_role_policy)[0].Condition).toMatchObject({
      ArnEquals: { "aws:SourceArn": `arn:aws:datazone:eu-west-1:${DOMAIN_ACCOUNT}:domain/${domainId}` },
    });
  });
});
