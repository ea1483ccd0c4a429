import type { EnvironmentConfiguration } from "@aws-sdk/client-datazone";
import { isDeepStrictEqual } from "node:util";
import { BLUEPRINT_NAMES, type BlueprintName } from "../../contracts/service/blueprints";
import { usualOrder } from "../../contracts/service/configuration-order";
import { MODEL_GOVERNANCE } from "../../contracts/service/model-governance";
import { isTooling } from "../../contracts/service/tooling";
import type { LiveProfile } from "../live";
import type { DomainMapping } from "./domain-mapping";
import { REFUSED_STEP } from "./outcome";
import { compact, textOf, type ConfigurationInput, type ProfileInput, type TargetInput } from "./parts";

/** Assigns every profile to a stage: that of the accounts and pools that it reaches. */
export function assignProfiles(mapping: DomainMapping): void {
  for (const profile of mapping.live.profiles) {
    const stage = stageOf(mapping, profile);
    const left = whyLeft(mapping, profile, stage);
    if (left !== undefined) mapping.outcome.leave(`profile "${profile.name}" (${profile.id})`, ...left);
    else if (stage !== undefined) mapping.stages.assignProfile(profile.id, stage);
  }
}

/** Reason and step. */
function whyLeft(
  mapping: DomainMapping,
  profile: LiveProfile,
  stage: string | undefined,
): [string, string] | undefined {
  const problem = problemOf(mapping, profile);
  if (problem !== undefined) return [problem, "keep it by hand"];
  if (stage === undefined)
    return ["what it reaches belongs to several stages, or to none", "keep it by hand, or split it into one per stage"];
  const refusal = mapping.refusal("ProjectProfile", profile.id);
  return refusal === undefined ? undefined : [refusal, REFUSED_STEP];
}

function stageOf(mapping: DomainMapping, { configurations }: LiveProfile): string | undefined {
  const stages = configurations.flatMap(({ awsAccount, accountPools = [] }) => [
    ...(awsAccount?.awsAccountId === undefined ? [] : [mapping.stages.ofAccount(awsAccount.awsAccountId)]),
    ...accountPools.map((id) => mapping.stages.ofPool(id)),
  ]);
  // Paths to SSM parameters belong to no stage: such a profile comes with the domain.
  if (stages.length === 0) return mapping.stages.owner;
  return new Set(stages).size === 1 ? stages[0] : undefined;
}

function problemOf(mapping: DomainMapping, profile: LiveProfile): string | undefined {
  if (profile.configurations.length === 0 && !governsModels(profile)) return "it has no environment configurations";
  if (mapping.keys.units.find(profile.unitId) === undefined) return "its unit is not there";
  for (const configuration of profile.configurations) {
    if (blueprintOf(mapping, configuration) === undefined)
      return `configuration "${configuration.name}" is of ${foreignBlueprint(mapping, configuration)}`;
    const account = configuration.awsAccount?.awsAccountId;
    const idle = account === undefined ? undefined : mapping.whyIdle(account);
    if (idle !== undefined) return idle;
    if (targetOf(mapping, configuration) === undefined)
      return `configuration "${configuration.name}" names neither an account with its Region, nor pools, nor paths`;
    if (configuration.deploymentMode === undefined)
      return `configuration "${configuration.name}" does not say when it is deployed`;
    const pool = (configuration.accountPools ?? []).find((id) => mapping.stages.ofPool(id) === undefined);
    if (pool !== undefined)
      return `its pool "${mapping.live.pools.find(({ id }) => id === pool)?.name ?? pool}" is not adopted`;
  }
  return undefined;
}

/** Tells the profile of Bedrock's model governance, which the console makes: it deploys nothing. */
function governsModels({ name, configurations }: LiveProfile): boolean {
  return name === MODEL_GOVERNANCE.profile && configurations.length === 0;
}

/** Words for a blueprint that stage files cannot name: they know AWS's own. */
function foreignBlueprint({ live }: DomainMapping, { environmentBlueprintId = "" }: EnvironmentConfiguration): string {
  const custom = live.customBlueprints.get(environmentBlueprintId);
  if (custom === undefined) return "a blueprint that is not AWS's own";
  const what = isTooling(custom) ? "the custom Tooling" : "the custom blueprint";
  return `${what} "${custom.name}", which is not AWS's own`;
}

/** Profiles of a stage, by key. */
export function mapProfiles(mapping: DomainMapping, stage: string): Record<string, ProfileInput> {
  const profiles = mapping.live.profiles.filter(({ id }) => mapping.stages.ofProfile(id) === stage);
  return Object.fromEntries(
    profiles.map((profile) => {
      const key = mapping.keys.profiles.of(profile.id);
      mapping.outcome.adopt(stage, profile.id, "ProjectProfile", key);
      return [key, mapProfile(mapping, profile)];
    }),
  );
}

function mapProfile(mapping: DomainMapping, profile: LiveProfile): ProfileInput {
  const targets = profile.configurations.map((configuration) => targetOf(mapping, configuration));
  const [target] = targets;
  const unit = mapping.keys.units.find(profile.unitId);
  const configurations = profile.configurations.map((configuration, index) => {
    const own = isDeepStrictEqual(targets[index], target) ? undefined : targets[index];
    return [configuration.name ?? "", mapConfiguration(mapping, configuration, own)] as const;
  });
  return compact<ProfileInput>({
    name: profile.name,
    description: textOf(profile.description),
    unit: unit === "root" ? undefined : unit,
    status: profile.status === "DISABLED" ? "DISABLED" : undefined,
    target,
    template: governsModels(profile) ? MODEL_GOVERNANCE.template : undefined,
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
  mapping: DomainMapping,
  configuration: EnvironmentConfiguration,
  target: TargetInput | undefined,
): ConfigurationInput {
  const blueprint = blueprintOf(mapping, configuration) as BlueprintName;
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
  { live }: DomainMapping,
  { environmentBlueprintId = "" }: EnvironmentConfiguration,
): BlueprintName | undefined {
  return BLUEPRINT_NAMES.find((name) => name === live.blueprints.get(environmentBlueprintId));
}

function targetOf(mapping: DomainMapping, configuration: EnvironmentConfiguration): TargetInput | undefined {
  const { awsAccount, awsRegion, accountPools = [] } = configuration;
  // A pool that was not read has no key; its profile is not adopted.
  if (accountPools.length > 0) return { pools: accountPools.map((id) => mapping.keys.pools.find(id) ?? id).sort() };
  if (awsAccount?.awsAccountIdPath !== undefined && awsRegion?.regionNamePath !== undefined)
    return { accountIdPath: awsAccount.awsAccountIdPath, regionPath: awsRegion.regionNamePath };
  const account = mapping.keys.accounts.find(awsAccount?.awsAccountId);
  const region = awsRegion?.regionName;
  if (account === undefined || region === undefined) return undefined;
  return region === mapping.live.region ? { account } : { account, region };
}
