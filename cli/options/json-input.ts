import { readFileSync } from "node:fs";
import type { z } from "zod";
import { RunnerError } from "../../runner/errors";

const problem = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Text of a file that an option names.
 *
 * @param file - its path; `-` reads the standard input
 * @throws RunnerError where it cannot be read
 */
export function readInput(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    throw new RunnerError(`${nameOf(file)} cannot be read: ${problem(error)}`);
  }
}

/**
 * A JSON value of a known shape.
 *
 * @param place - file, and line where it has several values
 * @throws RunnerError with a line for each thing that does not fit
 */
export function parseInput<T>(text: string, shape: z.ZodType<T>, place: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new RunnerError(`${place} is no JSON: ${problem(error)}`);
  }
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `${place}: ${path.join(".") || "value"}: ${message}`);
  throw new RunnerError(lines.join("\n"));
}

/** Name of an input in messages. */
export function nameOf(file: string): string {
  return file === "-" ? "standard input" : file;
}
