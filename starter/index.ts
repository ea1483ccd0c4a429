/** Files that a repository of an organization begins with. */
export { repositoryFiles, type StarterFile, type StarterRequest } from "./repository-files";
export { PIPELINE_SYSTEMS, writeRepository } from "./write-repository";
