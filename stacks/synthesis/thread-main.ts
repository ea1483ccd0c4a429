/** What a thread runs that helps to write a stage's stacks: it takes from the queue, and answers what it has written. */
import { parentPort, workerData } from "node:worker_threads";
import { StageComposition } from "../compose";
import { StackQueue } from "./stack-queue";
import type { ThreadInput } from "./synthesis-thread";
import { writeStacks } from "./write-stacks";

const { synthesis, queue } = workerData as ThreadInput;
const composition = new StageComposition(synthesis.stage, synthesis.stages, synthesis.options);
parentPort?.postMessage(writeStacks(composition, synthesis.outdir, new StackQueue(queue)));
