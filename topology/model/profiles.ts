import type { ResolvedPool, ResolvedProfile, ResolvedProject, ResolvedTarget, Stage } from "../../configuration/model";
import { assetItem, connectionItem, dataSourceItem } from "./data-sources";
import { described } from "./domains";
import { accountId, poolId, principalId, profileId, projectId, unitId } from "./ids";
import type { PoolItem, ProfileItem, ProjectItem, Reach } from "./items";
import type { Sources } from "./sources";

/** The pools of a stage. */
export function poolItems(stage: Stage, sources: Sources): PoolItem[] {
  return Object.values(stage.pools).map((pool): PoolItem => {
    const discovery = discoveryOf(pool);
    return {
      id: poolId(stage.name, pool.key),
      kind: "pool",
      stage: stage.name,
      name: pool.name,
      source: sources.at(stage.name, ["pools", pool.key]),
      ...described(pool),
      accounts: offersOf(pool).map(({ account, regions }) => ({ account: accountId(stage.name, account), regions })),
      ...(discovery === undefined ? {} : { discovery }),
    };
  });
}

/** The project profiles of a stage. */
export function profileItems(stage: Stage, sources: Sources): ProfileItem[] {
  return Object.values(stage.profiles).map((profile): ProfileItem => {
    const targets = profile.configurations.map(({ target }) => target);
    return {
      id: profileId(stage.name, profile.key),
      kind: "profile",
      stage: stage.name,
      name: profile.name,
      source: sources.at(stage.name, ["profiles", profile.key]),
      ...described(profile),
      unit: unitId(stage.domainStage, profile.unit),
      enabled: profile.status === "ENABLED",
      production: profile.production,
      configurations: profile.configurations.map(({ name, blueprint, deploymentMode, target }) => ({
        name,
        blueprint,
        deploymentMode,
        target: targetText(stage, target),
      })),
      pools: poolsOf(targets).map((key) => poolId(stage.name, key)),
      reach: reachOf(stage, profile),
      open: [...new Set(targets.flatMap((target) => openTargets(stage, target)))],
    };
  });
}

/** The standing projects of a stage. */
export function projectItems(stage: Stage, sources: Sources): ProjectItem[] {
  return Object.values(stage.projects).map((project) => ({
    id: projectId(stage.name, project.key),
    kind: "project",
    stage: stage.name,
    name: project.name,
    source: sources.at(stage.name, ["projects", project.key]),
    ...described(project),
    profile: profileId(stage.name, project.profile),
    unit: unitId(stage.domainStage, project.unit),
    accounts: accountsOf(stage, project),
    members: Object.values(project.members).map((member) => ({
      principal:
        "user" in member
          ? principalId(stage.domainStage, "user", member.user)
          : principalId(stage.domainStage, "group", member.group),
      designation: member.designation,
    })),
    dataSources: Object.values(project.dataSources).map(dataSourceItem),
    assets: Object.values(project.assets).map(assetItem),
    connections: Object.values(project.connections).map(connectionItem),
  }));
}

/** Accounts that environments of the profile can be deployed to, as far as the configuration knows them. */
function reachOf(stage: Stage, { configurations }: ResolvedProfile): Reach[] {
  const found = new Map<string, { regions: Set<string>; pools: Set<string>; configurations: Set<string> }>();
  const add = (account: string, regions: readonly string[], pool: string | undefined, configuration: string): void => {
    const entry = found.get(account) ?? { regions: new Set(), pools: new Set(), configurations: new Set() };
    found.set(account, entry);
    for (const region of regions) entry.regions.add(region);
    if (pool !== undefined) entry.pools.add(poolId(stage.name, pool));
    entry.configurations.add(configuration);
  };
  for (const { name, target } of configurations) {
    if ("account" in target) add(target.account, [target.region], undefined, name);
    if (!("pools" in target)) continue;
    for (const key of target.pools)
      for (const { account, regions } of offersOf(stage.pools[key])) add(account, regions, key, name);
  }
  return [...found].map(([account, entry]) => ({
    account: homeOf(stage, account),
    regions: [...entry.regions],
    pools: [...entry.pools],
    configurations: [...entry.configurations],
  }));
}

function accountsOf(stage: Stage, project: ResolvedProject): string[] {
  const { configurations } = stage.profiles[project.profile];
  const fixed = configurations.flatMap(({ target }) => ("account" in target ? [target.account] : []));
  const chosen = project.environments.flatMap(({ account }) => (account === undefined ? [] : [account.account]));
  return [...new Set([...fixed, ...chosen])].map((key) => homeOf(stage, key));
}

/** Id of an account that a stage refers to: its own, or the governance account of the domain that it joins. */
function homeOf(stage: Stage, key: string): string {
  return accountId(key in stage.accounts ? stage.name : stage.domainStage, key);
}

function offersOf({ source }: ResolvedPool): readonly { account: string; regions: readonly string[] }[] {
  return "accounts" in source ? source.accounts : [];
}

function poolsOf(targets: readonly ResolvedTarget[]): string[] {
  return [...new Set(targets.flatMap((target) => ("pools" in target ? target.pools : [])))];
}

function targetText(stage: Stage, target: ResolvedTarget): string {
  if ("account" in target) return `account ${target.account}, ${target.region}`;
  if ("pools" in target) return target.pools.map((key) => `pool ${stage.pools[key].name}`).join(", ");
  return `account in SSM parameter ${target.accountIdPath}, Region in ${target.regionPath}`;
}

function openTargets(stage: Stage, target: ResolvedTarget): string[] {
  if ("accountIdPath" in target) return [`the account in SSM parameter ${target.accountIdPath}`];
  if (!("pools" in target)) return [];
  return target.pools.flatMap((key) => discoveryOf(stage.pools[key]) ?? []);
}

function discoveryOf({ source }: ResolvedPool): string | undefined {
  if ("accounts" in source) return undefined;
  if ("handler" in source) return `accounts that function ${source.handler.lambdaFunctionArn} offers`;
  const { organizationalUnitIds, accountTags } = source.discover;
  const tags = Object.entries(accountTags).map(([key, value]) => `${key}=${value}`);
  const conditions = [
    ...(organizationalUnitIds.length === 0 ? [] : [`in ${organizationalUnitIds.join(", ")}`]),
    ...(tags.length === 0 ? [] : [`with tag ${tags.join(", ")}`]),
  ];
  return `accounts of the organization ${conditions.join(" ")}`.trim();
}
