import { z } from "zod";
import { LONGEST_CURSOR } from "../http/cursor";

/** Members of the query of every list. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(100).default(25).describe("Largest number of items on the page."),
  cursor: z.string().min(1).max(LONGEST_CURSOR).optional().describe("`next` of the page before."),
};

/** Page of a list. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    items: z.array(item),
    next: z
      .string()
      .optional()
      .describe("Cursor of the next page; absent on the last. A page may be short, and not be the last."),
  });

/** Query of a route that takes none. */
export const noQuery = z.strictObject({});
