/**
 * Jobs of a seeded repository in words that no code host owns: `github.ts` and `gitlab.ts` say them in their files.
 */

/** Event that starts a pipeline. `dispatch` is a person or a program that starts it with inputs. */
export type SeedTrigger = "merge request" | "merge" | "dispatch";

/** A value that whoever dispatches a pipeline gives. Commands read it from the environment, never from their own text. */
export interface SeedInput {
  /** Name of the input (GitHub): `[a-z]+`. */
  readonly name: string;
  /** Name of the variable that commands read, and of the variable of a dispatched pipeline (GitLab). */
  readonly variable: string;
  readonly description: string;
  /** Values to choose from. @default - any text; the commands check it */
  readonly choices?: readonly string[];
}

/** One job: a fresh machine, a checkout, then commands; the first failure ends it. */
export interface SeedJob {
  /** `[a-z][a-z0-9-]*`, unique in its repository. */
  readonly id: string;
  readonly commands: readonly string[];
  /** Jobs of the same pipeline that must have succeeded. @default - none */
  readonly needs?: readonly string[];
  /**
   * Environment of the code host: its protection holds the job back, its name is in the subject of the identity, and its
   * variable `SMUS_ROLE_ARN` names the role. A job has an identity exactly when it has an environment.
   *
   * @default - none: the job gets no identity token and no role
   */
  readonly environment?: string;
  /**
   * Kind of the environment (GitLab: `deployment_tier`, which a project may put into the subject of its identities; GitHub knows
   * none). @default "staging"
   */
  readonly tier?: "development" | "staging" | "production";
  /** A person releases the job. @default false */
  readonly approval?: boolean;
  /** Input and value with which the job runs. @default - always */
  readonly onlyFor?: { readonly input: SeedInput; readonly value: string };
  /** The machine needs Terraform. @default false */
  readonly terraform?: boolean;
  readonly timeoutMinutes: number;
}

/** Jobs that begin together. */
export interface SeedPipeline {
  /** File name (GitHub): `[a-z-]+`. */
  readonly name: string;
  readonly title: string;
  readonly triggers: readonly SeedTrigger[];
  /** On a merge, only where one of these changed. @default - always */
  readonly paths?: readonly string[];
  readonly inputs?: readonly SeedInput[];
  /** Inputs that the title of a run shows (GitHub), by which a program finds the run that it has dispatched. @default - none */
  readonly shown?: readonly SeedInput[];
  readonly jobs: readonly SeedJob[];
}

/** Variables of a job with an identity. The names are ours: AWS clients act on `AWS_ROLE_ARN` by themselves. */
export const ROLE_VARIABLE = "SMUS_ROLE_ARN";
/** Identity token of a job (GitLab). */
export const TOKEN_VARIABLE = "SMUS_ID_TOKEN";
/** Audience of the identity token: what the trust policy of the role asks for. */
export const AUDIENCE = "sts.amazonaws.com";
/** Credentials of a job, below its checkout; ignored by Git. */
export const CREDENTIALS_FILE = ".smus/ci/credentials";

/** First line of a rendered pipeline. */
export const RENDERED =
  "# Rendered from a template (.smus/seed.json names it and its version); upgrades come as merge requests.";
