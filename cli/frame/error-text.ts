import { messageOf, RunnerError } from "../../runner/errors";

/** Text of an error for the terminal: an operator's error is its line and detail, a programmer's mistake keeps its trace. */
export function errorText(error: unknown): string {
  if (error instanceof RunnerError) return [error.message, error.detail ?? ""].filter((part) => part !== "").join("\n");
  // ConfigurationError is a formatted list, for people; a ConfigurationProblem is one line about a variable.
  if (error instanceof Error && ["ConfigurationError", "ConfigurationProblem"].includes(error.name))
    return error.message;
  if (isFileRefused(error)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
}

/** Errors of the file system about a path that somebody has named: a directory for a file, no permission, no space. */
const FILE_REFUSALS: ReadonlySet<string | undefined> = new Set([
  "EACCES",
  "EEXIST",
  "EISDIR",
  "ENOSPC",
  "ENOTDIR",
  "EPERM",
  "EROFS",
]);

function isFileRefused(error: unknown): error is NodeJS.ErrnoException {
  const { code, path } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  return path !== undefined && FILE_REFUSALS.has(code);
}
