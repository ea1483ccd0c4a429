import {
  type DataZoneClient,
  GetProjectCommand,
  type GetProjectOutput,
  ListProjectMembershipsCommand,
  ListProjectsCommand,
  type ProjectMember as ServiceMember,
} from "@aws-sdk/client-datazone";
import { saidBy } from "../../../aws/faults";
import { allPages } from "../../../aws/pages";
import { membershipOf, type Caller, type Membership, type ProjectMember } from "../../../governance/people";
import type { Projects, Services } from "../services";
import { Kept } from "./kept";
import { orUnknown } from "./unknown";

/** Seconds for which lists may be behind changes of members; decisions never are. */
const LIST_SECONDS = 60;
/** Seconds for which names are kept. */
const NAME_SECONDS = 600;
/** Projects whose members are read at once. */
const AT_ONCE = 8;

/** Projects of a DataZone domain. */
export class DataZoneProjects implements Projects {
  private readonly denied: (what: string) => (error: unknown) => void;
  private readonly memberships: Kept<ReadonlyMap<string, Membership>>;
  private readonly names: Kept<string | undefined>;

  public constructor(
    private readonly client: DataZoneClient,
    private readonly domainId: string,
    /** Key of a unit by its id. */
    private readonly units: Readonly<Record<string, string>>,
    { clock, log }: Pick<Services, "clock" | "log">,
  ) {
    // Without the permission people lose rights in the project: operators have to read of it.
    this.denied = (what) => (error) => log({ level: "warn", message: `${what} may not be read`, error: saidBy(error) });
    this.memberships = new Kept(clock, LIST_SECONDS);
    this.names = new Kept(clock, NAME_SECONDS);
  }

  public membersOf(projectIdentifier: string): Promise<ProjectMember[] | undefined> {
    return orUnknown(
      async () => {
        const members = await allPages(
          (nextToken) =>
            this.client.send(
              new ListProjectMembershipsCommand({ domainIdentifier: this.domainId, projectIdentifier, nextToken }),
            ),
          ({ members: page }) => page,
        );
        return members.flatMap(memberOf);
      },
      this.denied(`the members of project ${projectIdentifier}`),
    );
  }

  public async unitOf(identifier: string): Promise<string | undefined> {
    const unit = (await this.project(identifier))?.domainUnitId ?? "";
    return Object.hasOwn(this.units, unit) ? this.units[unit] : undefined;
  }

  public nameOf(identifier: string): Promise<string | undefined> {
    return this.names.of(identifier, async () => (await this.project(identifier))?.name);
  }

  private project(identifier: string): Promise<GetProjectOutput | undefined> {
    return orUnknown(
      () => this.client.send(new GetProjectCommand({ domainIdentifier: this.domainId, identifier })),
      this.denied(`project ${identifier}`),
    );
  }

  public membershipsOf(caller: Caller): Promise<ReadonlyMap<string, Membership>> {
    const who = [caller.profileId ?? "", ...caller.groupProfiles].join(" ");
    return this.memberships.of(who, async () => {
      const ids = [...(await this.projectsOf(caller))];
      const found: (readonly [string, Membership])[] = [];
      for (let at = 0; at < ids.length; at += AT_ONCE) {
        const some = ids.slice(at, at + AT_ONCE);
        const members = await Promise.all(some.map((id) => this.membersOf(id)));
        for (const [index, id] of some.entries()) {
          const membership = membershipOf(caller, members[index] ?? []);
          if (membership !== undefined) found.push([id, membership]);
        }
      }
      return new Map(found);
    });
  }

  /** Projects of a person, and of the person's groups: the service does not know the groups of a token. */
  private async projectsOf({ profileId, groupProfiles }: Caller): Promise<Set<string>> {
    const asked = [
      ...(profileId === undefined ? [] : [{ userIdentifier: profileId }]),
      ...groupProfiles.map((groupIdentifier) => ({ groupIdentifier })),
    ];
    const lists = await Promise.all(
      asked.map((member) =>
        orUnknown(
          () =>
            allPages(
              (nextToken) =>
                this.client.send(new ListProjectsCommand({ domainIdentifier: this.domainId, ...member, nextToken })),
              ({ items }) => items,
            ),
          this.denied("the list of projects"),
        ),
      ),
    );
    return new Set(lists.flatMap((items) => (items ?? []).map(({ id = "" }) => id)));
  }
}

function memberOf({ memberDetails, designation }: ServiceMember): ProjectMember[] {
  if (memberDetails === undefined) return [];
  const id = "user" in memberDetails ? memberDetails.user?.userId : memberDetails.group?.groupId;
  return id === undefined ? [] : [{ id, designation: designation as ProjectMember["designation"] }];
}
