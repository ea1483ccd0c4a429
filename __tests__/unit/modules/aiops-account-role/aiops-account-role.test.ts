import { AiopsAccountRole, type UseCaseHere } from "../../../../modules/aiops-account-role";
import { inspect } from "../../../support/inspection";
import { statement, statementsOf } from "../../../support/policy-statements";

const FUNCTIONS = ["model-promotion", "use-case-seeding"].map((name) => `arn:aws:iam::111111111111:role/smus-${name}`);
const SOURCE = { accountId: "222222222222", region: "eu-west-1", bucket: "smus-artifacts-222222222222-eu-west-1" };
const BUILT: UseCaseHere = { useCase: "churn", group: "churn-models", isBuilt: true };
const DEPLOYED: UseCaseHere = { ...BUILT, isBuilt: false, deploy: { stage: "prod", source: SOURCE } };
const DATA: UseCaseHere = { useCase: "orders", isBuilt: true };

const build = (...useCases: UseCaseHere[]) =>
  inspect(
    (scope) =>
      new AiopsAccountRole(scope, "Account", {
        partition: "aws",
        accountId: "333333333333",
        region: "eu-west-1",
        prefix: "smus",
        hub: { accountId: "111111111111", functionRoleArns: FUNCTIONS },
        bucket: "smus-artifacts-333333333333-eu-west-1",
        keyArn: "arn:aws:kms:eu-west-1:333333333333:key/1",
        useCases,
      }),
  ).stack;
const actionsOf = (...useCases: UseCaseHere[]) =>
  statementsOf(build(...useCases).one("aws_iam_role_policy").policy).flatMap(({ Action }) => Action);

describe("AiopsAccountRole", () => {
  it("trusts two roles of the functions' account, which need not be there yet", () => {
    expect(statementsOf(build(BUILT).one("aws_iam_role").assume_role_policy)).toEqual([
      {
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::111111111111:root"] },
        Action: ["sts:AssumeRole"],
        Condition: { ArnEquals: { "aws:PrincipalArn": FUNCTIONS } },
      },
    ]);
  });

  it("changes nothing in the registry where models are built", () => {
    const changes = actionsOf(BUILT, DATA).filter((action) => /^sagemaker:(Create|Update|Delete)/.test(action));
    expect(changes).toEqual([]);
  });

  it("never deletes", () => {
    expect(actionsOf(BUILT, DEPLOYED, DATA).filter((action) => action.includes("Delete"))).toEqual([]);
  });

  it("copies from the build's bucket into its own, below the use case's key", () => {
    const { policy } = build(DEPLOYED).one("aws_iam_role_policy");
    expect(statement(policy, "Sources").Resource).toEqual([`arn:aws:s3:::${SOURCE.bucket}/churn/*`]);
    expect(statement(policy, "Copies").Resource).toEqual([
      "arn:aws:s3:::smus-artifacts-333333333333-eu-west-1/churn/models/*",
    ]);
    expect(statement(policy, "SourceKeys")).toMatchObject({
      Resource: ["arn:aws:kms:eu-west-1:222222222222:key/*"],
      Condition: { StringEquals: { "kms:ViaService": ["s3.eu-west-1.amazonaws.com"] } },
    });
  });

  it("registers in the stage's group only where versions are not built there", () => {
    const both: UseCaseHere = { ...DEPLOYED, isBuilt: true };
    expect(actionsOf(DEPLOYED)).toContain("sagemaker:CreateModelPackage");
    expect(actionsOf(both)).not.toContain("sagemaker:CreateModelPackage");
  });
});
