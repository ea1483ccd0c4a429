import { ROLE_VARIABLE, pipelineFilesOf, type SeedPipeline } from "../jobs";
import {
  SeedError,
  type CodeHost,
  type RepositoryKind,
  type SeedFile,
  type SeedFiles,
  type SeedParameters,
  type SeedSource,
  type Template,
} from "../model";
import { USE_CASE_FILE, codeOwners, useCaseJson } from "./generated-files";
import { MARKER_FILE, markerFile, markerOf, type SeedMarker } from "./marker";
import { fillPlaceholders } from "./placeholders";

/** A repository to render: of a template, for a code host. */
export interface RenderRequest {
  readonly template: Template;
  readonly kind: RepositoryKind;
  readonly host: CodeHost;
  readonly parameters: SeedParameters;
}

/** An environment that a repository's jobs name: whoever seeds makes it on the code host, with this protection. */
export interface SeedEnvironment {
  readonly name: string;
  readonly tier: "development" | "staging" | "production";
  /** A person releases its jobs. */
  readonly approval: boolean;
  /** Variables that its jobs read. They hold names, never keys. */
  readonly variables: readonly string[];
}

/** A repository as it is seeded. */
export interface RenderedRepository {
  /** All files, the marker among them, sorted by path. */
  readonly files: SeedFiles;
  readonly marker: SeedMarker;
  readonly environments: readonly SeedEnvironment[];
  /** Names of jobs that must pass before a change is merged. */
  readonly requiredChecks: readonly string[];
}

/** Programs among the files of templates. */
const PROGRAMS: readonly string[] = ["check"];

/**
 * Renders a repository: the same request gives the same bytes, on every machine.
 *
 * @throws SeedError for a mistake in the template, such as a path in two folders
 */
export function renderRepository(request: RenderRequest, source: SeedSource): RenderedRepository {
  const { template, kind, host, parameters } = request;
  const pipelines = template.repositories[kind].pipelines(parameters);
  const texts = copiedFiles(request, source);
  const add = (path: string, text: string): void => {
    if (texts.has(path)) throw twice(path);
    texts.set(path, text);
  };
  add(USE_CASE_FILE, useCaseJson(parameters));
  add("CODEOWNERS", codeOwners(host, kind, parameters));
  for (const [path, text] of pipelineFilesOf(host, pipelines)) add(path, text);
  const files = new Map([...texts].map(([path, text]) => [path, seedFile(path, text)] as const));
  const marker = markerOf(template, kind, sorted(files));
  return {
    files: sorted(files.set(MARKER_FILE, markerFile(marker))),
    marker,
    environments: environmentsOf(pipelines),
    requiredChecks: requiredChecks(pipelines),
  };
}

/** Files of the template's folders; `dot-name` is `.name`, since such files would count where the templates lie. */
function copiedFiles({ template, kind, parameters }: RenderRequest, source: SeedSource): Map<string, string> {
  const values = { ...placeholderValues(parameters), template: template.name, version: template.version };
  const texts = new Map<string, string>();
  for (const { folder, when } of template.repositories[kind].folders) {
    if (when?.(parameters.options) === false) continue;
    for (const [below, text] of source(folder)) {
      const path = below.replace(/(^|\/)dot-/g, "$1.");
      if (texts.has(path)) throw twice(path);
      texts.set(path, path.endsWith(".md") ? fillPlaceholders(`${folder}/${below}`, text, values) : text);
    }
  }
  return texts;
}

function placeholderValues({ useCase, title, team, modelPackageGroup, build, stages }: SeedParameters) {
  const approved = stages.filter(({ approval }) => approval).map(({ name }) => name);
  return {
    useCase,
    title,
    team,
    modelPackageGroup,
    buildStage: build.name,
    buildAccount: build.account,
    stages: stages.map(({ name }) => name).join(", "),
    firstStage: stages[0].name,
    approvedStages: approved.length === 0 ? "none" : approved.join(", "),
  };
}

function seedFile(path: string, text: string): SeedFile {
  const unix = text.replace(/\r\n/g, "\n");
  return { text: unix.endsWith("\n") ? unix : `${unix}\n`, mode: PROGRAMS.includes(path) ? "100755" : "100644" };
}

function sorted(files: SeedFiles): Map<string, SeedFile> {
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function environmentsOf(pipelines: readonly SeedPipeline[]): SeedEnvironment[] {
  const environments = new Map<string, SeedEnvironment>();
  for (const { environment, tier = "staging", approval = false } of pipelines.flatMap(({ jobs }) => jobs))
    if (environment !== undefined)
      environments.set(environment, {
        name: environment,
        tier,
        approval: approval || environments.get(environment)?.approval === true,
        variables: [ROLE_VARIABLE],
      });
  return [...environments.values()];
}

function requiredChecks(pipelines: readonly SeedPipeline[]): string[] {
  const onMergeRequest = pipelines.filter(({ triggers }) => triggers.includes("merge request"));
  return [...new Set(onMergeRequest.flatMap(({ jobs }) => jobs.map(({ id }) => id)))];
}

function twice(path: string): SeedError {
  const fix = "remove it from one of the template's folders";
  return new SeedError([{ path, got: "a second file", allowed: "each path once", fix }]);
}
