import { z } from "zod";
import { CONSTRAINT_PATTERN } from "../../contracts/version-constraint";
import { hints } from "./hints";
import * as p from "./primitives";
import { workspaces } from "./workspaces";

/** Version of the AWS provider. */
const awsProvider = z.strictObject({
  /**
   * Terraform version constraint that all stacks get instead of the default, within 5.100.0 and 7.0.0. Other versions than
   * 5.100.0 were not tested with this project, and every plan says so. After a change: `npm run bootstrap -- --upgrade-providers`.
   */
  version: z
    .string()
    .regex(CONSTRAINT_PATTERN)
    .describe('a Terraform version constraint without pre-releases, such as "~> 6.20" or ">= 6.20, < 6.30"'),
});

/** Systems and architectures that the AWS provider is released for. */
const KNOWN_PLATFORMS = ["darwin_amd64", "darwin_arm64", "linux_amd64", "linux_arm64", "windows_amd64"];

/** Terraform's name of a platform. */
const platform = z
  .string()
  .regex(/^(darwin|freebsd|linux|openbsd|windows)_(386|amd64|arm|arm64)$/)
  .describe(
    "a platform as Terraform names it: darwin, freebsd, linux, openbsd or windows, then _ and 386, amd64, arm or arm64",
  )
  .register(hints, { words: KNOWN_PLATFORMS });

/** Facts that all stages of an organization share. */
export const organization = z.strictObject({
  /**
   * Short name: prefix of every physical name that AWS leaves to us (state buckets, functions, key aliases).
   * 2 to 20 characters, not beginning with `aws` or `ssm`, which Systems Manager reserves for itself. Changing this replaces everything that carries it, state buckets included.
   *
   * @default "smus"
   */
  namePrefix: z
    .string()
    // Names of SSM parameters (the ledger) must not begin so.
    .regex(/^(?!aws|ssm)[a-z][a-z0-9-]*[a-z0-9]$/)
    .min(2)
    .max(20)
    .describe(
      "2 to 20 lower-case letters, digits and hyphens, a letter first, no hyphen last, not beginning with aws or ssm",
    )
    .default("smus"),
  /**
   * Id of the AWS Organizations organization. With it, the domain's key trusts the organization's accounts instead of
   * naming each, so that adding an account does not change the stage that owns the domain.
   *
   * @default - the key names every member account
   */
  organizationId: z
    .string()
    .regex(/^o-[a-z0-9]{10,32}$/)
    .describe("the id of an organization: o- and 10 to 32 lower-case letters and digits")
    .optional(),
  /**
   * AWS partition of all accounts.
   *
   * @default "aws"
   */
  partition: z.enum(["aws", "aws-cn", "aws-us-gov"]).default("aws"),
  /**
   * Tags on everything taggable, beside `smus:stage`, `smus:account`, `smus:layer` and `smus:managed-by`.
   *
   * @default - none
   */
  tags: p.tags.default({}),
  /**
   * Version of the AWS provider, the same in all stages.
   *
   * @default - `~> 5.100`: 5.100.0, with which this version of the project was tested
   */
  awsProvider: awsProvider.optional(),
  /**
   * Platforms that Terraform runs on: people's machines, pipelines, Terraform Cloud (linux_amd64). `npm run bootstrap` locks the
   * providers for those of all stages, and for the machine that it runs on.
   *
   * @default - linux_amd64
   */
  platforms: z.array(platform).min(1).optional(),
});

/** Access of terraform to an account: the roles that it assumes there. */
export const access = z.strictObject({
  /**
   * Role that exists in every account and that provider, state backend and remote states assume.
   * `npm run policies` prints the least policy it needs per layer.
   *
   * @default "smus-deploy"
   */
  deployRoleName: z
    .string()
    .regex(/^[\w+=,.@/-]{1,128}$/)
    .describe("the name of an IAM role, with its path if it has one")
    .default("smus-deploy"),
  /**
   * Role that read-only runs assume instead (`SMUS_ACCESS=plan`): it may invoke the control-plane function's
   * `read` alias, and cannot write.
   *
   * @default - the deploy role
   */
  planRoleName: z
    .string()
    .regex(/^[\w+=,.@/-]{1,128}$/)
    .describe("the name of an IAM role, with its path if it has one")
    .optional(),
  /**
   * External id that the roles' trust policies ask for. 2 to 1224 characters.
   *
   * @default - none
   */
  externalId: z
    .string()
    .min(2)
    .max(1224)
    .regex(/^[\w+=,.@:/-]+$/)
    .describe("2 to 1224 letters, digits and _ + = , . @ : / -")
    .optional(),
});

/** Location of the states. */
export const state = z.discriminatedUnion("backend", [
  z.strictObject({
    /** One S3 bucket in each account, created by `npm run bootstrap`, with native lock files. */
    backend: z.literal("s3"),
    /**
     * Region of the state buckets.
     *
     * @default - the domain's Region
     */
    region: p.region.optional(),
  }),
  z.strictObject({
    /** State files in a directory: for trials and for one person. */
    backend: z.literal("local"),
    /**
     * Directory, absolute or relative to the working directory.
     *
     * @default ".smus/state"
     */
    directory: z.string().min(1).default(".smus/state"),
  }),
  z.strictObject({
    /** Terraform Cloud (HCP Terraform) or Terraform Enterprise: one workspace `<prefix>-<account>-<layer>-<stage>` a stack. */
    backend: z.literal("cloud"),
    /** Name of the Terraform Cloud organization. */
    organization: z.string().min(1),
    /**
     * Host name of Terraform Enterprise.
     *
     * @default "app.terraform.io"
     */
    hostname: z.string().min(1).default("app.terraform.io"),
    /**
     * Project that the workspaces belong to.
     *
     * @default - the organization's default project
     */
    project: z.string().min(1).optional(),
    /**
     * Prefix of the workspace names.
     *
     * @default - the organization's name prefix
     */
    workspacePrefix: z
      .string()
      .regex(/^[A-Za-z0-9_-]+$/)
      .optional(),
    /**
     * Creates the workspaces themselves, with everything that they need: layer `workspaces`. May differ from stage to stage.
     *
     * @default - none: `terraform init` creates them, with the settings of the Terraform Cloud organization
     */
    workspaces: workspaces.optional(),
  }),
]);

/**
 * Protection against `terraform destroy`.
 *
 * - `none`: a destroy may remove everything (trials, sandbox).
 * - `data`: it keeps what holds data: domain, keys, tooling buckets, state buckets.
 * - `all`: it keeps the same, and projects and networks too.
 */
export const protection = z.enum(["none", "data", "all"]);
