/**
 * An error that is the operator's to solve: printed as its one line, without a stack trace.
 */
export class RunnerError extends Error {
  override readonly name: string = "RunnerError";

  constructor(
    message: string,
    /** Text that follows the line: the output of a program, or the detail of a diagnostic. */
    readonly detail?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The stage, or one stack of it, has no workspace yet. */
export class NotBootstrappedError extends RunnerError {
  override readonly name = "NotBootstrappedError";

  constructor(stage: string, reason: string) {
    super(`stage "${stage}" was not bootstrapped (${reason}); run: npm run bootstrap -- --stage ${stage}`);
  }
}

/** The operator pressed Ctrl-C (or the process was told to end). */
export class InterruptedError extends RunnerError {
  override readonly name = "InterruptedError";

  constructor(what: string) {
    super(`interrupted: ${what}`);
  }
}

/** Message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
