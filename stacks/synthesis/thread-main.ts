/** What a thread runs that helps to write stages' stacks: it takes from the queue, and answers what it has written. */
import { parentPort } from "node:worker_threads";
import { StageComposition } from "../compose";
import { StackQueue } from "./stack-queue";
import type { ThreadRequest } from "./synthesis-thread";
import { writeStacks } from "./write-stacks";

parentPort?.on("message", ({ synthesis, queue }: ThreadRequest) => {
  const composition = new StageComposition(synthesis.stage, synthesis.stages, synthesis.options);
  parentPort?.postMessage(writeStacks(composition, synthesis.outdir, new StackQueue(queue)));
});
