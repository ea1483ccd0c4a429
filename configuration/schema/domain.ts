import { z } from "zod";
import { grants, principalMember } from "./grants";
import * as p from "./primitives";

const singleSignOn = z.discriminatedUnion("type", [
  z.strictObject({
    /** Sign in through IAM only. */
    type: z.literal("DISABLED"),
  }),
  z.strictObject({
    /** Sign in through IAM Identity Center. Once on, it cannot be relied on to be turned off again. */
    type: z.literal("IAM_IDC"),
    /**
     * `AUTOMATIC`: every Identity Center user may sign in. `MANUAL`: only users and groups named in `users` and `groups`.
     *
     * @default "MANUAL"
     */
    userAssignment: z.enum(["AUTOMATIC", "MANUAL"]).default("MANUAL"),
    /**
     * ARN of the Identity Center instance; it must live in the domain's Region.
     *
     * @default - the organization's instance
     */
    idcInstanceArn: z
      .string()
      .regex(/^arn:aws[a-z-]*:sso:::instance\/(sso)?ins-[a-zA-Z0-9-.]{16}$/)
      .describe("the ARN of an IAM Identity Center instance")
      .optional(),
  }),
]);

const unit = z.strictObject({
  /** Name, 1 to 128 characters of letters, digits, `_`, `-` and space; unique among its siblings. */
  name: z
    .string()
    .regex(/^[\w -]+$/)
    .min(1)
    .max(128)
    .describe("1 to 128 letters, digits, _, - and spaces"),
  /**
   * Purpose of the unit, at most 2048 characters.
   *
   * @default - none
   */
  description: p.description.optional(),
  /**
   * Key of the parent unit. Changing this replaces the unit; a unit tree has at most 5 levels.
   *
   * @default "root"
   */
  parent: p.unitKey.default("root"),
  /**
   * Owners of the unit, by a key of your choice. The role that runs Terraform adds them.
   *
   * @default - none
   */
  owners: p.keyed(principalMember).default({}),
});

const user = z.strictObject({
  /** IAM Identity Center user id or name, or the ARN of an IAM user or role. Changing this replaces the profile. */
  identifier: z.string().min(1).max(512),
  /** Kind of user that the identifier names. */
  type: z.enum(["SSO_USER", "IAM_USER", "IAM_ROLE"]),
});

const group = z.union([
  z.strictObject({
    /** IAM Identity Center group id or name. Changing this replaces the profile. */
    groupIdentifier: z.string().min(1).max(512),
  }),
  z.strictObject({
    /** IAM role whose sessions form the group. Changing this replaces the profile. */
    rolePrincipalArn: p.roleArn,
  }),
]);

/** A domain that this stage owns. */
export const ownedDomain = z.strictObject({
  /** Name, 1 to 64 characters. */
  name: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[\w -]+$/)
    .describe("1 to 64 letters, digits, _, - and spaces"),
  /** Region of the domain and of everything that is shared with it. Changing this replaces the domain, which is refused. */
  region: p.region,
  /**
   * Purpose of the domain, at most 2048 characters.
   *
   * @default - none
   */
  description: p.description.optional(),
  /**
   * Tags of the domain itself.
   *
   * @default - the default tags only
   */
  tags: p.serviceTags.default({}),
  /**
   * True where the domain itself carries the tags of organization and stage beside its own.
   *
   * @default true
   */
  defaultTags: z.boolean().default(true),
  /**
   * Way in which people sign in to the portal.
   *
   * @default - through IAM only (`DISABLED`)
   */
  singleSignOn: singleSignOn.default({ type: "DISABLED" }),
  /**
   * ARN of a symmetric KMS key that encrypts the domain. Its policy must allow what a created key's does
   * (decision 11, `docs/decisions/0011-domain-key-and-organization.md`); it is left alone. Changing this would replace the
   * domain, which is refused. `aws-owned`: DataZone encrypts with a key of its own, as it does in a domain that was
   * created without one. With `adoptDomainId` it must be said which of the two the domain has.
   *
   * @default - a key is created
   */
  kmsKeyArn: p.kmsKeyArnOrNone.optional(),
  /**
   * Roles that exist already.
   *
   * @default - `AmazonSageMakerDomainExecution` and `AmazonSageMakerDomainService` are created under `/service-role/`
   */
  roles: z
    .strictObject({
      /**
       * Role that users of the domain act as, trusted by DataZone. It needs the use of the domain's key, and of the data
       * keys of accounts that host projects (`modules/domain-roles/domain-roles.ts`).
       *
       * @default - created
       */
      executionRoleArn: p.roleArn.optional(),
      /**
       * Role that the service acts as, trusted by DataZone.
       *
       * @default - created
       */
      serviceRoleArn: p.roleArn.optional(),
    })
    .default({}),
  /**
   * Domain units below the root, by key.
   *
   * @default - the root unit only
   */
  units: p.keyed(unit).default({}),
  /**
   * Owners of the root unit beside the role of the governance account's control-plane function, which creates the domain
   * and which the service makes owner; by a key of your choice. The role that runs Terraform adds them.
   *
   * @default - none
   */
  rootOwners: p.keyed(principalMember).default({}),
  /**
   * User profiles, by key. Groups are the better choice: 100 user members and 20 group members a project, 20 grants a unit.
   *
   * @default - none
   */
  users: p.keyed(user).default({}),
  /**
   * Group profiles, by key.
   *
   * @default - none
   */
  groups: p.keyed(group).default({}),
  /**
   * Policy grants that do not name a project profile, by key. At most 20 a policy and unit, over all stages.
   *
   * @default - none
   */
  grants: grants.default({}),
  /**
   * Id of an existing V2 domain to take over instead of creating one.
   *
   * @default - created
   */
  adoptDomainId: z
    .string()
    .regex(/^dzd[-_][a-zA-Z0-9_-]{1,36}$/)
    .describe("the id of a domain (dzd-...)")
    .optional(),
});

/** A domain that another stage owns. */
export const joinedDomain = z.strictObject({
  /** The stage whose file owns the domain. That stage is applied first. */
  fromStage: z.string().min(1).describe("the name of a stage"),
});
