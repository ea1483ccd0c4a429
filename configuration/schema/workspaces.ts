import { z } from "zod";
import * as p from "./primitives";

/** Name of a Terraform Cloud object: organization, project, team, agent pool. */
const objectName = z.string().min(1).max(90);
/** Path inside the repository, without a slash at either end. */
const repositoryPath = z
  .string()
  .regex(/^[\w.-]+(\/[\w.-]+)*$/)
  .describe("a relative path with / between folders, without a slash at either end");

/**
 * Source of the AWS credentials of runs: Terraform Cloud exchanges its identity token for short-lived ones, never keys.
 *
 * @see https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/aws-configuration
 */
const credentials = z.discriminatedUnion("from", [
  z.strictObject({
    /**
     * Every account trusts Terraform Cloud itself: a plan runs as `access.planRoleName` and an apply as
     * `access.deployRoleName` of the stack's own account, and no role is assumed from there.
     */
    from: z.literal("account"),
    /**
     * Audience of the identity token.
     *
     * @default - Terraform Cloud's own: aws.workload.identity
     */
    audience: z.string().min(1).max(255).optional(),
  }),
  z.strictObject({
    /**
     * One account trusts Terraform Cloud; from the role there each stack assumes the role of its account, as outside of
     * Terraform Cloud. Plans then assume the deploy role too, because a workspace has one configuration for both.
     */
    from: z.literal("hub"),
    /** Role that runs use. */
    runRoleArn: p.roleArn,
    /**
     * Role that plans use.
     *
     * @default - runRoleArn
     */
    planRoleArn: p.roleArn.optional(),
    /**
     * Role that applies use.
     *
     * @default - runRoleArn
     */
    applyRoleArn: p.roleArn.optional(),
    /**
     * Audience of the identity token.
     *
     * @default - Terraform Cloud's own: aws.workload.identity
     */
    audience: z.string().min(1).max(255).optional(),
  }),
]);

/** Runs that start by themselves when synthesized JSON is merged (`npm run synth:committed`). */
const vcs = z.strictObject({
  /** Repository that holds the synthesized JSON, as the VCS provider names it: `owner/repository`. */
  repository: z
    .string()
    .regex(/^[\w.-]+(\/[\w.-]+)+$/)
    .describe("owner/repository, as the VCS provider names it"),
  /**
   * Branch whose merges start runs.
   *
   * @default - the repository's default branch
   */
  branch: z.string().min(1).optional(),
  /**
   * Folder of the repository that `npm run synth:committed -- --out` wrote.
   *
   * @default "synthesized"
   */
  directory: repositoryPath.default("synthesized"),
  /** Connection of Terraform Cloud to the VCS provider: an OAuth token (`ot-...`) or an installation of its GitHub app (`ghain-...`). */
  connection: z
    .string()
    .regex(/^(ot|ghain)-[A-Za-z0-9]+$/)
    .describe("the id of an OAuth token (ot-...) or of a GitHub app installation (ghain-...)"),
});

/**
 * The workspaces of a stage, created by Terraform itself (layer `workspaces`). Only with Terraform Cloud or Terraform
 * Enterprise; may differ from stage to stage.
 */
export const workspaces = z.strictObject({
  /**
   * Place in which runs happen: Terraform Cloud, an agent of your own, or the command line's computer (the workspace
   * then keeps the state only).
   *
   * @default "remote"
   */
  executionMode: z.enum(["remote", "agent", "local"]).default("remote"),
  /**
   * Name of the agent pool; it must exist. Only with `executionMode: "agent"`, and required there.
   *
   * @default - none
   */
  agentPool: objectName.optional(),
  /**
   * Terraform version of the runs: a version or a constraint.
   *
   * @default "~> 1.11"
   */
  terraformVersion: z
    .string()
    .regex(/^(~>|>=|<=|=|<|>)? ?\d+(\.\d+){0,2}(, ?(~>|>=|<=|=|<|>)? ?\d+(\.\d+){0,2})*$/)
    .describe('a version such as "1.13.4", or a constraint such as "~> 1.11"')
    .default("~> 1.11"),
  /**
   * True where a plan with changes is applied without anybody's confirmation.
   *
   * @default false
   */
  autoApply: z.boolean().default(false),
  /**
   * Source of the AWS credentials of runs. Not with `executionMode: "local"`: there the command line has its own.
   *
   * @default - from the account: its plan role and its deploy role trust Terraform Cloud
   */
  credentials: credentials.optional(),
  /**
   * True where an apply starts runs of the stacks that wait for this one, in the order of layers. Terraform Cloud takes
   * at most 20 sources a workspace. Leave it off where a pipeline drives the runs: it keeps the order itself.
   *
   * @default true
   */
  runTriggers: z.boolean().default(true),
  /**
   * Access of teams to every workspace of the stage, by the team's name; the team must exist.
   *
   * @default - as the organization has it
   */
  teamAccess: z.record(objectName, z.enum(["read", "plan", "write", "admin"])).default({}),
  /**
   * Tags of the workspaces, beside `stage`, `account`, `layer` and `managed-by`.
   *
   * @default - none
   */
  tags: p.tags.default({}),
  /**
   * Runs on merge of synthesized JSON.
   *
   * @default - none: runs are started by the command line, for example of a pipeline
   */
  vcs: vcs.optional(),
});
