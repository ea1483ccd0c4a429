import type {
  CreateProjectMembershipCommandInput,
  DeleteProjectMembershipCommandInput,
  ListProjectMembershipsCommandInput,
} from "@aws-sdk/client-datazone";
import { notFound, quotaExceeded, validationError } from "../../errors";
import { page } from "../../pages";
import { type Call, operation, type Operations } from "../../service";
import { availableDomainOf, domainOf } from "./access";
import { authorizeMember } from "./authorization";
import { ownerProperties } from "./domain-units";
import { announce } from "./events";
import { resolveMember, sameMember } from "./principals";
import { projectOf } from "./projects";

/** Members per project. @see https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/quotas.html */
const MAX_MEMBERS = { user: 100, group: 20 } as const;
const PAGE = 50;

function createProjectMembership(input: CreateProjectMembershipCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const project = projectOf(domain, input.projectIdentifier, call);
  if (!input.designation) throw validationError("designation is required");
  const member = resolveMember(domain, input.member ?? {});
  // There is no update of a membership; ConflictException is not among the operation's errors (docs/pitfalls.md, 3).
  if (project.memberships.some((existing) => sameMember(existing.member, member)))
    throw validationError(`User is already in the project ${project.id}`);
  authorizeMember(domain, project.domainUnitId, member);
  const sameKind = project.memberships.filter((existing) => existing.member.type === member.type).length;
  if (sameKind >= MAX_MEMBERS[member.type])
    throw quotaExceeded(`A project has at most ${MAX_MEMBERS[member.type]} ${member.type} members`);
  project.memberships.push({ member, designation: input.designation });
  announce(domain, { type: "Project Member Addition Succeeded", id: project.id, projectId: project.id }, call);
  return {};
}

function deleteProjectMembership(input: DeleteProjectMembershipCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const project = projectOf(domain, input.projectIdentifier, call);
  const member = resolveMember(domain, input.member ?? {});
  const left = project.memberships.filter((existing) => !sameMember(existing.member, member));
  if (left.length === project.memberships.length)
    throw notFound(`${member.type} ${member.profileId} is not a member of project ${project.id}`);
  if (!left.some(({ designation }) => designation === "PROJECT_OWNER"))
    throw validationError(`Project ${project.id} must keep at least one owner`);
  project.memberships = left;
  announce(domain, { type: "Project Member Removal Succeeded", id: project.id, projectId: project.id }, call);
  return {};
}

/** Operations on members of projects. */
export const MEMBERSHIP_OPERATIONS: Operations = {
  CreateProjectMembership: operation(createProjectMembership),
  DeleteProjectMembership: operation(deleteProjectMembership),
  ListProjectMemberships: operation((input: ListProjectMembershipsCommandInput, call) => {
    const project = projectOf(domainOf(input.domainIdentifier!, call), input.projectIdentifier, call);
    const { items, nextToken } = page(project.memberships, input, PAGE, call);
    const members = items.map(({ member, designation }) => ({ memberDetails: ownerProperties(member), designation }));
    return { members, nextToken };
  }),
};
