/** Environment variables of the function behind the HTTP API. */
export const API_VARIABLES = {
  domainId: "DOMAIN_ID",
  table: "APPLICATION_TABLE",
  queue: "ACCESS_QUEUE_URL",
  /** Name of the function that makes projects; absent where projects cannot be asked for. */
  projects: "PROJECTS_FUNCTION",
  /** Bucket that the reports are in. */
  reportsBucket: "REPORTS_BUCKET",
  /** Name of the function that makes them. */
  reportsFunction: "REPORTS_FUNCTION",
  /** Place of the settings, with the version of the object: `s3://<bucket>/<key>?versionId=<id>`. */
  settings: "APPLICATION_SETTINGS_LOCATION",
} as const;

/** Key of the settings of the function behind the HTTP API, in the application's bucket. */
export const API_SETTINGS_KEY = "settings/api.json";

/** Path prefix of people's routes, which carry a token of the issuer. */
export const PEOPLE_PREFIX = "/v1";
/** Path prefix of programs' routes, which are signed with keys of AWS. */
export const MACHINES_PREFIX = "/m/v1";

/** Publication of an asset that the configuration of a stage decides on. */
export interface ConfiguredPublication {
  /** Name of the project. */
  readonly project: string;
  /** Identifier by which the configuration knows the asset. */
  readonly externalIdentifier: string;
  readonly published: boolean;
  /** Place in the configuration that says so. */
  readonly at: string;
}
