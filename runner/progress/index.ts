export { DurationHistory, type PhaseDurations, type RunDurations } from "./duration-history";
export { formatSeconds, silentReporter, type Phase, type Reporter, type StackProgress } from "./reporter";
export { ofStage } from "./stage-reporter";
export { RunDisplay, type DisplayStream } from "./run-display";
