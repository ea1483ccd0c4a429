import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { z } from "zod";
import type { EvidenceLock } from "../../contracts/application/evidence-lock";
import { PROJECTS_VARIABLES, projectsSettings } from "../../contracts/application/projects-settings";
import type { Designation } from "../../governance/members/plan-members";
import { projectSettings, type AskingRole, type ProjectSettings } from "../../governance/project-requests";

/** Names of the configuration by which requests speak of what the service knows by ids. */
export interface KnownNames {
  /** Id of a unit by its key; the root unit's is "root". */
  readonly units: Readonly<Record<string, string>>;
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

const text = z.string().min(1);
const variables = z.object(
  Object.fromEntries(Object.values(PROJECTS_VARIABLES).map((name) => [name, text])) as Record<
    VariableName,
    typeof text
  >,
);
type VariableName = (typeof PROJECTS_VARIABLES)[keyof typeof PROJECTS_VARIABLES];

/** Places that the function works with, from its environment. */
export type ProjectsPlaces = { readonly [N in keyof typeof PROJECTS_VARIABLES]: string };

/** The places that the environment names. @throws Error that names each variable that is missing */
export function placesOf(environment: NodeJS.ProcessEnv): ProjectsPlaces {
  const result = variables.safeParse(environment);
  if (!result.success) {
    const missing = result.error.issues.map(({ path }) => path.join(".")).join(", ");
    throw new Error(`environment variables are not set: ${missing}; fix: apply the application layer`);
  }
  const found = result.data;
  return Object.fromEntries(
    Object.entries(PROJECTS_VARIABLES).map(([member, name]) => [member, found[name]]),
  ) as unknown as ProjectsPlaces;
}

/** Reads the settings that the layer `application` has written, in the very version that the function was deployed with. */
export async function loadSettings(client: S3Client, places: ProjectsPlaces): Promise<LoadedSettings> {
  const { Body } = await client.send(
    new GetObjectCommand({ Bucket: places.bucket, Key: places.settingsKey, VersionId: places.settingsVersion }),
  );
  return settingsOf(JSON.parse((await Body?.transformToString()) ?? ""));
}

/** Settings of a document. @throws Error that says what does not fit */
export function settingsOf(document: unknown): LoadedSettings {
  const { projects, unitIds, profileNames, userIds, groupIds, evidenceLock, domainId, roleArn, ...members } = parsed(
    projectsSettings,
    document,
  );
  const { platformMembers, peoplePrincipals, askingRoles } = members;
  return {
    projects: parsed(projectSettings, projects),
    evidenceLock,
    domain: {
      ...{ domainId, roleArn, platformMembers, peoplePrincipals, askingRoles },
      names: { units: unitIds, profiles: profileNames, users: userIds, groups: groupIds },
    },
  };
}

function parsed<T>(schema: z.ZodType<T>, document: unknown): T {
  const result = schema.safeParse(document);
  if (result.success) return result.data;
  throw new Error(
    `the settings are not of this version: ${z.prettifyError(result.error)}; fix: apply the application layer`,
  );
}
