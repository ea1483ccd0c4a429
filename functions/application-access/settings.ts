import type { S3Client } from "@aws-sdk/client-s3";
import { z } from "zod";
import { ACCESS_VARIABLES, accessSettings, type AccessSettings } from "../../contracts/application/access-settings";
import { dataAccess, type AccessRules } from "../../governance/access-rules";
import type { KnownNames } from "./catalog/settings";
import { parsedSettings, placesIn, readSettings, type Places } from "../application-store/settings-object";

/** Places that the function works with, from its environment. */
export type AccessPlaces = Places<typeof ACCESS_VARIABLES>;

/** Settings of the function, with the names that rules use by the ids of the service. */
export interface LoadedSettings extends Omit<AccessSettings, "rules"> {
  readonly names: KnownNames;
  readonly rules: AccessRules;
}

/** The places that the environment names. @throws Error that names each variable that is missing */
export const placesOf = (environment: NodeJS.ProcessEnv): AccessPlaces => placesIn(ACCESS_VARIABLES, environment);

/** Reads the settings that the layer `application` has written, in the very version that the function was deployed with. */
export async function loadSettings(client: S3Client, places: AccessPlaces): Promise<LoadedSettings> {
  return settingsOf(await readSettings(client, places));
}

const accessRules = dataAccess.extend({ unitParents: z.record(z.string(), z.string()) });

/** Settings of a document. @throws Error that says what does not fit */
export function settingsOf(document: unknown): LoadedSettings {
  const { rules, ...settings } = parsedSettings(accessSettings, document);
  return {
    ...settings,
    rules: parsedSettings(accessRules, rules),
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

const inverted = (idsByKey: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(idsByKey).map(([key, id]) => [id, key]));
