import type { FaultMode, FaultRule } from "../../../packages/emulator/faults";
import { PROJECTS_SWEEP, SWEEP } from "./example";
import type { Place } from "./place";

/** A call of a deployed function that a fault may strike: by service, operation and the role of the function. */
export interface Strike {
  readonly service: string;
  readonly operation: string;
  readonly caller: string;
}

/** An invocation of a deployed function that may end in the middle. */
export interface Blow {
  readonly function: string;
  /** Calls of the function after which it ends. */
  readonly afterCalls: number;
}

/** Things that may go wrong in a step of a day: all of them in one weather or another. */
export interface Perils {
  readonly strikes: readonly Strike[];
  readonly blows: readonly Blow[];
}

/** Conditions under which a day passes. */
export interface Weather {
  readonly name: string;
  /** Milliseconds after which whoever waits does something about it. @default - they only wait */
  readonly patience?: number;
  begin?(place: Place): Promise<void>;
  /** Faults of a step. */
  faults?(perils: Perils): readonly FaultRule[];
  /** Something that time would bring: called again and again while somebody waits. */
  pass?(place: Place, times: number): Promise<void>;
  end?(place: Place): Promise<void>;
}

const ALWAYS = 1_000_000;
const QUARTER = 900;
/** Time for which a queue hides what a function has failed with: six times the function's. */
const HIDDEN = 6 * 900 + 1;

const sweepAfter = async ({ control }: Place, seconds: number): Promise<void> => {
  await control.skip(seconds);
  for (const schedule of [SWEEP, PROJECTS_SWEEP]) await control.fire(schedule);
};

const onEvents = (mode: FaultMode) => ({
  begin: ({ control }: Place) => control.inject([{ mode, service: "events", times: ALWAYS }]),
  end: ({ control }: Place) => control.clearFaults(),
});

/** Every event comes, once. */
const FAIR: Weather = { name: "as it is" };

const DOUBLED: Weather = { name: "with every event delivered twice", ...onEvents("event-duplicate") };

/** No event comes, and nothing else wakes the functions that settle: the sweeps find everything. */
const SILENT: Weather = {
  name: "with no event delivered at all",
  patience: 400,
  async begin(place) {
    await onEvents("event-lost").begin(place);
    await place.listen(false);
  },
  pass: (place) => sweepAfter(place, QUARTER),
  async end(place) {
    await place.listen(true);
    await onEvents("event-lost").end(place);
  },
};

/** A storm strikes each step; what the SDK's repetitions do not mend, the queue's redelivery or the sweep does. */
const storm = (name: string, faults: (perils: Perils) => readonly FaultRule[]): Weather => ({
  ...{ name: `with ${name} at every step`, faults },
  patience: 2000,
  pass: (place, times) => (times % 2 === 1 ? place.control.skip(HIDDEN) : sweepAfter(place, HIDDEN)),
  end: ({ control }) => control.clearFaults(),
});

const struck =
  (rule: FaultRule) =>
  ({ strikes }: Perils) =>
    strikes.map((strike) => ({ ...rule, ...strike }));

const STORMS: readonly Weather[] = [
  storm("a call throttled", struck({ mode: "throttle" })),
  storm("an error before the commit", struck({ mode: "error-before", times: 2 })),
  storm("an error after the commit", struck({ mode: "error-after-commit" })),
  storm("an answer lost", struck({ mode: "lost-response" })),
  // What no repetition of the SDK mends: the invocation fails.
  storm("a call refused", struck({ mode: "error-before", code: "StruckException", status: 400 })),
  storm("a function killed", ({ blows }) => blows.map((blow) => ({ mode: "kill", ...blow }))),
];

/** All weathers in which a day passes. */
export const WEATHERS: readonly Weather[] = [FAIR, DOUBLED, SILENT, ...STORMS];
