import { z } from "zod";

/**
 * Environment variables of the handler. Lists and maps are JSON, so that a tag may hold any character.
 *
 * - `ORGANIZATIONAL_UNIT_IDS`: `["ou-abcd-11111111"]`; `[]`: the whole organization
 * - `ACCOUNT_TAGS`: `{"team":"finance"}`, an account must carry all of them; `{}`: none
 * - `REGIONS`: `["eu-west-1"]`, 1 to 3, what every account offers
 * - `ORGANIZATIONS_ROLE_ARN`: role to assume for reading Organizations; absent: the function's own
 *
 * The first three are always written: a variable that is missing or empty must not open the pool to everybody.
 */
export const VARIABLES = {
  organizationalUnitIds: "ORGANIZATIONAL_UNIT_IDS",
  accountTags: "ACCOUNT_TAGS",
  regions: "REGIONS",
  organizationsRoleArn: "ORGANIZATIONS_ROLE_ARN",
} as const;

const json = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: "custom", message: "is not JSON" });
        return z.NEVER;
      }
    })
    .pipe(schema);

const variables = z.object({
  [VARIABLES.organizationalUnitIds]: json(z.array(z.string().regex(/^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$/))),
  [VARIABLES.accountTags]: json(z.record(z.string(), z.string())),
  [VARIABLES.regions]: json(z.array(z.string().min(1)).min(1).max(3)),
  [VARIABLES.organizationsRoleArn]: z.string().startsWith("arn:").optional(),
});

/** Rules by which the pool finds the accounts that it offers. */
export interface PoolConfiguration {
  readonly organizationalUnitIds: readonly string[];
  readonly accountTags: Readonly<Record<string, string>>;
  readonly regions: readonly string[];
  readonly organizationsRoleArn?: string;
}

/** Reads the configuration, or says in one line which variables are wrong. */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): PoolConfiguration {
  const result = variables.safeParse(environment);
  if (!result.success) {
    const problems = result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
    throw new Error(`the account pool handler is misconfigured: ${problems}; fix: apply the layer that creates it`);
  }
  return {
    organizationalUnitIds: result.data[VARIABLES.organizationalUnitIds],
    accountTags: result.data[VARIABLES.accountTags],
    regions: result.data[VARIABLES.regions],
    organizationsRoleArn: result.data[VARIABLES.organizationsRoleArn],
  };
}
