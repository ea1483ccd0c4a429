import { JobBoundary, RepositoryRole, UseCaseBoundary } from "../../../../modules/repository-role";
import { inspect } from "../../../support/inspection";
import { statement, statementsOf } from "../../../support/policy-statements";

const PLACE = { partition: "aws", accountId: "111111111111", region: "eu-west-1" };

describe("RepositoryRole", () => {
  it("carries its boundary and waits for it", () => {
    const { construct, stack } = inspect((scope) => {
      const boundary = new JobBoundary(scope, "Boundary", {
        ...PLACE,
        prefix: "smus",
        useCase: "churn",
        stages: ["prod"],
        useCaseBoundaryArn: "arn:aws:iam::111111111111:policy/smus-churn-boundary",
        buildAccountId: "222222222222",
      });
      return new RepositoryRole(scope, "Deploy", {
        name: "smus-churn-prod-deploy",
        description: "Deploys",
        job: {
          ...PLACE,
          host: { type: "gitlab", issuer: "https://gitlab.com", namespace: "acme/data" },
          repository: "churn-deploy",
          environment: "prod",
        },
        statements: [{ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/churn/*"] }],
        boundaryArn: boundary.arn,
        dependsOn: boundary.dependables,
      });
    });
    expect(stack.one("aws_iam_role")).toMatchObject({
      name: "smus-churn-prod-deploy",
      permissions_boundary: "arn:aws:iam::111111111111:policy/smus-churn-job-boundary",
      depends_on: [stack.address("aws_iam_policy")],
    });
    expect(construct.arn).toBe("arn:aws:iam::111111111111:role/smus-churn-prod-deploy");
    expect(statement(stack.one("aws_iam_role_policy").policy, "Read").Action).toEqual(["s3:GetObject"]);
  });
});

describe("UseCaseBoundary", () => {
  const { stack } = inspect(
    (scope) =>
      new UseCaseBoundary(scope, "Boundary", {
        ...PLACE,
        prefix: "smus",
        useCase: "churn",
        bucket: "smus-artifacts",
        keyArn: "${aws_kms_key.Key.arn}",
      }),
  );
  const { policy, name } = stack.one("aws_iam_policy");

  it("is one for each use case", () => {
    expect(name).toBe("smus-churn-boundary");
  });

  it("lets roles reach what is below the use case's key only", () => {
    expect(statement(policy, "Artifacts").Resource).toEqual(["arn:aws:s3:::smus-artifacts/churn/*"]);
    expect(statement(policy, "ListArtifacts").Condition).toEqual({ StringLike: { "s3:prefix": "churn/*" } });
  });

  it("has no action of IAM or STS: what runs makes nobody else", () => {
    const actions = statementsOf(policy).flatMap(({ Action }) => Action);
    expect(actions.filter((action) => /^(iam|sts):/.test(action))).toEqual([]);
  });

  it("fits into a managed policy", () => {
    expect(String(policy).length).toBeLessThan(6144);
  });
});
