import { GetUserProfileCommand, ListProjectMembershipsCommand, type ProjectMember } from "@aws-sdk/client-datazone";
import { isNotFound } from "../../aws/faults";
import { allPages } from "../../aws/pages";
import type { Stage } from "../../configuration/model";
import type { Check } from "../check";
import { functionRoleArn, roleOfGroup } from "../function-role";
import { placeOf, type SeenAccount } from "../landscape";
import type { LiveDomain } from "../live-domain";

const SOURCE = "field evidence, section 2, ListConnections and GetAsset";

/** Designations of members who may write. */
const WRITERS: readonly string[] = ["PROJECT_OWNER", "PROJECT_CONTRIBUTOR"];

/** Check that the control-plane function is let into projects that it has not made and keeps something in. */
export const memberships: Check = {
  name: "memberships",
  asks: "May the control-plane function write in the projects that are taken over and in which it keeps something?",
  after: "domain",
  async run({ stage, governance, domain }, notes) {
    if (governance === undefined || domain === undefined) return;
    const role = functionRoleArn(stage);
    await notes.lookingAtEach(
      adoptedProjects(stage),
      () => placeOf(governance, stage.domain.region),
      async ({ key, id, keeps }, place) => {
        const designations = await designationsOf(role, { stage, governance, domain }, id);
        if (designations === undefined || designations.some((one) => WRITERS.includes(one))) return;
        const is = designations.length === 0 ? "is no member" : `may only look (${designations.join(", ")})`;
        notes.found(place, {
          code: "FUNCTION_NOT_A_MEMBER",
          what: `the role of the control-plane function (${role}) ${is} of project "${key}" (${id}), in which it keeps ${keeps.join(", ")}: plans end with NOT_A_MEMBER, or writes are refused`,
          cure: `aws datazone create-group-profile --domain-identifier ${domain.id} --role-principal-arn ${role}, where the domain has none for it; then aws datazone create-project-membership --domain-identifier ${domain.id} --project-identifier ${id} --designation PROJECT_OWNER --member groupIdentifier=<id of that profile>`,
          source: SOURCE,
        });
      },
    );
  },
};

interface AdoptedProject {
  readonly key: string;
  readonly id: string;
  /** Kinds of what the function keeps in it, in words. */
  readonly keeps: readonly string[];
}

/** Projects that the configuration takes over and has something in that members alone may see or write. */
function adoptedProjects({ environment }: Stage): AdoptedProject[] {
  const owner = environment.catalog?.owner;
  return Object.entries(environment.projects).flatMap(([key, { connections, dataSources, assets }]) => {
    const id = environment.adopt[`Project/${key}`];
    const kept: Readonly<Record<string, boolean>> = {
      connections: Object.keys(connections).length > 0,
      "data sources": Object.keys(dataSources).length > 0,
      "marks of assets": Object.keys(assets).length > 0,
      "the vocabulary": owner !== undefined && "project" in owner && owner.project === key,
    };
    const keeps = Object.keys(kept).filter((what) => kept[what]);
    return id === undefined || keeps.length === 0 ? [] : [{ key, id, keeps }];
  });
}

interface Place {
  readonly stage: Stage;
  readonly governance: SeenAccount;
  readonly domain: LiveDomain;
}

/** Designations that a role has in a project; undefined where there is no such project, which a plan says. */
async function designationsOf(role: string, place: Place, projectIdentifier: string): Promise<string[] | undefined> {
  const { stage, governance, domain } = place;
  const datazone = governance.reads.datazone(stage.domain.region);
  const on = { domainIdentifier: domain.id, projectIdentifier };
  let members: readonly ProjectMember[];
  try {
    members = await allPages(
      (nextToken) => datazone.send(new ListProjectMembershipsCommand({ ...on, nextToken })),
      (page) => page.members,
    );
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
  const found: string[] = [];
  for (const member of members) if (await isRole(role, place, member)) found.push(member.designation ?? "");
  return found;
}

async function isRole(role: string, place: Place, { memberDetails: member }: ProjectMember): Promise<boolean> {
  const { stage, governance, domain } = place;
  const { region } = stage.domain;
  if (member?.group?.groupId !== undefined)
    return (await roleOfGroup(governance, region, domain, member.group.groupId)) === role;
  if (member?.user?.userId === undefined) return false;
  const command = new GetUserProfileCommand({ domainIdentifier: domain.id, userIdentifier: member.user.userId });
  const { details } = await governance.reads.datazone(region).send(command);
  const arn = details !== undefined && "iam" in details ? details.iam?.arn : undefined;
  // The service makes a profile of the session for who has made the project.
  return (
    arn === role || arn?.startsWith(`${role.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/")}/`) === true
  );
}
