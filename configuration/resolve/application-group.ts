import { APPLICATION_GROUPS } from "../../contracts/names";
import type { Application, Environment } from "../model";
import { applicationRoleArn, type ApplicationPart } from "./application";
import { askedProfiles } from "./asked-projects";

/** A stage file in the schema's shape. */
interface NamedEnvironment {
  readonly name: string;
  readonly environment: Environment;
}

type Designation = Environment["projects"][string]["members"][string]["designation"];
/** Function of the application that is a member of every project. */
export type MemberPart = Exclude<ApplicationPart, "projects">;

/**
 * Designation of each function of the application in projects: one decides, one reads filters, which the service tells to those
 * alone who may change them, and one sees who is there.
 */
export const DESIGNATIONS: Readonly<Record<MemberPart, Designation>> = {
  access: "PROJECT_CONTRIBUTOR",
  reports: "PROJECT_CONTRIBUTOR",
  api: "PROJECT_CATALOG_VIEWER",
};

/** Functions of an application that are members of projects. */
export const memberPartsOf = ({ api }: Pick<Application, "api">): MemberPart[] =>
  api === undefined ? ["access", "reports"] : ["access", "reports", "api"];

/** Functions of an application that the domain knows. */
export const partsOf = (application: Pick<Application, "api" | "projects">): ApplicationPart[] => [
  ...memberPartsOf(application),
  ...(application.projects === undefined ? [] : (["projects"] as const)),
];

/**
 * The stages with the groups of the governance application, where the stage that owns their domain has an application: among the groups
 * of the domain, and as members of every standing project; and with the grants of the function that makes the projects that people ask
 * for.
 *
 * Members alone decide on requests for a project's data, and see what is asked and who is there. A file that writes a group, a member or a
 * grant of these keys itself keeps what it says: an owner instead of a contributor, for example.
 */
export function withApplicationGroup<T extends NamedEnvironment>(stages: readonly T[]): T[] {
  const byName = new Map(stages.map((stage) => [stage.name, stage.environment]));
  return stages.map((stage) => {
    const { domain } = stage.environment;
    const owner = "fromStage" in domain ? byName.get(domain.fromStage) : stage.environment;
    if (owner?.application === undefined || "fromStage" in owner.domain) return stage;
    const environment = withGroups(stage.environment, owner, owner.application);
    const grants = { ...makerGrants(stage, owner), ...environment.grants };
    return { ...stage, environment: { ...environment, grants } };
  });
}

function withGroups(environment: Environment, owner: Environment, application: Application): Environment {
  const { domain, projects } = environment;
  const groups = byGroup(partsOf(application), (part) => ({ rolePrincipalArn: applicationRoleArn(owner, part) }));
  const members = byGroup(memberPartsOf(application), (part) => ({
    group: APPLICATION_GROUPS[part],
    designation: DESIGNATIONS[part],
  }));
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

/** The function makes projects in the units and with the profiles for which people may ask, and in no others. */
function makerGrants({ name, environment }: NamedEnvironment, owner: Environment): Environment["grants"] {
  const asked = owner.application?.projects;
  if (asked === undefined || "fromStage" in owner.domain) return {};
  const { units } = owner.domain;
  const ofStage = (unit: string) =>
    askedProfiles(asked, unit).flatMap(({ stage, profile }) =>
      stage === name && Object.hasOwn(environment.profiles, profile) ? [profile] : [],
    );
  return Object.fromEntries(
    Object.keys(asked.units)
      .filter((unit) => (unit === "root" || Object.hasOwn(units, unit)) && ofStage(unit).length > 0)
      .map((unit) => [
        `${APPLICATION_GROUPS.projects}-${unit}`,
        {
          policy: "CREATE_PROJECT_FROM_PROJECT_PROFILE",
          unit,
          includeChildUnits: false,
          profiles: ofStage(unit),
          principal: { group: APPLICATION_GROUPS.projects },
        },
      ]),
  );
}

const byGroup = <P extends ApplicationPart, T>(parts: readonly P[], value: (part: P) => T): Record<string, T> =>
  Object.fromEntries(parts.map((part) => [APPLICATION_GROUPS[part], value(part)]));
