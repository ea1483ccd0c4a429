import type { Diagnostic } from "../terraform";

/** The errors of an exception, so that one stack's trouble is reported beside the others. */
export function diagnosticOf(error: unknown): Diagnostic {
  return { severity: "error", summary: error instanceof Error ? error.message : String(error), detail: "", values: [] };
}
