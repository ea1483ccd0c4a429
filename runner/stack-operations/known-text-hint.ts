import { explanationsOf } from "../../aws/known-texts";
import type { Diagnostic } from "../terraform";

/** The error with cause and cure of every text of AWS that is known, a line each; without change where there is none. */
export function withKnownTexts(error: Diagnostic): Diagnostic {
  const hints = explanationsOf(`${error.summary} ${error.detail}`);
  if (hints.length === 0) return error;
  return { ...error, detail: [error.detail, ...hints].filter((part) => part !== "").join("\n") };
}
