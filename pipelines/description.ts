import type { Job, Pipeline, PipelineStage } from "./model";

/** Where summaries are written. */
const SUMMARIES = ".smus/summary";
/** Directory of committed synthesized JSON; `state.workspaces.vcs.directory` names the same. */
const COMMITTED = "synthesized";

/**
 * The one description of all pipelines, for the stages of an organization.
 *
 * Every command is a plain `npm run ...` line that works on a person's machine as well. Variables are given as environment
 * variables (`$SMUS_BASE`: what a merge request is compared with), never pasted into the line.
 */
export function describePipelines(stages: readonly PipelineStage[]): Pipeline[] {
  return [
    {
      name: "merge-request",
      title: "SMUS: check and plan",
      trigger: "merge request",
      jobs: [CHECK, ...stages.map(planOfMergeRequest)],
    },
    { name: "deploy", title: "SMUS: deploy", trigger: "merge", jobs: deployJobs(stages) },
    { name: "drift", title: "SMUS: drift", trigger: "schedule", jobs: stages.map(driftJob) },
  ];
}

/** The description for stages whose runs Terraform Cloud starts on merge of committed JSON: nothing to apply here. */
export function describeCommittedPipelines(): Pipeline[] {
  const committed = job("committed", { commands: [`npm run synth:committed -- --out ${COMMITTED} --check`] });
  return [
    {
      name: "terraform-cloud",
      title: "SMUS: check, and committed JSON is up to date",
      trigger: "merge request",
      jobs: [CHECK, committed],
    },
  ];
}

const CHECK = job("check", {
  commands: ["npm run config:check", "npm run check", "npm run pipelines -- --check"],
});

function planOfMergeRequest({ name }: PipelineStage): Job {
  const file = `${SUMMARIES}/plan-${name}.md`;
  return job(`plan-${name}`, {
    commands: [
      "npm run ci:credentials",
      // 2 says that there are changes, which is what a merge request is about.
      `npm run ci:accept -- 2 npm run plan -- --stage ${name} --affected --base "$SMUS_BASE" --redact --markdown ${file}`,
    ],
    ...report("Plan", name, file),
    needs: ["check"],
    role: "plan",
  });
}

/** Stages that nothing is promoted to are applied on merge; each further one is planned, released by a person, and applied. */
function deployJobs(stages: readonly PipelineStage[]): Job[] {
  const jobs: Job[] = [{ ...CHECK, id: "check-merged" }];
  for (const { name, promotedFrom } of stages) {
    const before = jobs[jobs.length - 1].id;
    if (promotedFrom === undefined) {
      jobs.push(applyJob(name, before, false));
    } else {
      const promotion = promotionJob(name, promotedFrom, before);
      jobs.push(promotion, applyJob(name, promotion.id, true));
    }
  }
  return jobs;
}

function promotionJob(name: string, from: string, before: string): Job {
  const file = `${SUMMARIES}/promotion-${name}.md`;
  return job(`promotion-${name}`, {
    commands: [
      "npm run ci:credentials",
      `npm run promote -- --from ${from} --to ${name} --check`,
      `npm run ci:accept -- 2 npm run plan -- --stage ${name} --redact --markdown ${file}`,
    ],
    ...report("Promotion", name, file),
    needs: [before],
    role: "plan",
  });
}

function applyJob(name: string, before: string, approval: boolean): Job {
  const file = `${SUMMARIES}/apply-${name}.md`;
  return job(`apply-${name}`, {
    commands: [
      "npm run ci:credentials",
      `npm run bootstrap -- --stage ${name}`,
      `npm run apply -- --stage ${name} --auto-approve --redact --markdown ${file}`,
    ],
    ...report("Apply", name, file),
    needs: [before],
    role: "deploy",
    environment: name,
    approval,
    serial: `smus-${name}`,
    timeoutMinutes: 180,
  });
}

function driftJob({ name }: PipelineStage): Job {
  const file = `${SUMMARIES}/drift-${name}.md`;
  return job(`drift-${name}`, {
    // 2 says that something drifted: the run fails, and whoever watches failed runs hears of it.
    commands: ["npm run ci:credentials", `npm run drift -- --stage ${name} --markdown ${file}`],
    ...report("Drift", name, file),
    role: "plan",
  });
}

function report(what: string, stage: string, file: string): Pick<Job, "afterwards" | "files"> {
  return { afterwards: [`npm run ci:report -- --title "${what} ${stage}" --file ${file}`], files: [file] };
}

function job(id: string, facts: Pick<Job, "commands"> & Partial<Job>): Job {
  return { id, afterwards: [], files: [], needs: [], approval: false, timeoutMinutes: 60, ...facts };
}
