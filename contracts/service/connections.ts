/**
 * Kinds of connections, by the name that a stage file gives them: the member of the API's union of properties, and which of the
 * properties UpdateConnection takes. The others can be given at creation only.
 *
 * GIT is not among them: the layer of Git keeps it. Two members of the union, for serverless workflows and the lakehouse, have no
 * type in the API's model, so their connections could be created and not be read.
 */
export const CONNECTION_KINDS = {
  athena: { member: "athenaProperties", patched: ["workgroupName"] },
  glue: { member: "glueProperties", patched: ["description", "connectionProperties", "authenticationConfiguration"] },
  hyperPod: { member: "hyperPodProperties", patched: [] },
  iam: { member: "iamProperties", patched: ["glueLineageSyncEnabled"] },
  redshift: {
    member: "redshiftProperties",
    patched: ["storage", "databaseName", "host", "port", "credentials", "lineageSync"],
  },
  sparkEmr: {
    member: "sparkEmrProperties",
    patched: [
      "computeArn",
      "instanceProfileArn",
      "javaVirtualEnv",
      "logUri",
      "pythonVirtualEnv",
      "runtimeRole",
      "trustedCertificatesS3Uri",
      "managedEndpointArn",
    ],
  },
  sparkGlue: { member: "sparkGlueProperties", patched: [] },
  s3: { member: "s3Properties", patched: ["s3Uri", "s3AccessGrantLocationId", "registerS3AccessGrantLocation"] },
  amazonQ: { member: "amazonQProperties", patched: ["isEnabled", "profileArn", "authMode"] },
  mlflow: { member: "mlflowProperties", patched: ["trackingServerArn"] },
  workflowsMwaa: { member: "workflowsMwaaProperties", patched: [] },
} as const satisfies Record<string, { readonly member: string; readonly patched: readonly string[] }>;

/** Tells names of connections that environments bring by themselves: which there are depends on the blueprints. */
export function isBroughtConnection(name: string): boolean {
  return /^(project|default)\./.test(name);
}

/** Kind of a connection, as a stage file names it. */
export type ConnectionKind = keyof typeof CONNECTION_KINDS;

/** Names of the kinds of connections. */
export const CONNECTION_KIND_NAMES = Object.keys(CONNECTION_KINDS) as [ConnectionKind, ...ConnectionKind[]];

/** Properties of a connection, divided by whether UpdateConnection takes them. */
export interface DividedProperties {
  readonly patched: Readonly<Record<string, unknown>>;
  readonly fixed: Readonly<Record<string, unknown>>;
}

/** Divides the properties of a connection by whether they can be changed in place. */
export function dividedProperties(kind: ConnectionKind, properties: object): DividedProperties {
  const patched: readonly string[] = CONNECTION_KINDS[kind].patched;
  const present = Object.entries(properties).filter(([, value]) => value !== undefined);
  const those = (wanted: boolean): Record<string, unknown> =>
    Object.fromEntries(present.filter(([name]) => patched.includes(name) === wanted));
  return { patched: those(true), fixed: those(false) };
}

/** Connection of the project's tooling, through which a data source reads that names none. */
export const DEFAULT_CONNECTION = "project.iam";

/** Parameter of blueprints that names a connection which the environment brings. */
export const CONNECTION_NAME_PARAMETER = "connectionName";
