import { join } from "node:path";
import type { RunOptions } from "../session";

/** The gate of promotions would refuse to plan what is pending; nothing of this is applied, and so nothing recorded. */
const READS = "this run reads only";

/**
 * Options of a run that only looks: with the plan role, where the configuration names one, and in directories of its own, so that an
 * initialization with that role and the plans of `npm run plan` do not get into each other's way.
 *
 * @param folder name of the directory
 */
export function readOnlyOptions<O extends RunOptions>(options: O, folder: string): O {
  const work = join(options.workDirectory ?? ".smus", folder);
  const environment = { ...options.environment, SMUS_ACCESS: "plan", SMUS_PROMOTION_OVERRIDE: READS };
  return { ...options, environment, workDirectory: work, outputDirectory: join(work, "cdktf.out", options.stage) };
}
