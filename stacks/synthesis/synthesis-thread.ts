import { once } from "node:events";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { NODE_ARGUMENTS, programFile } from "../../contracts/own-program";
import type { StackQueue } from "./stack-queue";
import type { StackManifests, StageSynthesis } from "./write-stacks";

/** Fewer stacks are not worth a thread, which takes a second of a core to load the program and to compile it. */
const STACKS_PER_THREAD = 300;
/** More threads than that wait for the disk. */
const MOST_THREADS = 8;

/** What a thread is asked for; it answers with what it has written. */
export interface ThreadRequest {
  readonly synthesis: StageSynthesis;
  /** Of the queue that it takes stacks from. */
  readonly queue: SharedArrayBuffer;
}

/** How many threads, this one included, write a number of stacks: at most one per core. */
export function threadsFor(stacks: number, cores: number = availableParallelism()): number {
  return Math.max(1, Math.min(cores, MOST_THREADS, Math.floor(stacks / STACKS_PER_THREAD)));
}

/** Threads with nothing to do, for the next stage that this process writes; the process does not wait for them to end. */
const idle: Worker[] = [];

/** Another thread that writes stacks which the queue has. */
export class SynthesisThread {
  private readonly worker = idle.pop() ?? startWorker();
  private readonly answer: Promise<PromiseSettledResult<StackManifests>>;

  constructor(synthesis: StageSynthesis, queue: StackQueue) {
    const { worker } = this;
    worker.ref();
    worker.postMessage({ synthesis, queue: queue.memory } satisfies ThreadRequest);
    // Settled at once: the thread that asks has no time to look before it has written its own stacks.
    this.answer = Promise.allSettled([answerOf(worker)]).then(([result]) => {
      worker.unref();
      if (result.status === "fulfilled") idle.push(worker);
      return result;
    });
  }

  /**
   * What it has written, when the queue has no more.
   *
   * @throws Error what the thread threw
   */
  async written(): Promise<StackManifests> {
    const result = await this.answer;
    if (result.status === "rejected") throw result.reason;
    return result.value;
  }

  /** When it writes no more, whether it has failed or not. */
  async end(): Promise<void> {
    await this.answer;
  }
}

function startWorker(): Worker {
  return new Worker(programFile(join(__dirname, "thread-main")), { execArgv: [...NODE_ARGUMENTS] });
}

/** @throws Error what the thread threw, or that it ended */
async function answerOf(worker: Worker): Promise<StackManifests> {
  const listening = new AbortController();
  const { signal } = listening;
  try {
    return await Promise.race([
      once(worker, "message", { signal }).then(([answer]) => answer as StackManifests),
      once(worker, "exit", { signal }).then(([code]) => {
        throw new Error(`a thread that wrote stacks ended with exit code ${code}`);
      }),
    ]);
  } finally {
    listening.abort();
  }
}
