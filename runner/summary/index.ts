export { formatChanges, formatCounts, formatDone, formatError, formatStage, formatStatus } from "./format";
export { reportMarkdown } from "./markdown";
export {
  addCounts,
  countChanges,
  isDestructive,
  type ChangeCounts,
  type StackOutcome,
  type StackStatus,
  type StageOutcome,
} from "./outcome";
export { redactAccountIds } from "./redact";
export { reportJson, unconfiguredJson, type RunReport } from "./report";
export {
  destructionCommand,
  formatHeld,
  formatUnconfigured,
  formatUnconfiguredCount,
  formatUnsearched,
  unconfiguredMarkdown,
  type Unconfigured,
} from "./unconfigured";
