import { ProjectJobs, type ProjectJobsProps } from "../../../../modules/project-jobs";
import { inspect } from "../../../support/inspection";
import { statement, statementsOf } from "../../../support/policy-statements";
import { dataSourcesOf } from "../../../support/terraform-json";

const PROPS: ProjectJobsProps = {
  partition: "aws",
  accountId: "111111111111",
  region: "eu-west-1",
  useCase: "churn",
  policyName: "smus-churn-jobs",
  projectId: "abc123",
  bucket: "smus-artifacts",
  keyArn: "arn:aws:kms:eu-west-1:111111111111:key/1",
};
const build = (overrides: Partial<ProjectJobsProps> = {}) =>
  inspect((scope) => new ProjectJobs(scope, "Jobs", { ...PROPS, ...overrides })).stack;

describe("ProjectJobs", () => {
  it("writes a policy for each role that the service has made for the project", () => {
    const stack = build();
    const [roles] = dataSourcesOf(stack.json, "aws_iam_roles");
    expect(roles.block["name_regex"]).toBe("^datazone_usr_role_abc123_");
    expect(stack.one("aws_iam_role_policy")).toMatchObject({
      name: "smus-churn-jobs",
      role: "${each.value}",
      for_each: `\${data.aws_iam_roles.${roles.logicalId}.names}`,
    });
  });

  it("lets jobs reach the use case's own artifacts, and delete none", () => {
    const { policy } = build().one("aws_iam_role_policy");
    expect(statement(policy, "Artifacts")).toMatchObject({
      Action: ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"],
      Resource: ["arn:aws:s3:::smus-artifacts/churn/*"],
    });
  });

  it("lets jobs register versions that wait for a person, and approve none", () => {
    const { policy } = build({ group: "Churn-Models" }).one("aws_iam_role_policy");
    expect(statement(policy, "RegisterVersions")).toMatchObject({
      Resource: ["arn:aws:sagemaker:eu-west-1:111111111111:model-package/churn-models/*"],
      Condition: { StringEquals: { "sagemaker:ModelApprovalStatus": "PendingManualApproval" } },
    });
    expect(statementsOf(policy).flatMap(({ Action }) => Action)).not.toContain("sagemaker:UpdateModelPackage");
  });

  it("names no registry of a data pipeline, and no images where there are none", () => {
    const { policy } = build().one("aws_iam_role_policy");
    expect(statementsOf(policy).map(({ Sid }) => Sid)).toEqual([
      "Artifacts",
      "ListArtifacts",
      "ArtifactKey",
      "PassRoles",
    ]);
  });
});
