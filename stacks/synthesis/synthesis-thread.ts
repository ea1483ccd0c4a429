import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { StackQueue } from "./stack-queue";
import type { StackManifests, StageSynthesis } from "./write-stacks";

/** Fewer stacks are not worth a thread, which takes a second of a core to load the program and to compile it. */
const STACKS_PER_THREAD = 300;
/** More threads than that wait for the disk. */
const MOST_THREADS = 8;

/** What a thread is given. */
export interface ThreadInput {
  readonly synthesis: StageSynthesis;
  /** Of the queue that it takes stacks from. */
  readonly queue: SharedArrayBuffer;
}

/** How many threads, this one included, write a number of stacks: at most one per core. */
export function threadsFor(stacks: number, cores: number = availableParallelism()): number {
  return Math.max(1, Math.min(cores, MOST_THREADS, Math.floor(stacks / STACKS_PER_THREAD)));
}

/** Another thread that writes stacks which the queue has. */
export class SynthesisThread {
  private readonly worker: Worker;
  private readonly ended: Promise<PromiseSettledResult<StackManifests>>;

  constructor(synthesis: StageSynthesis, queue: StackQueue) {
    const workerData: ThreadInput = { synthesis, queue: queue.memory };
    // By its path, so that it is found from any working directory.
    const execArgv = ["-r", require.resolve("ts-node/register")];
    this.worker = new Worker(join(__dirname, "thread-main.ts"), { workerData, execArgv });
    const written = new Promise<StackManifests>((resolve, reject) => {
      this.worker.once("message", resolve);
      this.worker.once("error", reject);
      this.worker.once("exit", (code) => reject(new Error(`a thread that wrote stacks ended with exit code ${code}`)));
    });
    // Settled at once: the thread that asks has no time to look before it has written its own stacks.
    this.ended = Promise.allSettled([written]).then(([result]) => result);
  }

  /**
   * What it has written, when the queue has no more.
   *
   * @throws Error what the thread threw
   */
  async written(): Promise<StackManifests> {
    const result = await this.ended;
    if (result.status === "rejected") throw result.reason;
    return result.value;
  }

  async stop(): Promise<void> {
    await this.worker.terminate();
  }
}
