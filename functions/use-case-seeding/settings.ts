import type { S3Client } from "@aws-sdk/client-s3";
import { AIOPS_VARIABLES, aiopsSettings, type AiopsSettings } from "../../contracts/aiops/settings";
import { parsedSettings, placesIn, readSettings, type Places } from "../application-store/settings-object";

/** Places that the function works with, from its environment. */
export type SeedingPlaces = Places<typeof AIOPS_VARIABLES>;

/** The places that the environment names. @throws Error that names each variable that is missing */
export const placesOf = (environment: NodeJS.ProcessEnv): SeedingPlaces => placesIn(AIOPS_VARIABLES, environment);

/** Reads the settings that the layer `automation` has written, in the very version that the function was deployed with. */
export async function loadSettings(client: S3Client, places: SeedingPlaces): Promise<AiopsSettings> {
  return parsedSettings(aiopsSettings, await readSettings(client, places));
}
