export { buildTopology, type TopologyOptions } from "./build";
export type * from "./data";
export * from "./ids";
export { formatSource, type StageFiles } from "./sources";
