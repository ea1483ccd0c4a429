import type { ErrorCode } from "../../../../configuration/problems/error-codes";

/** Codes that `load/files.test.ts` produces. */
export const FILE_CODES: readonly ErrorCode[] = [
  "DIRECTORY_UNREADABLE",
  "STAGE_NONE",
  "STAGE_NAME_INVALID",
  "STAGE_DUPLICATE",
  "STAGE_UNKNOWN",
  "FILE_UNREADABLE",
  "STAGE_EXPORT_MISSING",
];

/** Codes that `parse/mend.test.ts` produces. */
export const SHAPE_CODES: readonly ErrorCode[] = [
  "VALUE_MISSING",
  "VALUE_TYPE",
  "VALUE_FORMAT",
  "VALUE_NOT_ALLOWED",
  "VALUE_RANGE",
  "KEY_UNKNOWN",
  "KEY_FORMAT",
  "KEY_CONFLICT",
];

/** Codes that tests of `stacks/` produce: of what is built from the configuration. */
export const COMPOSITION_CODES: readonly ErrorCode[] = ["COMPOSITION_FAILED", "DOCUMENT_TOO_LARGE"];
