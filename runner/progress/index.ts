export { formatSeconds, silentReporter, type Phase, type Reporter, type StackProgress } from "./reporter";
export { RunDisplay, type DisplayStream } from "./run-display";
