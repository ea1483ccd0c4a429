import { z } from "zod";
import { blueprints } from "./blueprints";
import { regionSettings } from "./network";
import * as p from "./primitives";

/** One AWS account. */
export const account = z.strictObject({
  /** 12 digits, in quotes: leading zeros are lost in a number. */
  id: p.accountId,
  /**
   * Name for people, shown where an account is chosen. 1 to 256 characters.
   *
   * @default - the account's key
   */
  name: z.string().min(1).max(256).optional(),
  /**
   * Business unit, also the tag `smus:business-unit`.
   *
   * @default - no tag
   */
  businessUnit: p.key.optional(),
  /**
   * Cost center, also the tag `smus:cost-center`.
   *
   * @default - no tag
   */
  costCenter: p.tagValue.min(1).describe("1 to 256 letters, digits, spaces and _ . : / = + - @").optional(),
  /**
   * Production accounts are reached only from profiles marked `production`.
   *
   * @default false
   */
  production: z.boolean().default(false),
  /**
   * Regions in which projects of this account run, and what they use there.
   *
   * @default - the domain's Region, where the account hosts projects
   */
  regions: z.record(p.region, regionSettings).default({}),
  /**
   * Managed blueprints to enable, by API name. An account with none hosts no projects.
   *
   * @default - none
   */
  blueprints: blueprints.default({}),
  /**
   * Permissions boundary of the roles that projects get (regional parameter `PermissionsBoundaryArn` of Tooling). AWS's
   * `AmazonDataZoneEnvironmentRolePermissionsBoundary` is refused: it denies what projects need.
   *
   * @default - none
   */
  permissionsBoundaryArn: p.policyArn.optional(),
  /**
   * Make the provisioning and manage-access roles Lake Formation administrators. Others stay as they are.
   *
   * @default true
   */
  lakeFormation: z.boolean().default(true),
  /**
   * Role that registers data locations with Lake Formation.
   *
   * @default - none
   */
  lakeFormationLocationRoleArn: p.roleArn.optional(),
  /**
   * Roles that exist already.
   *
   * @default - created, with AWS's names under `/service-role/`
   */
  roles: z
    .strictObject({
      /**
       * Role that deploys environments, trusted by DataZone.
       *
       * @default - created
       */
      provisioningRoleArn: p.roleArn.optional(),
      /**
       * Role that grants access to data, trusted by DataZone for this domain.
       *
       * @default - created
       */
      manageAccessRoleArn: p.roleArn.optional(),
      /**
       * Role that runs queries, trusted by Lake Formation and Glue.
       *
       * @default - created
       */
      queryExecutionRoleArn: p.roleArn.optional(),
      /**
       * Role that manages Bedrock models, trusted by DataZone.
       *
       * @default - created, where a blueprint uses Bedrock
       */
      bedrockModelManagementRoleArn: p.roleArn.optional(),
      /**
       * Role that invokes Bedrock models, trusted by DataZone.
       *
       * @default - created, where a blueprint uses Bedrock
       */
      bedrockConsumptionRoleArn: p.roleArn.optional(),
    })
    .default({}),
  /**
   * Tags of the account's resources.
   *
   * @default - the stage's
   */
  tags: p.tags.default({}),
});

/** Sharing of the domain with the stage's accounts: one RAM share per stage. */
export const sharing = z.strictObject({
  /**
   * ARN of a share that exists: it stays as it is, and only principals are associated with it.
   *
   * @default - a share is created
   */
  resourceShareArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:ram:[a-z0-9-]+:\d{12}:resource-share\/[a-f0-9-]+$/)
    .describe("the ARN of a RAM resource share")
    .optional(),
  /**
   * Principals that the share names: each account, or organizational units, or the whole organization (ARNs); `none`,
   * where a share that exists names them already.
   *
   * @default "accounts"
   */
  principals: z
    .union([
      z.literal("accounts"),
      z.literal("none"),
      z.strictObject({
        /** ARNs of organizational units: every account below them is associated. */
        organizationalUnitArns: z
          .array(
            z
              .string()
              .regex(/^arn:aws[a-z-]*:organizations::\d{12}:ou\/o-[a-z0-9]{10,32}\/ou-[a-z0-9-]+$/)
              .describe("the ARN of an organizational unit"),
          )
          .min(1),
      }),
      z.strictObject({
        /** ARN of the organization: every account in it is associated. */
        organizationArn: z
          .string()
          .regex(/^arn:aws[a-z-]*:organizations::\d{12}:organization\/o-[a-z0-9]{10,32}$/)
          .describe("the ARN of an organization"),
      }),
    ])
    .default("accounts"),
  /**
   * Keys of accounts outside the organization: they are named in the share and accept an invitation.
   *
   * @default - none
   */
  invitedAccounts: z.array(p.key).default([]),
  /**
   * Let IAM principals of the associated accounts open the portal, beside the APIs.
   *
   * @default false
   */
  portalAccess: z.boolean().default(false),
});
