import { GIT_BLUEPRINT } from "../../contracts/service/git";
import type { Project, ResolvedConfiguration, ResolvedPool, ResolvedProfile, ResolvedProject } from "../model";

type Choice = NonNullable<Project["account"]>;

/** An account and Region chosen for a configuration, and the pool that offers it. */
export interface ResolvedChoice {
  readonly account: string;
  readonly region: string;
  readonly pool?: string;
}

/**
 * Finds the pool that offers the chosen account (and Region, where one was chosen).
 *
 * Static pools that list the account come first; a pool filled by a function may offer any account, which only the
 * service can tell.
 *
 * @returns nothing where no pool can offer it
 */
export function resolveChoice(
  choice: Choice,
  pools: readonly string[],
  byKey: Readonly<Record<string, ResolvedPool>>,
  domainRegion: string,
): ResolvedChoice | undefined {
  const known = pools.map((key) => byKey[key]).filter((pool) => pool !== undefined);
  for (const { key, source } of known) {
    if (!("accounts" in source)) continue;
    const offered = source.accounts.find(
      ({ account, regions }) =>
        account === choice.account && (choice.region === undefined || regions.includes(choice.region)),
    );
    if (offered !== undefined)
      return { account: choice.account, region: choice.region ?? offered.regions[0], pool: key };
  }
  const dynamic = known.find(({ source }) => !("accounts" in source));
  if (dynamic === undefined) return undefined;
  const [discovered] = "discover" in dynamic.source ? dynamic.source.discover.regions : [];
  return { account: choice.account, region: choice.region ?? discovered ?? domainRegion, pool: dynamic.key };
}

/** A project with an account for each of its profile's pool-bound configurations. */
export function resolveProject(
  key: string,
  project: Project,
  profile: ResolvedProfile,
  pools: Readonly<Record<string, ResolvedPool>>,
  domainRegion: string,
): ResolvedProject {
  const { account, environments, ...rest } = project;
  const resolve = (configuration: ResolvedConfiguration): ResolvedProject["environments"] => {
    const own = environments[configuration.name];
    const parameters = own?.parameters ?? {};
    const choice = own?.account ?? account;
    const resolved =
      "pools" in configuration.target && choice !== undefined
        ? resolveChoice(choice, configuration.target.pools, pools, domainRegion)
        : undefined;
    const repository = configuration.blueprint === GIT_BLUEPRINT ? rest.git : undefined;
    if (resolved === undefined && repository === undefined && Object.keys(parameters).length === 0) return [];
    return [
      {
        configuration: configuration.name,
        ...(resolved === undefined ? {} : { account: resolved }),
        parameters,
        ...(repository === undefined ? {} : { repository }),
      },
    ];
  };
  return { ...rest, key, environments: profile.configurations.flatMap(resolve) };
}
