import type { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { AskingRoles } from "../../../../functions/application-api/catalog/asking-roles";

const PREFIX = "arn:aws:iam::111111111111:role/smus-asks-";
const rolesWith = (send: (command: AssumeRoleCommand) => Promise<unknown>) =>
  new AskingRoles({ send } as unknown as STSClient, PREFIX);
const fault = (name: string) => Object.assign(new Error(name), { name, $metadata: { httpStatusCode: 403 } });

describe("roles that ask for projects", () => {
  it("are taken for one project, in a session that is named after the person", async () => {
    const asked: unknown[] = [];
    const roles = rolesWith((command) => {
      asked.push(command.input);
      return Promise.resolve({ Credentials: { AccessKeyId: "key", SecretAccessKey: "secret", SessionToken: "token" } });
    });
    expect(await roles.session("prj1", "profile-bob")).toEqual({
      accessKeyId: "key",
      secretAccessKey: "secret",
      sessionToken: "token",
    });
    expect(asked).toEqual([{ RoleArn: `${PREFIX}prj1`, RoleSessionName: "profile-bob", DurationSeconds: 900 }]);
  });

  it("are none where STS refuses, and not known where it does not answer", async () => {
    const refusing = (name: string) => rolesWith(() => Promise.reject(fault(name))).session("prj1", "profile-bob");
    expect(await refusing("AccessDenied")).toBeUndefined();
    await expect(refusing("Throttling")).rejects.toThrow("Throttling");
  });
});
