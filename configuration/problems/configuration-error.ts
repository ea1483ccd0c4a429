import { formatProblems, type Problem } from "./problem";

/** The configuration cannot be used. Carries every problem that was found, not only the first. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";

  constructor(
    readonly problems: readonly Problem[],
    options?: ErrorOptions,
  ) {
    super(formatProblems(problems), options);
  }
}
