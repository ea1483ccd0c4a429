import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ControlPlaneFunction, type ControlPlaneFunctionProps } from "../../../../modules/control-plane-function";
import { inspect } from "../../../support/inspection";
import { statement } from "../../../support/policy-statements";

const zipPath = join(mkdtempSync(join(tmpdir(), "smus-code-")), "code.zip");
writeFileSync(zipPath, "zip");

const PROPS: ControlPlaneFunctionProps = {
  partition: "aws",
  accountId: "222233334444",
  governanceAccountId: "111122223333",
  domainRegion: "eu-west-1",
  prefix: "smus",
  tasks: ["hosting"],
  code: { zipPath, sourceHashBase64: Buffer.from("a hash of thirty-two characters!").toString("base64") },
};

const build = (overrides: Partial<ControlPlaneFunctionProps> = {}) =>
  inspect((scope) => new ControlPlaneFunction(scope, "ControlPlane", { ...PROPS, ...overrides }));

describe("ControlPlaneFunction", () => {
  it("has the names that other stacks and plans count on", () => {
    const { stack, construct } = build();
    expect(construct.functionName).toBe("smus-control-plane");
    expect(construct.roleArn).toBe("arn:aws:iam::222233334444:role/smus-control-plane");
    expect(stack.one("aws_iam_role").name).toBe("smus-control-plane");
    expect(stack.one("aws_lambda_function")).toMatchObject({
      timeout: 900,
      memory_size: 512,
      publish: true,
      environment: { variables: { LEDGER_PREFIX: "/smus/control-plane" } },
    });
  });

  it("offers the published version under two aliases", () => {
    const { stack } = build();
    const lambda = stack.address("aws_lambda_function");
    for (const name of ["read", "write"]) {
      expect(stack.all("aws_lambda_alias")).toContainEqual(
        expect.objectContaining({
          name,
          function_name: `\${${lambda}.function_name}`,
          function_version: `\${${lambda}.version}`,
        }),
      );
    }
  });

  it("keeps its log for 90 days by default", () => {
    expect(build().stack.one("aws_cloudwatch_log_group").retention_in_days).toBe(90);
    expect(build({ logRetentionDays: 7 }).stack.one("aws_cloudwatch_log_group").retention_in_days).toBe(7);
  });

  it("may do what its tasks need", () => {
    const { policy } = build().stack.one("aws_iam_role_policy");
    expect(statement(policy, "DataLakeSettings").Action).toContain("lakeformation:PutDataLakeSettings");
    // A role's inline policies share 10240 characters.
    const both = build({ tasks: ["governance", "hosting"], identityCenter: true }).stack.one("aws_iam_role_policy");
    expect(String(both.policy).length).toBeLessThan(10240);
  });
});
