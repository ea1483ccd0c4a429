import { z } from "zod";
import * as p from "./primitives";

/** Source of a stage's content: the stage in which it was applied before. */
export const promotion = z.strictObject({
  /**
   * Stage whose successful apply comes first. A plan refuses what that stage has not applied.
   * Stages with one source form a path (`dev`, `staging`, `prod`), or several that part.
   */
  from: p.key,
  /**
   * Deliberate differences from the source: item, and the reason. Items are named as in the configuration, accounts by
   * business unit: `grants.leads`, `profiles.analytics.configurations.Tooling.parameters.maxEbsVolumeSize`,
   * `accounts.finance.blueprints.DataLake`; a name stands for everything below it. What differs by nature (ids, names,
   * networks, Regions, pools instead of fixed accounts) needs no entry.
   *
   * @default - none
   */
  overrides: z
    .record(z.string().min(1), z.string().trim().min(1).max(500).describe("the reason, in words"))
    .default({}),
});
