export { runPool, runWaves, type PoolOptions, type PoolOutcome } from "./pool";
export { toWaves, type Direction } from "./waves";
