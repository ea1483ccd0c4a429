import { RunnerError } from "../../runner";
import type { AffectedOptions } from "../../runner/stage-operations";
import type { OptionSpec } from "../frame";

/** Choice of what to compare with: of `affected`, `plan` and `apply`. */
export const BASE_OPTIONS = {
  applied: { type: "boolean", help: "compare with what was last applied, as the states record it" },
  base: {
    type: "string",
    value: "ref",
    help: "compare with this git ref of the stage files (and of the code beside them)",
  },
  "base-code": {
    type: "string",
    value: "ref",
    help: "git ref of the code, where the stage files are in a repository of their own",
  },
  "shared-packages": {
    type: "boolean",
    help: "use the packages installed here for both sides, whatever the lock files say",
  },
} as const satisfies Record<string, OptionSpec>;

/** Values of these options. */
export interface BaseValues {
  readonly applied?: boolean;
  readonly base?: string;
  readonly "base-code"?: string;
  readonly "shared-packages"?: boolean;
}

/**
 * Comparison that the options ask for.
 *
 * @throws RunnerError where they say nothing, or two things
 */
export function comparisonChoice(
  values: BaseValues,
): Pick<AffectedOptions, "applied" | "base" | "baseCode" | "sharedPackages"> {
  const { applied, base, "base-code": baseCode, "shared-packages": sharedPackages } = values;
  const named = base !== undefined || baseCode !== undefined;
  if (applied !== true && !named)
    throw new RunnerError("compare with what? pass --base <git ref>, for example --base origin/main, or --applied");
  if (applied === true && (named || sharedPackages === true))
    throw new RunnerError("--applied and --base, --base-code or --shared-packages exclude each other");
  return { applied, base, baseCode, sharedPackages };
}
