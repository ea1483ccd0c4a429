export type { Comparison } from "./comparison";
export { formatGithubMatrix } from "./github";
export { formatGitlabPipeline, type GitlabOptions } from "./gitlab";
export { formatJson } from "./json";
export { formatAffected } from "./text";
