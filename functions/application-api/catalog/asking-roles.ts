import { AssumeRoleCommand, type STSClient } from "@aws-sdk/client-sts";
import { isDenied } from "../../../aws/faults";
import type { Credentials } from "../../../aws/client-settings";

/** Shortest time for which STS gives keys, in seconds; one call needs less. */
const SECONDS = 900;

/** Roles in whose names the application asks for data, one for each project that has one. */
export class AskingRoles {
  public constructor(
    private readonly client: STSClient,
    /** Text with which their ARNs begin. */
    private readonly prefix: string,
  ) {}

  /** ARN of the role that asks for a project. */
  public arnOf = (projectId: string): string => this.prefix + projectId;

  /** Keys of a session that is named after a person; nothing where there is no such role, which STS does not tell from a refusal. */
  public async session(projectId: string, profileId: string): Promise<Credentials | undefined> {
    const assume = new AssumeRoleCommand({
      RoleArn: this.arnOf(projectId),
      RoleSessionName: profileId,
      DurationSeconds: SECONDS,
    });
    try {
      const { Credentials: keys } = await this.client.send(assume);
      return {
        accessKeyId: keys?.AccessKeyId ?? "",
        secretAccessKey: keys?.SecretAccessKey ?? "",
        sessionToken: keys?.SessionToken,
      };
    } catch (error) {
      if (isDenied(error)) return undefined;
      throw error;
    }
  }
}
