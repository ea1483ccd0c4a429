import type { EnvironmentConfiguration } from "@aws-sdk/client-datazone";
import type { Properties } from "../../../contracts/control-plane";
import { usualOrder } from "../../../contracts/service/configuration-order";
import { GIT_PARAMETERS } from "../../../contracts/service/git";
import { asSet, type ComparableObject, Keyed } from "../engine/comparison";
import type { BlueprintIds } from "./blueprint-ids";

type Configured = Properties<"ProjectProfile">["environmentConfigurations"][number];
type Target = Configured["target"];

/** The request's form of one configuration: no empty lists (they come back as null), no order for ON_DEMAND. */
export function requestOf(configuration: Configured, ids: BlueprintIds): EnvironmentConfiguration {
  const { name, blueprint, description, deploymentMode, ssmPath } = configuration;
  const overrides = byName(overridesOf(configuration));
  const parameters = {
    ...(ssmPath === undefined ? {} : { ssmPath }),
    ...(overrides.length === 0 ? {} : { parameterOverrides: overrides }),
  };
  const order = orderOf(configuration);
  return {
    name,
    environmentBlueprintId: ids.idOf(blueprint),
    deploymentMode,
    ...(description === undefined || description === "" ? {} : { description }),
    ...(order === undefined ? {} : { deploymentOrder: order }),
    ...(Object.keys(parameters).length === 0 ? {} : { configurationParameters: parameters }),
    ...targetRequest(configuration.target),
  };
}

/** Tooling is deployed first, where nobody has said an order. */
function orderOf({ blueprint, deploymentMode, deploymentOrder }: Ordered): number | undefined {
  if (deploymentMode === "ON_DEMAND") return undefined;
  return deploymentOrder ?? usualOrder(blueprint);
}

/** A configuration, desired or live, as far as its order goes. */
interface Ordered {
  readonly blueprint: string;
  readonly deploymentMode?: string;
  readonly deploymentOrder?: number;
}

/** A pool-bound configuration carries no account and no Region: the service refuses both together. */
function targetRequest(target: Target): Pick<EnvironmentConfiguration, "awsAccount" | "awsRegion" | "accountPools"> {
  if ("accountPoolIds" in target) return { accountPools: [...asSet(target.accountPoolIds)] };
  if ("awsAccountId" in target) {
    return { awsAccount: { awsAccountId: target.awsAccountId }, awsRegion: { regionName: target.regionName } };
  }
  return {
    awsAccount: { awsAccountIdPath: target.awsAccountIdPath },
    awsRegion: { regionNamePath: target.regionNamePath },
  };
}

/** A target in comparable form. */
function targetValues({ awsAccount, awsRegion, accountPools }: ReturnType<typeof targetRequest>): ComparableObject {
  return {
    awsAccountId: awsAccount?.awsAccountId,
    awsAccountIdPath: awsAccount?.awsAccountIdPath,
    regionName: awsRegion?.regionName,
    regionNamePath: awsRegion?.regionNamePath,
    accountPoolIds: asSet(accountPools),
  };
}

/** Desired configurations in comparable form, by name. */
export function desiredValues(configurations: readonly Configured[]): Keyed {
  return byNames(configurations, (configuration) => ({
    blueprint: configuration.blueprint,
    description: configuration.description,
    deploymentMode: configuration.deploymentMode,
    deploymentOrder: orderOf(configuration),
    ssmPath: configuration.ssmPath,
    parameterOverrides: overrideValues(overridesOf(configuration)),
    target: targetValues(targetRequest(configuration.target)),
  }));
}

/**
 * Live configurations in comparable form, by name. `id` and `resolvedParameters` are the service's own. Where nobody has
 * said an order, which the service allows, it is the usual one: that must not be a difference.
 */
export function liveValues(
  live: readonly EnvironmentConfiguration[],
  desired: readonly Configured[],
  ids: BlueprintIds,
): Keyed {
  const configured = new Map(desired.map((configuration) => [configuration.name, configuration]));
  return byNames(live, (configuration) => {
    const blueprint = ids.nameOf(configuration.environmentBlueprintId ?? "");
    const { deploymentMode, deploymentOrder } = configuration;
    return {
      blueprint,
      description: configuration.description,
      deploymentMode,
      deploymentOrder: orderOf({ blueprint, deploymentMode, deploymentOrder }),
      ssmPath: configuration.configurationParameters?.ssmPath,
      parameterOverrides: overrideValues(
        configuration.configurationParameters?.parameterOverrides ?? [],
        desiredOverrides(configured.get(configuration.name ?? "")),
      ),
      target: targetValues(configuration),
    };
  });
}

function desiredOverrides(configuration: Configured | undefined): Configured["parameterOverrides"] {
  return configuration === undefined ? [] : overridesOf(configuration);
}

/** Overrides of a configuration with its connection; one that is withheld is none. */
function overridesOf({ parameterOverrides, gitConnection }: Configured): Configured["parameterOverrides"] {
  if (gitConnection === undefined || gitConnection.arn === null) return parameterOverrides;
  const { arn: value, isEditable } = gitConnection;
  return [...parameterOverrides, { name: GIT_PARAMETERS.connection, value, isEditable }];
}

interface Override {
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly isEditable?: boolean | undefined;
}

/** Overrides by name. A value that is not configured is the blueprint's default, which the service may fill in. */
function overrideValues(overrides: readonly Override[], desired?: readonly Override[]): Keyed {
  const configured = new Map((desired ?? []).map((override) => [override.name, override]));
  return byNames(overrides, ({ name, value, isEditable }) => {
    const left = configured.has(name) && configured.get(name)?.value === undefined;
    return { value: left ? undefined : value, isEditable: isEditable ?? false };
  });
}

function byNames<T extends { readonly name?: string | undefined }>(
  items: readonly T[],
  values: (item: T) => ComparableObject,
): Keyed {
  return new Keyed(Object.fromEntries(items.map((item) => [item.name ?? "", values(item)])));
}

function byName<T extends { readonly name: string }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => (a.name < b.name ? -1 : 1));
}
