import type { CodeHost } from "../model";
import { githubWorkflows } from "./github";
import { gitlabPipeline } from "./gitlab";
import type { SeedPipeline } from "./model";

export { ROLE_VARIABLE, type SeedInput, type SeedJob, type SeedPipeline, type SeedTrigger } from "./model";

/** Files with the pipelines of a repository, by path, as its code host reads them. */
export function pipelineFilesOf(host: CodeHost, pipelines: readonly SeedPipeline[]): Map<string, string> {
  return host === "gitlab" ? gitlabPipeline(pipelines) : githubWorkflows(host, pipelines);
}
