import { ERROR_CODES, type ErrorCode } from "./error-codes";
import { formatPath, type Path } from "./path";
import { Unreadable } from "./unreadable";

/** One thing that is wrong with the configuration (or, for a warning, only unwise). */
export interface Problem {
  /** Stable code, listed in `configuration/problems/error-codes.ts`. */
  readonly code: ErrorCode;
  /** File name relative to the environments directory, for example `prod.ts`. */
  readonly file: string;
  /** Place in the file in configuration keys. */
  readonly path: string;
  /** Value that is there, as JSON or in a few words; `nothing` where it is missing. */
  readonly got: string;
  readonly allowed: string;
  /** One action that repairs it. */
  readonly fix: string;
  /** Other files that the problem follows from. */
  readonly otherFiles: readonly string[];
}

/** The parts of a problem, before texts are made of path and file. */
export interface ProblemParts {
  readonly code: ErrorCode;
  readonly file: string;
  readonly path: Path;
  readonly got: string;
  readonly allowed: string;
  readonly fix?: string;
  readonly otherFiles?: readonly string[];
}

/** Builds a problem; without a fix of its own it gets the code's. */
export function problem({ path, fix, otherFiles, ...rest }: ProblemParts): Problem {
  return { ...rest, path: formatPath(path), fix: fix ?? ERROR_CODES[rest.code].fix, otherFiles: otherFiles ?? [] };
}

/** Tells whether the problem is only advice. */
export function isWarning({ code }: Problem): boolean {
  return ERROR_CODES[code].severity === "warning";
}

/** `[CODE] path: got ...; allowed ...; fix: ...` */
export function formatProblem({ code, path, got, allowed, fix }: Problem): string {
  return `[${code}] ${path}: got ${got}; allowed ${allowed}; fix: ${fix}`;
}

/** Problems by file, each under a heading such as `prod.ts: 3 problems`. */
export function formatProblems(problems: readonly Problem[], noun = "problem"): string {
  const byFile = new Map<string, string[]>();
  for (const entry of problems)
    byFile.set(entry.file, [...(byFile.get(entry.file) ?? []), `  ${formatProblem(entry)}`]);
  return [...byFile]
    .map(([file, lines]) => `${file}: ${lines.length} ${noun}${lines.length === 1 ? "" : "s"}\n${lines.join("\n")}`)
    .join("\n");
}

const LONGEST_VALUE = 120;

/** A value as JSON, cut where it is long; `nothing` where there is none. */
export function show(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = toJson(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}...` : text;
}

function toJson(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (value instanceof Unreadable) return value.description;
  if (typeof value === "bigint") return `${value}n`;
  // JSON writes null for NaN and infinities, and {} for a promise, a map or an error.
  if (typeof value === "number") return String(value);
  const [, kind] = /^\[object (\w+)\]$/.exec(Object.prototype.toString.call(value)) ?? [];
  if (typeof value === "object" && kind !== "Object" && kind !== "Array" && kind !== "Null")
    return /^[AEIOU]/.test(kind) ? `an ${kind}` : `a ${kind}`;
  try {
    return JSON.stringify(value) ?? typeof value;
  } catch {
    // A cycle: the file's author built objects that refer to each other.
    return "an object that contains itself";
  }
}
