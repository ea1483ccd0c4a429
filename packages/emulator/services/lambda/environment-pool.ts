import type { ExecutionEnvironment } from "./execution-environment";

/** Long enough for the pauses of an apply: a new environment costs a CPU second until its code runs fast. */
const IDLE_MS = 300_000;

/** More of one function would only wait for each other: they share the processor, and behind them moto takes turns. */
const PER_FUNCTION = 2;

interface Pooled {
  readonly key: string;
  readonly environment: ExecutionEnvironment;
  busy: boolean;
  idleSince: number;
}

/** Execution environments by function version: reused, bounded in number, stopped when idle. */
export class EnvironmentPool {
  private pooled: Pooled[] = [];
  /** Keys of environments being made: they count against the bounds before they exist. */
  private starting: string[] = [];
  private readonly waiting: (() => void)[] = [];
  private readonly sweeper: NodeJS.Timeout;

  constructor(private readonly limit: number) {
    this.sweeper = setInterval(() => void this.sweep(), IDLE_MS / 4);
    this.sweeper.unref();
  }

  /**
   * An environment for a function version, for one invocation. A `nested` invocation (made by a service while a
   * function waits for that service) ignores the bound: it would wait for its own caller.
   */
  async use<T>(
    key: string,
    nested: boolean,
    create: () => Promise<ExecutionEnvironment>,
    run: (environment: ExecutionEnvironment) => Promise<T>,
  ): Promise<T> {
    const pooled = await this.acquire(key, nested, create);
    try {
      return await run(pooled.environment);
    } finally {
      pooled.busy = false;
      pooled.idleSince = Date.now();
      if (!pooled.environment.alive) this.pooled = this.pooled.filter((other) => other !== pooled);
      this.wake();
    }
  }

  findByAccessKey(accessKeyId: string): ExecutionEnvironment | undefined {
    return this.pooled.find(({ environment }) => environment.accessKeyId === accessKeyId)?.environment;
  }

  async stop(): Promise<void> {
    clearInterval(this.sweeper);
    const all = this.pooled;
    this.pooled = [];
    await Promise.all(all.map(({ environment }) => environment.stop()));
  }

  private async acquire(key: string, nested: boolean, create: () => Promise<ExecutionEnvironment>): Promise<Pooled> {
    for (;;) {
      const idle = this.pooled.find(
        (candidate) => candidate.key === key && !candidate.busy && candidate.environment.alive,
      );
      if (idle) {
        idle.busy = true;
        return idle;
      }
      if (nested || (this.countOf(key) < PER_FUNCTION && this.hasRoom())) return this.start(key, create);
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  private async start(key: string, create: () => Promise<ExecutionEnvironment>): Promise<Pooled> {
    this.starting.push(key);
    try {
      const pooled = { key, environment: await create(), busy: true, idleSince: 0 };
      this.pooled.push(pooled);
      return pooled;
    } catch (error) {
      setImmediate(() => this.wake()); // when this one no longer counts
      throw error;
    } finally {
      this.starting.splice(this.starting.indexOf(key), 1);
    }
  }

  /** All of them look again: what became free may be of no use to the first. */
  private wake(): void {
    for (const resume of this.waiting.splice(0)) resume();
  }

  private countOf(key: string): number {
    return [...this.pooled.map((one) => one.key), ...this.starting].filter((one) => one === key).length;
  }

  private hasRoom(): boolean {
    return this.pooled.length + this.starting.length < this.limit || this.evict();
  }

  /** Makes room by stopping the environment that has been idle longest. */
  private evict(): boolean {
    const idle = this.pooled.filter(({ busy }) => !busy).sort((a, b) => a.idleSince - b.idleSince);
    if (idle.length === 0) return false;
    this.pooled = this.pooled.filter((other) => other !== idle[0]);
    void idle[0].environment.stop();
    return true;
  }

  private async sweep(): Promise<void> {
    const old = this.pooled.filter(({ busy, idleSince }) => !busy && Date.now() - idleSince > IDLE_MS);
    this.pooled = this.pooled.filter((other) => !old.includes(other));
    await Promise.all(old.map(({ environment }) => environment.stop()));
  }
}
