import { ArtifactStore, DeployStates, type ArtifactStoreProps } from "../../../../modules/artifact-store";
import { inspect } from "../../../support/inspection";
import { statement, statementsOf } from "../../../support/policy-statements";

const PROPS: ArtifactStoreProps = {
  partition: "aws",
  accountId: "111111111111",
  region: "eu-west-1",
  prefix: "smus",
  readers: [
    {
      useCase: "churn-model",
      roleArns: [
        "arn:aws:iam::333333333333:role/smus-aiops-account",
        "arn:aws:iam::222222222222:role/smus-aiops-account",
      ],
    },
    { useCase: "leads", roleArns: [] },
  ],
  protect: true,
};
const build = (overrides: Partial<ArtifactStoreProps> = {}) =>
  inspect((scope) => new ArtifactStore(scope, "Artifacts", { ...PROPS, ...overrides })).stack;

describe("ArtifactStore", () => {
  it("lets named roles of the stages' accounts read below the use case's key, and nobody write", () => {
    const { policy } = build().one("aws_s3_bucket_policy");
    expect(statement(policy, "ReadChurnModel")).toEqual({
      Sid: "ReadChurnModel",
      Effect: "Allow",
      Principal: { AWS: ["arn:aws:iam::222222222222:root", "arn:aws:iam::333333333333:root"] },
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      Resource: ["arn:aws:s3:::smus-artifacts-111111111111-eu-west-1/churn-model/*"],
      Condition: {
        ArnEquals: {
          "aws:PrincipalArn": [
            "arn:aws:iam::222222222222:role/smus-aiops-account",
            "arn:aws:iam::333333333333:role/smus-aiops-account",
          ],
        },
      },
    });
    const allowed = statementsOf(policy).filter(({ Effect }) => Effect === "Allow");
    expect(allowed.flatMap(({ Action }) => Action).sort()).toEqual([
      "s3:GetObject",
      "s3:GetObjectVersion",
      "s3:ListBucket",
    ]);
  });

  it("lets the same roles decrypt through S3 only", () => {
    const { policy } = build().one("aws_kms_key");
    expect(statement(policy, "ReadersOfOtherAccounts")).toMatchObject({
      Action: ["kms:Decrypt"],
      Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
    });
  });

  it("names no other account where nobody else reads", () => {
    const stack = build({ readers: [] });
    const documents = [stack.one("aws_s3_bucket_policy").policy, stack.one("aws_kms_key").policy].map(String);
    expect(
      documents
        .join("")
        .match(/\d{12}/g)
        ?.every((account) => account === PROPS.accountId),
    ).toBe(true);
  });

  it("keeps bucket and key where the stage protects data", () => {
    const stack = build();
    expect(stack.one("aws_kms_key").lifecycle).toEqual({ prevent_destroy: true });
    expect(stack.one("aws_s3_bucket").lifecycle).toEqual({ prevent_destroy: true });
    expect(stack.one("aws_kms_alias").name).toBe("alias/smus-artifacts");
    expect(build({ protect: false }).one("aws_s3_bucket").force_destroy).toBe(true);
  });
});

describe("DeployStates", () => {
  it("keeps old versions of states for a while", () => {
    const { stack } = inspect(
      (scope) => new DeployStates(scope, "States", { ...PROPS, keyArn: "${aws_kms_key.Key.arn}" }),
    );
    expect(stack.one("aws_s3_bucket").bucket).toBe("smus-use-case-states-111111111111-eu-west-1");
    expect(stack.one("aws_s3_bucket_lifecycle_configuration").rule).toEqual([
      expect.objectContaining({ noncurrent_version_expiration: [{ noncurrent_days: 90 }] }),
    ]);
  });
});
