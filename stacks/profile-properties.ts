import { GIT_BLUEPRINT } from "../contracts/service/git";
import type { Properties } from "../contracts/control-plane";
import type { ResolvedConfiguration, ResolvedPool, ResolvedProfile } from "../configuration/model";

type ProfileProperties = Properties<"ProjectProfile">;
type EnvironmentConfiguration = ProfileProperties["environmentConfigurations"][number];

/** Resolves configuration keys to what the service understands. */
export interface ProfileResolver {
  accountId(key: string): string;
  accountName(key: string): string;
  poolId(key: string): string;
  unitId(key: string): string;
  /** ARN of a connection while it is AVAILABLE, else null; an expression. */
  gitConnectionArn(key: string): string;
  readonly domainId: string;
}

/** Desired properties of a project profile. */
export function profileProperties(profile: ResolvedProfile, resolve: ProfileResolver): ProfileProperties {
  return {
    domainId: resolve.domainId,
    name: profile.name,
    description: profile.description,
    status: profile.status,
    domainUnitId: resolve.unitId(profile.unit),
    environmentConfigurations: profile.configurations.map((entry) => ({
      ...environmentConfiguration(entry, resolve),
      ...(profile.git === undefined || entry.blueprint !== GIT_BLUEPRINT
        ? {}
        : {
            gitConnection: {
              arn: resolve.gitConnectionArn(profile.git.connection),
              isEditable: profile.git.editable,
            },
          }),
    })),
    projectResourceTags: Object.entries(profile.resourceTags).map(([key, tag]) =>
      typeof tag === "string"
        ? { key, value: tag, isValueEditable: false }
        : { key, value: tag.value, isValueEditable: tag.editable },
    ),
    allowCustomProjectResourceTags: profile.allowCustomResourceTags,
    projectResourceTagsDescription: profile.resourceTagsDescription,
  };
}

/** Source of a pool that names its accounts or brings its handler. */
export function givenPoolSource(
  source: Exclude<ResolvedPool["source"], { discover: unknown }>,
  resolve: ProfileResolver,
): Properties<"AccountPool">["source"] {
  if ("handler" in source) return source;
  return {
    accounts: source.accounts.map(({ account, regions, name }) => ({
      awsAccountId: resolve.accountId(account),
      supportedRegions: [...regions],
      awsAccountName: name === false ? undefined : (name ?? resolve.accountName(account)),
    })),
  };
}

function environmentConfiguration(entry: ResolvedConfiguration, resolve: ProfileResolver): EnvironmentConfiguration {
  const { name, blueprint, description, deploymentMode, deploymentOrder, ssmPath } = entry;
  return {
    name,
    blueprint,
    description,
    deploymentMode,
    deploymentOrder,
    target: target(entry.target, resolve),
    ssmPath,
    parameterOverrides: entry.parameters.map((parameter) => ({
      name: parameter.name,
      value: parameter.value,
      isEditable: parameter.editable,
    })),
  };
}

function target(
  configured: ResolvedConfiguration["target"],
  resolve: ProfileResolver,
): EnvironmentConfiguration["target"] {
  if ("pools" in configured) return { accountPoolIds: configured.pools.map((key) => resolve.poolId(key)) };
  if ("accountIdPath" in configured) {
    return { awsAccountIdPath: configured.accountIdPath, regionNamePath: configured.regionPath };
  }
  return { awsAccountId: resolve.accountId(configured.account), regionName: configured.region };
}
