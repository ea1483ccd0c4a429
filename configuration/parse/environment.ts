import type { Environment } from "../model";
import { PathSet } from "../problems";
import { environment } from "../schema/environment";
import { hasInheritedNames } from "./inherited-name";
import { mend } from "./mend";
import { plainCopy } from "./plain-copy";
import type { ShapeProblem } from "./shape-problem";

/** A stage file that was read, as far as it could be. */
export interface ParsedEnvironment {
  readonly environment: Environment;
  readonly problems: readonly ShapeProblem[];
  /** Places that hold stand-ins; empty where there are no problems. */
  readonly mended: PathSet;
}

/** Checks the default export of a stage file against the schema and fills in its defaults. */
export function parseEnvironment(content: unknown): ParsedEnvironment {
  const { value: input, isForeign } = plainCopy(content);
  // zod takes a promise, a map or a date for an object without keys, and their settings would be lost without a word.
  const result = isForeign || hasInheritedNames(input) ? undefined : environment.safeParse(input);
  if (result?.success === true) return fitting(result.data);
  const { value, problems, mended } = mend(environment, input);
  if (problems.length > 0) return { environment: value, problems, mended };
  // What was foreign lies where nothing reads it; what the mender has read decides.
  const reread = environment.safeParse(value);
  if (reread.success) return fitting(reread.data);
  // Tested never to happen: what zod refuses, the mender must find. If it does not, refusing stays right.
  const allowed = reread.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
  return {
    environment: value,
    problems: [{ code: "VALUE_FORMAT", path: [], got: "an invalid file", allowed }],
    mended,
  };
}

function fitting(value: Environment): ParsedEnvironment {
  return { environment: value, problems: [], mended: new PathSet() };
}
