import { z } from "zod";
import { LONGEST_ACCESS } from "./model";
import { rowFilter } from "./row-filter";

/** Access as a person gives it: nothing in it has a default, for what is not said would be everything to the service. */
export const givenAccess = z.strictObject({
  rows: z
    .union([z.literal("all"), rowFilter])
    .describe('Rows that are given; "all" says on purpose that no row filter is attached.'),
  columns: z
    .union([z.literal("all"), z.array(z.string().min(1).max(255)).min(1).max(2000)])
    .describe('Names of the columns that are given; "all" says on purpose that no column filter is attached.'),
  s3: z
    .array(z.enum(["READ", "WRITE"]))
    .min(1)
    .max(2)
    .describe("Permissions on the objects of an S3 asset; without meaning for other assets."),
  expiresInDays: z
    .union([z.number().int().min(1).max(LONGEST_ACCESS), z.literal("never")])
    .describe('Days after which access ends, or "never".'),
});
