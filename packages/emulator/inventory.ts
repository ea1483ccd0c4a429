import type { DataZoneState, Domain } from "./services/datazone/model";
import type { LambdaState } from "./services/lambda/model";
import type { RamState } from "./services/ram/model";
import type { Store } from "./store";

/** Contents of one account and Region, by name. */
export interface AccountInventory {
  readonly account: string;
  readonly region: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly domains: readonly DomainInventory[];
  readonly blueprintConfigurations: readonly { domainId: string; blueprint: string; regions: readonly string[] }[];
  readonly environments: readonly { id: string; projectId: string; project: string; name: string; region: string }[];
  readonly resourceShares: readonly { name: string; arn: string; principals: readonly string[] }[];
  readonly functions: readonly string[];
}

/** Contents of a domain. */
export interface DomainInventory {
  readonly id: string;
  readonly name: string;
  readonly portalUrl: string;
  readonly domainUnits: readonly string[];
  readonly accountPools: readonly string[];
  readonly projectProfiles: readonly string[];
  readonly projects: readonly { id: string; name: string; members: number }[];
  readonly policyGrants: number;
  readonly owners: number;
  readonly userProfiles: number;
  readonly groupProfiles: number;
}

/** Contents of all accounts. */
export interface Inventory {
  readonly accounts: readonly AccountInventory[];
}

/** A domain that is being deleted counts as gone: nothing of it can be used any more. */
const isLive = (domain: Domain) => domain.deletingSince === undefined;

/** Takes the inventory of a store; domains that are being deleted count as gone. */
export function inventory(store: Store): Inventory {
  const domains = store
    .states<DataZoneState>("datazone")
    .flatMap(({ state }) => Object.values(state.domains))
    .filter(isLive);
  const places = new Map<string, { account: string; region: string }>();
  const note = (account: string, region: string) => places.set(`${account}/${region}`, { account, region });
  for (const service of ["datazone", "ram", "lambda"])
    for (const { account, region } of store.states(service)) note(account, region);
  for (const domain of domains) {
    for (const account of Object.keys(domain.blueprintConfigurations)) note(account, domain.region);
    for (const environment of liveEnvironments(domain)) note(environment.awsAccountId, domain.region);
  }
  const accounts = [...places.values()].map(({ account, region }) => accountInventory(store, domains, account, region));
  return { accounts: accounts.sort((a, b) => `${a.account}${a.region}`.localeCompare(`${b.account}${b.region}`)) };
}

const liveEnvironments = (domain: Domain) =>
  Object.values(domain.environments).filter(
    (e) => e.deletingSince === undefined && liveProjects(domain).some(({ id }) => id === e.projectId),
  );

const liveProjects = (domain: Domain) =>
  Object.values(domain.projects).filter((project) => project.deletingSince === undefined);

const environmentsIn = (domain: Domain, account: string): AccountInventory["environments"] =>
  liveEnvironments(domain)
    .filter((environment) => environment.awsAccountId === account)
    .map(({ id, projectId, name, awsAccountRegion }) => ({
      id,
      projectId,
      project: domain.projects[projectId].name,
      name,
      region: awsAccountRegion,
    }));

function accountInventory(store: Store, all: readonly Domain[], account: string, region: string): AccountInventory {
  const here = all.filter((domain) => domain.region === region);
  const domains = here.filter((domain) => domain.account === account).map(domainInventory);
  const blueprintConfigurations = here.flatMap((domain) =>
    Object.values(domain.blueprintConfigurations[account] ?? {}).map((configuration) => ({
      domainId: domain.id,
      blueprint: domain.blueprints.find((b) => b.id === configuration.environmentBlueprintId)?.name ?? "",
      regions: configuration.enabledRegions,
    })),
  );
  const environments = here.flatMap((domain) => environmentsIn(domain, account));
  const only = <T extends object>(service: string) =>
    store.states<T>(service, region).find((state) => state.account === account)?.state;
  const resourceShares = Object.values(only<RamState>("ram")?.shares ?? {}).map((share) => ({
    name: share.name,
    arn: share.arn,
    principals: share.associations.filter(({ type }) => type === "PRINCIPAL").map(({ entity }) => entity),
  }));
  const functions = Object.keys(only<LambdaState>("lambda")?.functions ?? {});
  return {
    account,
    region,
    counts: {
      domains: domains.length,
      domainUnits: domains.reduce((sum, domain) => sum + domain.domainUnits.length, 0),
      accountPools: domains.reduce((sum, domain) => sum + domain.accountPools.length, 0),
      projectProfiles: domains.reduce((sum, domain) => sum + domain.projectProfiles.length, 0),
      projects: domains.reduce((sum, domain) => sum + domain.projects.length, 0),
      policyGrants: domains.reduce((sum, domain) => sum + domain.policyGrants, 0),
      blueprintConfigurations: blueprintConfigurations.length,
      environments: environments.length,
      resourceShares: resourceShares.length,
      functions: functions.length,
    },
    domains,
    blueprintConfigurations,
    environments,
    resourceShares,
    functions,
  };
}

const names = (items: Readonly<Record<string, { name: string }>>) => Object.values(items).map(({ name }) => name);

const domainInventory = (domain: Domain): DomainInventory => ({
  id: domain.id,
  name: domain.name,
  portalUrl: domain.portalUrl,
  domainUnits: names(domain.units),
  accountPools: names(domain.accountPools),
  projectProfiles: names(domain.projectProfiles),
  projects: liveProjects(domain).map(({ id, name, memberships }) => ({ id, name, members: memberships.length })),
  policyGrants: domain.grants.length,
  owners: Object.values(domain.units).reduce((sum, unit) => sum + unit.owners.length, 0),
  userProfiles: Object.keys(domain.userProfiles).length,
  groupProfiles: Object.keys(domain.groupProfiles).length,
});
