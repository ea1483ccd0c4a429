import { z } from "zod";

/**
 * Question whether the assets of a project carry what the rules of the domain demand of what is published. It asks before the service
 * would refuse, and it asks the function because members of a project alone see its assets: the function owns the projects it makes.
 *
 * It is no kind: nothing is written.
 */
export const completenessRequest = z.strictObject({
  action: z.literal("completeness"),
  domainId: z.string(),
  projectId: z.string(),
  /**
   * Token of the answer before.
   *
   * @default - the beginning
   */
  nextToken: z.string().optional(),
});

/** The request as a report sends it. */
export type CompletenessRequest = z.infer<typeof completenessRequest>;

/** Metadata that a rule demands. */
export interface Demand {
  /** Name of the rule. */
  readonly rule: string;
  readonly what: "form" | "term";
  /** Name of the form, or of the term. */
  readonly name: string;
}

/** An asset in its newest revision, with what it lacks. */
export interface IncompleteAsset {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly externalIdentifier?: string;
  /** It is in the catalog, in this revision or another. */
  readonly published: boolean;
  readonly missing: readonly Demand[];
}

/** The answer: a part of the assets. */
export interface Completeness {
  /** Number of assets in this part, complete or not. */
  readonly assets: number;
  readonly incomplete: readonly IncompleteAsset[];
  /** Token of the next part; absent after the last. */
  readonly nextToken?: string;
}

/** Permissions for the question, in the account that owns the domain, beside those of the kinds that it is about. */
export const COMPLETENESS_PERMISSIONS = [
  "datazone:GetAsset",
  "datazone:GetGlossaryTerm",
  "datazone:GetProject",
  "datazone:GetRule",
  "datazone:ListConnections",
  "datazone:ListRules",
  "datazone:Search",
] as const;
