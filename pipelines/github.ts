import { stringify } from "yaml";
import { GENERATED, type Job, type Pipeline, type PipelineFile, installationOf } from "./model";

/** Differences between github.com and a GitHub Enterprise Server. */
interface Flavour {
  /** Folder below the directory of pipelines. */
  readonly folder: string;
  readonly runsOn: string | readonly string[];
  readonly checkout: string;
  /** Steps that bring Node.js and Terraform; none where runners have them. */
  readonly tools: readonly object[];
  readonly note: string;
}

/**
 * Actions pinned by commit: a tag can be moved to other code by whoever owns it. They run on Node.js 24: hosted runners have no
 * Node.js 20 for actions since September 2026.
 * actions/checkout v6.0.2, actions/setup-node v6.4.0, hashicorp/setup-terraform v4.0.1.
 */
const GITHUB: Flavour = {
  folder: "github-actions",
  runsOn: "ubuntu-24.04",
  checkout: "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd",
  tools: [
    {
      uses: "actions/setup-node@48b55a011bda9f5d6aeb4c2d9c7362e8dae4041e",
      with: { "node-version": "22", cache: "npm" },
    },
    {
      uses: "hashicorp/setup-terraform@dfe3c3f87815947d99a8997f908cb6525fc44e9e",
      // Its wrapper changes exit codes and output, which the runner reads.
      with: { terraform_version: "~1.13", terraform_wrapper: false },
    },
  ],
  note: "Copy to .github/workflows/.",
};

/** The server brings actions/checkout itself, in a version of its own: there is no commit to pin, and nobody outside to trust. */
const ENTERPRISE_SERVER: Flavour = {
  folder: "github-enterprise-server",
  runsOn: ["self-hosted", "linux", "smus"],
  checkout: "actions/checkout@v4",
  tools: [],
  note: "Copy to .github/workflows/. Runners with the label smus must have Node.js >= 20, git and Terraform >= 1.11.",
};

/** Workflows for github.com and for GitHub Enterprise Server. */
export function githubFiles(pipelines: readonly Pipeline[]): PipelineFile[] {
  return [GITHUB, ENTERPRISE_SERVER].flatMap((flavour) =>
    pipelines.map((pipeline) => ({
      path: `${flavour.folder}/${pipeline.name}.yml`,
      text: `${GENERATED} ${flavour.note}\n${stringify(workflow(pipeline, flavour), {
        lineWidth: 0,
        aliasDuplicateObjects: false,
      })}`,
    })),
  );
}

function workflow({ title, name, trigger, jobs }: Pipeline, flavour: Flavour): object {
  return {
    name: title,
    on: {
      // In a merge queue the checks that it requires run once more: without the second event it would wait for ever.
      "merge request": { pull_request: { branches: ["main"] }, merge_group: {} },
      merge: { push: { branches: ["main"] } },
      schedule: { schedule: [{ cron: "17 5 * * *" }], workflow_dispatch: {} },
    }[trigger],
    permissions: { contents: "read" },
    // A newer commit makes an older check pointless. Not on merge: a run that waits for approval would hold up all others, so
    // there each stage's apply is serial, and one that has begun is never cut off.
    ...(trigger === "merge request"
      ? { concurrency: { group: `smus-${name}-\${{ github.ref }}`, "cancel-in-progress": true } }
      : {}),
    jobs: Object.fromEntries(jobs.map((job) => [job.id, jobOf(job, trigger, flavour)])),
  };
}

function jobOf(job: Job, trigger: Pipeline["trigger"], flavour: Flavour): object {
  const comments = trigger === "merge request" && job.afterwards.length > 0;
  return {
    ...(job.needs.length === 0 ? {} : { needs: [...job.needs] }),
    // Forks get no identity, so they cannot plan; their changes are planned when a maintainer has pushed them. Nor does a merge
    // queue plan: it asks for the checks only, and a job that is left out counts as passed.
    ...(job.role !== undefined && trigger === "merge request"
      ? { if: "github.event.pull_request.head.repo.full_name == github.repository" }
      : {}),
    "runs-on": flavour.runsOn,
    "timeout-minutes": job.timeoutMinutes,
    permissions: {
      contents: "read",
      ...(job.role === undefined ? {} : { "id-token": "write" }),
      ...(comments ? { "pull-requests": "write" } : {}),
    },
    ...(job.environment === undefined ? {} : { environment: job.environment }),
    ...(job.serial === undefined ? {} : { concurrency: { group: job.serial, "cancel-in-progress": false } }),
    env: environmentOf(job, trigger),
    steps: [
      { uses: flavour.checkout, with: { "fetch-depth": 0, "persist-credentials": false } },
      ...flavour.tools,
      { run: installationOf(job) },
      ...job.commands.map((run) => ({ run })),
      ...job.afterwards.map((run) => ({
        if: "${{ !cancelled() }}",
        run,
        ...(comments ? { env: { GITHUB_TOKEN: "${{ github.token }}" } } : {}),
      })),
    ],
  };
}

function environmentOf(job: Job, trigger: Pipeline["trigger"]): Record<string, string> {
  const common = { SMUS_ENVIRONMENTS_DIR: "${{ vars.SMUS_ENVIRONMENTS_DIR }}" };
  if (job.role === undefined) return common;
  return {
    ...common,
    ...(trigger === "merge request" ? { SMUS_BASE: "origin/${{ github.base_ref }}" } : {}),
    SMUS_ACCESS: job.role,
    SMUS_CI_ROLE_ARN: `\${{ vars.SMUS_${job.role.toUpperCase()}_ROLE_ARN }}`,
    AWS_REGION: "${{ vars.SMUS_AWS_REGION }}",
    AWS_SHARED_CREDENTIALS_FILE: "${{ github.workspace }}/.smus/ci/credentials",
    ...(job.cloudHost === undefined ? {} : cloudToken(job.cloudHost)),
  };
}

/**
 * Hands Terraform its token for a host, from the secret of the same name (GitHub writes those in capitals).
 *
 * @see https://developer.hashicorp.com/terraform/cli/config/config-file#environment-variable-credentials
 */
function cloudToken(host: string): Record<string, string> {
  const name = `TF_TOKEN_${host.replaceAll("-", "__").replaceAll(".", "_")}`;
  return { [name]: `\${{ secrets.${name.toUpperCase()} }}` };
}
