import { z } from "zod";
import { dataAccess } from "../../governance/access-rules";
import { identitySettings } from "../../governance/people";

const key = z.string().min(1);

/** Settings of an organization, as one JSON document. */
export const apiDocument = z.strictObject({
  identity: identitySettings,
  /** Rules on access and the tree of the domain's units (parent by key; "root" has none). */
  rules: dataAccess.extend({ unitParents: z.record(key, key) }),
  /** Keys that rules use, by the ids of the service. */
  names: z.strictObject({
    /** `<glossary>/<term>` by the term's id. */
    terms: z.record(key, key),
    /** Key of a unit by its id; the root unit's is "root". */
    units: z.record(key, key),
  }),
});

const variables = z.object({
  /** Id of the DataZone domain. */
  DOMAIN_ID: key,
  /** Name of the application's table. */
  APPLICATION_TABLE: key,
  /** URL of the queue that rings for a request that is to be looked at. */
  ACCESS_QUEUE_URL: z.url(),
});

/** Environment variables that name the document: as it is, or as an object in S3 (`s3://<bucket>/<key>`). */
const place = z.union([
  z.object({ APPLICATION_SETTINGS: key }),
  z.object({ APPLICATION_SETTINGS_LOCATION: z.string().regex(/^s3:\/\/[^/]+\/.+$/) }),
]);

/** Everything that the API is told when it begins. */
export interface ApiSettings extends z.output<typeof apiDocument> {
  readonly domainId: string;
  readonly table: string;
  readonly queueUrl: string;
}

/**
 * Settings from the environment of the function.
 *
 * @param readObject - Reads an object in S3 as a text.
 * @throws one error that lists everything that is wrong
 */
export async function readSettings(
  environment: NodeJS.ProcessEnv,
  readObject: (bucket: string, key: string) => Promise<string>,
): Promise<ApiSettings> {
  const { DOMAIN_ID, APPLICATION_TABLE, ACCESS_QUEUE_URL } = checked(variables, environment, "environment");
  const where = checked(place, environment, "environment: APPLICATION_SETTINGS or APPLICATION_SETTINGS_LOCATION");
  const text =
    "APPLICATION_SETTINGS" in where
      ? where.APPLICATION_SETTINGS
      : await readObject(...placeOf(where.APPLICATION_SETTINGS_LOCATION));
  const document = checked(apiDocument, JSON.parse(text), "settings");
  return { ...document, domainId: DOMAIN_ID, table: APPLICATION_TABLE, queueUrl: ACCESS_QUEUE_URL };
}

function placeOf(location: string): [bucket: string, key: string] {
  const { hostname, pathname } = new URL(location);
  return [hostname, pathname.slice(1)];
}

function checked<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new Error(`${what} of the API cannot be used: ${problems.join("; ")}; fix: apply the layer application`);
}
