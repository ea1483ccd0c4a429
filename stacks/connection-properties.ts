import { canonicalJson } from "../contracts/canonical-json";
import type { Properties } from "../contracts/control-plane";
import { CONNECTION_KIND_NAMES, type ConnectionKind, dividedProperties } from "../contracts/service/connections";
import type { ResolvedProject } from "../configuration/model";

type ConfiguredConnection = ResolvedProject["connections"][string];
type Kinds = { readonly [K in ConnectionKind]: NonNullable<ConfiguredConnection[K]> };

/** Properties of a connection beside the project that it belongs to. */
export type ConnectionProperties = Omit<Properties<"Connection">, "domainId" | "projectId">;

/** Answers the ARN, an expression text, of a connection to a Git provider by its key. */
export type GitArns = (key: string) => string;

/** Properties of a connection, as the control-plane function takes them. */
export function connectionProperties(connection: ConfiguredConnection, gitArns: GitArns): ConnectionProperties {
  const kind = CONNECTION_KIND_NAMES.find((name) => connection[name] !== undefined);
  if (kind === undefined) throw new Error(`connection "${connection.name}" is of no kind`);
  const { patched, fixed } = dividedProperties(kind, withoutNothing(propertiesOf(kind, connection, gitArns)));
  const { location, trustedIdentityPropagation } = connection;
  return {
    name: connection.name,
    description: connection.description,
    location: location && {
      awsAccountId: location.accountId,
      awsRegion: location.region,
      accessRole: location.accessRoleArn,
    },
    kind,
    properties: patched as ConnectionProperties["properties"],
    fixedProperties: canonicalJson(fixed),
    trustedIdentityPropagation: trustedIdentityPropagation ? "true" : undefined,
  };
}

function propertiesOf<K extends ConnectionKind>(kind: K, connection: ConfiguredConnection, gitArns: GitArns): object {
  return IN_WORDS_OF_THE_API[kind](connection[kind] as Kinds[K], gitArns);
}

/** Properties of each kind from those of a stage file. */
const IN_WORDS_OF_THE_API: { readonly [K in ConnectionKind]: (given: Kinds[K], gitArns: GitArns) => object } = {
  athena: (given) => given,
  glue: glueProperties,
  git: ({ connection, repository, branch }, gitArns) => ({
    codeConnectionArn: gitArns(connection),
    repositoryId: repository,
    defaultBranch: branch,
  }),
  hyperPod: (given) => given,
  iam: ({ glueLineageSync }) => ({ glueLineageSyncEnabled: glueLineageSync }),
  redshift: ({ credentialsSecretArn, lineageSync, ...given }) => ({
    ...given,
    credentials: credentialsSecretArn === undefined ? undefined : { secretArn: credentialsSecretArn },
    lineageSync: lineageSync && {
      enabled: lineageSync.enabled,
      schedule: lineageSync.cron === undefined ? undefined : { schedule: lineageSync.cron },
    },
  }),
  sparkEmr: ({ runtimeRoleArn, ...given }) => ({ ...given, runtimeRole: runtimeRoleArn }),
  sparkGlue: ({ idleTimeoutMinutes, ...given }) => ({ ...given, idleTimeout: idleTimeoutMinutes }),
  s3: ({ uri, accessGrantLocationId, registerAccessGrantLocation }) => ({
    s3Uri: uri,
    s3AccessGrantLocationId: accessGrantLocationId,
    registerS3AccessGrantLocation: registerAccessGrantLocation,
  }),
  amazonQ: ({ enabled, ...given }) => ({ ...given, isEnabled: enabled }),
  mlflow: (given) => given,
  workflowsMwaa: ({ environmentName }) => ({ mwaaEnvironmentName: environmentName }),
};

function glueProperties({ type, network, authentication, validateFor, ...given }: Kinds["glue"]): object {
  return {
    ...given,
    connectionType: type,
    validateForComputeEnvironments: validateFor,
    physicalConnectionRequirements: network && {
      subnetId: network.subnetIds[0],
      subnetIdList: network.subnetIds,
      securityGroupIdList: network.securityGroupIds,
      availabilityZone: network.availabilityZone,
    },
    authenticationConfiguration: authentication && {
      authenticationType: authentication.type,
      secretArn: authentication.secretArn,
      kmsKeyArn: authentication.kmsKeyArn,
      oAuth2Properties: authentication.oauth2 && {
        oAuth2GrantType: authentication.oauth2.grantType,
        oAuth2ClientApplication: {
          userManagedClientApplicationClientId: authentication.oauth2.clientId,
          aWSManagedClientApplicationReference: authentication.oauth2.managedClientReference,
        },
        tokenUrl: authentication.oauth2.tokenUrl,
        tokenUrlParametersMap: authentication.oauth2.tokenUrlParameters,
      },
    },
  };
}

/** Without members that hold nothing, at every depth: the function takes JSON. */
function withoutNothing(value: object): object {
  return JSON.parse(JSON.stringify(value, (_, member: unknown) => (isEmpty(member) ? undefined : member))) as object;
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
}
