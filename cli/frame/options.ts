import { parseArgs } from "node:util";
import { RunnerError } from "../../runner/errors";

/** A command line that cannot be understood; the frame adds where its usage is. */
export class UsageError extends RunnerError {
  override readonly name = "UsageError";
}

/** One option of a command. */
export interface OptionSpec {
  readonly type: "string" | "boolean";
  /** May be given more than once. */
  readonly multiple?: boolean;
  /** Placeholder of the value in the usage text. */
  readonly value?: string;
  readonly help: string;
}

/** Options that a command was given; absent ones are undefined. */
export type ParsedOptions<S extends Readonly<Record<string, OptionSpec>>> = {
  readonly [K in keyof S]?: S[K] extends { type: "boolean" }
    ? boolean
    : S[K] extends { multiple: true }
      ? string[]
      : string;
};

/**
 * Parses a command line without positional arguments.
 *
 * @throws UsageError that lists the known options
 */
export function parseOptions<S extends Readonly<Record<string, OptionSpec>>>(
  spec: S,
  argv: readonly string[],
): ParsedOptions<S> {
  const known = Object.keys(spec).map((name) => `--${name}`);
  try {
    const options = Object.fromEntries(
      Object.entries(spec).map(([name, { type, multiple }]) => [name, { type, multiple: multiple ?? false }]),
    );
    return parseArgs({ args: [...argv], options, allowPositionals: false, strict: true }).values as ParsedOptions<S>;
  } catch (error) {
    const reason = (error as Error).message.split(/\.\s(?:Did|To|If)/, 1)[0];
    throw new UsageError(`${reason}; known options: ${known.join(", ")}`, undefined, { cause: error });
  }
}

/** A whole number of at least 1; undefined where the option was not given. @throws RunnerError */
export function parsePositive(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new RunnerError(`--${name}: got "${value}"; allowed: a whole number from 1`);
  return number;
}
