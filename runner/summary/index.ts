export { formatChanges, formatCounts, formatError, formatStage, formatStatus } from "./format";
export {
  addCounts,
  countChanges,
  isDestructive,
  type ChangeCounts,
  type StackOutcome,
  type StackStatus,
  type StageOutcome,
} from "./outcome";
