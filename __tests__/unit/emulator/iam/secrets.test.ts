import { ACCOUNT, needsOfCall, REGION } from "./calls";

const prefix = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:`;

describe("needs of calls of Secrets Manager", () => {
  it.each([
    ["GetSecretValue", { SecretId: `${prefix}github-AbCdEf` }, `${prefix}github-AbCdEf`],
    ["GetSecretValue", { SecretId: "github" }, `${prefix}github-??????`],
    ["CreateSecret", { Name: "github" }, `${prefix}github-??????`],
  ])("are for %s %j on its secret", async (operation, input, resource) => {
    const needs = await needsOfCall("secretsmanager", operation, input);
    expect(needs).toMatchObject([{ action: `secretsmanager:${operation}`, resource }]);
  });

  it("are unknown for an operation that nobody has mapped", async () => {
    expect(await needsOfCall("secretsmanager", "RotateSecret", { SecretId: "github" })).toBeUndefined();
  });
});
