import { randomUUID } from "node:crypto";
import type { LeaseRequest } from "../../runner/terraform/provider-lease";
import { ProviderProcess } from "./provider-process";

/** A provider in the hands of one terraform run. */
export interface Lease {
  readonly id: string;
  readonly provider: ProviderProcess;
}

/** Contents of the pool, for people and tests. */
export interface PoolContents {
  /** Process ids. */
  readonly leased: readonly number[];
  /** Process ids, the one that has waited longest first. */
  readonly idle: readonly number[];
}

interface Held {
  /** Executable and environment: who differs in either never gets it. */
  readonly key: string;
  readonly provider: ProviderProcess;
}

/** Running providers, each used by one terraform run at a time. Nobody waits for a free one: the pool grows. */
export class ProviderPool {
  private readonly leased = new Map<string, Held>();
  /** The one that has waited longest first. */
  private idle: Held[] = [];
  private ended = false;
  private readonly schemas = new Map<string, Promise<Buffer>>();

  constructor(
    /** Idle providers to keep; the others are ended. */
    private readonly idleLimit: number,
  ) {}

  get contents(): PoolContents {
    return {
      leased: [...this.leased.values()].map(({ provider }) => provider.pid),
      idle: this.idle.map(({ provider }) => provider.pid),
    };
  }

  /**
   * A provider that was started with this executable and exactly this environment, where one is idle; else a new one.
   *
   * @throws Error where it does not start
   */
  async take(request: LeaseRequest): Promise<Lease> {
    const key = keyOf(request);
    const held = this.takeIdle(key) ?? { key, provider: await ProviderProcess.start(request, this.schemas) };
    if (this.ended) {
      held.provider.end();
      throw new Error("the pool has ended");
    }
    held.provider.enter(request.directory, request.types);
    const id = randomUUID();
    this.leased.set(id, held);
    return { id, provider: held.provider };
  }

  /**
   * Takes a provider back.
   *
   * @param clean false ends it: it may be in the middle of something
   * @returns whether there is such a lease
   */
  giveBack(id: string, clean: boolean): boolean {
    const held = this.leased.get(id);
    if (held === undefined) return false;
    this.leased.delete(id);
    if (clean && held.provider.running && !this.ended) this.keep(held);
    else held.provider.end();
    return true;
  }

  /** Ends all providers. */
  end(): void {
    this.ended = true;
    for (const { provider } of [...this.leased.values(), ...this.idle]) provider.end();
    this.leased.clear();
    this.idle = [];
  }

  /** The one used last: its memory is warm, and those that nobody needs grow old. */
  private takeIdle(key: string): Held | undefined {
    const found = this.idle.findLast((held) => held.key === key && held.provider.running);
    if (found !== undefined) this.idle = this.idle.filter((held) => held !== found);
    return found;
  }

  private keep(held: Held): void {
    this.idle.push(held);
    held.provider.onExit(() => (this.idle = this.idle.filter((other) => other !== held)));
    while (this.idle.length > this.idleLimit) this.idle.shift()?.provider.end();
  }
}

function keyOf({ binary, environment }: LeaseRequest): string {
  return JSON.stringify([binary, Object.entries(environment).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
