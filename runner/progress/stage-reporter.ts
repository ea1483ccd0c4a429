import type { Reporter } from "./reporter";

/** Tells of the stacks of one of several stages: ids of stacks are the same in every stage, so the stage goes before them. */
export function ofStage(stage: string, reporter: Reporter): Reporter {
  const named = (stack: string): string => `${stage} ${stack}`;
  return {
    begin: (title, stackCount) => reporter.begin(title, stackCount),
    progress: (stack, progress) => reporter.progress(named(stack), progress),
    finished: (stack, result, seconds) => reporter.finished(named(stack), result, seconds),
    note: (text) => reporter.note(text),
    pause: () => reporter.pause(),
    end: (complete) => reporter.end(complete),
  };
}
