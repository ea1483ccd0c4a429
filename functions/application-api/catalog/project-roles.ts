import { type DataZoneClient, SearchGroupProfilesCommand } from "@aws-sdk/client-datazone";
import { allPages } from "../../../aws/pages";
import { pooledAskingRoleArns } from "../../../contracts/names";
import { roleOfSession } from "../../../governance/people";

/** The domain, as far as it tells which role acts for a project. */
export interface RolesOfDomain {
  readonly client: DataZoneClient;
  readonly domainId: string;
  /** Text with which the ARNs of the roles begin. */
  readonly prefix: string;
  /** Ids of a project's members; nothing where the application may not know. */
  readonly membersOf: (projectId: string) => Promise<readonly { readonly id: string }[] | undefined>;
}

/** A role, and its group in the domain. */
interface RoleInDomain {
  readonly arn: string;
  readonly groupId: string;
}

/**
 * Roles that act for projects, as the domain knows them: a standing project has one that is named after it, and a project that people
 * have asked for one of a pool, which is a member of it.
 */
export class ProjectRoles {
  public constructor(private readonly domain: RolesOfDomain) {}

  /** ARN of the role that is named after a project; it need not be there. */
  public ownArn(projectId: string): string {
    return this.domain.prefix + projectId;
  }

  /** The role of a project that is named after it. */
  public async ownRoleOf(projectId: string): Promise<RoleInDomain | undefined> {
    const own = this.ownArn(projectId);
    return (await this.rolesLike(own)).find(({ arn }) => arn === own);
  }

  /** The role of the pool that is a member of a project. */
  public async pooledRoleOf(projectId: string): Promise<RoleInDomain | undefined> {
    const begins = pooledAskingRoleArns(this.domain.prefix);
    const pool = (await this.rolesLike(begins)).filter(({ arn }) => arn.startsWith(begins));
    const members = pool.length === 0 ? [] : ((await this.domain.membersOf(projectId)) ?? []);
    return pool.find(({ groupId }) => members.some(({ id }) => id === groupId));
  }

  /** Roles in the domain whose names hold that of an ARN. */
  private async rolesLike(arn: string): Promise<RoleInDomain[]> {
    const { client, domainId: domainIdentifier } = this.domain;
    const groups = await allPages(
      (nextToken) =>
        client.send(
          new SearchGroupProfilesCommand({
            domainIdentifier,
            groupType: "IAM_ROLE_SESSION_GROUP",
            // Its last name: the service may know a role without its path.
            searchText: arn.slice(arn.lastIndexOf("/") + 1),
            nextToken,
          }),
        ),
      ({ items }) => items,
    );
    return groups.map(({ rolePrincipalArn = "", id = "" }) => ({ arn: roleOfSession(rolePrincipalArn), groupId: id }));
  }
}
