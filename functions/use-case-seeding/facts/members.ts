import {
  GetGroupProfileCommand,
  GetUserProfileCommand,
  ListProjectMembershipsCommand,
  type ListProjectMembershipsOutput,
} from "@aws-sdk/client-datazone";
import { awsFault, isDenied, isNotFound, saidBy } from "../../../aws/faults";
import { allPages } from "../../../aws/pages";
import type { MembershipView } from "../../../governance/repositories";
import { type Domain, projectsNamed } from "./build-project";

/** A project of a stage, and the role whose membership is looked for. */
export interface MembershipQuestion {
  /** Id by the record of the place; null where the stage has no project. */
  readonly projectId: string | null;
  /** Name by the settings; null where they name none. */
  readonly projectName: string | null;
  readonly roleArn: string;
}

/** Tells whether a role is a member of the project of a stage: by a group of the role, or by its user profile. */
export async function membership(domain: Domain, question: MembershipQuestion): Promise<MembershipView> {
  const { projectId, projectName, roleArn } = question;
  if (projectId === null) return { is: "no-project" };
  // With a domain for each stage, the project of another stage is not in this one.
  const here = projectName === null ? [] : await projectsNamed(domain, projectName);
  if (!here.includes(projectId)) return { is: "elsewhere" };
  try {
    const [members, ids] = await Promise.all([membersOf(domain, projectId), profilesOf(domain, roleArn)]);
    const isMember = members.some(({ memberDetails }) => {
      const id = memberDetails?.group?.groupId ?? memberDetails?.user?.userId;
      return id !== undefined && ids.includes(id);
    });
    return { is: isMember ? "member" : "not-member" };
  } catch (error) {
    if (isDenied(error)) return { is: "unreadable", said: saidBy(error) };
    throw error;
  }
}

type Member = NonNullable<ListProjectMembershipsOutput["members"]>[number];

function membersOf({ client, domainId }: Domain, projectIdentifier: string): Promise<Member[]> {
  const on = { domainIdentifier: domainId, projectIdentifier };
  return allPages(
    (nextToken) => client.send(new ListProjectMembershipsCommand({ ...on, nextToken })),
    ({ members }) => members,
  );
}

/** Ids by which the domain knows a role. */
async function profilesOf({ client, domainId }: Domain, roleArn: string): Promise<string[]> {
  const on = { domainIdentifier: domainId };
  const group = await orNobody(() => client.send(new GetGroupProfileCommand({ ...on, groupIdentifier: roleArn })));
  const user = await orNobody(() => client.send(new GetUserProfileCommand({ ...on, userIdentifier: roleArn })));
  return [group?.id, user?.id].flatMap((id) => id ?? []);
}

/** The profile; nothing where the domain has none. */
async function orNobody<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isNotFound(error) || awsFault(error)?.name === "ValidationException") return undefined;
    throw error;
  }
}
