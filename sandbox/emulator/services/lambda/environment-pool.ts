import type { ExecutionEnvironment } from "./execution-environment";

const IDLE_MS = 60_000;

interface Pooled {
  readonly key: string;
  readonly environment: ExecutionEnvironment;
  busy: boolean;
  idleSince: number;
}

/** Execution environments by function version: reused, bounded in number, stopped when idle. */
export class EnvironmentPool {
  private pooled: Pooled[] = [];
  /** Environments being made: they count against the bound before they exist. */
  private starting = 0;
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
      this.waiting.shift()?.();
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
      if (nested || this.pooled.length + this.starting < this.limit || this.evict()) return this.start(key, create);
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  private async start(key: string, create: () => Promise<ExecutionEnvironment>): Promise<Pooled> {
    this.starting += 1;
    try {
      const pooled = { key, environment: await create(), busy: true, idleSince: 0 };
      this.pooled.push(pooled);
      return pooled;
    } catch (error) {
      this.waiting.shift()?.();
      throw error;
    } finally {
      this.starting -= 1;
    }
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
