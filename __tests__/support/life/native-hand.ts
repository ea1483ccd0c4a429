import {
  LambdaClient,
  TagResourceCommand as TagFunctionCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
  GetFunctionCommand,
} from "@aws-sdk/client-lambda";
import { rootCredentials } from "../../../packages/emulator";
import { asRoot, elements } from "../../../sandbox/launcher/root-user";
import { emulatorUrl, type ServiceAddresses } from "../../../sandbox/launcher/services";

/** Changes of AWS's own resources of an account, as its root user makes them in the console, past Terraform. */
export class NativeHand {
  private readonly ask: ReturnType<typeof asRoot>;
  private readonly lambda: LambdaClient;

  constructor(addresses: ServiceAddresses, account: string, region: string) {
    const endpoint = emulatorUrl(addresses);
    this.ask = asRoot(endpoint, account, region);
    this.lambda = new LambdaClient({ endpoint, region, credentials: rootCredentials(account) });
  }

  /** Gives a role other words, another longest session, another trust and a tag of somebody. */
  async changeRole(RoleName: string): Promise<void> {
    const stranger = { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" };
    await this.iam("UpdateRoleDescription", { RoleName, Description: "Edited in the console" });
    await this.iam("UpdateRole", { RoleName, Description: "Edited in the console", MaxSessionDuration: "7200" });
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [stranger] });
    await this.iam("UpdateAssumeRolePolicy", { RoleName, PolicyDocument });
    await this.iam("TagRole", { RoleName, "Tags.member.1.Key": "somebody", "Tags.member.1.Value": "else" });
  }

  /** Makes a connection to a Git provider. @returns its ARN */
  async createConnection(ConnectionName: string, ProviderType: string): Promise<string> {
    const target = "CodeConnections_20231201.CreateConnection";
    const answer = await this.json("codeconnections", target, { ConnectionName, ProviderType });
    return (answer as { readonly ConnectionArn: string }).ConnectionArn;
  }

  /** Deletes a connection to a Git provider. */
  async deleteConnection(ConnectionArn: string): Promise<void> {
    await this.json("codeconnections", "CodeConnections_20231201.DeleteConnection", { ConnectionArn });
  }

  /** Gives the key of an alias another description and a tag of somebody, and stops its rotation. */
  async changeKey(alias: string): Promise<void> {
    const { Aliases } = (await this.json("kms", "TrentService.ListAliases", {})) as {
      Aliases: { AliasName: string; TargetKeyId?: string }[];
    };
    const KeyId = Aliases.find(({ AliasName }) => AliasName === alias)?.TargetKeyId;
    if (KeyId === undefined) throw new Error(`no key has the alias ${alias}`);
    await this.json("kms", "TrentService.UpdateKeyDescription", { KeyId, Description: "Edited in the console" });
    await this.json("kms", "TrentService.DisableKeyRotation", { KeyId });
    await this.json("kms", "TrentService.TagResource", { KeyId, Tags: [{ TagKey: "somebody", TagValue: "else" }] });
  }

  /** Gives a function more memory and a tag of somebody, and its alias another description. */
  async changeFunction(FunctionName: string, alias: string): Promise<void> {
    const { Configuration } = await this.lambda.send(new GetFunctionCommand({ FunctionName }));
    const memory = { FunctionName, MemorySize: (Configuration?.MemorySize ?? 128) + 64 };
    await this.lambda.send(new UpdateFunctionConfigurationCommand(memory));
    const Resource = Configuration?.FunctionArn;
    await this.lambda.send(new TagFunctionCommand({ Resource, Tags: { somebody: "else" } }));
    await this.lambda.send(new UpdateAliasCommand({ FunctionName, Name: alias, Description: "Edited in the console" }));
  }

  /** Lets a group of logs keep them for one day, and gives it a tag of somebody. */
  async changeLogs(logGroupName: string, arn: string): Promise<void> {
    await this.json("logs", "Logs_20140328.PutRetentionPolicy", { logGroupName, retentionInDays: 1 });
    await this.json("logs", "Logs_20140328.TagResource", { resourceArn: arn, tags: { somebody: "else" } });
  }

  /** Gives the subnets that have a tag public addresses and a tag of somebody; answers how many there were. */
  async changeSubnets(tagKey: string): Promise<number> {
    const found = await this.ec2("DescribeSubnets", { "Filter.1.Name": "tag-key", "Filter.1.Value.1": tagKey });
    const subnets = elements(found, "subnetId");
    for (const SubnetId of subnets) {
      await this.ec2("ModifySubnetAttribute", { SubnetId, "MapPublicIpOnLaunch.Value": "true" });
      await this.ec2("CreateTags", { "ResourceId.1": SubnetId, "Tag.1.Key": "somebody", "Tag.1.Value": "else" });
    }
    return subnets.length;
  }

  end(): void {
    this.lambda.destroy();
  }

  private iam(Action: string, parameters: Readonly<Record<string, string>>): Promise<string> {
    return this.ask("iam", { query: new URLSearchParams({ Action, Version: "2010-05-08", ...parameters }).toString() });
  }

  private ec2(Action: string, parameters: Readonly<Record<string, string>>): Promise<string> {
    return this.ask("ec2", { query: new URLSearchParams({ Action, Version: "2016-11-15", ...parameters }).toString() });
  }

  private async json(service: string, target: string, body: object): Promise<unknown> {
    const answer = await this.ask(service, { target, body });
    return answer === "" ? {} : (JSON.parse(answer) as unknown);
  }
}
