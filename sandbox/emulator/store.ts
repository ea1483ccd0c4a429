import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

type RegionState = Record<string, unknown>;
type StoreData = Record<string, Record<string, RegionState>>;

const WRITE_DELAY_MS = 250;

/**
 * Everything the emulated services remember, as plain JSON: account -> Region -> service -> state.
 *
 * With a file it is loaded at start and written shortly after each change, so that an environment that was kept
 * (`npm run sandbox -- --keep`) survives a restart.
 */
export class Store {
  private data: StoreData = {};
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly file?: string) {
    if (file) this.load(file);
  }

  /** The state of one service in one account and Region, made by `initial` the first time. */
  state<T extends object>(service: string, account: string, region: string, initial: () => T): T {
    const regions = (this.data[account] ??= {});
    const services = (regions[region] ??= {});
    return (services[service] ??= initial()) as T;
  }

  /** The states of one service that exist in a Region (all Regions without one), over all accounts. */
  states<T extends object>(service: string, region?: string): { account: string; region: string; state: T }[] {
    return Object.entries(this.data).flatMap(([account, regions]) =>
      Object.entries(regions)
        .filter(([name, services]) => (region === undefined || name === region) && services[service] !== undefined)
        .map(([name, services]) => ({ account, region: name, state: services[service] as T })),
    );
  }

  /** Says that something changed, so that it gets written. */
  changed(): void {
    if (!this.file || this.timer) return;
    this.timer = setTimeout(() => this.flush(), WRITE_DELAY_MS);
    this.timer.unref();
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.file) return;
    mkdirSync(dirname(this.file), { recursive: true });
    // Renamed into place: a process killed while writing leaves the previous state whole.
    writeFileSync(`${this.file}.tmp`, JSON.stringify(this.data, null, 1));
    renameSync(`${this.file}.tmp`, this.file);
  }

  reset(): void {
    this.data = {};
    this.changed();
  }

  snapshot(): StoreData {
    return structuredClone(this.data);
  }

  private load(file: string): void {
    let text: string;
    try {
      text = readFileSync(file, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
      throw error;
    }
    this.data = JSON.parse(text) as StoreData;
  }
}
