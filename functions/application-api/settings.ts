import { z } from "zod";
import { askingRoleArns, requestFormSettings } from "../../contracts/application/access-settings";
import { dataAccess } from "../../governance/access-rules";
import { identitySettings } from "../../governance/people";

const key = z.string().min(1);

/** Settings of an organization, as one JSON document. */
const apiDocument = z.strictObject({
  identity: identitySettings,
  /** Registration of the portal with the issuer of people's tokens. */
  portal: z.strictObject({
    clientId: key,
    scopes: z.array(key).min(1),
    title: key,
    /** Resource that a token is asked for (RFC 8707). @default - none */
    resource: key.optional(),
    /** Origins that the page talks to beside its own and the issuer's. */
    origins: z.array(z.url()).default([]),
  }),
  /** Rules on access and the tree of the domain's units (parent by key; "root" has none). */
  rules: dataAccess.extend({ unitParents: z.record(key, key) }),
  /** Form of a request that says what is wished. @default - requests say nothing but a reason */
  requestForm: requestFormSettings.optional(),
  askingRoles: askingRoleArns,
  /** Publications of assets that the configuration of the stages decides on: people change nothing about those. */
  publications: z
    .array(z.strictObject({ project: key, externalIdentifier: key, published: z.boolean(), at: key }))
    .default([]),
  /** Ids of terms by `<glossary>/<term>`. */
  termIds: z.record(key, key),
  /** Ids of units by key; the root unit's is under "root". */
  unitIds: z.record(key, key),
  /** Names of units for people by key. @default - people read keys */
  unitNames: z.record(key, key).default({}),
});

const variables = z.object({
  /** Id of the DataZone domain. */
  DOMAIN_ID: key,
  /** Name of the application's table. */
  APPLICATION_TABLE: key,
  /** URL of the queue that rings for a request that is to be looked at. */
  ACCESS_QUEUE_URL: z.url(),
  /** Name of the function that makes projects. @default - projects cannot be asked for */
  PROJECTS_FUNCTION: key.optional(),
  /** Bucket that the reports are in. */
  REPORTS_BUCKET: z.string().min(3).max(63),
  /** Name of the function that makes them. */
  REPORTS_FUNCTION: key,
});

/** Environment variables that name the document: as it is, or as an object in S3 (`s3://<bucket>/<key>?versionId=<id>`). */
const place = z.union([
  z.object({ APPLICATION_SETTINGS: key }),
  z.object({ APPLICATION_SETTINGS_LOCATION: z.string().regex(/^s3:\/\/[^/]+\/.+$/) }),
]);

/** Everything that the API is told when it begins. */
export interface ApiSettings extends Omit<z.output<typeof apiDocument>, "termIds" | "unitIds"> {
  /** Keys that rules use, by the ids of the service. */
  readonly names: {
    readonly terms: Readonly<Record<string, string>>;
    readonly units: Readonly<Record<string, string>>;
  };
  readonly domainId: string;
  readonly table: string;
  readonly queueUrl: string;
  /** Name of the function that makes projects; absent where projects cannot be asked for. */
  readonly projectsFunction?: string;
  readonly reportsBucket: string;
  readonly reportsFunction: string;
}

/** Settings that are variables of the function, and not in the document. */
type Variables = "domainId" | "table" | "queueUrl" | "projectsFunction" | "reportsBucket" | "reportsFunction";

/**
 * Settings from the environment of the function.
 *
 * @param readObject - Reads an object in S3 as a text.
 * @throws one error that lists everything that is wrong
 */
export async function readSettings(
  environment: NodeJS.ProcessEnv,
  readObject: (place: ObjectPlace) => Promise<string>,
): Promise<ApiSettings> {
  const known = checked(variables, environment, "environment");
  const where = checked(place, environment, "environment: APPLICATION_SETTINGS or APPLICATION_SETTINGS_LOCATION");
  const text =
    "APPLICATION_SETTINGS" in where
      ? where.APPLICATION_SETTINGS
      : await readObject(placeOf(where.APPLICATION_SETTINGS_LOCATION));
  return {
    ...documentSettings(JSON.parse(text)),
    domainId: known.DOMAIN_ID,
    table: known.APPLICATION_TABLE,
    queueUrl: known.ACCESS_QUEUE_URL,
    reportsBucket: known.REPORTS_BUCKET,
    reportsFunction: known.REPORTS_FUNCTION,
    ...(known.PROJECTS_FUNCTION === undefined ? {} : { projectsFunction: known.PROJECTS_FUNCTION }),
  };
}

/** Settings of a document. @throws one error that lists everything that is wrong */
export function documentSettings(document: unknown): Omit<ApiSettings, Variables> {
  const { termIds, unitIds, ...settings } = checked(apiDocument, document, "settings");
  return { ...settings, names: { terms: inverted(termIds), units: inverted(unitIds) } };
}

/** Object in S3, in the very version that the function was deployed with. */
export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
  /** @default - the newest */
  readonly versionId?: string;
}

function placeOf(location: string): ObjectPlace {
  const { hostname, pathname, searchParams } = new URL(location);
  const versionId = searchParams.get("versionId");
  return { bucket: hostname, key: pathname.slice(1), ...(versionId === null ? {} : { versionId }) };
}

const inverted = (idsByKey: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(idsByKey).map(([name, id]) => [id, name]));

function checked<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new Error(`${what} of the API cannot be used: ${problems.join("; ")}; fix: apply the layer application`);
}
