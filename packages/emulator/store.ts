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

  /**
   * @param file where it is kept; loaded where it exists
   * @param initial another file that it begins with, which stays as it is
   */
  constructor(
    private readonly file?: string,
    initial?: string,
  ) {
    if (file) this.load(file);
    if (initial) this.load(initial);
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
    if (this.file) this.write(this.file);
  }

  /** Writes everything into a file of its own. */
  write(file: string): void {
    mkdirSync(dirname(file), { recursive: true });
    // Renamed into place: a process killed while writing leaves the previous state whole.
    writeFileSync(`${file}.tmp`, JSON.stringify(this.data, null, 1));
    renameSync(`${file}.tmp`, file);
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
