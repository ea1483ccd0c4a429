import { stringify } from "yaml";
import {
  AUDIENCE,
  CREDENTIALS_FILE,
  RENDERED,
  TOKEN_VARIABLE,
  type SeedJob,
  type SeedPipeline,
  type SeedTrigger,
} from "./model";

const MAIN = "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH";
const WHEN: Readonly<Record<SeedTrigger, string>> = {
  "merge request": '$CI_PIPELINE_SOURCE == "merge_request_event"',
  merge: `$CI_PIPELINE_SOURCE == "push" && ${MAIN}`,
  // By hand, by API and by a token of a trigger: a program dispatches as a person does.
  dispatch: `$CI_PIPELINE_SOURCE =~ /^(web|api|trigger)$/ && ${MAIN}`,
};

/** One file for GitLab, of any edition and wherever it runs: jobs say by rules which pipeline they belong to. */
export function gitlabPipeline(pipelines: readonly SeedPipeline[]): Map<string, string> {
  const jobs = uniqueJobs(pipelines);
  const inputs = pipelines.flatMap((pipeline) => pipeline.inputs ?? []);
  const content = {
    workflow: {
      rules: [...new Set(pipelines.flatMap(({ triggers }) => triggers))].map((trigger) => ({ if: WHEN[trigger] })),
    },
    // A job's stage is its own: order comes from `needs` alone.
    stages: jobs.map(({ job }) => job.id),
    default: { image: "$SMUS_CI_IMAGE", interruptible: false },
    ...(inputs.length === 0
      ? {}
      : {
          variables: Object.fromEntries(
            inputs.map(({ variable, description, choices }) => [
              variable,
              // The form of "Run pipeline" wants the value to be one of the options.
              { value: choices?.[0] ?? "", description, ...(choices === undefined ? {} : { options: [...choices] }) },
            ]),
          ),
        }),
    ...Object.fromEntries(jobs.map(({ job, of }) => [job.id, jobOf(job, of)])),
  };
  const header = `${RENDERED}\n# $SMUS_CI_IMAGE: an image with Python >= 3.9 and, in a deploy repository, Terraform >= 1.11.\n`;
  return new Map([
    [".gitlab-ci.yml", `${header}${stringify(content, { lineWidth: 0, aliasDuplicateObjects: false })}`],
  ]);
}

/** Jobs of all pipelines. A job that several have (the check) is one here, with the rules of all. */
function uniqueJobs(pipelines: readonly SeedPipeline[]): { job: SeedJob; of: readonly SeedPipeline[] }[] {
  const byId = new Map<string, { job: SeedJob; of: SeedPipeline[] }>();
  for (const pipeline of pipelines)
    for (const job of pipeline.jobs) {
      const found = byId.get(job.id);
      if (found === undefined) byId.set(job.id, { job, of: [pipeline] });
      else found.of.push(pipeline);
    }
  return [...byId.values()];
}

function jobOf(job: SeedJob, of: readonly SeedPipeline[]): object {
  const { environment, needs = [] } = job;
  return {
    stage: job.id,
    needs: [...needs],
    rules: of.flatMap((pipeline) => pipeline.triggers.map((trigger) => ruleOf(job, pipeline, trigger))),
    timeout: `${job.timeoutMinutes} minutes`,
    // A newer commit makes an older check pointless; what has begun to change AWS is never cut off.
    ...(environment === undefined ? { interruptible: true } : {}),
    ...(environment === undefined
      ? {}
      : {
          environment: { name: environment, deployment_tier: job.tier ?? "staging" },
          resource_group: environment,
          id_tokens: { [TOKEN_VARIABLE]: { aud: AUDIENCE } },
          variables: {
            // The role's ARN is a variable of the project, scoped to this environment: it is not repeated here.
            SMUS_STAGE: environment,
            AWS_SHARED_CREDENTIALS_FILE: `$CI_PROJECT_DIR/${CREDENTIALS_FILE}`,
          },
        }),
    script: [...job.commands],
  };
}

function ruleOf({ approval, onlyFor }: SeedJob, { paths }: SeedPipeline, trigger: SeedTrigger): object {
  const asked = onlyFor === undefined ? "" : ` && $${onlyFor.input.variable} == "${onlyFor.value}"`;
  return {
    if: `${WHEN[trigger]}${asked}`,
    ...(trigger === "merge" && paths !== undefined ? { changes: [...paths] } : {}),
    ...(approval === true ? { when: "manual", allow_failure: false } : {}),
  };
}
