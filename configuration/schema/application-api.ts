import { z } from "zod";
import * as p from "./primitives";

const name = z.string().min(1).max(256);
const standing = {
  /**
   * Keys of units whose projects they lead.
   *
   * @default - none
   */
  leads: z.array(p.unitKey).default([]),
  /**
   * Keys of units for whose data they are stewards: they decide in queues of `unit-stewards`.
   *
   * @default - none
   */
  stewards: z.array(p.unitKey).default([]),
  /**
   * They belong to the governance team, which decides in its queues and sees everything.
   *
   * @default false
   */
  governanceTeam: z.boolean().default(false),
  /**
   * They see everything, and decide nothing.
   *
   * @default false
   */
  auditor: z.boolean().default(false),
};

/** Corporate issuer of people's tokens (OpenID Connect), and who its people are. */
const identity = z.strictObject({
  /** Issuer, exactly as in the claim `iss` of its tokens: an https address. Its keys and addresses are found below it. */
  issuer: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .describe("an https address without a slash at its end, as in the claim iss"),
  /** Id under which the portal is registered there: a public client with PKCE. */
  clientId: name,
  /**
   * Audiences of which a token has one (`aud`, or `client_id` where it has no `aud`).
   *
   * @default - the client id
   */
  audiences: z.array(name).min(1).max(10).optional(),
  /**
   * Value of the claim `token_use`, which Cognito writes.
   *
   * @default - not asked for
   */
  tokenUse: z.enum(["id", "access"]).optional(),
  /**
   * Scopes that the portal asks for.
   *
   * @default ["openid", "profile", "email"]
   */
  scopes: z.array(name).min(1).default(["openid", "profile", "email"]),
  /**
   * Resource that the portal asks a token for (RFC 8707), for issuers that give tokens for an API only then.
   *
   * @default - none
   */
  resource: name.optional(),
  /**
   * Origins that the portal talks to for signing in beside the issuer's own, at most 5: that of a token endpoint elsewhere.
   *
   * @default - none
   */
  origins: z
    .array(
      z
        .string()
        .regex(/^https:\/\/[a-z0-9.-]+(:\d+)?$/)
        .describe('an origin such as "https://login.example.com"'),
    )
    .max(5)
    .default([]),
  /**
   * Claim that lists the groups of a person.
   *
   * @default "groups"
   */
  groupsClaim: name.default("groups"),
  /**
   * Claim with the person's user name in IAM Identity Center, or with the ARN by which a domain without it knows the person. People
   * must not be able to change it themselves.
   *
   * @default "preferred_username"
   */
  userNameClaim: name.default("preferred_username"),
  /** Rights by group, as the claim names it; a group that is not here gives nothing. */
  groups: z.record(
    name,
    z.strictObject({
      ...standing,
      /**
       * Key of the group under `domain.groups`, through which its people are members of projects.
       *
       * @default - the group is a member of no project
       */
      group: p.key.optional(),
    }),
  ),
  /**
   * Rights of programs by ARN of their IAM role or user, which call the routes below `/m/v1`; one that is not here gets nowhere.
   *
   * @default - none
   */
  machines: z
    .record(
      z
        .string()
        .regex(/^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/)
        .describe("the ARN of an IAM role or user"),
      z.strictObject(standing),
    )
    .default({}),
});

/** HTTP API of the governance application, and the portal that it serves. */
export const applicationApi = z.strictObject({
  /** Issuer of people's tokens, and who its people are. */
  identity,
  /**
   * Name of the portal, which people read at its head.
   *
   * @default "Data portal"
   */
  title: name.default("Data portal"),
  /**
   * Requests a second over all callers, 1 to 1000; more are refused with 429. A short burst may be twice as many.
   *
   * @default 50
   */
  requestsPerSecond: z.number().int().min(1).max(1000).default(50),
  /**
   * Name of its own in DNS, with the ARN of a certificate of AWS Certificate Manager in the domain's Region. The record that leads there is
   * yours: its target is an output of the layer.
   *
   * @default - the name that API Gateway gives
   */
  customDomain: z
    .strictObject({
      /** Name, for example `data.example.com`. Changing this replaces it. */
      name: z
        .string()
        .max(253)
        .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/)
        .describe("a name in DNS, lower case, for example data.example.com"),
      /** Certificate for the name. */
      certificateArn: z
        .string()
        .regex(/^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[a-z0-9-]{36}$/)
        .describe("the ARN of a certificate of AWS Certificate Manager"),
    })
    .optional(),
});
