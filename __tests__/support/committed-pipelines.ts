import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** The committed files, and what they say when they are parsed: never the description that they were made from. */
export const CI = join(__dirname, "../../ci");
export const GITHUB_FOLDERS = ["github-actions", "github-enterprise-server"] as const;
export const GITLAB_FILES = ["gitlab-ci.yml", "terraform-cloud.gitlab-ci.yml"] as const;

/** A job of a committed file. */
export interface CommittedJob {
  readonly id: string;
  /** Commands in order, without the installation. */
  readonly commands: readonly string[];
  /** Commands that run in any case. */
  readonly afterwards: readonly string[];
  readonly needs: readonly string[];
  readonly role: string | undefined;
  readonly identity: boolean;
  readonly environment: string | undefined;
  readonly serial: string | undefined;
  readonly minutes: number;
}

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
}
export interface Workflow {
  readonly on: Record<string, unknown>;
  readonly jobs: Record<
    string,
    {
      needs?: string[];
      env?: Record<string, string>;
      environment?: string;
      permissions?: Record<string, string>;
      concurrency?: { group: string };
      "timeout-minutes": number;
      if?: string;
      steps: Step[];
    }
  >;
}
export interface GitlabJob {
  readonly stage: string;
  readonly needs: string[];
  readonly rules: { if: string; when?: string; allow_failure?: boolean }[];
  readonly variables?: Record<string, string>;
  readonly environment?: { name: string };
  readonly resource_group?: string;
  readonly id_tokens?: object;
  readonly script: string[];
  readonly after_script?: string[];
  readonly timeout: string;
}

/** Texts of the workflows in a folder of `ci/`, by name. */
export function workflowTexts(folder: (typeof GITHUB_FOLDERS)[number]): Map<string, string> {
  const names = readdirSync(join(CI, folder)).sort();
  return new Map(names.map((name) => [name, readFileSync(join(CI, folder, name), "utf8")]));
}

export function gitlabText(name: (typeof GITLAB_FILES)[number]): string {
  return readFileSync(join(CI, "gitlab", name), "utf8");
}

/** All jobs of the committed GitHub workflows in a folder. */
export function githubJobs(folder: (typeof GITHUB_FOLDERS)[number]): CommittedJob[] {
  return [...workflowTexts(folder)].flatMap(([, text]) => jobsOfWorkflow(parse(text) as Workflow));
}

function jobsOfWorkflow({ jobs }: Workflow): CommittedJob[] {
  return Object.entries(jobs).map(([id, job]) => {
    const runs = job.steps.filter(({ run }) => run !== undefined && !run.startsWith("npm ci"));
    const text = ({ run = "" }: Step): string => run;
    return {
      id,
      commands: runs.filter((step) => step.if === undefined).map(text),
      afterwards: runs.filter((step) => step.if !== undefined).map(text),
      needs: job.needs ?? [],
      role: job.env?.["SMUS_ACCESS"],
      identity: job.permissions?.["id-token"] === "write",
      environment: job.environment,
      serial: job.concurrency?.group,
      minutes: job["timeout-minutes"],
    };
  });
}

/** All jobs of the committed GitLab files. */
export function gitlabJobs(): CommittedJob[] {
  return GITLAB_FILES.flatMap((name) =>
    gitlabJobEntries(name).map(([id, job]) => ({
      id,
      commands: job.script,
      afterwards: job.after_script ?? [],
      needs: job.needs,
      role: job.variables?.["SMUS_ACCESS"],
      identity: job.id_tokens !== undefined,
      environment: job.environment?.name,
      serial: job.resource_group,
      minutes: Number(job.timeout.split(" ")[0]),
    })),
  );
}

/** Jobs of a committed GitLab file, as it writes them. */
export function gitlabJobEntries(name: (typeof GITLAB_FILES)[number]): [string, GitlabJob][] {
  const content = parse(gitlabText(name)) as Record<string, GitlabJob>;
  return Object.entries(content).filter(([key]) => !["workflow", "stages", "default", "variables"].includes(key));
}
