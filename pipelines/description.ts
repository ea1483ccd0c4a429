import type { Job, Pipeline, PipelineStage } from "./model";

/** Folder of the summaries. */
const SUMMARIES = ".smus/summary";
/** Directory of committed synthesized JSON where no stage names another (`state.workspaces.vcs.directory`). */
const COMMITTED = "synthesized";

/**
 * The one description of all pipelines, for the stages of an organization. Pipelines without jobs are left out.
 *
 * Every command is a plain `npm run ...` line that works on a person's machine as well. Variables are given as environment
 * variables (`$SMUS_BASE`: what a merge request is compared with), never pasted into the line.
 */
export function describePipelines(stages: readonly PipelineStage[]): Pipeline[] {
  const driven = stages.filter(({ committedTo }) => committedTo === undefined);
  const committed = driven.length < stages.length ? [committedJob(stages)] : [];
  const pipelines: Pipeline[] = [
    {
      name: "merge-request",
      title: "SMUS: check and plan",
      trigger: "merge request",
      jobs: [CHECK, ...committed, ...driven.map(planOfMergeRequest)],
    },
    { name: "deploy", title: "SMUS: deploy", trigger: "merge", jobs: driven.length === 0 ? [] : deployJobs(driven) },
    { name: "drift", title: "SMUS: drift", trigger: "schedule", jobs: driven.map(driftJob) },
  ];
  return pipelines.filter(({ jobs }) => jobs.length > 0);
}

/** The description for stages whose runs Terraform Cloud starts on merge of committed JSON: nothing to apply here. */
export function describeCommittedPipelines(stages: readonly PipelineStage[]): Pipeline[] {
  return [
    {
      name: "terraform-cloud",
      title: "SMUS: check, and committed JSON is up to date",
      trigger: "merge request",
      jobs: [CHECK, committedJob(stages)],
    },
  ];
}

function committedJob(stages: readonly PipelineStage[]): Job {
  const written = stages.filter(({ committedTo }) => committedTo !== undefined);
  const directories = [...new Set(written.map(({ committedTo = COMMITTED }) => committedTo))];
  const check = (directory: string, narrowed: string): string =>
    `npm run synth:committed -- --out ${directory}${narrowed} --check`;
  // With one directory all stages are in it, as a plain `npm run synth:committed` writes them.
  if (directories.length <= 1) return job("committed", { commands: [check(directories[0] ?? COMMITTED, "")] });
  const narrowed = (directory: string): string =>
    written
      .filter(({ committedTo }) => committedTo === directory)
      .map(({ name }) => ` --stage ${name}`)
      .join("");
  return job("committed", { commands: directories.map((directory) => check(directory, narrowed(directory))) });
}

const CHECK = job("check", {
  development: true,
  commands: ["npm run config:check", "npm run check", "npm run pipelines -- --check"],
});

function planOfMergeRequest({ name, cloudHost }: PipelineStage): Job {
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
    cloudHost,
  });
}

/** Applies on merge each stage that nobody has to release; others are planned, released by a person, and applied. */
function deployJobs(stages: readonly PipelineStage[]): Job[] {
  const jobs: Job[] = [{ ...CHECK, id: "check-merged" }];
  for (const stage of stages) {
    if (stage.approval) jobs.push(beforeReleaseJob(stage, jobs[jobs.length - 1].id, stages));
    jobs.push(applyJob(stage, jobs[jobs.length - 1].id));
  }
  return jobs;
}

/** Shows what a person looks at before the release: the plan, and that the source of a promotion has applied it. */
function beforeReleaseJob(
  { name, promotedFrom, cloudHost }: PipelineStage,
  before: string,
  stages: readonly PipelineStage[],
): Job {
  const kind = promotedFrom === undefined ? "release" : "promotion";
  const file = `${SUMMARIES}/${kind}-${name}.md`;
  // `promote` reads no states of Terraform Cloud; the gate in the plan works there, too.
  const source = stages.find((stage) => stage.name === promotedFrom);
  const compared = source !== undefined && source.cloudHost === undefined && cloudHost === undefined;
  return job(`${kind}-${name}`, {
    commands: [
      "npm run ci:credentials",
      ...(compared ? [`npm run promote -- --from ${source.name} --to ${name} --check`] : []),
      `npm run ci:accept -- 2 npm run plan -- --stage ${name} --redact --markdown ${file}`,
    ],
    ...report(kind === "release" ? "Release" : "Promotion", name, file),
    needs: [before],
    role: "plan",
    cloudHost,
  });
}

function applyJob({ name, approval, cloudHost }: PipelineStage, before: string): Job {
  const file = `${SUMMARIES}/apply-${name}.md`;
  return job(`apply-${name}`, {
    commands: [
      "npm run ci:credentials",
      `npm run bootstrap -- --stage ${name} --locked`,
      `npm run apply -- --stage ${name} --auto-approve --redact --markdown ${file}`,
    ],
    ...report("Apply", name, file),
    needs: [before],
    role: "deploy",
    environment: name,
    approval,
    serial: `smus-${name}`,
    timeoutMinutes: 180,
    cloudHost,
  });
}

function driftJob({ name, cloudHost }: PipelineStage): Job {
  const file = `${SUMMARIES}/drift-${name}.md`;
  return job(`drift-${name}`, {
    // 2 says that something drifted: the run fails, and whoever watches failed runs hears of it.
    commands: ["npm run ci:credentials", `npm run drift -- --stage ${name} --markdown ${file}`],
    ...report("Drift", name, file),
    role: "plan",
    cloudHost,
  });
}

function report(what: string, stage: string, file: string): Pick<Job, "afterwards" | "files"> {
  return { afterwards: [`npm run ci:report -- --title "${what} ${stage}" --file ${file}`], files: [file] };
}

function job(id: string, facts: Pick<Job, "commands"> & Partial<Job>): Job {
  return { id, afterwards: [], files: [], needs: [], approval: false, timeoutMinutes: 60, ...facts };
}
