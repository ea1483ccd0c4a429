import type { EnvironmentConfigurationUserParameter } from "@aws-sdk/client-datazone";
import type { Properties } from "../../../contracts/control-plane";
import { GIT_PARAMETERS } from "../../../contracts/service/git";
import { type ComparableObject, Keyed } from "../engine/comparison";

type Environments = Properties<"Project">["environments"];
type Environment = Environments[number];

/** Parameters of an environment with its repository; one that is withheld is none. */
function parametersOf({ parameters, repository }: Environment): Readonly<Record<string, string>> {
  if (repository === undefined || repository.id === null) return parameters;
  return { ...parameters, [GIT_PARAMETERS.repository]: repository.id, [GIT_PARAMETERS.branch]: repository.branch };
}

/** Tells whether a project is handed a repository: its connection came into the profile with the latest version of that. */
export function hasRepository(environments: Environments): boolean {
  return environments.some(({ repository }) => typeof repository?.id === "string");
}

/** One entry per environment configuration: a pool-bound profile needs an account for each, ON_DEMAND ones too. */
export function userParameters(environments: Environments): EnvironmentConfigurationUserParameter[] | undefined {
  if (environments.length === 0) return undefined;
  return environments.map((environment) => {
    const { environmentConfigurationName, account } = environment;
    const list = Object.entries(parametersOf(environment))
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
  return new Keyed(
    Object.fromEntries(
      environments.map((item) => [item.environmentConfigurationName, valuesOf(item.account, parametersOf(item))]),
    ),
  );
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
  return valuesOf(
    account === undefined || desired.account === undefined
      ? desired.account
      : {
          awsAccountId: account.awsAccountId ?? "",
          regionName: account.regionName ?? "",
          sourceAccountPoolId: account.sourceAccountPoolId ?? desired.account.sourceAccountPoolId,
        },
    Object.fromEntries(
      Object.entries(parametersOf(desired)).map(([name, value]) => [name, parameters.get(name) ?? value]),
    ),
  );
}

function valuesOf(account: Environment["account"], parameters: Readonly<Record<string, string>>): ComparableObject {
  return { account: account === undefined ? undefined : { ...account }, parameters: { ...parameters } };
}
