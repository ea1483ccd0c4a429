import { setTimeout as sleep } from "node:timers/promises";
import type { Place } from "./place";
import type { Perils, Weather } from "./weather";

/** Longest that something may take, with all that goes wrong. */
const LIMIT = 90_000;
const LOOK = 50;

/** A step of a day: what people do, and what has to come of it. */
export interface Step {
  /** Sentence that goes on from "a day in the life". */
  readonly title: string;
  /** @default - no function of ours has a part in it */
  readonly perils?: (day: Day) => Perils;
  run(day: Day): Promise<void>;
}

/** Assets of a day: each day has tables of its own. */
export type Table = "customers" | "orders" | "salaries" | "bonuses";

/** One day: what people have asked for so far, in a weather. */
export class Day {
  /** Ids of the assets by their tables. */
  public assets: Readonly<Record<string, string>> = {};
  /** Ids of the project that a lead asks for, and of the request for it. */
  public readonly asked: { requestId?: string; projectId?: string } = {};
  /** Ids of the requests by the table that was asked for. */
  public readonly requests = new Map<Table, string>();

  public constructor(
    public readonly place: Place,
    public readonly weather: Weather,
    private readonly number: number,
  ) {}

  /** Name of a table of this day. */
  public table(table: Table): string {
    return `${table}_${this.number}`;
  }

  /** Name of something else of this day. */
  public name(what: string): string {
    return `${what}-${this.number}`;
  }

  public request(table: Table): string {
    const id = this.requests.get(table);
    if (id === undefined) throw new Error(`nobody has asked for ${table}`);
    return id;
  }

  /** Lets a step happen in this weather. @throws Error where a fault of it has struck nothing */
  public async live(step: Step): Promise<void> {
    const { control } = this.place;
    const perils = step.perils?.(this);
    const faults = (perils && this.weather.faults?.(perils)) ?? [];
    if (faults.length > 0) await control.inject(faults);
    await step.run(this);
    if (faults.length === 0) return;
    const unmet = await control.unmet();
    await control.clearFaults();
    if (unmet.length > 0) throw new Error(`no call met these faults: ${JSON.stringify(unmet)}`);
  }

  /**
   * Waits until something holds; time passes as the weather has it. The last failure is the test's.
   *
   * @param again - Something that people do once more where they have waited in vain.
   */
  public async until(check: () => Promise<void>, again?: () => Promise<void>): Promise<void> {
    const { weather, place } = this;
    const { patience = LIMIT } = weather;
    const end = Date.now() + LIMIT;
    let passes = 0;
    let next = Date.now() + patience;
    for (;;) {
      try {
        return await check();
      } catch (error) {
        if (Date.now() > end) throw error;
      }
      if (weather.pass !== undefined && Date.now() > next) {
        passes += 1;
        await weather.pass(place, passes);
        await again?.();
        next = Date.now() + patience;
      }
      await sleep(LOOK);
    }
  }
}
