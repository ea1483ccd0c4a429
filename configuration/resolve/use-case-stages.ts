import type { AiopsHub, Environment, OwnedDomain, UseCase, UseCasePlace } from "../model";

/** A stage file in the schema's shape. */
export interface NamedEnvironment {
  readonly name: string;
  readonly environment: Environment;
}

/** Stage files by name; those may be missing that could not be read. */
export type StagesByName<T extends NamedEnvironment = NamedEnvironment> = ReadonlyMap<string, T>;

/** A place of a use case, and where it is in the file. */
export interface PlacedUseCase {
  readonly place: UseCasePlace;
  /** Position among `stages`; nothing for the place in which it is built. */
  readonly index?: number;
  /** The use case has a project in that stage. */
  readonly hasProject: boolean;
  /** That project is this place's: what is built and runs in one stage has one project there, which is that of the build. */
  readonly ownsProject: boolean;
}

/** AI operations of a stage whose file has use cases of its own; nothing where it takes part in those of another one, or joins a domain. */
export function hubSettings({ domain, aiops }: Environment): AiopsHub | undefined {
  return "fromStage" in domain || aiops === undefined || "fromStage" in aiops ? undefined : aiops;
}

/** The stage that owns the domain of a stage; nothing where there is none. */
export function domainOwner<T extends NamedEnvironment>(
  stage: T,
  byName: StagesByName<T>,
): (T & { environment: { domain: OwnedDomain } }) | undefined {
  const { domain } = stage.environment;
  const owner = "fromStage" in domain ? byName.get(domain.fromStage) : stage;
  return owner === undefined || "fromStage" in owner.environment.domain
    ? undefined
    : (owner as T & { environment: { domain: OwnedDomain } });
}

/** The stage whose file has the use cases in which a stage may have a part: itself, that of its domain, or the one that it names. */
export function hubOf<T extends NamedEnvironment>(stage: T, byName: StagesByName<T>): T | undefined {
  const { aiops } = stage.environment;
  const named = aiops !== undefined && "fromStage" in aiops ? byName.get(aiops.fromStage) : domainOwner(stage, byName);
  return named === undefined || hubSettings(named.environment) === undefined ? undefined : named;
}

/** Use cases of a stage file by key. */
export function useCasesOf({ environment }: NamedEnvironment): [string, UseCase][] {
  return Object.entries(environment.useCases);
}

/** All places of a use case: where it is built, and the stages in their order. */
export function placesOf({ build, stages, pattern }: UseCase): PlacedUseCase[] {
  return [
    { place: build, hasProject: true, ownsProject: true },
    ...stages.map((place, index) => {
      const isBuilt = place.stage === build.stage;
      const isConsumer = pattern === "consumer";
      return { place, index, hasProject: isConsumer || isBuilt, ownsProject: isConsumer && !isBuilt };
    }),
  ];
}

/** Tells whether a use case is built in a stage, or its versions are deployed there. */
export function takesPart(stage: string, useCase: UseCase): boolean {
  return placesOf(useCase).some(({ place }) => place.stage === stage);
}

/**
 * Names of the stages without which a stage cannot be resolved: that of its domain, that of its use cases, and all in which those use
 * cases have a place, since policies of one place name the others.
 */
export function stagesBehind<T extends NamedEnvironment>(stage: T, byName: StagesByName<T>): string[] {
  const { domain, aiops } = stage.environment;
  const hub = hubOf(stage, byName);
  const shared =
    hub === undefined ? [] : useCasesOf(hub).filter(([, useCase]) => hub === stage || takesPart(stage.name, useCase));
  const places = shared.flatMap(([, useCase]) => placesOf(useCase).map(({ place }) => place.stage));
  const owners = places.flatMap((name) => {
    const other = byName.get(name)?.environment.domain;
    return other !== undefined && "fromStage" in other ? [other.fromStage] : [];
  });
  return [
    ...new Set([
      stage.name,
      ...("fromStage" in domain ? [domain.fromStage] : []),
      ...(aiops !== undefined && "fromStage" in aiops ? [aiops.fromStage] : []),
      ...(shared.length > 0 && hub !== undefined ? [hub.name] : []),
      ...places,
      ...owners,
    ]),
  ];
}
