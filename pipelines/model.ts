/**
 * What every CI system is told, in words that none of them owns. `description.ts` is the one description; `github.ts` and
 * `gitlab.ts` say it in their files.
 */

/** When a pipeline runs. */
export type Trigger = "merge request" | "merge" | "schedule";

/** One job: a fresh machine, a checkout, `npm ci`, then commands. */
export interface Job {
  /** Unique over all pipelines: `[a-z][a-z0-9-]*`. */
  readonly id: string;
  /** Plain `npm run ...` lines, one after the other; the first failure ends them. */
  readonly commands: readonly string[];
  /** Plain `npm run ...` lines that run afterwards in any case: summaries. */
  readonly afterwards: readonly string[];
  /** Files that are kept, where the system can keep files. */
  readonly files: readonly string[];
  /** Jobs of the same pipeline that must have succeeded. */
  readonly needs: readonly string[];
  /**
   * Which AWS role the job may have.
   *
   * @default - none: the job gets no identity token
   */
  readonly role?: "plan" | "deploy";
  /** Environment of the CI system: its protection holds the job back, and its name is in the identity. */
  readonly environment?: string;
  /** A person releases the job. */
  readonly approval: boolean;
  /** Jobs of one name never run at the same time. */
  readonly serial?: string;
  /** At most. */
  readonly timeoutMinutes: number;
}

/** Jobs with a common trigger. */
export interface Pipeline {
  /** File name (GitHub): `[a-z-]+`. */
  readonly name: string;
  readonly title: string;
  readonly trigger: Trigger;
  readonly jobs: readonly Job[];
}

/** A stage, in the order in which changes reach it. */
export interface PipelineStage {
  readonly name: string;
  /** Stage whose successful apply a change needs first; undefined at the start of a path. */
  readonly promotedFrom?: string;
}

/** A generated file. */
export interface PipelineFile {
  /** Relative to the directory of pipelines. */
  readonly path: string;
  readonly text: string;
}
