import {
  CreateProjectMembershipCommand,
  DeleteProjectMembershipCommand,
  ListProjectsCommand,
  UpdateProjectCommand,
} from "@aws-sdk/client-datazone";
import { isDuplicate } from "../../../aws/faults";
import { allPages } from "../../../aws/pages";
import type { MemberChange } from "../../../governance/members/plan-members";
import type {
  AskingRole,
  Creation,
  Part,
  ProjectDraft,
  ProjectRecord,
  ProjectService,
  ProjectServiceView,
  ProjectWish,
  ServiceRefusal,
  WishFacts,
} from "../../../governance/project-requests";
import { createProject } from "./creation";
import type { ProjectDomain } from "./domain";
import { factsOf } from "./facts";
import { projectOf } from "./look";
import { Directory } from "./people";
import { environmentsIn } from "./places";
import { orRefusal, unlessDone } from "./refusals";
import { deleteProject, removePart } from "./removal";

/** Projects of a DataZone domain, as a role that may create them and stays an owner of each. */
export class DataZoneProjects implements ProjectService {
  public readonly directory: Directory;

  public constructor(private readonly domain: ProjectDomain) {
    this.directory = new Directory(domain);
  }

  public async look(record: ProjectRecord): Promise<ProjectServiceView> {
    const project = await projectOf(this.domain, this.directory, record);
    return project === undefined ? {} : { project };
  }

  public facts(wish: ProjectWish, requestId: string): Promise<WishFacts> {
    return factsOf(this.domain, this.directory, wish, requestId);
  }

  public environmentsIn(claimed: Parameters<ProjectService["environmentsIn"]>[0]): Promise<Record<string, number>> {
    return environmentsIn(this.domain, claimed);
  }

  public create(draft: ProjectDraft): Promise<Creation> {
    return createProject(this.domain, this.directory, draft);
  }

  public async describe(identifier: string, description: string): Promise<void> {
    const { client, settings } = this.domain;
    // Neither parameters nor a profile's version are sent: they would deploy again.
    await client.send(new UpdateProjectCommand({ domainIdentifier: settings.domainId, identifier, description }));
  }

  public async changeMember(projectIdentifier: string, { change, member }: MemberChange): Promise<ServiceRefusal> {
    const { client, once, settings } = this.domain;
    const named = await this.directory.named(member.id);
    const on = { domainIdentifier: settings.domainId, projectIdentifier, member: named };
    if (change === "remove")
      return orRefusal(() =>
        unlessDone(() => client.send(new DeleteProjectMembershipCommand(on)), "ResourceNotFoundException"),
      );
    const { designation } = member;
    return orRefusal(async () => {
      try {
        await once.send(new CreateProjectMembershipCommand({ ...on, designation }));
      } catch (error) {
        // A lost answer: the member is there, and the next look says with which designation.
        if (!isDuplicate(error)) throw error;
      }
    });
  }

  public askingRoles(): readonly AskingRole[] {
    return this.domain.settings.askingRoles;
  }

  public async asksElsewhere({ groupId }: AskingRole, projectId: string | undefined): Promise<boolean> {
    const { client, settings } = this.domain;
    const on = { domainIdentifier: settings.domainId, groupIdentifier: groupId };
    const projects = await allPages(
      (nextToken) => client.send(new ListProjectsCommand({ ...on, nextToken })),
      ({ items }) => items,
    );
    return projects.some(({ id }) => id !== projectId);
  }

  public remove(_projectId: string, part: Part): Promise<ServiceRefusal> {
    return removePart(this.domain, part);
  }

  public delete(projectId: string): Promise<ServiceRefusal> {
    return deleteProject(this.domain, projectId);
  }
}
