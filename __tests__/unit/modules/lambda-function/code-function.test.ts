import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CodeFunction, type CodeFunctionProps } from "../../../../modules/lambda-function";
import { inspect } from "../../../support/inspection";
import { statement, statementsOf } from "../../../support/policy-statements";

const zipPath = join(mkdtempSync(join(tmpdir(), "smus-code-")), "code.zip");
writeFileSync(zipPath, "zip");

const PROPS: CodeFunctionProps = {
  partition: "aws",
  accountId: "111122223333",
  region: "eu-west-1",
  functionName: "smus-thing",
  roleName: "smus-thing-role",
  description: "Does a thing",
  code: { zipPath, sourceHashBase64: Buffer.from("a hash of thirty-two characters!").toString("base64") },
  statements: [{ sid: "Thing", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/*"] }],
  environment: { KEY: "value" },
  timeoutSeconds: 60,
  memoryMiB: 256,
  logRetentionDays: 14,
  publish: false,
};

const build = (overrides: Partial<CodeFunctionProps> = {}) =>
  inspect((scope) => new CodeFunction(scope, "Function", { ...PROPS, ...overrides }));

describe("CodeFunction", () => {
  it("runs Node.js 22 on arm64 with what it is given", () => {
    const { stack, construct } = build();
    expect(stack.one("aws_lambda_function")).toMatchObject({
      function_name: "smus-thing",
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: "index.handler",
      timeout: 60,
      memory_size: 256,
      publish: false,
      source_code_hash: PROPS.code.sourceHashBase64,
      environment: { variables: { KEY: "value" } },
      role: "arn:aws:iam::111122223333:role/smus-thing-role",
    });
    expect(construct.functionArn).toBe("arn:aws:lambda:eu-west-1:111122223333:function:smus-thing");
  });

  it("refers to its code by a path that does not depend on this machine", () => {
    const { filename } = build().stack.one("aws_lambda_function");
    expect(filename).toMatch(/^assets\/[\w-]+\/[0-9a-f]{32}\/code\.zip$/);
  });

  it("waits for role, permissions and log group", () => {
    const { stack } = build();
    expect(stack.one("aws_lambda_function").depends_on).toEqual([
      stack.address("aws_iam_role"),
      stack.address("aws_iam_role_policy"),
      stack.address("aws_cloudwatch_log_group"),
    ]);
  });

  it("keeps its log for the given time and writes to no other", () => {
    const { stack } = build();
    expect(stack.one("aws_cloudwatch_log_group")).toMatchObject({
      name: "/aws/lambda/smus-thing",
      retention_in_days: 14,
    });
    const { policy } = stack.one("aws_iam_role_policy");
    expect(statement(policy, "Logs")).toMatchObject({
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: ["arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/smus-thing:*"],
    });
    expect(statement(policy, "Thing").Action).toEqual(["s3:GetObject"]);
  });

  it("is assumed by Lambda, at the root path", () => {
    const role = build().stack.one("aws_iam_role");
    expect(role.path).toBe("/");
    expect(statementsOf(role.assume_role_policy)[0].Principal).toEqual({ Service: ["lambda.amazonaws.com"] });
  });
});
