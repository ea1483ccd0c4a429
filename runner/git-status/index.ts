/** Tells which connections to Git providers work, and which wait for whom. Writes nothing. */
export { gitStatusJson, gitStatusText } from "./format";
export { gitStatusOfStage, type GitConnectionStatus, type GitStatusOptions, type GitStatusReport } from "./git-status";
