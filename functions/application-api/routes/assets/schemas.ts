import { z } from "zod";
import { LONGEST_FILTER_NAME } from "../../../../governance/assets";
import { rowFilter } from "../../../../governance/access-rules";
import { pageOf } from "../paging";

const possible = z.strictObject({
  allowed: z.boolean(),
  why: z.string().optional().describe("Reason for which it is not."),
});

/** Something that a rule on publishing demands. */
export const demand = z.strictObject({
  rule: z.string().describe("Name of the rule."),
  what: z.enum(["form", "term"]),
  name: z.string().describe("Name of the form's type, or of the term."),
});

/** Somebody who has access to an asset, or waits for it. */
export const assetUse = z.strictObject({
  kind: z.enum(["access", "request"]),
  id: z.string().describe("Id of the subscription, or of the request."),
  who: z.strictObject({ kind: z.enum(["project", "user", "group", "role"]), id: z.string(), name: z.string() }),
});

const inventory = {
  assetId: z.string(),
  projectId: z.string(),
  projectName: z.string(),
  name: z.string(),
  description: z.string(),
  type: z.string(),
  externalIdentifier: z.string().optional(),
  revision: z.string().describe("Newest revision."),
  publication: z.enum(["published", "publishing", "not-published"]),
  listingId: z.string().optional().describe("Id by which access is asked for; absent where it was never published."),
  publishedRevision: z.string().optional().describe("Revision that the catalogue shows, while it is published."),
  terms: z.array(z.string()),
  forms: z.array(z.strictObject({ name: z.string(), type: z.string() })),
  missing: z.array(demand).describe("Everything that rules on publishing demand and that it lacks; empty: complete."),
  advised: z.array(z.enum(["description"])).describe("What no rule demands, and those who search look for."),
  configured: z
    .strictObject({ published: z.boolean(), at: z.string().describe("Place in the configuration that says so.") })
    .optional()
    .describe("Publication that the configuration of a stage decides on; absent where it leaves it to people."),
};

/** An asset of a project's inventory, in a list. */
export const assetSummary = z.strictObject(inventory);
/** Page of a project's inventory. */
export const inventoryPage = pageOf(assetSummary);

/** An asset of a project's inventory, with what the caller may do. */
export const assetDetail = z.strictObject({
  ...inventory,
  columns: z.array(z.string()).optional(),
  columnTerms: z.record(z.string(), z.array(z.string())).optional().describe("Terms by column."),
  yourParts: z.array(z.string()),
  possible: z.strictObject({ publish: possible, unpublish: possible, filters: possible }),
});

const dryRun = z.boolean().default(false).describe("True: everything is checked, and nothing is changed.");

/** Body of a publication. */
export const publishBody = z.strictObject({
  revision: z.string().min(1).max(64).describe("`revision` of the asset as it was shown: it is what is published."),
  dryRun,
});

/** Body of the end of a publication. */
export const unpublishBody = z.strictObject({
  acknowledge: z
    .boolean()
    .default(false)
    .describe("True: others use it (`still-used` has named them), and it is to go all the same."),
  dryRun,
});

// A filter of the service may nest deeper than people write it.
const shownFilter = {
  id: z.string(),
  name: z.string(),
  description: z.string(),
  effect: z.string().describe("Rows or columns that it lets through, as a text."),
  state: z.enum(["VALID", "INVALID"]).optional(),
  error: z.string().optional().describe("Words of the service on what is wrong with it."),
  madeBy: z.enum(["decision", "people"]).describe("Those of decisions are never changed by people."),
  usedBy: z.array(assetUse).describe("Access that has it."),
};

/** Filter in a list. */
export const filterSummary = z.strictObject(shownFilter);
/** Filters of an asset. */
export const filterList = z.strictObject({ items: z.array(filterSummary) });
/** A filter with its content. */
export const filterDetail = z.strictObject({
  ...shownFilter,
  rows: z.unknown().optional(),
  columns: z.array(z.string()).optional(),
  possible: z.strictObject({ change: possible, deletion: possible }),
});

const named = {
  name: z.string().trim().min(1).max(LONGEST_FILTER_NAME).describe('Name; "smus-" begins those of decisions only.'),
  description: z.string().trim().max(2048).default(""),
};

/** Filter as people write it: of rows, or of columns. */
export const filterBody = z.union([
  z.strictObject({ ...named, rows: rowFilter.describe("Rows that are seen.") }),
  z.strictObject({
    ...named,
    columns: z.array(z.string().min(1).max(255)).min(1).max(2000).describe("Names of the columns that are seen."),
  }),
]);
/** Filter that a person wishes. */
export type FilterBody = z.output<typeof filterBody>;

/** Answer to a deletion. */
export const deleted = z.strictObject({ deleted: z.string().describe("Id of the filter that is gone.") });
