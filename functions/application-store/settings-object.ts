import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { z } from "zod";

/** Places that a function works with, by the members under which its contract names their environment variables. */
export type Places<V extends Readonly<Record<string, string>>> = { readonly [N in keyof V]: string };

/** Place of the settings: an object in the very version that the function was deployed with. */
export interface SettingsPlace {
  readonly bucket: string;
  readonly settingsKey: string;
  readonly settingsVersion: string;
}

/** The places that the environment names. @throws Error that names each variable that is missing */
export function placesIn<V extends Readonly<Record<string, string>>>(
  variables: V,
  environment: NodeJS.ProcessEnv,
): Places<V> {
  const named = Object.entries(variables);
  const missing = named.map(([, name]) => name).filter((name) => !environment[name]);
  if (missing.length > 0)
    throw new Error(`environment variables are not set: ${missing.join(", ")}; fix: apply the application layer`);
  return Object.fromEntries(named.map(([member, name]) => [member, environment[name]])) as Places<V>;
}

/** Reads the document of settings that the layer `application` has written. */
export async function readSettings(client: S3Client, place: SettingsPlace): Promise<unknown> {
  const { bucket: Bucket, settingsKey: Key, settingsVersion: VersionId } = place;
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, VersionId }));
  return JSON.parse((await Body?.transformToString()) ?? "");
}

/** Settings, or a part of them, as a schema has them. @throws Error that says what does not fit */
export function parsedSettings<T>(schema: z.ZodType<T>, document: unknown): T {
  const result = schema.safeParse(document);
  if (result.success) return result.data;
  throw new Error(
    `the settings are not of this version: ${z.prettifyError(result.error)}; fix: apply the application layer`,
  );
}
