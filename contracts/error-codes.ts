/** What a code stands for. */
export interface ErrorCodeEntry {
  /** One line: what is wrong. */
  readonly meaning: string;
  /** One line: what usually repairs it. */
  readonly fix: string;
  /** A warning does not stop anything. */
  readonly severity: "error" | "warning";
}

const error = (meaning: string, fix: string): ErrorCodeEntry => ({ meaning, fix, severity: "error" });

/**
 * Every code that a configuration problem can carry. Codes are stable: they are searched for in the README and in chat
 * histories, so a code is never given another meaning.
 */
export const ERROR_CODES = {
  DIRECTORY_UNREADABLE: error(
    "The environments directory cannot be read",
    "check SMUS_ENVIRONMENTS_DIR or --environments",
  ),
  STAGE_NONE: error(
    "The environments directory holds no stage file",
    "add a file such as dev.ts with a default export",
  ),
  STAGE_NAME_INVALID: error(
    "A stage file's name is no stage name",
    "rename the file; begin it with _ if it is no stage",
  ),
  STAGE_DUPLICATE: error("Two files claim one stage", "remove one of the two files"),
  STAGE_UNKNOWN: error("No file describes the stage", "set TF_WORKSPACE to a stage that exists, or add its file"),
  FILE_UNREADABLE: error(
    "A file has a syntax error, throws, or imports something that is not there",
    "correct the file",
  ),
  VALUE_MISSING: error("A required value is missing", "add it"),
  VALUE_TYPE: error("A value is of the wrong type", "write a value of the allowed type"),
  VALUE_FORMAT: error("A text does not have the required form", "write it in the allowed form"),
  VALUE_NOT_ALLOWED: error("A value is not among the allowed ones", "use one of the allowed values"),
  VALUE_RANGE: error("A number, text or list is too small or too large", "stay within the limits"),
  KEY_UNKNOWN: error("A key is not known at this place", "remove it or correct its spelling"),
  KEY_FORMAT: error("A key of a map does not have the required form", "rename the key"),
  KEY_CONFLICT: error("Keys of two forms are mixed that exclude each other", "keep the keys of one form"),
} as const satisfies Record<string, ErrorCodeEntry>;

/** Code of a configuration problem. */
export type ErrorCode = keyof typeof ERROR_CODES;
