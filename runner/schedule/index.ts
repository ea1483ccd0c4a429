export { runGraph } from "./graph";
export { runPool, runWaves } from "./pool";
export type { PoolOptions, PoolOutcome } from "./pool-options";
export type { Dependencies } from "./ready-items";
export { toWaves, type Direction } from "./waves";
