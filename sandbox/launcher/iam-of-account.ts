import { createHash } from "node:crypto";
import type { OperatorCredentials } from "./client-environment";
import { asRoot, elements } from "./root-user";

/** Makes users, roles and policies in an account as its root user, or brings those that are there up to date. */
export class IamOfAccount {
  private readonly ask: ReturnType<typeof asRoot>;

  constructor(
    url: string,
    private readonly account: string,
  ) {
    this.ask = asRoot(url, account, "us-east-1");
  }

  /** @param name with its path, without a slash before it */
  async role(name: string, trust: object): Promise<void> {
    const PolicyDocument = JSON.stringify(trust);
    const { RoleName, Path } = split(name);
    if (await this.exists("GetRole", { RoleName }))
      await this.call("UpdateAssumeRolePolicy", { RoleName, PolicyDocument });
    else await this.call("CreateRole", { RoleName, Path, AssumeRolePolicyDocument: PolicyDocument });
  }

  async attach(role: string, policyArn: string): Promise<void> {
    await this.call("AttachRolePolicy", { RoleName: split(role).RoleName, PolicyArn: policyArn });
  }

  /**
   * Attaches managed policies of the account to a role. Those that it has stay: what was applied with them is changed and
   * removed with them.
   */
  async managed(role: string, policies: Readonly<Record<string, object>>): Promise<void> {
    const { RoleName } = split(role);
    const attached = elements(await this.call("ListAttachedRolePolicies", { RoleName }), "PolicyName");
    for (const [policy, document] of Object.entries(policies)) {
      const PolicyDocument = JSON.stringify(document);
      const digest = createHash("sha256").update(PolicyDocument).digest("hex").slice(0, 8);
      const PolicyName = `${RoleName}-${policy}-${digest}`;
      if (attached.includes(PolicyName)) continue;
      await this.call("CreatePolicy", { PolicyName, PolicyDocument });
      await this.attach(role, `arn:aws:iam::${this.account}:policy/${PolicyName}`);
    }
  }

  async user(UserName: string, policies: Readonly<Record<string, object>>): Promise<void> {
    if (!(await this.exists("GetUser", { UserName }))) await this.call("CreateUser", { UserName });
    for (const [PolicyName, document] of Object.entries(policies))
      await this.call("PutUserPolicy", { UserName, PolicyName, PolicyDocument: JSON.stringify(document) });
  }

  /** An access key of a user in the place of those that it has. */
  async accessKey(UserName: string): Promise<OperatorCredentials> {
    const held = elements(await this.call("ListAccessKeys", { UserName }), "AccessKeyId");
    for (const AccessKeyId of held) await this.call("DeleteAccessKey", { UserName, AccessKeyId });
    const made = await this.call("CreateAccessKey", { UserName });
    return { accessKeyId: elements(made, "AccessKeyId")[0], secretAccessKey: elements(made, "SecretAccessKey")[0] };
  }

  private async exists(operation: string, parameters: Readonly<Record<string, string>>): Promise<boolean> {
    try {
      await this.call(operation, parameters);
      return true;
    } catch (error) {
      if ((error as Error).message.includes("NoSuchEntity")) return false;
      throw error;
    }
  }

  private call(operation: string, parameters: Readonly<Record<string, string>>): Promise<string> {
    const query = new URLSearchParams({ Action: operation, Version: "2010-05-08", ...parameters });
    return this.ask("iam", { query: query.toString() });
  }
}

function split(name: string): { RoleName: string; Path: string } {
  const parts = name.split("/");
  const RoleName = parts.pop() ?? "";
  return { RoleName, Path: parts.length === 0 ? "/" : `/${parts.join("/")}/` };
}
