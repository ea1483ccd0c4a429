/** Writes a stage's stacks to files: some at a time, in as many processes as pay. */
export { parsePart, PartFailed } from "./parts";
export { PART_VARIABLE, synthesizeStage } from "./synthesize-stage";
