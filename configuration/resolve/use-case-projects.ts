import { AIOPS_GROUPS, AIOPS_NAMES } from "../../contracts/aiops/names";
import type { Environment, Project, UseCase } from "../model";
import { resolveConfigurations } from "./profiles";
import {
  domainOwner,
  hubOf,
  hubSettings,
  placesOf,
  useCasesOf,
  type NamedEnvironment,
  type PlacedUseCase,
  type StagesByName,
} from "./use-case-stages";

/** Use case and place that a project comes from that nobody wrote. */
export interface ProjectOrigin {
  /** Name of the stage whose file has the use case. */
  readonly hub: string;
  readonly useCase: string;
  /** Position among its stages; nothing for the place in which it is built. */
  readonly index?: number;
}

/** A stage with the projects of use cases among its projects. */
export interface ExpandedStage {
  /** Origins of such projects, by the project's key. */
  readonly origins: ReadonlyMap<string, ProjectOrigin>;
}

/**
 * The stages with the projects of use cases among their standing projects, each with the use case's key; and the hub with the group that
 * stands for the function that makes repositories, which reads the project in which a use case is built.
 *
 * A project of this key that the file writes itself stays, and a rule says so.
 */
export function withUseCaseProjects<T extends NamedEnvironment>(stages: readonly T[]): (T & ExpandedStage)[] {
  const byName = new Map(stages.map((stage) => [stage.name, stage]));
  return stages.map((stage) => {
    const origins = new Map<string, ProjectOrigin>();
    const projects: Record<string, Project> = {};
    const hub = hubOf(stage, byName);
    for (const [key, useCase] of hub === undefined ? [] : useCasesOf(hub))
      for (const placed of placesOf(useCase)) {
        const taken = origins.has(key) || Object.hasOwn(stage.environment.projects, key);
        if (hub === undefined || taken || !placed.ownsProject || placed.place.stage !== stage.name) continue;
        origins.set(key, { hub: hub.name, useCase: key, index: placed.index });
        projects[key] = projectOf(stage, { key, useCase, placed }, byName);
      }
    const environment = withGroup(stage.environment);
    return {
      ...stage,
      origins,
      environment:
        origins.size === 0 ? environment : { ...environment, projects: { ...environment.projects, ...projects } },
    };
  });
}

function withGroup(environment: Environment): Environment {
  const { domain, organization, governanceAccount, accounts } = environment;
  if (hubSettings(environment) === undefined || "fromStage" in domain || Object.keys(environment.useCases).length === 0)
    return environment;
  const account = accounts[governanceAccount]?.id ?? "";
  const role = `arn:${organization.partition}:iam::${account}:role/${AIOPS_NAMES.seeding(organization.namePrefix)}`;
  const groups = { [AIOPS_GROUPS.seeding]: { rolePrincipalArn: role }, ...domain.groups };
  return { ...environment, domain: { ...domain, groups } };
}

interface PlaceOf {
  readonly key: string;
  readonly useCase: UseCase;
  readonly placed: PlacedUseCase;
}

function projectOf<T extends NamedEnvironment>(
  stage: T,
  { key, useCase, placed }: PlaceOf,
  byName: StagesByName<T>,
): Project {
  const { place, index } = placed;
  const profile = place.profile ?? useCase.profile;
  const owner = domainOwner(stage, byName);
  const region = owner?.environment.domain.region ?? "";
  const own = stage.environment.profiles[profile];
  const isBound =
    Object.hasOwn(stage.environment.profiles, profile) &&
    resolveConfigurations(own, region).some(({ target }) => "pools" in target);
  const reader = { group: AIOPS_GROUPS.seeding, designation: "PROJECT_CATALOG_VIEWER" } as const;
  // A build in another domain is a problem of its own: the group is not there.
  const isRead = index === undefined && owner?.name === hubOf(stage, byName)?.name;
  return {
    name: place.projectName ?? `${key}-${place.stage}`,
    description: `${useCase.title} (use case ${key}, ${place.stage})`,
    unit: place.unit ?? useCase.unit,
    profile,
    ...(isBound ? { account: { account: place.account, region } } : {}),
    environments: {},
    resourceTags: {},
    glossaryTermIds: [],
    members: {
      ...(isRead ? { [AIOPS_GROUPS.seeding]: reader } : {}),
      ...(place.members ?? useCase.members),
    },
    connections: {},
    dataSources: {},
    assets: {},
  };
}
