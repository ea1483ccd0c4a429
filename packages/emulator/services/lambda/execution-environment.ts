import { Worker } from "node:worker_threads";
import type { NetworkOptions } from "../../options";
import type { RuntimeInvocation, RuntimeResult } from "./runtime-messages";

/** Settings of an execution environment. */
export interface EnvironmentOptions {
  /** Path of the compiled `runtime.ts`. */
  readonly runtime: string;
  readonly taskRoot: string;
  readonly handler: string;
  /** Hosts that the function reaches on this machine. */
  readonly network: NetworkOptions | undefined;
  readonly variables: Readonly<Record<string, string>>;
  readonly accessKeyId: string;
  readonly onOutput: (text: string) => void;
}

/** End of an invocation: the runtime's result, the function's timeout, or the end of its process. */
export type InvocationEnd =
  | { readonly kind: "result"; readonly result: RuntimeResult }
  | { readonly kind: "timeout" }
  | { readonly kind: "exit" };

const LOG_TAIL_CHARACTERS = 4096;

/** One execution environment of one function version: a worker thread that takes one invocation at a time. */
export class ExecutionEnvironment {
  private readonly worker: Worker;
  private finish: ((end: InvocationEnd) => void) | undefined;
  private killAfter: number | undefined;
  private log = "";
  alive = true;

  constructor(private readonly options: EnvironmentOptions) {
    this.worker = new Worker(options.runtime, {
      workerData: { taskRoot: options.taskRoot, handler: options.handler, network: options.network },
      env: { ...options.variables },
      stdout: true,
      stderr: true,
    });
    for (const stream of [this.worker.stdout, this.worker.stderr])
      stream.on("data", (chunk: Buffer) => {
        this.log = (this.log + chunk.toString()).slice(-LOG_TAIL_CHARACTERS);
        options.onOutput(chunk.toString());
      });
    this.worker.on("message", (result: RuntimeResult) => this.finish?.({ kind: "result", result }));
    this.worker.on("error", (error) => options.onOutput(`${error.stack}\n`));
    this.worker.on("exit", () => {
      this.alive = false;
      this.finish?.({ kind: "exit" });
    });
  }

  get accessKeyId(): string {
    return this.options.accessKeyId;
  }

  get logTail(): string {
    return this.log;
  }

  /** `killAfter`: the environment dies when the function's n-th downstream call has been committed. */
  async run(invocation: RuntimeInvocation, timeoutMs: number, killAfter: number | undefined): Promise<InvocationEnd> {
    if (!this.alive) return { kind: "exit" };
    this.log = "";
    this.killAfter = killAfter;
    let timer: NodeJS.Timeout | undefined;
    const end = await new Promise<InvocationEnd>((resolve) => {
      this.finish = resolve;
      timer = setTimeout(() => resolve({ kind: "timeout" }), timeoutMs);
      this.worker.postMessage(invocation);
    });
    clearTimeout(timer);
    this.finish = undefined;
    this.killAfter = undefined;
    if (end.kind !== "result") await this.stop();
    return end;
  }

  /** Counts a downstream call; true when it was the one to die at, and its answer must not arrive. */
  async countDownstreamCall(): Promise<boolean> {
    if (this.killAfter === undefined) return false;
    this.killAfter -= 1;
    if (this.killAfter > 0) return false;
    await this.stop();
    return true;
  }

  async stop(): Promise<void> {
    this.alive = false;
    await this.worker.terminate();
  }
}
