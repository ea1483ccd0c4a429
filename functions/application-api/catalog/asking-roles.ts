import { AssumeRoleCommand, type STSClient } from "@aws-sdk/client-sts";
import type { Credentials } from "../../../aws/client-settings";
import { isDenied } from "../../../aws/faults";
import type { ProjectRoles } from "./project-roles";

/** Shortest time for which STS gives keys, in seconds; one call needs less. */
const SECONDS = 900;

/** Roles as which the application acts for people in a project. */
export class AskingRoles {
  public constructor(
    private readonly client: STSClient,
    private readonly roles: ProjectRoles,
  ) {}

  /** Id of the group that the role of a project is in the domain; nothing where the project has no such role. */
  public async groupOf(projectId: string): Promise<string | undefined> {
    return ((await this.roles.ownRoleOf(projectId)) ?? (await this.roles.pooledRoleOf(projectId)))?.groupId;
  }

  /** Keys of a session that is named after a person; nothing where there is no such role, which STS does not tell from a refusal. */
  public async session(projectId: string, profileId: string): Promise<Credentials | undefined> {
    const own = await this.assume(this.roles.ownArn(projectId), profileId);
    if (own !== undefined) return own;
    const pooled = await this.roles.pooledRoleOf(projectId);
    return pooled && this.assume(pooled.arn, profileId);
  }

  private async assume(RoleArn: string, RoleSessionName: string): Promise<Credentials | undefined> {
    try {
      const { Credentials: keys } = await this.client.send(
        new AssumeRoleCommand({ RoleArn, RoleSessionName, DurationSeconds: SECONDS }),
      );
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
