import { APPLICATION_GROUP } from "../../contracts/names";
import { show } from "../problems";
import { applicationRoleArn } from "../resolve";
import type { Finding } from "./finding";
import type { StageView } from "./view";

/** Designations of members who decide on requests for a project's data. */
const DECIDING: readonly string[] = ["PROJECT_OWNER", "PROJECT_CONTRIBUTOR"];

/** The key of the governance application's group stands for its role, and for nobody else. */
export function applicationGroupIsTheApplication(stage: StageView): Finding[] {
  const { ownsDomain, domain, environment } = stage;
  if (!ownsDomain || domain === undefined || environment.application === undefined) return [];
  const role = applicationRoleArn(environment);
  const group = domain.groups[APPLICATION_GROUP];
  if ("rolePrincipalArn" in group && group.rolePrincipalArn === role) return [];
  return [
    {
      code: "APPLICATION_GROUP_TAKEN",
      path: ["domain", "groups", APPLICATION_GROUP],
      got: "a group of the key that stands for the governance application",
      allowed: `no group of this key, or one of the role ${show(role)}`,
      fix: "give the group another key",
      reads: [{ path: ["application"] }, { path: ["organization"] }],
    },
  ];
}

/** The governance application is a member of each standing project, with a designation that decides on requests for its data. */
export function applicationDecidesInProjects({ owner, environment }: StageView): Finding[] {
  if (owner?.environment.application === undefined) return [];
  return Object.entries(environment.projects).flatMap(([project, { members }]): Finding[] => {
    const member = members[APPLICATION_GROUP];
    if ("group" in member && member.group === APPLICATION_GROUP && DECIDING.includes(member.designation)) return [];
    return [
      {
        code: "APPLICATION_NOT_A_MEMBER",
        path: ["projects", project, "members", APPLICATION_GROUP],
        got: "group" in member && member.group === APPLICATION_GROUP ? show(member.designation) : "another member",
        allowed: `the group ${show(APPLICATION_GROUP)} as PROJECT_OWNER or PROJECT_CONTRIBUTOR`,
        fix: "leave the member out: it is added as a contributor; or give yours another key",
        reads: [{ stage: owner, path: ["application"] }],
      },
    ];
  });
}
