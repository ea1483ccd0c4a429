import { ModelPackageGroup, type ModelPackageGroupProps } from "../../../../modules/model-package-group";
import { inspect } from "../../../support/inspection";
import { statementsOf } from "../../../support/policy-statements";

const PROPS: ModelPackageGroupProps = {
  partition: "aws",
  accountId: "111111111111",
  region: "eu-west-1",
  name: "churn",
  description: "Churn",
  protect: true,
};
const build = (overrides: Partial<ModelPackageGroupProps> = {}) =>
  inspect((scope) => new ModelPackageGroup(scope, "Group", { ...PROPS, ...overrides })).stack;

describe("ModelPackageGroup", () => {
  it("has no policy where no other account reads it", () => {
    expect(build().counts).toEqual({ aws_sagemaker_model_package_group: 1 });
    expect(build().one("aws_sagemaker_model_package_group").lifecycle).toEqual({ prevent_destroy: true });
  });

  it("lets the accounts of stages read, and change nothing", () => {
    const stack = build({ readerAccountIds: ["222222222222"] });
    const statements = statementsOf(stack.one("aws_sagemaker_model_package_group_policy").resource_policy);
    expect(statements.flatMap(({ Action }) => Action)).toEqual([
      "sagemaker:DescribeModelPackageGroup",
      "sagemaker:DescribeModelPackage",
      "sagemaker:ListModelPackages",
    ]);
    expect(statements.map(({ Principal }) => Principal)).toEqual([
      { AWS: ["arn:aws:iam::222222222222:root"] },
      { AWS: ["arn:aws:iam::222222222222:root"] },
    ]);
  });
});
