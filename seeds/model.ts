import type { Shape } from "./parameters/shape";
import type { SeedPipeline } from "./jobs/model";
import type { UseCaseParameters } from "./parameters/use-case";

/** Code hosts that a repository can be rendered for; `gitlab` is any GitLab, wherever it runs. */
export const CODE_HOSTS = ["github", "github-enterprise-server", "gitlab"] as const;
/** A code host. */
export type CodeHost = (typeof CODE_HOSTS)[number];

/** The two repositories of a use case: what makes a version, and what runs exactly one. */
export const REPOSITORY_KINDS = ["build", "deploy"] as const;
/** One of the two repositories. */
export type RepositoryKind = (typeof REPOSITORY_KINDS)[number];

/** A template of a use case: a pair of repositories with a version. */
export interface Template {
  /** As it is named in configurations: `[a-z-]+`. */
  readonly name: string;
  /** Semantic version. It grows with every change of what is rendered, so that an upgrade has something to compare. */
  readonly version: string;
  readonly purpose: string;
  /** Thing that the build repository makes and the deploy repository is told to run. */
  readonly releases: "model package" | "data release";
  /** Parameters of this template alone. */
  readonly options: Shape<TemplateOptions>;
  /** Values of {@link options} to try the template with. */
  readonly sampleOptions: TemplateOptions;
  readonly repositories: Readonly<Record<RepositoryKind, RepositoryDescription>>;
}

/** Parameters of one template; they reach the repositories in `usecase.json`, under `options`. */
export type TemplateOptions = Readonly<Record<string, string>>;

/** One of the repositories of a template. */
export interface RepositoryDescription {
  /** Folders of `seeds/files`. No path may be in two of them. */
  readonly folders: readonly SeedFolder[];
  /** Pipelines of every code host, from the parameters. */
  readonly pipelines: (parameters: SeedParameters) => readonly SeedPipeline[];
}

/** A folder of `seeds/files`, perhaps only with certain options. */
export interface SeedFolder {
  readonly folder: string;
  /** @default - always */
  readonly when?: (options: TemplateOptions) => boolean;
}

/** All parameters of a rendering. */
export interface SeedParameters extends UseCaseParameters {
  readonly options: TemplateOptions;
}

/** A place in which something runs, as repositories name it. */
export interface SeedPlace {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly bucket: string;
  readonly projectId: string | null;
  readonly kmsKey: string | null;
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
}

/** A file of a repository; its text has LF line ends and ends with one. */
export interface SeedFile {
  readonly text: string;
  /** Mode of Git: an ordinary file or a program. */
  readonly mode: "100644" | "100755";
}

/** Files by path, sorted. */
export type SeedFiles = ReadonlyMap<string, SeedFile>;

/** Texts of a folder of `seeds/files`, by path below it. A bundle of a function may hold them instead of a disk. */
export type SeedSource = (folder: string) => ReadonlyMap<string, string>;

/** A mistake in parameters. */
export interface SeedProblem {
  /** Path in the parameters: `stages[1].account`. */
  readonly path: string;
  readonly got: unknown;
  readonly allowed: string;
  readonly fix: string;
}

/** Parameters or a template that cannot be rendered; each problem is a line of the message. */
export class SeedError extends Error {
  override readonly name = "SeedError";

  constructor(readonly problems: readonly SeedProblem[]) {
    super(problems.map(problemText).join("\n"));
  }
}

/** One problem as a line: path, value, what is allowed, what to do. */
export function problemText({ path, got, allowed, fix }: SeedProblem): string {
  const value = got === undefined ? "nothing" : JSON.stringify(got);
  return `${path}: got ${value}; allowed: ${allowed}; fix: ${fix}`;
}
