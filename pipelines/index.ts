import { describeCommittedPipelines, describePipelines } from "./description";
import { githubFiles } from "./github";
import { gitlabFile } from "./gitlab";
import type { PipelineFile, PipelineStage } from "./model";

export { describeCommittedPipelines, describePipelines } from "./description";
export { GENERATED, type Job, type Pipeline, type PipelineFile, type PipelineStage, type Trigger } from "./model";
export { stagesOfPipelines } from "./stages";
export { placeOfPipeline, writePipelines, type PipelineChanges } from "./write-pipelines";

/** All files of all CI systems, for the stages of an organization. */
export function pipelineFiles(stages: readonly PipelineStage[]): PipelineFile[] {
  const pipelines = describePipelines(stages);
  const committed = describeCommittedPipelines(stages);
  return [
    ...githubFiles([...pipelines, ...committed]),
    gitlabFile("gitlab-ci.yml", pipelines),
    gitlabFile("terraform-cloud.gitlab-ci.yml", committed),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
}
