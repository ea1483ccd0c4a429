import {
  GetGroupProfileCommand,
  type GetGroupProfileOutput,
  GetUserProfileCommand,
  type GetUserProfileOutput,
  ListProjectMembershipsCommand,
  type Member as ServiceMember,
} from "@aws-sdk/client-datazone";
import { awsFault } from "../../../aws/faults";
import { allPages } from "../../../aws/pages";
import type { Member } from "../../../governance/members/plan-members";
import type { WantedMember } from "../../../governance/project-requests";
import type { AskingRole } from "../../../governance/project-requests";
import { orNothing, type ProjectDomain } from "./domain";
import { Profiles } from "./profiles";

/** A member as the service knows it, and the principal of IAM that stands behind it. */
interface Profile {
  readonly id: string;
  readonly isGroup: boolean;
  /** ARN of the role or user of IAM; absent for people of Identity Center. */
  readonly arn?: string;
}

/** A member as the service lists it. */
export type ListedMember = Pick<Member, "id" | "designation"> & { readonly isUser: boolean };

/** Members of a project, as the application sees them. */
export interface KnownMembers {
  readonly members: Member[];
  readonly kept: string[];
  readonly missing: Member[];
}

/** People, programs and profiles of a domain: read once in the life of a function, for profiles do not change what they stand for. */
export class Directory {
  /** Project profiles of the domain. */
  public readonly profiles: Profiles;
  private readonly known = new Map<string, Promise<Profile | undefined>>();

  public constructor(private readonly domain: ProjectDomain) {
    this.profiles = new Profiles(domain);
  }

  /** The member that somebody wishes; nothing where the domain does not know it. */
  public async wanted(wanted: WantedMember): Promise<Member | undefined> {
    const { users, groups } = this.domain.settings.names;
    const profile =
      "user" in wanted ? await this.user(entry(users, wanted.user)) : await this.group(entry(groups, wanted.group));
    return profile && { id: profile.id, kind: this.kindOf(profile), designation: wanted.designation };
  }

  /**
   * Members of a project, the ids of those that the platform needs, and those of them that are missing.
   *
   * @param askingRole - role that asks for data for the project; absent where it has none
   */
  public async membersOf(projectIdentifier: string, askingRole?: AskingRole): Promise<KnownMembers> {
    const members: Member[] = [];
    const kept: string[] = [];
    for (const { id, isUser, designation } of await this.rosterOf(projectIdentifier)) {
      const profile = (await (isUser ? this.user(id) : this.group(id))) ?? { id, isGroup: false };
      if (this.isKept(profile)) kept.push(id);
      members.push({ id, kind: this.kindOf(profile), designation });
    }
    return { members, kept, missing: this.missing(members, askingRole) };
  }

  /** Members of a project as the service lists them: who stands behind an id costs one more call for each that is new. */
  public async rosterOf(projectIdentifier: string): Promise<ListedMember[]> {
    const { client, settings } = this.domain;
    const listed = await allPages(
      (nextToken) =>
        client.send(
          new ListProjectMembershipsCommand({ domainIdentifier: settings.domainId, projectIdentifier, nextToken }),
        ),
      (page) => page.members,
    );
    return listed.map(({ memberDetails, designation }) => {
      const { userId } = memberDetails?.user ?? {};
      return {
        ...{ id: userId ?? memberDetails?.group?.groupId ?? "", isUser: userId !== undefined },
        designation: designation as Member["designation"],
      };
    });
  }

  /** A member in the form that the service's calls take. */
  public async named(id: string): Promise<ServiceMember> {
    const isUser = (await this.user(id)) !== undefined;
    return isUser ? { userIdentifier: id } : { groupIdentifier: id };
  }

  /** Id of the function's own user profile; nothing where it has none yet, or is known as a group. */
  public async ownUser(): Promise<string | undefined> {
    return (await this.user(this.domain.settings.roleArn))?.id;
  }

  /** Role of an IAM profile, without the session; nothing where the domain does not say it. */
  public async roleOf(userId: string): Promise<string | undefined> {
    return (await this.user(userId))?.arn;
  }

  private isKept({ id, arn }: Profile): boolean {
    const { roleArn, platformMembers, askingRoles } = this.domain.settings;
    const kept = [...platformMembers, ...askingRoles].map(({ groupId }) => groupId);
    return arn === roleArn || kept.includes(id);
  }

  /** Members that the platform needs and that are not there. Somebody may have given one another designation: that is theirs. */
  private missing(live: readonly Member[], askingRole: AskingRole | undefined): Member[] {
    const asks = askingRole && { groupId: askingRole.groupId, designation: "PROJECT_CONTRIBUTOR" as const };
    const wanted = [...this.domain.settings.platformMembers, ...(asks === undefined ? [] : [asks])];
    return wanted
      .filter(({ groupId }) => !live.some(({ id }) => id === groupId))
      .map(({ groupId: id, designation }) => ({ id, designation, kind: "program" }));
  }

  private kindOf({ arn }: Profile): Member["kind"] {
    return arn === undefined || this.domain.settings.peoplePrincipals.includes(arn) ? "people" : "program";
  }

  private user(userIdentifier: string): Promise<Profile | undefined> {
    const { client, settings } = this.domain;
    return this.once(`user ${userIdentifier}`, async () => {
      const command = new GetUserProfileCommand({ domainIdentifier: settings.domainId, userIdentifier });
      const found = await orNobody<GetUserProfileOutput>(() => client.send(command));
      if (found?.id === undefined) return undefined;
      const arn = found.details?.iam?.arn;
      return { id: found.id, isGroup: false, ...(arn === undefined ? {} : { arn: roleOf(arn) }) };
    });
  }

  private group(groupIdentifier: string): Promise<Profile | undefined> {
    const { client, settings } = this.domain;
    return this.once(`group ${groupIdentifier}`, async () => {
      const command = new GetGroupProfileCommand({ domainIdentifier: settings.domainId, groupIdentifier });
      const found = await orNobody<GetGroupProfileOutput>(() => client.send(command));
      if (found?.id === undefined) return undefined;
      const arn = found.rolePrincipalArn;
      return { id: found.id, isGroup: true, ...(arn === undefined ? {} : { arn }) };
    });
  }

  /** Only what was found is remembered: who is not known today may sign in tomorrow. */
  private once(key: string, find: () => Promise<Profile | undefined>): Promise<Profile | undefined> {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const found = find();
    this.known.set(key, found);
    found.then(
      (profile) => profile ?? this.known.delete(key),
      () => this.known.delete(key),
    );
    return found;
  }
}

/** The profile; nothing where there is none, and where somebody has sent what cannot be the name of one. */
async function orNobody<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await orNothing(ask);
  } catch (error) {
    if (awsFault(error)?.name === "ValidationException") return undefined;
    throw error;
  }
}

/** Identifier of a key of the configuration; what is no key is an identifier itself. */
const entry = (names: Readonly<Record<string, string>>, key: string): string =>
  Object.hasOwn(names, key) ? names[key] : key;

/** ARN of the role of a session; any other ARN as it is. */
function roleOf(arn: string): string {
  const session = /^arn:([^:]*):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn);
  return session === null ? arn : `arn:${session[1]}:iam::${session[2]}:role/${session[3]}`;
}
