import {
  CreateProjectMembershipCommand,
  DeleteProjectMembershipCommand,
  ListProjectMembershipsCommand,
  type Member,
  type ProjectMember,
} from "@aws-sdk/client-datazone";
import { allPages } from "../../../aws/pages";
import type { Properties } from "../../../contracts/control-plane";
import type { Handler, Live, Scope } from "../engine/handler";

type MembershipProperties = Properties<"ProjectMembership">;

/**
 * Members of projects. The id is `<projectId>|<profile id of the member>`.
 *
 * There is no update: another designation is a deletion and a creation, under one ledger entry, so that a cut between
 * the two is continued.
 */
export const projectMembership: Handler<"ProjectMembership"> = {
  kind: "ProjectMembership",
  adoption: "claimed",
  domainOf: ({ domainId }) => domainId,
  nameOf: (properties) => idOf(properties),
  desired: ({ designation }) => ({ designation }),
  get: (scope, properties, id) => listed(scope, properties, id),
  find: (scope, properties) => listed(scope, properties, idOf(properties)),

  async create({ clients }, properties) {
    await clients.datazoneOnce().send(
      new CreateProjectMembershipCommand({
        domainIdentifier: properties.domainId,
        projectIdentifier: properties.projectId,
        member: memberOf(properties),
        designation: properties.designation,
      }),
    );
    return idOf(properties);
  },

  update: () => Promise.resolve("recreate"),

  async delete({ clients }, properties) {
    await clients.datazone().send(
      new DeleteProjectMembershipCommand({
        domainIdentifier: properties.domainId,
        projectIdentifier: properties.projectId,
        member: memberOf(properties),
      }),
    );
  },
};

function memberOf({ userIdentifier, groupIdentifier }: MembershipProperties): Member {
  return userIdentifier === undefined ? { groupIdentifier: groupIdentifier ?? "" } : { userIdentifier };
}

function idOf({ projectId, userIdentifier, groupIdentifier }: MembershipProperties): string {
  return `${projectId}|${userIdentifier ?? groupIdentifier ?? ""}`;
}

async function listed(
  { clients }: Scope,
  { domainId, projectId }: MembershipProperties,
  id: string,
): Promise<Live | undefined> {
  const members = await allPages(
    (nextToken) =>
      clients
        .datazone()
        .send(
          new ListProjectMembershipsCommand({ domainIdentifier: domainId, projectIdentifier: projectId, nextToken }),
        ),
    (page) => page.members,
  );
  const found = members.find((member) => `${projectId}|${profileId(member)}` === id);
  return found && { id, phase: "ready", values: { designation: found.designation }, createOnly: {}, attributes: {} };
}

function profileId({ memberDetails }: ProjectMember): string {
  return memberDetails?.user?.userId ?? memberDetails?.group?.groupId ?? "";
}
