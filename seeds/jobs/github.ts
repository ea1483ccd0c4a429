import { stringify } from "yaml";
import { CREDENTIALS_FILE, RENDERED, ROLE_VARIABLE, type SeedJob, type SeedPipeline } from "./model";

/** Differences between github.com and a GitHub Enterprise Server. */
interface Flavour {
  readonly runsOn: string | readonly string[];
  readonly checkout: string;
  /** Step that brings Terraform. @default - runners have it */
  readonly terraform?: object;
}

/**
 * Two actions and no others, pinned by commit: a tag can be moved to other code by whoever owns it. Credentials need none, they
 * are a script in the repository.
 * actions/checkout v6.0.2, hashicorp/setup-terraform v4.0.1.
 */
const GITHUB: Flavour = {
  runsOn: "ubuntu-24.04",
  checkout: "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd",
  terraform: {
    uses: "hashicorp/setup-terraform@dfe3c3f87815947d99a8997f908cb6525fc44e9e",
    with: { terraform_version: "~1.13", terraform_wrapper: false },
  },
};

/** The server brings actions/checkout itself, in a version of its own: there is no commit to pin, and nobody outside to trust. */
const ENTERPRISE_SERVER: Flavour = { runsOn: ["self-hosted", "linux", "smus"], checkout: "actions/checkout@v4" };

/** A workflow per pipeline, by path. */
export function githubWorkflows(
  host: "github" | "github-enterprise-server",
  pipelines: readonly SeedPipeline[],
): Map<string, string> {
  const flavour = host === "github" ? GITHUB : ENTERPRISE_SERVER;
  return new Map(
    pipelines.map((pipeline) => [
      `.github/workflows/${pipeline.name}.yml`,
      `${RENDERED}\n${stringify(workflow(pipeline, flavour), { lineWidth: 0, aliasDuplicateObjects: false })}`,
    ]),
  );
}

function workflow(pipeline: SeedPipeline, flavour: Flavour): object {
  const { name, title, triggers, jobs, shown = [] } = pipeline;
  return {
    name: title,
    ...(shown.length === 0 ? {} : { "run-name": shown.map((input) => `\${{ inputs.${input.name} }}`).join(": ") }),
    on: Object.assign({}, ...triggers.map((trigger) => eventOf(trigger, pipeline))) as object,
    permissions: { contents: "read" },
    // A newer commit makes an older check pointless; what has begun to change AWS is never cut off.
    ...(triggers.includes("merge request")
      ? { concurrency: { group: `${name}-\${{ github.ref }}`, "cancel-in-progress": true } }
      : {}),
    jobs: Object.fromEntries(jobs.map((job) => [job.id, jobOf(job, pipeline, flavour)])),
  };
}

function eventOf(trigger: SeedPipeline["triggers"][number], { paths, inputs = [] }: SeedPipeline): object {
  switch (trigger) {
    case "merge request":
      // In a merge queue the required checks run once more: without the second event it would wait for ever.
      return { pull_request: { branches: ["main"] }, merge_group: {} };
    case "merge":
      return { push: { branches: ["main"], ...(paths === undefined ? {} : { paths: [...paths] }) } };
    case "dispatch":
      return {
        workflow_dispatch:
          inputs.length === 0
            ? {}
            : {
                inputs: Object.fromEntries(
                  inputs.map(({ name, description, choices }) => [
                    name,
                    {
                      description,
                      required: true,
                      ...(choices === undefined ? { type: "string" } : { type: "choice", options: [...choices] }),
                    },
                  ]),
                ),
              },
      };
  }
}

function jobOf(job: SeedJob, { inputs = [] }: SeedPipeline, flavour: Flavour): object {
  const { environment, onlyFor, needs = [] } = job;
  const conditions = [
    // The subject of an environment does not say the branch, so a job with an identity says it here, too.
    ...(environment === undefined ? [] : ["github.ref == 'refs/heads/main'"]),
    ...(onlyFor === undefined ? [] : [`inputs.${onlyFor.input.name} == '${onlyFor.value}'`]),
  ];
  return {
    ...(needs.length === 0 ? {} : { needs: [...needs] }),
    ...(conditions.length === 0 ? {} : { if: conditions.join(" && ") }),
    "runs-on": flavour.runsOn,
    "timeout-minutes": job.timeoutMinutes,
    permissions: { contents: "read", ...(environment === undefined ? {} : { "id-token": "write" }) },
    ...(environment === undefined
      ? {}
      : { environment, concurrency: { group: environment, "cancel-in-progress": false } }),
    ...(environment === undefined
      ? {}
      : {
          env: {
            [ROLE_VARIABLE]: `\${{ vars.${ROLE_VARIABLE} }}`,
            SMUS_STAGE: environment,
            AWS_SHARED_CREDENTIALS_FILE: `\${{ github.workspace }}/${CREDENTIALS_FILE}`,
            ...Object.fromEntries(
              inputs
                .filter(({ choices }) => choices === undefined)
                .map(({ name, variable }) => [variable, `\${{ inputs.${name} }}`]),
            ),
          },
        }),
    steps: [
      { uses: flavour.checkout, with: { "persist-credentials": false } },
      ...(job.terraform === true && flavour.terraform !== undefined ? [flavour.terraform] : []),
      ...job.commands.map((run) => ({ run })),
    ],
  };
}
