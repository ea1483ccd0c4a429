import { z } from "zod";

const key = z.string().min(1).max(256);
const standing = {
  leads: z.array(key).default([]),
  stewards: z.array(key).default([]),
  governanceTeam: z.boolean().default(false),
  auditor: z.boolean().default(false),
};

/** Settings that say who a caller is. */
export const identitySettings = z.strictObject({
  /** Issuer of people's tokens, exactly as in the claim `iss`. */
  issuer: z.url(),
  /** Audiences of which a token has one (`aud`, or `client_id` where it has no `aud`). */
  audiences: z.array(key).min(1),
  /**
   * Value that the claim `token_use` must have.
   *
   * @default - not asked for: only some issuers (Cognito) write it
   */
  tokenUse: z.enum(["id", "access"]).optional(),
  claims: z.strictObject({
    /** Claim that lists the person's groups. */
    groups: key,
    /**
     * Claim with the person's user name in Identity Center, or with the ARN by which a domain without it knows the person. People
     * must not be able to change it themselves.
     */
    userName: key,
  }),
  /** Rights by group, as the claim names it; a group that is not here gives nothing. */
  groups: z.record(
    key,
    z.strictObject({
      ...standing,
      /**
       * Id of the group's profile in DataZone, through which its members are members of projects.
       *
       * @default - the group is a member of no project
       */
      profileId: key.optional(),
    }),
  ),
  /** Rights by ARN of a machine's role or user; one that is not here gets nowhere. */
  machines: z.record(z.string().regex(/^arn:[^:]*:iam::\d{12}:(role|user)\/.+$/), z.strictObject(standing)).default({}),
});

/** Settings that say who a caller is. */
export type IdentitySettings = z.output<typeof identitySettings>;
