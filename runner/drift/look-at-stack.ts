import { openSession, type RunOptions, type Session } from "../session";
import { planReadOnly, type ReadOnlyPlan } from "./read-only-plan";
import { readOnlyOptions } from "./read-only-options";

/** A stack to look at. */
export interface StackToSee {
  /** Id of the stack. */
  readonly stack: string;
  /** Name of the directory of its own that the run works in. */
  readonly folder: string;
  /** Name of the run, for its progress. */
  readonly title: string;
}

/**
 * Plans one stack to look at it, with the plan role where the configuration names one, and hands the plan on. It is never applied.
 *
 * @throws RunnerError where it cannot be planned at all
 */
export async function lookAtStack<T>(
  options: RunOptions,
  { stack, folder, title }: StackToSee,
  look: (plan: ReadOnlyPlan, session: Session) => T | Promise<T>,
): Promise<T> {
  const session = await openSession(readOnlyOptions({ ...options, stacks: [stack] }, folder));
  session.reporter.begin(`${title} ${session.stage}`, session.stacks.length);
  try {
    const seen = await look(await planReadOnly(session, session.stacks[0]), session);
    session.reporter.end(true);
    return seen;
  } finally {
    session.reporter.end();
  }
}
