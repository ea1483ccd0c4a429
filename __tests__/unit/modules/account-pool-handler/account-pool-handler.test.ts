import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfiguration, VARIABLES } from "../../../../functions/account-pool-handler/configuration";
import { AccountPoolHandler, type AccountPoolHandlerProps } from "../../../../modules/account-pool-handler";
import { inspect } from "../../../support/inspection";
import { statement, statementsOf } from "../../../support/policy-statements";

const zipPath = join(mkdtempSync(join(tmpdir(), "smus-code-")), "code.zip");
writeFileSync(zipPath, "zip");

const PROPS: AccountPoolHandlerProps = {
  partition: "aws",
  accountId: "111122223333",
  region: "eu-west-1",
  prefix: "smus",
  key: "dev-analytics",
  code: { zipPath, sourceHashBase64: Buffer.from("a hash of thirty-two characters!").toString("base64") },
  organizationalUnitIds: ["ou-abcd-12345678"],
  accountTags: { team: "finance" },
  regions: ["eu-west-1"],
};

const build = (overrides: Partial<AccountPoolHandlerProps> = {}) =>
  inspect((scope) => new AccountPoolHandler(scope, "Handler", { ...PROPS, ...overrides }));

function variables(overrides: Partial<AccountPoolHandlerProps> = {}): Record<string, string> {
  const { environment } = build(overrides).stack.one("aws_lambda_function");
  return (environment as { variables: Record<string, string> }).variables;
}

describe("AccountPoolHandler", () => {
  it("tells the pool which function to call, and as whom", () => {
    expect(build().construct.handler).toEqual({
      lambdaFunctionArn: "arn:aws:lambda:eu-west-1:111122223333:function:smus-pool-dev-analytics",
      lambdaExecutionRoleArn:
        "arn:aws:iam::111122223333:role/service-role/AmazonDataZoneAccountPool-smus-dev-analytics",
    });
  });

  it("is invoked by DataZone without conditions, which would break it, and may be invoked only", () => {
    const { stack, construct } = build();
    expect(statementsOf(stack.one("aws_iam_role", "Invoker").assume_role_policy)).toEqual([
      { Effect: "Allow", Principal: { Service: ["datazone.amazonaws.com"] }, Action: ["sts:AssumeRole"] },
    ]);
    expect(statementsOf(stack.one("aws_iam_role_policy", "Invoker").policy)).toEqual([
      { Effect: "Allow", Action: ["lambda:InvokeFunction"], Resource: [construct.handler.lambdaFunctionArn] },
    ]);
  });

  it("hands over what the function's own configuration reads", () => {
    expect(readConfiguration(variables())).toEqual({
      organizationalUnitIds: ["ou-abcd-12345678"],
      accountTags: { team: "finance" },
      regions: ["eu-west-1"],
      organizationsRoleArn: undefined,
    });
    const organizationsRoleArn = "arn:aws:iam::999900001111:role/org-reader";
    const all = variables({ organizationsRoleArn });
    expect(readConfiguration(all).organizationsRoleArn).toBe(organizationsRoleArn);
    expect(Object.keys(all).sort()).toEqual(Object.values(VARIABLES).sort());
  });

  it("reads Organizations itself by default", () => {
    const { policy } = build().stack.one("aws_iam_role_policy", "Function_Role");
    expect(statement(policy, "ReadOrganization").Action).toContain("organizations:ListAccountsForParent");
  });

  it("assumes the given role instead, and nothing more", () => {
    const organizationsRoleArn = "arn:aws:iam::999900001111:role/org-reader";
    const { policy } = build({ organizationsRoleArn }).stack.one("aws_iam_role_policy", "Function_Role");
    expect(statementsOf(policy).map((entry) => entry.Sid)).toEqual(["Logs", "ReaderRole"]);
    expect(statement(policy, "ReaderRole").Resource).toEqual([organizationsRoleArn]);
  });

  it("keeps names within 64 characters and apart from each other", () => {
    const name = (key: string) => String(build({ key }).stack.one("aws_lambda_function").function_name);
    const long = "a".repeat(60);
    expect(name(`${long}1`)).toHaveLength(64);
    expect(name(`${long}1`)).not.toBe(name(`${long}2`));
    // 10 fixed characters.
    expect(name("a".repeat(54))).toBe(`smus-pool-${"a".repeat(54)}`);
    expect(name("a".repeat(55))).toHaveLength(64);
    const roles = build({ key: long }).stack.all("aws_iam_role");
    for (const role of roles) expect(String(role.name).length).toBeLessThanOrEqual(64);
  });
});
