import { z } from "zod";
import { connection } from "./connections";
import { asset } from "./assets";
import { dataSource } from "./data-sources";
import { projectGit } from "./git";
import * as p from "./primitives";

const resolvedAccount = z.strictObject({
  /** Key of an account of the pool. */
  account: p.key,
  /**
   * Region in which it runs.
   *
   * @default - the account's first Region in the pool
   */
  region: p.region.optional(),
});

const as = {
  /**
   * Designation of the member, which decides what it may do. Changing this is an update in the plan; the service knows
   * none, so the membership is deleted and made again in one write.
   */
  designation: z.enum([
    "PROJECT_OWNER",
    "PROJECT_CONTRIBUTOR",
    "PROJECT_CATALOG_VIEWER",
    "PROJECT_CATALOG_CONSUMER",
    "PROJECT_CATALOG_STEWARD",
  ]),
};

/** Members of a project, by key. */
export const projectMembers = p.keyed(
  z.union([
    z.strictObject({
      /** Key of a user under `domain.users`. */
      user: p.key,
      ...as,
    }),
    z.strictObject({
      /** Key of a group under `domain.groups`. */
      group: p.key,
      ...as,
    }),
  ]),
);

/** Members of a project, by a key of the writer's choice; none where nothing is written. */
export const members = projectMembers.default({});

/** A standing (landing-zone) project. */
export const project = z.strictObject({
  /** Name, 1 to 64 characters; unique in the domain. */
  name: p.serviceName,
  /**
   * Purpose of the project, at most 2048 characters.
   *
   * @default - none
   */
  description: p.description.optional(),
  /**
   * Key of the unit that the project belongs to.
   *
   * @default "root"
   */
  unit: p.unitKey.default("root"),
  /** Key of the profile. Changing this replaces the project. */
  profile: p.key,
  /**
   * For a pool-bound profile: the account in which every environment configuration runs.
   *
   * @default - required where the profile is bound to pools, meaningless elsewhere
   */
  account: resolvedAccount.optional(),
  /**
   * Per environment configuration (by name): another account, and values for editable parameters.
   *
   * @default - `account` for all of them
   */
  environments: z
    .record(
      p.serviceName,
      z.strictObject({
        /**
         * Account in which this environment runs, for a pool-bound configuration.
         *
         * @default - the project's `account`
         */
        account: resolvedAccount.optional(),
        /**
         * Values of parameters that the profile marks editable.
         *
         * @default - the profile's
         */
        parameters: p.parameters.default({}),
      }),
    )
    .default({}),
  /**
   * Repository that the project works on, through the connection of its profile. The project gets it while the connection is
   * AVAILABLE. Changing this deploys Tooling again.
   *
   * @default - none
   */
  git: projectGit.optional(),
  /**
   * Tags of the project's resources, among those that the profile lets one set; at most 25.
   *
   * @default - the profile's
   */
  resourceTags: p.serviceTags.default({}),
  /**
   * Ids of glossary terms, at most 20.
   *
   * @default - none
   */
  glossaryTermIds: z.array(p.serviceId).max(20).default([]),
  /**
   * Role that the project runs as (profiles with ToolingLite). Changing this replaces the project.
   *
   * @default - the service creates one
   */
  executionRoleArn: p.roleArn.optional(),
  /**
   * `ADMIN` marks the project that provisions for bring-your-own-role setups. Changing this replaces the project.
   *
   * @default - none
   */
  category: z.enum(["ADMIN"]).optional(),
  /**
   * Members by a key of your choice. The deploy role's function is owner already.
   *
   * @default - none
   */
  members,
  /**
   * Connections to other services and stores of data, by a key of your choice; those of its environments come by themselves.
   *
   * @default - none
   */
  connections: p.keyed(connection).default({}),
  /**
   * Data sources that import tables into the project's inventory, by a key of your choice.
   *
   * @default - none
   */
  dataSources: p.keyed(dataSource).default({}),
  /**
   * Terms, forms and texts on assets that data sources or people bring, by a key of your choice.
   *
   * @default - none
   */
  assets: p.keyed(asset).default({}),
});
