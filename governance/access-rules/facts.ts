import { z } from "zod";
import { rowFilter } from "./row-filter";

const side = {
  /**
   * Key of the unit that the project belongs to; the units above follow from the domain's tree.
   *
   * @default - not known
   */
  unit: z.string().optional(),
  /**
   * Stage of the account that the project works in.
   *
   * @default - not known
   */
  stage: z.string().optional(),
};

/**
 * Known facts of a request for access. A member that is absent is a fact that nobody could establish: it is never taken for
 * "none" or "all".
 */
export const accessFacts = z.strictObject({
  /**
   * Asset that is asked for.
   *
   * @default - not known
   */
  asset: z
    .strictObject({
      /**
       * Key of an asset type of the catalog, or the name of a type that the service brings.
       *
       * @default - not known
       */
      type: z.string().optional(),
      /**
       * Terms on the asset, governed ones among them (`<glossary>/<term>`).
       *
       * @default - not known
       */
      terms: z.array(z.string()).optional(),
      /**
       * Columns of the asset, each with its terms; no column where the asset has none.
       *
       * @default - not known
       */
      columns: z.record(z.string(), z.array(z.string())).optional(),
    })
    .default({}),
  /**
   * Project that owns the asset.
   *
   * @default - not known
   */
  producer: z.strictObject(side).default({}),
  /**
   * Project that wants to subscribe.
   *
   * @default - not known
   */
  consumer: z
    .strictObject({
      ...side,
      /**
       * Age of the project in whole days.
       *
       * @default - not known
       */
      ageDays: z.number().int().min(0).optional(),
    })
    .default({}),
  /**
   * Person or machine that asks.
   *
   * @default - not known
   */
  requester: z
    .strictObject({
      /**
       * Keys of the groups that the requester belongs to.
       *
       * @default - not known
       */
      groups: z.array(z.string()).optional(),
    })
    .default({}),
  /**
   * Access that is wanted.
   *
   * @default - not known
   */
  request: z
    .strictObject({
      /**
       * Key of the purpose that was chosen.
       *
       * @default - not known
       */
      purpose: z.string().optional(),
      /**
       * Days for which access is wanted, or "unlimited".
       *
       * @default - not known
       */
      durationDays: z.union([z.number().int().min(1), z.literal("unlimited")]).optional(),
      /**
       * Names of the columns that are wanted, or "all".
       *
       * @default - not known
       */
      columns: z.union([z.literal("all"), z.array(z.string()).min(1)]).optional(),
      /**
       * Rows that are wanted, or "all".
       *
       * @default - not known
       */
      rows: z.union([z.literal("all"), rowFilter]).optional(),
    })
    .default({}),
});

/** Known facts of a request for access. */
export type AccessFacts = z.output<typeof accessFacts>;
/** Facts as they are written in an example of a rule or in a file. */
export type AccessFactsInput = z.input<typeof accessFacts>;

/** Columns that are asked for, by name; nothing where that or the asset's columns are not known. */
export function columnsAsked({ asset, request }: AccessFacts): string[] | undefined {
  if (request.columns !== "all") return request.columns;
  return asset.columns === undefined ? undefined : Object.keys(asset.columns);
}

/** Terms on the columns that are asked for; nothing where one of these columns is not known. */
export function termsOfColumnsAsked(facts: AccessFacts): string[] | undefined {
  const { columns } = facts.asset;
  const asked = columnsAsked(facts);
  if (columns === undefined || asked === undefined) return undefined;
  if (asked.some((name) => !Object.hasOwn(columns, name))) return undefined;
  return [...new Set(asked.flatMap((name) => columns[name]))];
}

/** The unit and those above it, own first; nothing where the unit is not known or not one of the domain's. */
export function lineageOf(unit: string | undefined, parents: Readonly<Record<string, string>>): string[] | undefined {
  if (unit === undefined) return undefined;
  const lineage = [unit];
  for (let at = unit; at !== "root"; ) {
    if (!Object.hasOwn(parents, at) || lineage.length > Object.keys(parents).length + 1) return undefined;
    at = parents[at];
    lineage.push(at);
  }
  return lineage;
}
