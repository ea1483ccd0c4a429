/** Writes a stage's stacks to files: a few at a time, in as many threads as pay. */
export { synthesizeStage } from "./synthesize-stage";
export type { StageSynthesis } from "./write-stacks";
