import { z } from "zod";
import { applicationNetwork } from "./application-network";
import { codeOwner } from "./aiops";
import * as p from "./primitives";
import { projectMembers } from "./projects";

const stageName = z.string().min(1).describe("the name of a stage");

/** Parts of a place that say what project it has; for a producer only where it is built. */
const projectPart = {
  /**
   * Name of the project, 1 to 64 characters; unique in the domain. Changing this renames the project.
   *
   * @default - `<key of the use case>-<stage>`
   */
  projectName: p.serviceName.optional(),
  /**
   * Key of the unit that the project belongs to, in the domain of this stage.
   *
   * @default - the use case's
   */
  unit: p.unitKey.optional(),
  /**
   * Key of the profile, in the file of this stage. Changing this replaces the project.
   *
   * @default - the use case's
   */
  profile: p.key.optional(),
  /**
   * Members of the project, by a key of your choice, instead of the use case's.
   *
   * @default - the use case's
   */
  members: projectMembers.optional(),
};

const place = {
  /** Key of the account in that stage's file. It runs in the Region of that stage's domain. Changing this moves what is there: roles, buckets and the project are made anew. */
  account: p.key,
  /**
   * Subnets and security groups of that account, for jobs and endpoints.
   *
   * @default - none: they run in a network of AWS
   */
  network: applicationNetwork.optional(),
  ...projectPart,
};

/** Place in which a use case is built. */
export const build = z.strictObject({
  /** Stage in which it is built: one of the domain of this file. */
  stage: stageName,
  ...place,
});

/** Stage to which the versions of a use case are deployed. */
export const deployStage = z.strictObject({
  /** Stage to which versions are deployed; it is also the name of the environment on the code host, so of at most 16 characters. */
  stage: stageName,
  ...place,
  /**
   * Real users depend on it. Said here or not, it must be what the account says of itself.
   *
   * @default - as the account is marked
   */
  production: z.boolean().optional(),
  /**
   * A person releases each promotion and each deployment to it. Production must have it.
   *
   * @default - true for production
   */
  approval: z.boolean().optional(),
  /**
   * Keys of groups of the domain of this file whose members may release promotions, at most 20.
   *
   * @default - nobody has to; with `approval` at least one is needed
   */
  approvers: z.array(p.key).max(20).default([]),
  /**
   * People or teams on the code host who release its deployments there, at most 6, as `CODEOWNERS` names them.
   *
   * @default - with `approval` the use case's owners
   */
  reviewers: z.array(codeOwner).max(6).optional(),
  /**
   * Hours after which a promotion that nobody releases lapses, 1 to 720.
   *
   * @default 72
   */
  approvalHours: z.number().int().min(1).max(720).default(72),
});
