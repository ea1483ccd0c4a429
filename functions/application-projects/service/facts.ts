import {
  type EnvironmentConfiguration,
  GetProjectProfileCommand,
  type GetProjectProfileOutput,
  ListAccountsInAccountPoolCommand,
} from "@aws-sdk/client-datazone";
import { allPages } from "../../../aws/pages";
import {
  readMark,
  type ProfileConfiguration,
  type ProjectWish,
  type WishFacts,
} from "../../../governance/project-requests";
import type { OfferedAccount } from "../../../governance/projects/choose-account";
import { orNothing, type ProjectDomain } from "./domain";
import { projectsNamed } from "./look";
import type { Directory } from "./people";

/** Facts that the checks of a wish ask for. */
export async function factsOf(
  domain: ProjectDomain,
  directory: Directory,
  wish: ProjectWish,
  requestId: string,
): Promise<WishFacts> {
  const profile = await profileOf(domain, directory, wish.profile);
  const configurations = profile?.status === "ENABLED" ? profile.environmentConfigurations?.map(described) : undefined;
  const named = await projectsNamed(domain, wish.name);
  const members = [];
  for (const wanted of wish.members) {
    const member = await directory.wanted(wanted);
    members.push({ wanted, ...(member === undefined ? {} : { member }) });
  }
  return {
    ...(configurations === undefined ? {} : { configurations }),
    offered: await offeredBy(domain, configurations ?? []),
    nameTaken: named.some(({ description = "" }) => readMark(description)?.requestId !== requestId),
    members,
  };
}

/** A profile by its key. */
export async function profileOf(
  { client, settings }: ProjectDomain,
  { profiles }: Directory,
  key: string,
): Promise<GetProjectProfileOutput | undefined> {
  const identifier = await profiles.idOf(key);
  if (identifier === undefined) return undefined;
  return orNothing(() =>
    client.send(new GetProjectProfileCommand({ domainIdentifier: settings.domainId, identifier })),
  );
}

/** Configuration of a profile, as far as requests depend on it. */
export function described(configuration: EnvironmentConfiguration): ProfileConfiguration {
  const { name = "", accountPools = [], awsRegion, configurationParameters } = configuration;
  const region = awsRegion !== undefined && "regionName" in awsRegion ? awsRegion.regionName : undefined;
  const overrides = configurationParameters?.parameterOverrides ?? [];
  return {
    name,
    poolIds: accountPools,
    ...(region === undefined ? {} : { region }),
    locked: overrides.filter(({ isEditable }) => isEditable === false).map((override) => override.name ?? ""),
  };
}

/** Accounts of the pools of configurations. */
export async function offeredBy(
  { client, settings }: ProjectDomain,
  configurations: readonly ProfileConfiguration[],
): Promise<OfferedAccount[]> {
  const pools = [...new Set(configurations.flatMap(({ poolIds }) => poolIds))];
  const offered: OfferedAccount[] = [];
  for (const identifier of pools) {
    const on = { domainIdentifier: settings.domainId, identifier };
    const accounts = await allPages(
      (nextToken) => client.send(new ListAccountsInAccountPoolCommand({ ...on, nextToken })),
      ({ items }) => items,
    );
    for (const { awsAccountId: accountId = "", supportedRegions: regions = [] } of accounts)
      offered.push({ poolId: identifier, accountId, regions });
  }
  return offered;
}
