import { join } from "node:path";
import { DurationHistory, type RunDisplay } from "../../runner";
import type { Sandbox } from "./sandbox";

/** Facts that decide how long a life of the sandbox takes. */
export interface LifeKind {
  readonly stages: readonly string[];
  /** Snapshot that it began from. */
  readonly from?: string;
  readonly destroy?: boolean;
  readonly throttle?: boolean;
}

/**
 * Tells the display that the runs of a life belong together, and it tells how long the last such life took and how much of
 * this one is left. Whoever lives it ends it when all of it is done: `display.endSeries()`.
 *
 * The durations are in the work directory, apart from those of real AWS.
 */
export function beginLife(
  display: Pick<RunDisplay, "beginSeries">,
  sandbox: Pick<Sandbox, "workDirectory" | "reused">,
  kind: LifeKind,
): void {
  display.beginSeries(nameOf(sandbox.reused, kind), new DurationHistory(join(sandbox.workDirectory, "durations.json")));
}

/** Lives that do other things take other times: one in which all is applied already says nothing of one from nothing. */
function nameOf(reused: boolean, { stages, from, destroy, throttle }: LifeKind): string {
  const circumstances = [
    ...(reused ? ["again"] : from === undefined ? [] : ["from a snapshot"]),
    ...(destroy === true ? ["and destroyed"] : []),
    ...(throttle === true ? ["throttled"] : []),
  ];
  return [stages.join(", "), ...circumstances].join("; ");
}
