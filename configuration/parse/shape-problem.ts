import type { Path } from "../problems";
import type { ErrorCode } from "../problems/error-codes";

/** A value that does not fit the schema. */
export interface ShapeProblem {
  readonly code: ErrorCode;
  readonly path: Path;
  readonly got: string;
  readonly allowed: string;
  readonly fix?: string;
}
