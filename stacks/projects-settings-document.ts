import type { ResolvedApplication, Stage } from "../configuration/model";
import { DESIGNATIONS, memberPartsOf, peopleRoles, stageProfile } from "../configuration/resolve";
import type { ProjectsSettings } from "../contracts/application/projects-settings";
import { APPLICATION_GROUPS, applicationRoleName } from "../contracts/names";
import { jsonTemplate, type TemplateValue } from "../modules/expression";
import { unitNamesOf } from "./access-settings-document";
import type { DomainReferences } from "./domain-references";

const OWN_GROUPS: readonly string[] = Object.values(APPLICATION_GROUPS);

/** Sources of the settings: the stage, those of its domain, and the domain's objects. */
export interface ProjectsSettingsSources {
  readonly stage: Stage;
  /** All stages of the organization: profiles are in the states of their stages. */
  readonly stages: readonly Stage[];
  readonly domain: DomainReferences;
}

/** Role of the pool: its ARN, and the expression of the id of its group. */
export interface PooledRole {
  readonly arn: string;
  readonly groupId: string;
}

/** Text, with expressions, of the settings of the function that makes the projects that people ask for. */
export function projectsSettingsDocument(
  { stage, stages, domain }: ProjectsSettingsSources,
  application: ResolvedApplication & { readonly projects: NonNullable<ResolvedApplication["projects"]> },
  pool: readonly PooledRole[],
): string {
  const { organization } = stage.environment;
  const { objectLock } = application.evidence;
  const { askingRoles: _, ...projects } = application.projects;
  const { users, groups, units } = stage.domain;
  const settings: ProjectsSettings = {
    format: 1,
    domainId: domain.domainId,
    roleArn: `arn:${organization.partition}:iam::${stage.governance.id}:role/${applicationRoleName(organization.namePrefix, "projects")}`,
    unitIds: fromKeys(["root", ...Object.keys(units)], (key) => domain.unitId(key)),
    unitNames: unitNamesOf(stage),
    profileNames: fromKeys(Object.keys(projects.profiles), (key) => profileName(stages, key)),
    userIds: fromKeys(Object.keys(users), (key) => domain.userId(key)),
    // The application's own are no members that somebody wishes.
    groupIds: fromKeys(
      Object.keys(groups).filter((key) => !OWN_GROUPS.includes(key)),
      (key) => domain.groupId(key),
    ),
    platformMembers: memberPartsOf(application).map((part) => ({
      groupId: domain.groupId(APPLICATION_GROUPS[part]),
      designation: DESIGNATIONS[part] as ProjectsSettings["platformMembers"][number]["designation"],
    })),
    peoplePrincipals: peopleRoles(stage),
    askingRoles: pool.map(({ arn, groupId }) => ({ arn, groupId })),
    ...(objectLock === undefined ? {} : { evidenceLock: objectLock }),
    projects,
  };
  return jsonTemplate(settings as unknown as TemplateValue);
}

/** Name of a profile in the domain, by the stage and the key that people use. */
function profileName(stages: readonly Stage[], key: string): string {
  const { stage, profile } = stageProfile(key);
  const profiles = stages.find(({ name }) => name === stage)?.profiles ?? {};
  if (!Object.hasOwn(profiles, profile)) throw new Error(`there is no profile ${key}`);
  return profiles[profile].name;
}

const fromKeys = (keys: readonly string[], value: (key: string) => string): Record<string, string> =>
  Object.fromEntries(keys.map((key) => [key, value(key)]));
