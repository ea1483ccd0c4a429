import { stringify } from "yaml";
import type { Affected } from "../model";
import { matrixEntries, type MatrixEntry } from "./matrix";

/** Jobs of the child pipeline; an instance may allow fewer. */
const LIMIT = 500;
const TEMPLATE_JOB = ".smus-stack";

/** Settings of a child pipeline. */
export interface GitlabOptions {
  /**
   * File of the repository that defines the hidden job `.smus-stack`, which every job extends: image, tags, credentials,
   * script.
   *
   * @default - a `.smus-stack` that installs the packages and plans `$SMUS_STACK`
   */
  readonly template?: string;
}

/**
 * A child pipeline for `trigger: include: artifact`: a stage `wave-<n>` for each wave, and in it a job for each stack. A job
 * has the variables `TF_WORKSPACE` (the project's stage), `SMUS_STACK`, `SMUS_WAVE` and `SMUS_REASON`.
 */
export function formatGitlabPipeline(affected: Affected, { template }: GitlabOptions = {}): string {
  const entries = matrixEntries(affected, LIMIT);
  const waves = [...new Set(entries.map(({ wave }) => `wave-${wave}`))];
  const pipeline = {
    ...(template === undefined ? {} : { include: [{ local: template }] }),
    // Without it the jobs are missing where the parent runs for a merge request.
    workflow: { rules: [{ when: "always" }] },
    stages: waves.length === 0 ? ["nothing"] : waves,
    ...(template === undefined ? { [TEMPLATE_JOB]: DEFAULT_TEMPLATE } : {}),
    // GitLab refuses a pipeline without a job.
    ...(entries.length === 0 ? { "nothing affected": NOTHING } : {}),
    ...Object.fromEntries(entries.map((entry, index) => [jobName(entry, index), job(entry)])),
  };
  return `# Written by: npm run affected -- --matrix gitlab\n${stringify(pipeline, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}

const NOTHING = { stage: "nothing", script: ['echo "no stack is affected"'] };

const DEFAULT_TEMPLATE = {
  script: ["npm ci --no-audit --no-fund", 'npm run plan -- --stage "$TF_WORKSPACE" --stack "$SMUS_STACK"'],
  // As terraform plan -detailed-exitcode: changes are no failure.
  allow_failure: { exit_codes: [2] },
  artifacts: { when: "always", paths: [".smus/runs/"] },
};

/** Unique and short: names of several stacks would exceed the 255 characters that GitLab takes. */
function jobName({ stage, stack }: MatrixEntry, index: number): string {
  const [first, ...others] = stack.split(",");
  return others.length === 0 ? `${stage} ${first}` : `${stage} ${first} and ${others.length} more (${index})`;
}

function job({ stage, stack, wave, reason }: MatrixEntry): object {
  return {
    extends: TEMPLATE_JOB,
    stage: `wave-${wave}`,
    variables: { TF_WORKSPACE: stage, SMUS_STACK: stack, SMUS_WAVE: String(wave), SMUS_REASON: verbatim(reason) },
  };
}

/** GitLab expands `$name` in values of variables; `$$` is a dollar sign. */
function verbatim(text: string): string {
  return text.replaceAll("$", "$$$$");
}
