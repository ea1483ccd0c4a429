import type { Environment } from "../model";
import { PathSet } from "../problems";
import { environment } from "../schema/environment";
import { mend, type ShapeProblem } from "./mend";

/** A stage file that was read, as far as it could be. */
export interface ParsedEnvironment {
  readonly environment: Environment;
  readonly problems: readonly ShapeProblem[];
  /** Places that hold stand-ins; empty where there are no problems. */
  readonly mended: PathSet;
}

/** Checks the default export of a stage file against the schema and fills in its defaults. */
export function parseEnvironment(input: unknown): ParsedEnvironment {
  const result = environment.safeParse(input);
  if (result.success) return { environment: result.data, problems: [], mended: new PathSet() };
  const { value, problems, mended } = mend(environment, input);
  // Tested never to happen: what zod refuses, the mender must find. If it does not, refusing stays right.
  const refusal: ShapeProblem = {
    code: "VALUE_FORMAT",
    path: [],
    got: "an invalid file",
    allowed: result.error.message,
  };
  return { environment: value, problems: problems.length > 0 ? problems : [refusal], mended };
}
