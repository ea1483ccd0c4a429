import type { RepositoryReason } from "../../../contracts/aiops/repository-record";
import type { AiopsSettings, UseCaseSettings } from "../../../contracts/aiops/settings";
import type { UseCasePlace } from "../../../contracts/aiops/place";
import {
  jobRole,
  membershipNote,
  readinessOf,
  wantedEnvironment,
  type RepositoryKey,
  type WantedEnvironment,
  type Wish,
} from "../../../governance/repositories";
import {
  readParameters,
  renderRepository,
  SeedError,
  templateOf,
  type RenderedRepository,
  type SeedSource,
  type Template,
} from "../../../seeds";
import type { Clients } from "../clients";
import { markerOf } from "../seeds";
import { buildProject, type Domain } from "./build-project";
import { membership } from "./members";
import { readPlaces } from "./places";

/** Default branch of every repository: the templates' pipelines and the roles' trust name it. */
const BRANCH = "main";

/** Everything that a wish is made of. */
export interface WishSources {
  readonly settings: AiopsSettings;
  readonly domain: Domain;
  readonly parametersOf: Clients["parametersOf"];
  readonly seeds: SeedSource;
}

/** Wish for a repository, by the settings, the domain and the records of places; or the reasons why there is none. */
export async function wishFor(sources: WishSources, key: RepositoryKey): Promise<Wish> {
  const { settings, domain, parametersOf } = sources;
  const useCase = useCaseOf(settings, key.useCase);
  const project = await buildProject(domain, useCase.build.projectName);
  const places = await readPlaces(parametersOf, settings, key.useCase, useCase);
  const ready = readinessOf(key.useCase, useCase, { project, places });
  if ("reasons" in ready) return ready;
  const rendered = renderedFor(sources, key, ready.parameters);
  if ("reasons" in rendered) return rendered;
  const { environments, notes } = await environmentsOf(domain, key, useCase, { rendered, places: ready.places });
  const wanted = {
    ...key,
    name: useCase.repositories[key.repository],
    description: `${useCase.title}: ${key.repository} repository of the use case ${key.useCase}`,
    branch: BRANCH,
    files: rendered.files,
    marker: markerOf(rendered.marker),
    requiredChecks: rendered.requiredChecks,
    owners: [...new Set([...useCase.owners, ...useCase.platformOwners])],
    environments,
  };
  return { wanted, notes };
}

/** A use case of the settings. @throws Error where they have none of the key */
export function useCaseOf({ useCases }: AiopsSettings, key: string): UseCaseSettings {
  if (!Object.hasOwn(useCases, key)) throw new Error(`the settings have no use case ${key}`);
  return useCases[key];
}

function renderedFor(
  { settings, seeds }: WishSources,
  { useCase, repository: kind }: RepositoryKey,
  parameters: object,
): RenderedRepository | { readonly reasons: readonly RepositoryReason[] } {
  const { template: name, codeHost } = useCaseOf(settings, useCase);
  const host = settings.codeHosts[codeHost].type;
  try {
    const template: Template = templateOf(name);
    return renderRepository({ template, kind, host, parameters: readParameters(template, parameters) }, seeds);
  } catch (error) {
    if (!(error instanceof SeedError)) throw error;
    const reasons = error.problems.map(({ path, got, allowed, fix }): RepositoryReason => {
      const text = `The template ${name} does not take ${path}: got ${JSON.stringify(got) ?? "nothing"}; allowed: ${allowed}`;
      return { code: "parameters-wrong", text, fix, for: "platform" };
    });
    return { reasons };
  }
}

interface Ready {
  readonly rendered: RenderedRepository;
  readonly places: Readonly<Record<string, UseCasePlace>>;
}

async function environmentsOf(
  domain: Domain,
  { repository }: RepositoryKey,
  useCase: UseCaseSettings,
  { rendered, places }: Ready,
): Promise<{ readonly environments: WantedEnvironment[]; readonly notes: string[] }> {
  const environments: WantedEnvironment[] = [];
  const notes: string[] = [];
  for (const named of rendered.environments) {
    const place = places[named.name];
    const arn = jobRole(repository, place);
    // Readiness has looked that every stage has the roles that it needs.
    if (arn === null) throw new Error(`the stage ${named.name} has no role for its ${repository} repository`);
    const { projectId } = place;
    const member = await membership(domain, {
      projectId,
      projectName: projectNameOf(useCase, named.name),
      roleArn: arn,
    });
    environments.push(wantedEnvironment(named, useCase, { arn, membership: member }));
    notes.push(...membershipNote(named.name, member));
  }
  return { environments, notes };
}

function projectNameOf({ build, stages }: UseCaseSettings, stage: string): string | null {
  if (stage === build.name) return build.projectName;
  return stages.find(({ name }) => name === stage)?.projectName ?? null;
}
