import { keyChoice } from "../../contracts/encryption-key";
import type { Environment, OwnedDomain, ResolvedDomain, Stage } from "../model";
import { resolveAccount } from "./accounts";
import { resolveApplication } from "./application";
import { resolveCatalog } from "./catalog";
import { resolveGit } from "./git";
import { resolvePool } from "./pools";
import { resolveProfile } from "./profiles";
import { resolveProject } from "./projects";
import { resolveUseCases } from "./use-cases";

/** A checked stage file. */
export interface CheckedEnvironment {
  readonly name: string;
  readonly environment: Environment;
}

/**
 * The stage of a file that has passed every rule.
 *
 * @param file - the stage's file
 * @param owner - the file that owns the domain; the same where the stage owns it
 * @param byName - files by name, those among them in which use cases of the stage have a place; by default these two alone
 */
export function resolveStage(
  file: CheckedEnvironment,
  owner: CheckedEnvironment,
  byName: ReadonlyMap<string, CheckedEnvironment> = new Map([file, owner].map((each) => [each.name, each])),
): Stage {
  const { name, environment } = file;
  const domain = resolveDomain(owner.environment.domain as OwnedDomain);
  const ownsDomain = owner.name === name;
  const { application } = owner.environment;
  const governanceKey = owner.environment.governanceAccount;
  const governance = resolveAccount(
    governanceKey,
    owner.environment.accounts[governanceKey],
    owner.environment,
    domain.region,
  );
  const provisioned = Object.entries(environment.accounts).filter(([key]) => ownsDomain || key !== governanceKey);
  const accounts = mapValues(Object.fromEntries(provisioned), (key, account) =>
    resolveAccount(key, account, environment, domain.region),
  );
  const regionsOf = mapValues(accounts, (_, { regions }) => regions);
  const pools = mapValues(environment.pools, (key, pool) => resolvePool(key, pool, name, regionsOf));
  const profiles = mapValues(environment.profiles, (key, profile) => resolveProfile(key, profile, domain.region));
  const projects = mapValues(environment.projects, (key, project) =>
    resolveProject(key, project, profiles[project.profile], pools, domain.region),
  );
  return {
    name,
    environment,
    ownsDomain,
    domainStage: owner.name,
    domain,
    governance,
    accounts,
    pools,
    profiles,
    projects,
    git: resolveGit(owner.environment.git),
    ...(environment.catalog === undefined ? {} : { catalog: resolveCatalog(environment.catalog) }),
    ...(owner.environment.catalog === undefined ? {} : { vocabulary: resolveCatalog(owner.environment.catalog) }),
    ...(application === undefined ? {} : { application: resolveApplication(application, domain) }),
    ...resolveUseCases(file, byName),
  };
}

function resolveDomain({ kmsKeyArn, ...domain }: OwnedDomain): ResolvedDomain {
  return { ...domain, key: keyChoice(kmsKeyArn) };
}

/** A record with the same keys and other values. */
export function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  change: (key: string, value: T) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(key, value)]));
}
