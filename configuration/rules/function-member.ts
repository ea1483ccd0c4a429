import { controlPlaneRoleName } from "../../contracts/names";
import { show } from "../problems";
import type { Finding } from "./finding";
import { projects } from "./project-accounts";
import type { StageView } from "./view";

type Project = StageView["environment"]["projects"][string];

/** Designations of members who may write. */
const WRITERS: readonly string[] = ["PROJECT_OWNER", "PROJECT_CONTRIBUTOR"];

/** The end of the ARN of the control-plane function's role in the account that owns the domain. */
export function functionRole({ environment }: StageView): string {
  return `:role/${controlPlaneRoleName(environment.organization.namePrefix)}`;
}

/**
 * Tells whether a project is one in which the function's role can write: it owns the projects that it has created, and must be a
 * member of one that is taken over.
 */
export function functionMayWriteIn(stage: StageView, key: string, { members }: Project): boolean {
  const { domain, environment } = stage;
  if (domain === undefined || environment.adopt[`Project/${key}`] === undefined) return true;
  const role = functionRole(stage);
  return Object.values(members).some((member) => {
    const profile = "group" in member ? domain.groups[member.group] : domain.users[member.user];
    const isRole =
      profile !== undefined && Object.values<unknown>(profile).some((value) => String(value).endsWith(role));
    return isRole && WRITERS.includes(member.designation);
  });
}

/**
 * The service shows connections and assets of a project to its members, and lets them alone make data sources: the function must be
 * one.
 */
export function sourcesHaveTheFunction(stage: StageView): Finding[] {
  return projects(stage).flatMap(([key, project]): Finding[] => {
    const configured = (["connections", "dataSources", "assets"] as const).filter(
      (section) => Object.keys(project[section]).length > 0,
    );
    if (configured.length === 0 || functionMayWriteIn(stage, key, project)) return [];
    return [
      {
        code: "PROJECT_FUNCTION_MEMBER",
        path: ["projects", key, configured[0]],
        got: `${configured.join(" and ")} of ${show(key)}, which is taken over and has no member for the control-plane function`,
        allowed: `them in a project with a group for the role ...${functionRole(stage)} among its owners`,
        fix: `add the group under domain.groups and as PROJECT_OWNER under projects.${key}.members`,
        reads: [
          { path: ["projects", key] },
          { path: ["domain", "groups"] },
          { path: ["domain", "users"] },
          { path: ["adopt"] },
        ],
      },
    ];
  });
}
