export { driftJson } from "./json";
export { driftMarkdown } from "./markdown";
export type {
  BlindSpot,
  DriftFinding,
  BesideFinding,
  ObjectBeside,
  ObjectDrift,
  ObjectPending,
  PendingChange,
  Place,
  PropertyDrift,
  StackReading,
  StageDrift,
} from "./report";
export { driftText } from "./text";
