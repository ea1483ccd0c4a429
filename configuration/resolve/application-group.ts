import { APPLICATION_GROUP } from "../../contracts/names";
import type { Environment } from "../model";
import { applicationRoleArn } from "./application";

/** A stage file in the schema's shape. */
interface NamedEnvironment {
  readonly name: string;
  readonly environment: Environment;
}

/**
 * The stages with the governance application's group, where the stage that owns their domain has an application: among the groups of
 * the domain, and as a contributor in every standing project.
 *
 * Members alone decide on requests for a project's data, and see what is asked. A file that writes the group or a member of this key
 * itself keeps what it says: an owner instead of a contributor, for example.
 */
export function withApplicationGroup<T extends NamedEnvironment>(stages: readonly T[]): T[] {
  const byName = new Map(stages.map((stage) => [stage.name, stage.environment]));
  return stages.map((stage) => {
    const { domain } = stage.environment;
    const owner = "fromStage" in domain ? byName.get(domain.fromStage) : stage.environment;
    if (owner?.application === undefined || "fromStage" in owner.domain) return stage;
    return { ...stage, environment: withGroup(stage.environment, applicationRoleArn(owner)) };
  });
}

function withGroup(environment: Environment, rolePrincipalArn: string): Environment {
  const { domain, projects } = environment;
  const member = { group: APPLICATION_GROUP, designation: "PROJECT_CONTRIBUTOR" as const };
  return {
    ...environment,
    domain:
      "fromStage" in domain
        ? domain
        : { ...domain, groups: { [APPLICATION_GROUP]: { rolePrincipalArn }, ...domain.groups } },
    projects: Object.fromEntries(
      Object.entries(projects).map(([key, project]) => [
        key,
        { ...project, members: { [APPLICATION_GROUP]: member, ...project.members } },
      ]),
    ),
  };
}
