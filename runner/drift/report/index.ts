export { driftJson } from "./json";
export { driftMarkdown } from "./markdown";
export type {
  BlindSpot,
  DriftFinding,
  ObjectDrift,
  ObjectPending,
  PendingChange,
  Place,
  PropertyDrift,
  StackReading,
  StageDrift,
} from "./report";
export { driftText } from "./text";
