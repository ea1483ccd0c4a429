import type { EnvironmentConfiguration } from "@aws-sdk/client-datazone";
import { isDeepStrictEqual } from "node:util";
import { BLUEPRINT_NAMES, type BlueprintName } from "../../contracts/service/blueprints";
import { isTooling, usualOrder } from "../../contracts/service/configuration-order";
import type { LiveProfile } from "../live";
import { REFUSED_STEP, type Atlas } from "./atlas";
import { compact, textOf, type ConfigurationInput, type ProfileInput, type TargetInput } from "./parts";

/** Assigns every profile to a stage: that of the accounts and pools that it reaches. */
export function assignProfiles(atlas: Atlas): void {
  for (const profile of atlas.live.profiles) {
    const left = whyLeft(atlas, profile);
    if (left !== undefined) atlas.leave(`profile "${profile.name}" (${profile.id})`, ...left);
    else atlas.stageOfProfile.set(profile.id, stageOf(atlas, profile) ?? "");
  }
}

/** Reason and step. */
function whyLeft(atlas: Atlas, profile: LiveProfile): [string, string] | undefined {
  const problem = problemOf(atlas, profile);
  if (problem !== undefined) return [problem, "keep it by hand"];
  if (stageOf(atlas, profile) === undefined)
    return ["what it reaches belongs to several stages, or to none", "keep it by hand, or split it into one per stage"];
  const refusal = atlas.refusal("ProjectProfile", profile.id);
  return refusal === undefined ? undefined : [refusal, REFUSED_STEP];
}

function stageOf(atlas: Atlas, { configurations }: LiveProfile): string | undefined {
  const stages = configurations.flatMap(({ awsAccount, accountPools = [] }) => [
    ...(awsAccount?.awsAccountId === undefined ? [] : [atlas.stageOfAccount(awsAccount.awsAccountId)]),
    ...accountPools.map((id) => atlas.stageOfPool.get(id)),
  ]);
  // Paths to SSM parameters belong to no stage: such a profile comes with the domain.
  if (stages.length === 0) return atlas.split.owner;
  return new Set(stages).size === 1 ? stages[0] : undefined;
}

function problemOf(atlas: Atlas, profile: LiveProfile): string | undefined {
  if (profile.configurations.length === 0) return "it has no environment configurations";
  if (!atlas.units.has(profile.unitId)) return "its unit is not there";
  for (const configuration of profile.configurations) {
    if (blueprintOf(atlas, configuration) === undefined)
      return `configuration "${configuration.name}" is of a blueprint that is not AWS's own`;
    const account = configuration.awsAccount?.awsAccountId;
    const idle = account === undefined ? undefined : atlas.whyIdle(account);
    if (idle !== undefined) return idle;
    if (targetOf(atlas, configuration) === undefined)
      return `configuration "${configuration.name}" names neither an account with its Region, nor pools, nor paths`;
    if (configuration.deploymentMode === undefined)
      return `configuration "${configuration.name}" does not say when it is deployed`;
    const pool = (configuration.accountPools ?? []).find((id) => !atlas.stageOfPool.has(id));
    if (pool !== undefined)
      return `its pool "${atlas.live.pools.find(({ id }) => id === pool)?.name ?? pool}" is not adopted`;
  }
  return undefined;
}

/** Profiles of a stage, by key. */
export function mapProfiles(atlas: Atlas, stage: string): Record<string, ProfileInput> {
  const profiles = atlas.live.profiles.filter(({ id }) => atlas.stageOfProfile.get(id) === stage);
  return Object.fromEntries(
    profiles.map((profile) => {
      const key = atlas.profiles.get(profile.id) ?? "";
      atlas.adopt(stage, profile.id, "ProjectProfile", key);
      return [key, mapProfile(atlas, profile)];
    }),
  );
}

function mapProfile(atlas: Atlas, profile: LiveProfile): ProfileInput {
  const targets = profile.configurations.map((configuration) => targetOf(atlas, configuration));
  const target = targets[0] as TargetInput;
  const unit = atlas.units.get(profile.unitId);
  const configurations = profile.configurations.map((configuration, index) => {
    const own = isDeepStrictEqual(targets[index], target) ? undefined : targets[index];
    return [configuration.name ?? "", mapConfiguration(atlas, configuration, own)] as const;
  });
  return compact<ProfileInput>({
    name: profile.name,
    description: textOf(profile.description),
    unit: unit === "root" ? undefined : unit,
    status: profile.status === "DISABLED" ? "DISABLED" : undefined,
    target,
    configurations: Object.fromEntries(configurations),
    resourceTags: Object.fromEntries(
      profile.resourceTags.map(({ key = "", value = "", isValueEditable }) => [
        key,
        isValueEditable === true ? { value, editable: true } : value,
      ]),
    ),
    allowCustomResourceTags: profile.allowCustomResourceTags || undefined,
    resourceTagsDescription: textOf(profile.resourceTagsDescription),
  });
}

function mapConfiguration(
  atlas: Atlas,
  configuration: EnvironmentConfiguration,
  target: TargetInput | undefined,
): ConfigurationInput {
  const blueprint = blueprintOf(atlas, configuration) as BlueprintName;
  const tooling = isTooling(blueprint);
  const onCreate = configuration.deploymentMode === "ON_CREATE";
  const { ssmPath, parameterOverrides = [] } = configuration.configurationParameters ?? {};
  const order = configuration.deploymentOrder;
  return compact<ConfigurationInput>({
    blueprint,
    description: textOf(configuration.description),
    // What is usual is left out: Tooling with the project, others on demand.
    deploymentMode: onCreate === tooling ? undefined : onCreate ? "ON_CREATE" : "ON_DEMAND",
    deploymentOrder: onCreate && order !== undefined && order !== usualOrder(blueprint) ? order : undefined,
    target,
    ssmPath: textOf(ssmPath),
    parameters: Object.fromEntries(
      [...parameterOverrides]
        .sort((a, b) => ((a.name ?? "") < (b.name ?? "") ? -1 : 1))
        .map(({ name = "", value, isEditable }) => [
          name,
          isEditable === true || value === undefined
            ? { ...(value === undefined ? {} : { value }), editable: isEditable === true }
            : value,
        ]),
    ),
  });
}

/** The API name of a configuration's blueprint. */
export function blueprintOf(
  { live }: Atlas,
  { environmentBlueprintId = "" }: EnvironmentConfiguration,
): BlueprintName | undefined {
  return BLUEPRINT_NAMES.find((name) => name === live.blueprints.get(environmentBlueprintId));
}

function targetOf(atlas: Atlas, configuration: EnvironmentConfiguration): TargetInput | undefined {
  const { awsAccount, awsRegion, accountPools = [] } = configuration;
  if (accountPools.length > 0) return { pools: accountPools.map((id) => atlas.pools.get(id) ?? "").sort() };
  if (awsAccount?.awsAccountIdPath !== undefined && awsRegion?.regionNamePath !== undefined)
    return { accountIdPath: awsAccount.awsAccountIdPath, regionPath: awsRegion.regionNamePath };
  const account = atlas.accounts.get(awsAccount?.awsAccountId ?? "");
  const region = awsRegion?.regionName;
  if (account === undefined || region === undefined) return undefined;
  return region === atlas.live.region ? { account } : { account, region };
}
