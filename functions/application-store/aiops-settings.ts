import type { S3Client } from "@aws-sdk/client-s3";
import { AIOPS_VARIABLES, aiopsSettings, type AiopsSettings } from "../../contracts/aiops/settings";
import { parsedSettings, placesIn, readSettings, type Places } from "./settings-object";

/** Places that the functions of AI operations work with, from their environment. */
export type AiopsPlaces = Places<typeof AIOPS_VARIABLES>;

/** The places that the environment names. @throws Error that names each variable that is missing */
export const aiopsPlacesOf = (environment: NodeJS.ProcessEnv): AiopsPlaces => placesIn(AIOPS_VARIABLES, environment);

/** Reads the settings that the layer `automation` has written, in the very version that the function was deployed with. */
export async function loadAiopsSettings(client: S3Client, places: AiopsPlaces): Promise<AiopsSettings> {
  return parsedSettings(aiopsSettings, await readSettings(client, places));
}
