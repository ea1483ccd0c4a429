import type { ResolvedAccount, Stage } from "../configuration/model";
import { stateBucketName, toolingBucketName } from "../contracts/names";
import type { Permission } from "./permissions";

/** Accounts in which preflight calls an action: each, the one that owns the domain, or those that host projects. */
type Caller = "each" | "owner" | "host";

/** Resources of an action. `any` is `*`. */
type On = "any" | "domain" | "key" | "domainKey" | "role" | "bucket" | "vpc";

interface PreflightAction {
  readonly callers: readonly Caller[];
  readonly on: On;
}

const of = (on: On, ...callers: Caller[]): PreflightAction => ({ callers, on });

/**
 * Every action that `smus preflight` calls, by where it is called. A test compares it with the commands that its files send; they
 * have the names of the actions, but for HeadBucket.
 *
 * `any` where the service authorization reference knows no resource type.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const PREFLIGHT_ACTIONS: Readonly<Record<string, PreflightAction>> = {
  "datazone:GetDomain": of("domain", "owner", "host"),
  "datazone:GetEnvironmentBlueprint": of("any", "owner"),
  "datazone:GetGroupProfile": of("any", "owner"),
  "datazone:GetProject": of("any", "owner"),
  "datazone:GetProjectProfile": of("any", "owner"),
  "datazone:GetUserProfile": of("any", "owner"),
  "datazone:ListDomainUnitsForParent": of("any", "owner"),
  "datazone:ListDomains": of("any", "owner"),
  "datazone:ListEntityOwners": of("any", "owner"),
  "datazone:ListEnvironmentBlueprintConfigurations": of("any", "host"),
  "datazone:ListEnvironmentBlueprints": of("any", "owner"),
  "datazone:ListPolicyGrants": of("any", "owner", "host"),
  "datazone:ListProjectMemberships": of("any", "owner"),
  "datazone:ListProjectProfiles": of("any", "owner"),
  "datazone:ListProjects": of("any", "owner"),
  "ec2:DescribeAddresses": of("any", "host"),
  "ec2:DescribeAvailabilityZones": of("any", "host"),
  "ec2:DescribeRegions": of("any", "each"),
  "ec2:DescribeSubnets": of("any", "host"),
  "ec2:DescribeVpcAttribute": of("vpc", "host"),
  "ec2:DescribeVpcEndpointServices": of("any", "host"),
  "ec2:DescribeVpcs": of("any", "host"),
  "iam:GetAccountSummary": of("any", "each"),
  // Every role: somebody else's may have the name that is needed, and given ones have names and paths of their own.
  "iam:GetRole": of("role", "each"),
  "kms:DescribeKey": of("key", "owner", "host"),
  "kms:GetKeyPolicy": of("key", "owner", "host"),
  "organizations:DescribeOrganization": of("any", "owner", "host"),
  "organizations:ListAWSServiceAccessForOrganization": of("any", "owner"),
  "ram:GetResourceShareAssociations": of("any", "owner"),
  "s3:GetBucketTagging": of("bucket", "each"),
  "s3:ListBucket": of("bucket", "each"),
  "servicequotas:GetServiceQuota": of("any", "host"),
  "sso:ListInstances": of("any", "owner"),
};

/** DataZone decrypts with the caller's permissions what a key of the customer's encrypts. */
const KEY_ACTIONS: Readonly<Record<string, PreflightAction>> = {
  "kms:Decrypt": of("domainKey", "owner", "host"),
  "kms:DescribeKey": of("domainKey", "owner", "host"),
};

/** Permissions that preflight needs in an account of a stage; it only reads. */
export function preflightPermissions(stage: Stage, account: ResolvedAccount): Permission[] {
  const callers: readonly Caller[] = [
    "each",
    ...(account.key === stage.governance.key ? (["owner"] as const) : []),
    ...(account.hostsProjects ? (["host"] as const) : []),
  ];
  return [...Object.entries(PREFLIGHT_ACTIONS), ...Object.entries(KEY_ACTIONS)]
    .filter(([, action]) => action.callers.some((caller) => callers.includes(caller)))
    .flatMap(([action, { on }]) =>
      RESOURCES[on](stage, account).map((resource) => ({ access: "read", action, ...resource })),
    );
}

type Resource = Omit<Permission, "access" | "action">;

const partitionOf = ({ environment }: Stage): string => environment.organization.partition;

const RESOURCES: Readonly<Record<On, (stage: Stage, account: ResolvedAccount) => Resource[]>> = {
  any: () => [{ resource: "*" }],
  domain: (stage) => [
    { resource: `arn:${partitionOf(stage)}:datazone:${stage.domain.region}:${stage.governance.id}:domain/*` },
  ],
  role: (stage, { id }) => [{ resource: `arn:${partitionOf(stage)}:iam::${id}:role/*` }],
  key: (stage, account) =>
    regionsOf(stage, account).map((region) => ({
      resource: `arn:${partitionOf(stage)}:kms:${region}:${account.id}:key/*`,
    })),
  vpc: (stage, account) =>
    Object.entries(account.regions).flatMap(([region, { network }]) =>
      network.mode === "existing"
        ? [{ resource: `arn:${partitionOf(stage)}:ec2:${region}:${account.id}:vpc/${network.vpcId}` }]
        : [],
    ),
  bucket: (stage, account) =>
    bucketNames(stage, account).map((name) => ({ resource: `arn:${partitionOf(stage)}:s3:::${name}` })),
  domainKey: (stage) => {
    const { key, region } = stage.domain;
    if (key.type === "awsOwned") return [];
    const created = `arn:${partitionOf(stage)}:kms:${region}:${stage.governance.id}:key/*`;
    const suffix = partitionOf(stage) === "aws-cn" ? ".cn" : "";
    const condition = { StringEquals: { "kms:ViaService": `datazone.${region}.amazonaws.com${suffix}` } };
    return [{ resource: key.type === "given" ? key.arn : created, condition }];
  },
};

function regionsOf({ domain }: Stage, { regions, hostsProjects }: ResolvedAccount): string[] {
  return [...new Set([domain.region, ...(hostsProjects ? Object.keys(regions) : [])])].sort();
}

/** Buckets that are created in the account. */
function bucketNames({ domain, environment }: Stage, { id, regions, hostsProjects }: ResolvedAccount): string[] {
  const { organization, state } = environment;
  const prefix = organization.namePrefix;
  const states = state.backend === "s3" ? [stateBucketName(prefix, id, state.region ?? domain.region)] : [];
  const tooling = Object.entries(hostsProjects ? regions : {}).flatMap(([region, { bucket }]) =>
    bucket.type === "created" ? [toolingBucketName(prefix, id, region)] : [],
  );
  return [...states, ...tooling];
}
