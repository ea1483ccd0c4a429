/** Operation in which a stack is now. */
export type Phase = "init" | "plan" | "apply" | "destroy" | "bootstrap";

/** State of one stack in work. */
export interface StackProgress {
  readonly phase: Phase;
  /** Resources done in this phase. */
  readonly done: number;
  /** Resources of this phase; 0 while unknown. */
  readonly total: number;
}

/** Receiver of the progress of a run. */
export interface Reporter {
  /** A new run over stacks of a stage begins. */
  begin(title: string, stackCount: number): void;
  progress(stack: string, progress: StackProgress): void;
  /** A stack is finished; `result` is a few words. */
  finished(stack: string, result: string, seconds: number): void;
  /** Text on lines of its own. */
  note(text: string): void;
  /** Stands still, also with its clock, while somebody is asked; what is returned goes on. */
  pause(): () => void;
  /**
   * The run is over; nothing where it was already.
   *
   * @param complete whether all was done that was to do; only then does it tell how long the next one takes. @default false
   */
  end(complete?: boolean): void;
}

/** Says nothing: for tests and for callers that look at results only. */
export const silentReporter: Reporter = {
  begin: () => undefined,
  progress: () => undefined,
  finished: () => undefined,
  note: () => undefined,
  pause: () => () => undefined,
  end: () => undefined,
};

/** `7 s`, `1 min 05 s`. */
export function formatSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}
