import { describeThrown, stackOf } from "../problems";

/** A configuration file that could not be evaluated. */
export class EvaluationError extends Error {
  override readonly name = "EvaluationError";

  constructor(
    /** File in which it went wrong: the stage's own, or one that it imports. */
    readonly file: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Turns what a configuration file threw into one line with the place.
 *
 * @param file - the file that was being evaluated
 * @param isEvaluated - tells configuration files from other code in a stack trace: the innermost of them is the place
 */
export function explain(file: string, cause: unknown, isEvaluated: (file: string) => boolean): EvaluationError {
  if (cause instanceof EvaluationError) return cause;
  // What was imported is called `(0 , _fragment.name)` in the compiled code.
  const text = describeThrown(cause).replace(/\(0 , _\w+\.(\w+)\)/g, "$1");
  for (const [, where, line] of stackOf(cause).matchAll(/^\s+at (?:.* \()?(.+?):(\d+):\d+\)?$/gm)) {
    if (isEvaluated(where)) return new EvaluationError(where, `line ${line}: ${text}`, { cause });
  }
  return new EvaluationError(file, text, { cause });
}
