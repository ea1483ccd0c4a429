/** Facts of AWS CodeConnections, and of the use that SageMaker Unified Studio makes of it. */

/** Providers that AWS hosts reach without a host of their own. */
export const HOSTED_PROVIDERS = ["GitHub", "GitLab", "Bitbucket"] as const;
/** Providers that an organization installs itself: their connections go through a host. */
export const INSTALLED_PROVIDERS = ["GitHubEnterpriseServer", "GitLabSelfManaged"] as const;

/** Status of a connection. */
export type ConnectionStatus = "PENDING" | "AVAILABLE" | "ERROR";

/** The only status in which a project can use a connection. */
export const AVAILABLE = "AVAILABLE" satisfies ConnectionStatus;

/** Status of a connection that a person has not finished. */
export const PENDING = "PENDING" satisfies ConnectionStatus;

/**
 * Tag that enables a connection and its host for projects: AWS's managed policies allow the use of what carries it. It counts for
 * all domains of the account, and for the projects of all accounts that are associated with them.
 */
export const PROJECTS_TAG = { "for-use-with-all-datazone-projects": "true" } as const;

/** Parameters of the blueprint Tooling that name a connection, and what of it a project uses. */
export const GIT_PARAMETERS = {
  connection: "gitConnectionArn",
  repository: "gitFullRepositoryId",
  branch: "gitBranchName",
} as const;

/** Blueprint whose environments use a connection. */
export const GIT_BLUEPRINT = "Tooling";

/**
 * Regions in which AWS CodeConnections is known to be: botocore 1.43 (`endpoints.json`, under the service's former name). Every one of
 * them offers the endpoint service `codeconnections.api`, through which hosts in a VPC are used.
 */
export const CONNECTION_REGIONS: readonly string[] = [
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ca-central-1",
  "eu-central-1",
  "eu-north-1",
  "eu-south-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-gov-east-1",
  "us-west-1",
  "us-west-2",
];

const CONSOLES: Readonly<Record<string, string>> = {
  "aws-cn": "console.amazonaws.cn",
  "aws-us-gov": "console.amazonaws-us-gov.com",
};

/**
 * Address of the console's page on which a person finishes a connection, or sets up a host.
 *
 * @see https://docs.aws.amazon.com/dtconsole/latest/userguide/connections-update.html
 */
export function connectionsConsole(partition: string, region: string): string {
  const host = CONSOLES[partition] ?? "console.aws.amazon.com";
  return `https://${region}.${host}/codesuite/settings/connections?region=${region}`;
}

/**
 * Person or team that finishes a connection, for the lines that say that it waits.
 *
 * @param finishedBy - as the configuration says it
 * @param accountId - account of the connection
 */
export function whoFinishes(finishedBy: string | undefined, accountId: string): string {
  return finishedBy ?? `whoever may use the console of account ${accountId}`;
}
