import { CONNECTION_KIND_NAMES, CONNECTION_KINDS, type ConnectionKind } from "../../contracts/service/connections";
import type { LiveConnection } from "../live-sources";
import { compact, type ConnectionInput } from "./parts";

/** The kind of a connection as a stage file has it, and members of the API that a stage file does not have. */
export interface MappedKind {
  readonly input: Partial<ConnectionInput>;
  readonly unsaid: readonly string[];
}

type Values = Readonly<Record<string, unknown>>;

/** Answers the key of a Git connection that the files have, by its ARN. */
export type GitKeys = (arn: string) => string | undefined;

/**
 * The kind of a connection; undefined where a stage file has none for it, or the service does not return its properties. That of a
 * repository lacks its Git connection where the files do not have that one.
 */
export function mapKind({ member, properties }: LiveConnection, gitKeys: GitKeys): MappedKind | undefined {
  const kind = CONNECTION_KIND_NAMES.find((name) => CONNECTION_KINDS[name].member === member);
  if (kind === undefined) return undefined;
  const given = defined(properties);
  if (kind === "glue" && given.connectionType === undefined) return undefined;
  const { says, made = [] } = WORDS[kind];
  const unsaid = Object.keys(given).filter((name) => !(name in says) && !made.includes(name));
  const input = Object.entries(says).map(([name, say]) => say(given[name], given, gitKeys));
  return { input: { [kind]: compact(Object.assign({}, ...input) as object) }, unsaid };
}

function defined(properties: Values): Values {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined && value !== null));
}

/** Translates one member of the API. */
type Say = (value: unknown, all: Values, gitKeys: GitKeys) => object;

interface Words {
  /** Members that a stage file has. */
  readonly says: Readonly<Record<string, Say>>;
  /** Members that the service makes itself. */
  readonly made?: readonly string[];
}

const as =
  (name: string): Say =>
  (value) => ({ [name]: value });
const same = (...names: string[]) => Object.fromEntries(names.map((name) => [name, as(name)]));
/** Host and port come with every endpoint; they are the connection's own where no cluster or workgroup says it. */
const ENDPOINT = ["host", "port"];

const WORDS: Readonly<Record<ConnectionKind, Words>> = {
  athena: { says: same("workgroupName"), made: ENDPOINT },
  glue: {
    says: {
      connectionType: as("type"),
      ...same("name", "description", "connectionProperties", "sparkProperties", "athenaProperties", "pythonProperties"),
      physicalConnectionRequirements: (value) => ({ network: network(value) }),
      authenticationConfiguration: (value) => ({ authentication: authentication(value) }),
    },
    made: [
      ...["creationTime", "lastUpdatedTime", "lastUpdatedBy", "status", "statusReason", "lastConnectionValidationTime"],
      ...["connectionSchemaVersion", "compatibleComputeEnvironments"],
    ],
  },
  git: {
    says: {
      codeConnectionArn: (arn, _, gitKeys) => ({ connection: gitKeys(String(arn)) }),
      repositoryId: as("repository"),
      defaultBranch: as("branch"),
    },
    made: [...ENDPOINT, "status", "errorMessage"],
  },
  hyperPod: { says: same("clusterName"), made: [...ENDPOINT, "clusterArn", "orchestrator"] },
  iam: {
    says: { glueLineageSyncEnabled: (value) => ({ glueLineageSync: value === true }) },
    made: [...ENDPOINT, "environmentId"],
  },
  redshift: {
    says: {
      ...same("storage", "databaseName"),
      host: (value, { storage }) => ({ host: storage === undefined ? value : undefined }),
      port: (value, { storage }) => ({ port: storage === undefined ? value : undefined }),
      credentials: (value) => ({ credentialsSecretArn: (value as Values | undefined)?.secretArn }),
      lineageSync: (value) => ({ lineageSync: lineage(value) }),
    },
    made: ["isProvisionedSecret", "jdbcIamUrl", "jdbcUrl", "redshiftTempDir", "status"],
  },
  sparkEmr: {
    says: {
      ...same("computeArn", "instanceProfileArn", "javaVirtualEnv", "logUri", "pythonVirtualEnv"),
      ...same("trustedCertificatesS3Uri", "managedEndpointArn"),
      runtimeRole: as("runtimeRoleArn"),
    },
    made: [
      ...[...ENDPOINT, "credentials", "credentialsExpiration", "governanceType", "livyEndpoint", "certificateData"],
      "managedEndpointCredentials",
    ],
  },
  sparkGlue: {
    says: {
      ...same("glueVersion", "javaVirtualEnv", "numberOfWorkers", "pythonVirtualEnv", "workerType"),
      glueConnectionName: (value) => ({ glueConnectionNames: value === undefined ? undefined : [value] }),
      glueConnectionNames: (value) => (value === undefined ? {} : { glueConnectionNames: value }),
      idleTimeout: as("idleTimeoutMinutes"),
    },
    made: ENDPOINT,
  },
  s3: {
    says: {
      s3Uri: as("uri"),
      s3AccessGrantLocationId: as("accessGrantLocationId"),
      registerS3AccessGrantLocation: as("registerAccessGrantLocation"),
    },
    made: [...ENDPOINT, "status", "errorMessage"],
  },
  amazonQ: { says: { isEnabled: as("enabled"), ...same("profileArn", "authMode") }, made: ENDPOINT },
  mlflow: { says: same("trackingServerArn"), made: ENDPOINT },
  workflowsMwaa: { says: { mwaaEnvironmentName: as("environmentName") }, made: ENDPOINT },
};

function lineage(value: unknown): object | undefined {
  if (value === undefined) return undefined;
  const { enabled, schedule } = value as { enabled?: boolean; schedule?: { schedule?: string } };
  return compact({ enabled: enabled ?? false, cron: schedule?.schedule });
}

function network(value: unknown): object | undefined {
  if (value === undefined) return undefined;
  const { subnetId, subnetIdList, securityGroupIdList, availabilityZone } = value as {
    readonly subnetId?: string;
    readonly subnetIdList?: readonly string[];
    readonly securityGroupIdList?: readonly string[];
    readonly availabilityZone?: string;
  };
  const one = subnetId === undefined ? [] : [subnetId];
  return compact({ subnetIds: subnetIdList ?? one, securityGroupIds: securityGroupIdList, availabilityZone });
}

function authentication(value: unknown): object | undefined {
  if (value === undefined) return undefined;
  const { authenticationType, secretArn, oAuth2Properties } = value as Values;
  return compact({ type: authenticationType, secretArn, oauth2: oauth2(oAuth2Properties) });
}

function oauth2(value: unknown): object | undefined {
  if (value === undefined) return undefined;
  const { oAuth2GrantType, oAuth2ClientApplication, tokenUrl, tokenUrlParametersMap } = value as Values;
  const application = (oAuth2ClientApplication ?? {}) as Values;
  return compact({
    grantType: oAuth2GrantType,
    clientId: application.userManagedClientApplicationClientId,
    managedClientReference: application.aWSManagedClientApplicationReference,
    tokenUrl,
    tokenUrlParameters: tokenUrlParametersMap,
  });
}
