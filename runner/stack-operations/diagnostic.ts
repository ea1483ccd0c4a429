import type { Diagnostic } from "../terraform";
import { withKnownTexts } from "./known-text-hint";

/** The errors of an exception, so that one stack's trouble is reported beside the others. */
export function diagnosticOf(error: unknown): Diagnostic {
  const summary = error instanceof Error ? error.message : String(error);
  return withKnownTexts({ severity: "error", summary, detail: "", values: [] });
}
