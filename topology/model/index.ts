export { buildTopology, type TopologyOptions } from "./build";
export type * from "./git-connection";
export * from "./ids";
export type * from "./items";
export { formatSource, type StageFiles } from "./sources";
export type * from "./topology";
