import type { SeedInput, SeedJob, SeedPipeline } from "../jobs";
import type { SeedParameters } from "../model";

const CHECK: SeedJob = { id: "check", commands: ["sh check"], timeoutMinutes: 15 };
const CHECK_INFRASTRUCTURE: SeedJob = {
  id: "check",
  commands: ["sh check", "python3 -m tools.terraform check"],
  terraform: true,
  timeoutMinutes: 20,
};

/** Python with the packages of the jobs that go to AWS; systems refuse packages in their own Python. */
const PYTHON = ".venv/bin/python";
/**
 * Packages come before the credentials, so that no installation ever has them. `PIP_INDEX_URL` and the like name a mirror.
 */
const BEGIN: readonly string[] = [
  "python3 -m venv .venv",
  `${PYTHON} -m pip install --quiet --requirement requirements.txt`,
  "python3 -m tools.credentials",
];

/** Inputs of a deployment. The promotion gives them as a person does. */
export const DEPLOY_INPUTS = {
  release: {
    name: "release",
    variable: "SMUS_RELEASE",
    description: "Exact version to run; there is no latest",
  },
  reason: { name: "reason", variable: "SMUS_REASON", description: "Why it is deployed; kept with the run" },
} as const satisfies Record<string, SeedInput>;

/** Name of the pipeline that deploys. */
export const DEPLOY_PIPELINE = "deploy";

/** The work of a build repository on a merge. */
export interface BuildJob {
  readonly id: string;
  readonly title: string;
  /** Python modules with their arguments, run with credentials of the build's stage. */
  readonly modules: readonly string[];
  /** Paths whose change is worth a build. */
  readonly paths: readonly string[];
}

/** Pipelines of a build repository: checks, and on a merge that changes what is built, the build. */
export function buildPipelines(job: BuildJob) {
  return ({ build }: SeedParameters): SeedPipeline[] => [
    { name: "check", title: "Check", triggers: ["merge request"], jobs: [CHECK] },
    {
      name: job.id,
      title: job.title,
      triggers: ["merge", "dispatch"],
      paths: job.paths,
      jobs: [
        CHECK,
        {
          id: job.id,
          needs: ["check"],
          environment: build.name,
          tier: "development",
          commands: [...BEGIN, ...job.modules.map((module) => `${PYTHON} -m ${module}`)],
          timeoutMinutes: 60,
        },
      ],
    },
  ];
}

/**
 * Pipelines of a deploy repository: checks, and deployments of exactly one release to one stage, which somebody dispatches.
 *
 * A merge deploys nothing: what runs in a stage changes only with a release, a reason and, where the stage wants it, a person.
 */
export function deployPipelines({ stages }: SeedParameters): SeedPipeline[] {
  const stage = stageInput(stages.map(({ name }) => name));
  return [
    { name: "check", title: "Check", triggers: ["merge request"], jobs: [CHECK_INFRASTRUCTURE] },
    {
      name: DEPLOY_PIPELINE,
      title: "Deploy",
      triggers: ["dispatch"],
      inputs: [stage, DEPLOY_INPUTS.release, DEPLOY_INPUTS.reason],
      shown: [stage, DEPLOY_INPUTS.reason],
      jobs: [
        CHECK_INFRASTRUCTURE,
        ...stages.map(
          ({ name, approval, production }): SeedJob => ({
            id: `deploy-${name}`,
            needs: ["check"],
            environment: name,
            tier: production ? "production" : "staging",
            approval,
            onlyFor: { input: stage, value: name },
            terraform: true,
            commands: [
              ...BEGIN,
              `${PYTHON} -m tools.release verify`,
              `${PYTHON} -m tools.terraform deploy`,
              `${PYTHON} -m tools.release confirm`,
            ],
            // As long as the credentials last.
            timeoutMinutes: 60,
          }),
        ),
      ],
    },
  ];
}

/** The input that says which stage a deployment is for. */
export function stageInput(stages: readonly string[]): SeedInput {
  return { name: "stage", variable: "SMUS_STAGE", description: "Stage to deploy to", choices: stages };
}
