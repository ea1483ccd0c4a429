import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { z } from "zod";
import { ACCESS_VARIABLES, accessSettings, type AccessSettings } from "../../contracts/application/access-settings";
import { dataAccess, type AccessRules } from "../../governance/access-rules";
import type { KnownNames } from "./catalog/settings";

const text = z.string().min(1);
const variables = z.object(
  Object.fromEntries(Object.values(ACCESS_VARIABLES).map((name) => [name, text])) as Record<VariableName, typeof text>,
);
type VariableName = (typeof ACCESS_VARIABLES)[keyof typeof ACCESS_VARIABLES];

/** Places that the function works with, from its environment. */
export type AccessPlaces = { readonly [N in keyof typeof ACCESS_VARIABLES]: string };

/** Settings of the function, with the names that rules use by the ids of the service. */
export interface LoadedSettings extends Omit<AccessSettings, "rules"> {
  readonly names: KnownNames;
  readonly rules: AccessRules;
}

/** The places that the environment names. @throws Error that names each variable that is missing */
export function placesOf(environment: NodeJS.ProcessEnv): AccessPlaces {
  const result = variables.safeParse(environment);
  if (!result.success) {
    const missing = result.error.issues.map(({ path }) => path.join(".")).join(", ");
    throw new Error(`environment variables are not set: ${missing}; fix: apply the application layer`);
  }
  const found = result.data;
  return Object.fromEntries(
    Object.entries(ACCESS_VARIABLES).map(([member, name]) => [member, found[name]]),
  ) as unknown as AccessPlaces;
}

/** Reads the settings that the layer `application` has written, in the very version that the function was deployed with. */
export async function loadSettings(client: S3Client, places: AccessPlaces): Promise<LoadedSettings> {
  const { Body } = await client.send(
    new GetObjectCommand({ Bucket: places.bucket, Key: places.settingsKey, VersionId: places.settingsVersion }),
  );
  return settingsOf(JSON.parse((await Body?.transformToString()) ?? ""));
}

const accessRules = dataAccess.extend({ unitParents: z.record(z.string(), z.string()) });

/** Settings of a document. @throws Error that says what does not fit */
export function settingsOf(document: unknown): LoadedSettings {
  const { rules, ...settings } = parsed(accessSettings, document);
  return {
    ...settings,
    rules: parsed(accessRules, rules),
    names: {
      terms: inverted(settings.termIds),
      units: inverted(settings.unitIds),
      assetTypes: inverted(settings.assetTypes),
      stages: settings.stagesByAccount,
      groupRoles: inverted(settings.groupRoles),
      requestForm: settings.requestForm,
      askingRoles: settings.askingRoles,
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

const inverted = (idsByKey: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(idsByKey).map(([key, id]) => [id, key]));
