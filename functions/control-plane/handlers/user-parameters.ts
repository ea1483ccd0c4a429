import type { EnvironmentConfigurationUserParameter } from "@aws-sdk/client-datazone";
import type { Properties } from "../../../contracts/control-plane";
import { type ComparableObject, Keyed } from "../engine/comparison";

type Environments = Properties<"Project">["environments"];
type Environment = Environments[number];

/** One entry per environment configuration: a pool-bound profile needs an account for each, ON_DEMAND ones too. */
export function userParameters(environments: Environments): EnvironmentConfigurationUserParameter[] | undefined {
  if (environments.length === 0) return undefined;
  return environments.map(({ environmentConfigurationName, account, parameters }) => {
    const list = Object.entries(parameters)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => ({ name, value }));
    return {
      environmentConfigurationName,
      ...(account === undefined ? {} : { environmentResolvedAccount: account }),
      ...(list.length === 0 ? {} : { environmentParameters: list }),
    };
  });
}

/** Desired entries in comparable form, by configuration. */
export function desiredUserParameters(environments: Environments): Keyed {
  return new Keyed(Object.fromEntries(environments.map((item) => [item.environmentConfigurationName, valuesOf(item)])));
}

/**
 * Live entries in comparable form. What the service does not return equals the desired value, and what it adds (ids,
 * defaults, configurations that the project says nothing about) does not count.
 */
export function liveUserParameters(
  live: readonly EnvironmentConfigurationUserParameter[] | undefined,
  desired: Environments,
): Keyed {
  const returned = new Map((live ?? []).map((item) => [item.environmentConfigurationName, item]));
  return new Keyed(
    Object.fromEntries(
      desired.map((item) => [
        item.environmentConfigurationName,
        seen(item, returned.get(item.environmentConfigurationName)),
      ]),
    ),
  );
}

function seen(desired: Environment, live: EnvironmentConfigurationUserParameter | undefined): ComparableObject {
  const account = live?.environmentResolvedAccount;
  const parameters = new Map((live?.environmentParameters ?? []).map(({ name, value }) => [name, value]));
  return valuesOf({
    ...desired,
    account:
      account === undefined || desired.account === undefined
        ? desired.account
        : {
            awsAccountId: account.awsAccountId ?? "",
            regionName: account.regionName ?? "",
            sourceAccountPoolId: account.sourceAccountPoolId ?? desired.account.sourceAccountPoolId,
          },
    parameters: Object.fromEntries(
      Object.entries(desired.parameters).map(([name, value]) => [name, parameters.get(name) ?? value]),
    ),
  });
}

function valuesOf({ account, parameters }: Environment): ComparableObject {
  return { account: account === undefined ? undefined : { ...account }, parameters: { ...parameters } };
}
