import { APPLICATION_GROUPS } from "../../contracts/names";
import type { Environment } from "../model";
import { applicationRoleArn, type ApplicationPart } from "./application";

/** A stage file in the schema's shape. */
interface NamedEnvironment {
  readonly name: string;
  readonly environment: Environment;
}

type Designation = Environment["projects"][string]["members"][string]["designation"];

/**
 * Designation of each function of the application in standing projects: one decides, one reads filters, which the service tells to those
 * alone who may change them, and one sees who is there.
 */
export const DESIGNATIONS: Readonly<Record<ApplicationPart, Designation>> = {
  access: "PROJECT_CONTRIBUTOR",
  reports: "PROJECT_CONTRIBUTOR",
  api: "PROJECT_CATALOG_VIEWER",
};

/** Functions of an application that are members of projects. */
export const partsOf = ({ api }: NonNullable<Environment["application"]>): ApplicationPart[] =>
  api === undefined ? ["access", "reports"] : ["access", "reports", "api"];

/**
 * The stages with the groups of the governance application, where the stage that owns their domain has an application: among the groups
 * of the domain, and as members of every standing project.
 *
 * Members alone decide on requests for a project's data, and see what is asked and who is there. A file that writes a group or a member
 * of these keys itself keeps what it says: an owner instead of a contributor, for example.
 */
export function withApplicationGroup<T extends NamedEnvironment>(stages: readonly T[]): T[] {
  const byName = new Map(stages.map((stage) => [stage.name, stage.environment]));
  return stages.map((stage) => {
    const { domain } = stage.environment;
    const owner = "fromStage" in domain ? byName.get(domain.fromStage) : stage.environment;
    if (owner?.application === undefined || "fromStage" in owner.domain) return stage;
    return { ...stage, environment: withGroups(stage.environment, owner, partsOf(owner.application)) };
  });
}

function withGroups(environment: Environment, owner: Environment, parts: readonly ApplicationPart[]): Environment {
  const { domain, projects } = environment;
  const groups = byGroup(parts, (part) => ({ rolePrincipalArn: applicationRoleArn(owner, part) }));
  const members = byGroup(parts, (part) => ({ group: APPLICATION_GROUPS[part], designation: DESIGNATIONS[part] }));
  return {
    ...environment,
    domain: "fromStage" in domain ? domain : { ...domain, groups: { ...groups, ...domain.groups } },
    projects: Object.fromEntries(
      Object.entries(projects).map(([key, project]) => [
        key,
        { ...project, members: { ...members, ...project.members } },
      ]),
    ),
  };
}

const byGroup = <T>(parts: readonly ApplicationPart[], value: (part: ApplicationPart) => T): Record<string, T> =>
  Object.fromEntries(parts.map((part) => [APPLICATION_GROUPS[part], value(part)]));
