/**
 * Kinds of connections, by the name that a stage file gives them: the member of the API's union of properties, and which of the
 * properties UpdateConnection takes. The others can be given at creation only.
 *
 * Two members of the union, for serverless workflows and the lakehouse, have no type in the API's model, so their connections could be
 * created and not be read.
 */
export const CONNECTION_KINDS = {
  athena: { member: "athenaProperties", patched: ["workgroupName"] },
  glue: { member: "glueProperties", patched: ["description", "connectionProperties", "authenticationConfiguration"] },
  // https://docs.aws.amazon.com/datazone/latest/APIReference/API_GitPropertiesPatch.html: the repository is not in it.
  git: { member: "gitProperties", patched: ["codeConnectionArn", "defaultBranch"] },
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

/** Kinds that the SDK's model lacks (3.1048.0): what it knows of them is that there is a member of another name. */
const UNMODELED: readonly ConnectionKind[] = ["git"];

/** Properties of a connection as the member of the SDK's union. */
export function unionOf(kind: ConnectionKind, properties: object): object {
  const { member } = CONNECTION_KINDS[kind];
  return UNMODELED.includes(kind) ? { $unknown: [member, properties] } : { [member]: properties };
}

/** Name and content of the member that an answer's union has; those that the SDK's model lacks come as `$unknown`. */
export function memberOf(union: object | undefined): readonly [member?: string, content?: object] {
  const [[member, content] = []] = Object.entries(union ?? {}) as [string, object][];
  return member === "$unknown" ? (content as [string, object]) : [member, content];
}

/** Connection of the project's tooling, through which a data source reads that names none. */
export const DEFAULT_CONNECTION = "project.iam";

/** Parameter of blueprints that names a connection which the environment brings. */
export const CONNECTION_NAME_PARAMETER = "connectionName";
