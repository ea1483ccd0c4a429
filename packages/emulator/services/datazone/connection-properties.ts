import type {
  ConnectionPropertiesOutput,
  CreateConnectionCommandInput,
  GlueConnection,
} from "@aws-sdk/client-datazone";
import { validationError } from "../../errors";

type Input = NonNullable<CreateConnectionCommandInput["props"]>;

/** Types of connections by the member of the union that describes them; those of Glue say theirs. */
const TYPES: Readonly<Partial<Record<string, string>>> = {
  athenaProperties: "ATHENA",
  gitProperties: "GIT",
  hyperPodProperties: "HYPERPOD",
  iamProperties: "IAM",
  redshiftProperties: "REDSHIFT",
  sparkEmrProperties: "SPARK",
  sparkGlueProperties: "SPARK",
  s3Properties: "S3",
  amazonQProperties: "AMAZON_Q",
  mlflowProperties: "MLFLOW",
  workflowsMwaaProperties: "WORKFLOWS_MWAA",
};

/** Members whose answer has a status. */
const WITH_STATUS: readonly string[] = ["gitProperties", "redshiftProperties", "s3Properties"];

/** A connection's properties as the service answers with them. */
export interface DescribedProperties {
  readonly type: string;
  readonly props: ConnectionPropertiesOutput;
  readonly glueConnection?: GlueConnection;
}

/** The answer's properties for those of a request, over what was there before. */
export function describedProperties(
  input: Input | undefined,
  before: Partial<DescribedProperties> = {},
): DescribedProperties {
  const [[member, given] = []] = Object.entries(input ?? {}) as [string, object | undefined][];
  if (member === undefined || given === undefined) throw validationError("props are required");
  if (member === "glueProperties") return glueProperties(given, before.glueConnection);
  const type = TYPES[member];
  if (type === undefined) throw validationError(`Connections of ${member} are not supported`);
  const known = (before.props as Record<string, object> | undefined)?.[member];
  // Only a Redshift's job of lineage has an id of its own; what is sent comes back otherwise.
  const status = WITH_STATUS.includes(member) ? { status: "READY" } : {};
  const props = { [member]: { ...known, ...withoutAddress(member, given), ...status } };
  return { type, props: props as unknown as ConnectionPropertiesOutput };
}

/** The answer of a Redshift connection has no host and port: they are those of its endpoint. */
function withoutAddress(member: string, given: object): object {
  if (member !== "redshiftProperties") return given;
  return Object.fromEntries(Object.entries(given).filter(([name]) => name !== "host" && name !== "port"));
}

/** Glue's connection comes back as a part of the endpoint, without what the request alone has. */
function glueProperties(given: object, before: GlueConnection | undefined): DescribedProperties {
  const { glueConnectionInput = {} } = given as NonNullable<Input["glueProperties"]>;
  const connection: Record<string, unknown> = { ...before, ...glueConnectionInput };
  for (const name of ["matchCriteria", "validateCredentials", "validateForComputeEnvironments"])
    Reflect.deleteProperty(connection, name);
  const { kmsKeyArn: _, ...authentication } = (connection.authenticationConfiguration ?? {}) as Record<string, unknown>;
  const authenticationConfiguration = Object.keys(authentication).length === 0 ? undefined : authentication;
  const glueConnection = { ...connection, status: "READY", authenticationConfiguration } as unknown as GlueConnection;
  const { connectionType } = glueConnectionInput.connectionType === undefined ? (before ?? {}) : glueConnectionInput;
  if (connectionType === undefined) throw validationError("glueConnectionInput.connectionType is required");
  return { type: connectionType, props: { glueProperties: { status: "READY" } }, glueConnection };
}
