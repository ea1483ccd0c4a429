import type { S3Client } from "@aws-sdk/client-s3";
import type { EvidenceLock } from "../../contracts/application/evidence-lock";
import { PROJECTS_VARIABLES, projectsSettings } from "../../contracts/application/projects-settings";
import type { Designation } from "../../governance/members/plan-members";
import { projectSettings, type AskingRole, type ProjectSettings } from "../../governance/project-requests";
import { parsedSettings, placesIn, readSettings, type Places } from "../application-store/settings-object";

/** Names of the configuration by which requests speak of what the service knows by ids. */
export interface KnownNames {
  /** Id of a unit by its key; the root unit's is "root". */
  readonly units: Readonly<Record<string, string>>;
  /** Name of a unit for people by its key. */
  readonly unitNames: Readonly<Record<string, string>>;
  /** Name of a project profile, or its id, by `<stage>/<key>`. */
  readonly profiles: Readonly<Record<string, string>>;
  /** Id of a user profile, user name of Identity Center or ARN of a role by the user's key. */
  readonly users: Readonly<Record<string, string>>;
  /** Id of a group profile, name of a group of Identity Center or ARN of a role by the group's key. */
  readonly groups: Readonly<Record<string, string>>;
}

/** The domain as those who deploy the function tell it. */
export interface DomainSettings {
  readonly domainId: string;
  /** Role of the function: it becomes an owner of every project that it creates, and stays one. */
  readonly roleArn: string;
  readonly names: KnownNames;
  /** Functions of the application that are members of every project; nobody's wish adds or removes them. */
  readonly platformMembers: readonly { readonly groupId: string; readonly designation: Designation }[];
  /** ARNs of roles and users of IAM that people sign in with; all others are programs, which cannot own a project alone. */
  readonly peoplePrincipals: readonly string[];
  /** Pool of roles in whose names people ask for data for projects. */
  readonly askingRoles: readonly AskingRole[];
}

/** Settings of the function. */
export interface LoadedSettings {
  readonly domain: DomainSettings;
  readonly projects: ProjectSettings;
  readonly evidenceLock: EvidenceLock | undefined;
}

/** Places that the function works with, from its environment. */
export type ProjectsPlaces = Places<typeof PROJECTS_VARIABLES>;

/** The places that the environment names. @throws Error that names each variable that is missing */
export const placesOf = (environment: NodeJS.ProcessEnv): ProjectsPlaces => placesIn(PROJECTS_VARIABLES, environment);

/** Reads the settings that the layer `application` has written, in the very version that the function was deployed with. */
export async function loadSettings(client: S3Client, places: ProjectsPlaces): Promise<LoadedSettings> {
  return settingsOf(await readSettings(client, places));
}

/** Settings of a document. @throws Error that says what does not fit */
export function settingsOf(document: unknown): LoadedSettings {
  const { projects, unitIds, unitNames, profileNames, userIds, groupIds, evidenceLock, domainId, roleArn, ...members } =
    parsedSettings(projectsSettings, document);
  const { platformMembers, peoplePrincipals, askingRoles } = members;
  return {
    projects: parsedSettings(projectSettings, projects),
    evidenceLock,
    domain: {
      ...{ domainId, roleArn, platformMembers, peoplePrincipals, askingRoles },
      names: { units: unitIds, unitNames, profiles: profileNames, users: userIds, groups: groupIds },
    },
  };
}
