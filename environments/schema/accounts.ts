import { z } from "zod";
import { blueprints } from "./blueprints";
import * as p from "./primitives";

/** Where environments of the account run in one Region. */
const network = z.discriminatedUnion("mode", [
  z.strictObject({
    /** A VPC that exists. */
    mode: z.literal("existing"),
    /** Id of the VPC, with DNS support and DNS host names on. */
    vpcId: z
      .string()
      .regex(/^vpc-[0-9a-f]{8,17}$/)
      .describe("the id of a VPC (vpc-...)"),
    /** At least 2 private subnets with free addresses; 3 in distinct Availability Zones are advised. */
    subnets: z
      .array(
        z.strictObject({
          /** Id of the subnet. */
          id: z
            .string()
            .regex(/^subnet-[0-9a-f]{8,17}$/)
            .describe("the id of a subnet (subnet-...)"),
          /**
           * Availability Zone of the subnet, for example `us-east-1a`.
           *
           * @default - not checked, and not passed to blueprints
           */
          availabilityZone: z
            .string()
            .regex(/^[a-z]{2}(-gov|-iso[a-z]?)?-[a-z]+-\d[a-z]$/)
            .describe("an Availability Zone such as us-east-1a")
            .optional(),
        }),
      )
      .min(2),
  }),
  z.strictObject({
    /** A VPC made for the account: private subnets, endpoints, no internet gateway unless asked for. */
    mode: z.literal("create"),
    /**
     * Address range, a /16 to /24. Changing this replaces the VPC.
     *
     * @default "10.38.0.0/20"
     */
    cidrBlock: z
      .string()
      .regex(/^(\d{1,3}\.){3}\d{1,3}\/(1[6-9]|2[0-4])$/)
      .describe("an IPv4 range of /16 to /24")
      .default("10.38.0.0/20"),
    /**
     * Availability Zones, 2 to 4, by letter.
     *
     * @default ["a", "b", "c"]
     */
    zones: z
      .array(
        z
          .string()
          .regex(/^[a-z]$/)
          .describe("the letter of an Availability Zone"),
      )
      .min(2)
      .max(4)
      .default(["a", "b", "c"]),
    /**
     * Interface endpoints, by service name without its prefix. `s3` is always there, as a gateway endpoint.
     *
     * @default - the services that `sagemakerDomainNetworkType=VpcOnly` needs
     */
    interfaceEndpoints: z
      .array(
        z
          .string()
          .regex(/^[a-z0-9.-]+$/)
          .describe("the name of an endpoint service without its prefix"),
      )
      .optional(),
    /**
     * Adds an internet gateway, a public subnet and one NAT gateway.
     *
     * @default false
     */
    internetAccess: z.boolean().default(false),
  }),
]);

/** What an account has in one Region. */
export const regionSettings = z.strictObject({
  /**
   * Where environments of the account run.
   *
   * @default - a VPC is created
   */
  network: network.default({
    mode: "create",
    cidrBlock: "10.38.0.0/20",
    zones: ["a", "b", "c"],
    internetAccess: false,
  }),
  /**
   * Name of a bucket that exists; it must begin with `amazon-sagemaker-`, the pattern of AWS's provisioning policy.
   *
   * @default - a bucket is created
   */
  bucketName: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
    .describe("the name of an S3 bucket")
    .optional(),
  /**
   * ARN of a KMS key that exists, in the same Region.
   *
   * @default - a key is created
   */
  kmsKeyArn: p.kmsKeyArn.optional(),
});

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
  costCenter: z.string().min(1).max(256).optional(),
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
   * Permissions boundary of the roles that projects get (regional parameter `PermissionsBoundaryArn` of Tooling).
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
    })
    .default({}),
  /**
   * Tags of the account's resources.
   *
   * @default - the stage's
   */
  tags: p.tags.default({}),
});

/** How the domain is shared with the stage's accounts: one RAM share per stage. */
export const sharing = z.strictObject({
  /**
   * Whom the share names: each account, or organizational units, or the whole organization (ARNs).
   *
   * @default "accounts"
   */
  principals: z
    .union([
      z.literal("accounts"),
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
