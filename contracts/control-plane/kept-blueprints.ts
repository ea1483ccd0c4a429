import { z } from "zod";

/**
 * Question of every plan whether the account goes on offering what its projects need: a blueprint that leaves the
 * configuration has no pair any more that could answer for it, so one question names all that stay.
 *
 * It is no kind: nothing is written. Why it matters: projects whose blueprint configuration lacks a role or a Regional parameter
 * can be neither deployed nor deleted until it is complete again (field evidence, section 1, rows 3 and 4).
 */

/** Roles of a configuration without which the service neither deploys nor deletes. */
export const KEPT_ROLES = ["provisioningRoleArn", "manageAccessRoleArn"] as const;

/** Parts of a blueprint configuration that projects rely on; values do not count, only that there is one. */
export const keptParts = z.strictObject({
  enabledRegions: z.array(z.string()),
  roles: z.array(z.enum(KEPT_ROLES)),
  /** Names of the parameters that have a value, by Region. */
  regionalParameters: z.record(z.string(), z.array(z.string())),
});

/** Request for the parts that a plan would take away from an account's blueprints; the function only reads. */
export const keptBlueprintsRequest = z.strictObject({
  action: z.literal("blueprints"),
  domainId: z.string(),
  /** Beginning of the ledger keys of the account's blueprints: its stage. Blueprints of others are left alone. */
  scope: z.string(),
  /** Blueprints that stay enabled, by name, with what they keep. */
  blueprints: z.record(z.string(), keptParts),
  /**
   * Ids of projects that are deleted before anything is taken away: a destruction of the whole stage.
   *
   * @default - none
   */
  leaving: z.array(z.string()).optional(),
});

/** Parts of a configuration that projects rely on. */
export type KeptParts = z.infer<typeof keptParts>;
/** The request as a plan or a destruction sends it. */
export type KeptBlueprintsRequest = z.infer<typeof keptBlueprintsRequest>;

/** The answer. */
export interface KeptBlueprints {
  /** Line that says what is taken away from which projects, and the way out; empty where nothing stands against the change. */
  readonly refusal: string;
}

/** Names of the members that have a value, in alphabetical order. */
export function namesWithValue(values: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(values)
    .filter((name) => (values[name] ?? "") !== "")
    .sort();
}
