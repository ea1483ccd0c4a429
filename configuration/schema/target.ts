import { z } from "zod";
import * as p from "./primitives";

/** Place in which the environments of a profile (or of one configuration) are deployed. */
export const target = z.union([
  z.strictObject({
    /** Key of one account of this stage. */
    account: p.key,
    /**
     * Region of the account.
     *
     * @default - the domain's Region
     */
    region: p.region.optional(),
  }),
  z.strictObject({
    /** Keys of 1 to 10 pools of this stage: the creator of a project chooses. */
    pools: z.array(p.key),
  }),
  z.strictObject({
    /** Name of the SSM parameter that holds the account id; the service reads it. */
    accountIdPath: p.ssmPath,
    /** Name of the SSM parameter that holds the Region; the service reads it. */
    regionPath: p.ssmPath,
  }),
]);
