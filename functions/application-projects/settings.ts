import { z } from "zod";
import { projectSettings, type ProjectSettings } from "../../governance/project-requests";

const ids = z.record(z.string(), z.string());

/** Names of the configuration by which requests speak of what the service knows by ids. */
const names = z.strictObject({
  /** Id of a unit by its key; the root unit's is "root". */
  units: ids,
  /** Id of a project profile by its key. */
  profiles: ids,
  /** Id of a user profile, user name of Identity Center or ARN of a role by the user's key. */
  users: ids.default({}),
  /** Id of a group profile, name of a group of Identity Center or ARN of a role by the group's key. */
  groups: ids.default({}),
});

/** Everything that the function is told by those who deploy it. */
export const functionSettings = z.strictObject({
  domainId: z.string().regex(/^dzd[-_][a-zA-Z0-9_-]{1,36}$/),
  /** Role of the function: it becomes an owner of every project that it creates, and stays one. */
  roleArn: z.string().startsWith("arn:"),
  names,
  /** Other members that nobody's wish removes: ids of profiles, or ARNs of their roles. */
  platformMembers: z.array(z.string()).default([]),
  /** ARNs of roles and users of IAM that people sign in with; all others are programs, which cannot own a project alone. */
  peoplePrincipals: z.array(z.string()).default([]),
  projects: projectSettings,
});

/** Everything that the function is told by those who deploy it. */
export type FunctionSettings = z.output<typeof functionSettings>;

/**
 * Environment variables of the function.
 *
 * - `PROJECT_SETTINGS`: `functionSettings` as JSON. A Lambda function has 4 kB of variables: where it is longer, the variable names
 *   a file of the bundle or a parameter, which the entry point reads
 * - `APPLICATION_TABLE`: name of the application's table
 * - `EVIDENCE_BUCKET`: name of the bucket of evidence
 * - `PROJECT_QUEUE_URL`: queue of doorbells, for those that the function sends itself
 */
export const VARIABLES = {
  settings: "PROJECT_SETTINGS",
  table: "APPLICATION_TABLE",
  evidenceBucket: "EVIDENCE_BUCKET",
  queueUrl: "PROJECT_QUEUE_URL",
} as const;

/** Settings with the names of table and queue. */
export interface FunctionEnvironment {
  readonly settings: FunctionSettings & { readonly projects: ProjectSettings };
  readonly table: string;
  readonly evidenceBucket: string;
  readonly queueUrl: string;
}

/** Reads the environment, or says in one line what is wrong with it. */
export function readEnvironment(environment: Readonly<Record<string, string | undefined>>): FunctionEnvironment {
  const text = environment[VARIABLES.settings] ?? "";
  const settings = functionSettings.safeParse(jsonOr(text));
  const named = (["table", "evidenceBucket", "queueUrl"] as const).map((name) => ({
    name: VARIABLES[name],
    value: environment[VARIABLES[name]] ?? "",
  }));
  const problems = [
    ...(settings.success
      ? []
      : settings.error.issues.map(({ path, message }) => `${[VARIABLES.settings, ...path].join(".")}: ${message}`)),
    ...named.filter(({ value }) => value === "").map(({ name }) => `${name}: is empty`),
  ];
  if (problems.length > 0 || !settings.success)
    throw new Error(
      `the function of projects is misconfigured: ${problems.join("; ")}; fix: apply the layer that creates it`,
    );
  const [table, evidenceBucket, queueUrl] = named.map(({ value }) => value);
  return { settings: settings.data, table, evidenceBucket, queueUrl };
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
