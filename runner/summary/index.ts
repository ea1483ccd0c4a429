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
export { reportJson, type RunReport } from "./report";
