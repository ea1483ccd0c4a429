import type { Environment, OwnedDomain, ResolvedConfiguration, ResolvedPool, ResolvedRegion } from "../model";
import type { ParsedEnvironment } from "../parse";
import type { PathSet } from "../problems";
import {
  mapValues,
  resolveConfigurations,
  resolvePool,
  resolveRegions,
  withApplicationGroup,
  withUseCaseProjects,
  type ProjectOrigin,
} from "../resolve";

/** A stage as rules see it: its file in the schema's shape, and what follows from it. Never wrong in type, maybe in content. */
export interface StageView {
  readonly name: string;
  /** The stage's file in the environments directory. */
  readonly file: string;
  readonly environment: Environment;
  /** Places of the file that hold stand-ins for values that do not fit the schema. */
  readonly mended: PathSet;
  /** The stage that owns the domain (itself, perhaps); nothing where `fromStage` leads to none. */
  readonly owner: StageView | undefined;
  /** The domain; nothing where there is no owner. */
  readonly domain: OwnedDomain | undefined;
  readonly ownsDomain: boolean;
  /** Keys of the accounts that the stage provisions: all but the governance account of a joined domain. */
  readonly accounts: ReadonlySet<string>;
  /** Regions of each account that the stage provisions, defaults filled in. */
  readonly regions: Readonly<Record<string, Readonly<Record<string, ResolvedRegion>>>>;
  readonly pools: Readonly<Record<string, ResolvedPool>>;
  /** Configurations of each profile, in service order. */
  readonly configurations: Readonly<Record<string, readonly ResolvedConfiguration[]>>;
  /** Projects that nobody wrote but as use cases, by key, each with the file that has the use case. */
  readonly useCaseProjects: ReadonlyMap<string, UseCaseProject>;
}

/** Use case that a project comes from. */
export interface UseCaseProject extends ProjectOrigin {
  readonly file: string;
  readonly mended: PathSet;
  readonly useCases: Environment["useCases"];
}

/** A stage file that was evaluated and parsed. */
export interface StageInput extends ParsedEnvironment {
  readonly name: string;
  readonly file: string;
}

/** All stages of an environments directory. */
export interface OrganizationView {
  readonly stages: readonly StageView[];
  readonly byName: ReadonlyMap<string, StageView>;
  /** Names of all stages, those included whose file could not be evaluated. */
  readonly stageNames: ReadonlySet<string>;
}

/** A domain: the stage that owns it first, then those that join it. */
export type DomainView = readonly [owner: StageView, ...joined: StageView[]];

/**
 * Views of all stages, each knowing the owner of its domain, with the projects of use cases, and with the group of the governance
 * application where there is one.
 */
export function viewOrganization(files: readonly StageInput[], stageNames: Iterable<string> = []): OrganizationView {
  const inputs = withApplicationGroup(withUseCaseProjects(files));
  const filesByName = new Map(files.map((file) => [file.name, file]));
  const view = (input: (typeof inputs)[number], owner?: StageView): StageView =>
    viewStage(input, owner, useCaseProjects(input.origins, filesByName));
  const owners = new Map<string, StageView>();
  for (const input of inputs) if ("name" in input.environment.domain) owners.set(input.name, view(input));
  const stages = inputs.map((input) => owners.get(input.name) ?? view(input, ownerOf(input.environment, owners)));
  return {
    stages,
    byName: new Map(stages.map((stage) => [stage.name, stage])),
    stageNames: new Set([...stages.map(({ name }) => name), ...stageNames]),
  };
}

/** The domains of an organization. */
export function domainsOf({ stages }: OrganizationView): DomainView[] {
  const domains = new Map<StageView, [StageView, ...StageView[]]>();
  for (const stage of stages) if (stage.ownsDomain) domains.set(stage, [stage]);
  for (const stage of stages) if (!stage.ownsDomain && stage.owner !== undefined) domains.get(stage.owner)?.push(stage);
  return [...domains.values()];
}

function ownerOf({ domain }: Environment, owners: ReadonlyMap<string, StageView>): StageView | undefined {
  return "fromStage" in domain ? owners.get(domain.fromStage) : undefined;
}

function useCaseProjects(
  origins: ReadonlyMap<string, ProjectOrigin>,
  files: ReadonlyMap<string, StageInput>,
): ReadonlyMap<string, UseCaseProject> {
  return new Map(
    [...origins].flatMap(([key, origin]): [string, UseCaseProject][] => {
      const hub = files.get(origin.hub);
      if (hub === undefined) return [];
      return [[key, { ...origin, file: hub.file, mended: hub.mended, useCases: hub.environment.useCases }]];
    }),
  );
}

/** @param owner - nothing for a stage that owns its domain, or whose owner cannot be found */
function viewStage(
  { name, file, environment, mended }: StageInput,
  owner: StageView | undefined,
  useCaseProjects: StageView["useCaseProjects"],
): StageView {
  const owned = "name" in environment.domain ? environment.domain : undefined;
  const domain = owned ?? owner?.domain;
  const region = domain?.region ?? "";
  const accounts = new Set(Object.keys(environment.accounts));
  if (owned === undefined) accounts.delete(owner?.environment.governanceAccount ?? environment.governanceAccount);
  const own = Object.fromEntries(Object.entries(environment.accounts).filter(([key]) => accounts.has(key)));
  const regions = mapValues(own, (_, account) => resolveRegions(account, region));
  const view = {
    name,
    file,
    environment,
    mended,
    domain,
    ownsDomain: owned !== undefined,
    accounts,
    regions,
    pools: mapValues(environment.pools, (key, pool) => resolvePool(key, pool, name, regions)),
    configurations: mapValues(environment.profiles, (_, profile) => resolveConfigurations(profile, region)),
    useCaseProjects,
  };
  return {
    ...view,
    // A stage that owns its domain is its own owner: a getter, because a value cannot refer to itself.
    get owner() {
      return owned === undefined ? owner : this;
    },
  };
}
