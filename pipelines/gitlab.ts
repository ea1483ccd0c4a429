import { stringify } from "yaml";
import {
  GENERATED,
  type Job,
  type Pipeline,
  type PipelineFile,
  type Trigger,
  INSTALLATION,
  installationOf,
} from "./model";

const WHEN: Readonly<Record<Trigger, string>> = {
  "merge request": '$CI_PIPELINE_SOURCE == "merge_request_event"',
  merge: '$CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH',
  schedule: '$CI_PIPELINE_SOURCE == "schedule"',
};

/** One file for GitLab, of any edition and wherever it runs: jobs say by rules which pipeline they belong to. */
export function gitlabFile(name: string, pipelines: readonly Pipeline[]): PipelineFile {
  const jobs = pipelines.flatMap(({ trigger, jobs: ofPipeline }) => ofPipeline.map((job) => ({ job, trigger })));
  const content = {
    workflow: {
      rules: [...new Set(pipelines.map(({ trigger }) => trigger))].map((trigger) => ({ if: WHEN[trigger] })),
    },
    // A job's stage is its own: order comes from `needs` alone.
    stages: [...new Set(jobs.map(({ job }) => stageOf(job)))],
    default: { image: "$SMUS_CI_IMAGE", interruptible: false, before_script: [INSTALLATION] },
    // The whole history: what a merge request changes is told by comparing with its target.
    variables: { GIT_DEPTH: "0" },
    ...Object.fromEntries(jobs.map(({ job, trigger }) => [job.id, jobOf(job, trigger)])),
  };
  const header =
    `${GENERATED} ${name}: copy to .gitlab-ci.yml, or include it.\n` +
    "# $SMUS_CI_IMAGE: an image with Node.js >= 20, git and Terraform >= 1.11, for example of ci/image/Dockerfile.\n";
  return {
    path: `gitlab/${name}`,
    text: `${header}${stringify(content, { lineWidth: 0, aliasDuplicateObjects: false })}`,
  };
}

function stageOf({ id }: Job): string {
  return id.startsWith("check") || id === "committed" ? "check" : id;
}

function jobOf(job: Job, trigger: Trigger): object {
  const summary = job.files.length === 0 ? {} : { artifacts: { when: "always", paths: [...job.files] } };
  return {
    stage: stageOf(job),
    needs: [...job.needs],
    rules: [{ if: WHEN[trigger], ...(job.approval ? { when: "manual", allow_failure: false } : {}) }],
    timeout: `${job.timeoutMinutes} minutes`,
    // A newer commit makes an older check pointless; an apply that has begun is never cut off.
    ...(trigger === "merge request" ? { interruptible: true } : {}),
    ...(job.environment === undefined ? {} : { environment: { name: job.environment } }),
    ...(job.serial === undefined ? {} : { resource_group: job.serial }),
    ...(job.role === undefined ? {} : { id_tokens: { SMUS_ID_TOKEN: { aud: "sts.amazonaws.com" } } }),
    ...(job.role === undefined ? {} : { variables: variablesOf(job.role, trigger) }),
    ...(job.development === true ? { before_script: [installationOf(job)] } : {}),
    script: [...job.commands],
    ...(job.afterwards.length === 0 ? {} : { after_script: [...job.afterwards] }),
    ...summary,
  };
}

function variablesOf(role: NonNullable<Job["role"]>, trigger: Trigger): Record<string, string> {
  return {
    ...(trigger === "merge request" ? { SMUS_BASE: "origin/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME" } : {}),
    SMUS_ACCESS: role,
    SMUS_CI_ROLE_ARN: `$SMUS_${role.toUpperCase()}_ROLE_ARN`,
    AWS_REGION: "$SMUS_AWS_REGION",
    AWS_SHARED_CREDENTIALS_FILE: "$CI_PROJECT_DIR/.smus/ci/credentials",
  };
}
