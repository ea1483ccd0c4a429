import { z } from "zod";
import { BLUEPRINT_NAMES } from "../../contracts/service/blueprints";
import { TEMPLATE_NAMES } from "../templates/names";
import { profileGit } from "./git";
import * as p from "./primitives";
import { target } from "./target";

/** A set of accounts that a creator of a project may choose from. */
export const pool = z.strictObject({
  /**
   * Name, 1 to 64 characters of letters, digits, `_`, `-` and space; unique in the domain.
   *
   * @default - `<stage>-<key>`
   */
  name: p.serviceName.optional(),
  /**
   * Purpose of the pool, at most 2048 characters.
   *
   * @default - none
   */
  description: p.description.optional(),
  /** Source of the accounts. */
  source: z.union([
    z.strictObject({
      /** 1 to 25 accounts of this stage, each with 1 to 3 Regions; for more use several pools or a handler. */
      accounts: z.array(
        z.strictObject({
          /** Key of an account of this stage. */
          account: p.key,
          /**
           * Regions that the account offers, 1 to 3.
           *
           * @default - the first 3 Regions of the account
           */
          regions: z.array(p.region).optional(),
          /**
           * Name shown where an account is chosen, 1 to 256 characters; `false`: none.
           *
           * @default - the account's name
           */
          name: z.union([z.string().min(1).max(256), z.literal(false)]).optional(),
        }),
      ),
    }),
    z.strictObject({
      /** A function of yours that lists and validates accounts. */
      handler: z.strictObject({
        /** ARN of the function. */
        lambdaFunctionArn: p.lambdaArn,
        /** Trusted by DataZone, path `/` or `/service-role/` only. */
        lambdaExecutionRoleArn: p.roleArn,
      }),
    }),
    z.strictObject({
      /** A function that we create: it finds accounts in AWS Organizations. */
      discover: z.strictObject({
        /**
         * Ids of organizational units, with everything below them.
         *
         * @default - all, where `accountTags` says which
         */
        organizationalUnitIds: z
          .array(
            z
              .string()
              .regex(/^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$/)
              .describe("the id of an organizational unit (ou-...)"),
          )
          .default([]),
        /**
         * Tags that an account must carry, all of them.
         *
         * @default - any, where `organizationalUnitIds` says which
         */
        accountTags: p.tags.default({}),
        /** Regions that each account offers, 1 to 3. */
        regions: z.array(p.region).min(1).max(3),
        /**
         * Role in the management account with read access to Organizations.
         *
         * @default - the governance account's own (a delegated administrator)
         */
        organizationsRoleArn: p.roleArn.optional(),
      }),
    }),
  ]),
});

const override = z.union([
  z.string(),
  z.strictObject({
    /**
     * Value of the parameter; always a text.
     *
     * @default - the template's, else the blueprint's own default
     */
    value: z.string().optional(),
    /** True where the creator of a project may set it. */
    editable: z.boolean(),
  }),
]);

const configuration = z.strictObject({
  /**
   * API name of the blueprint. Required in a configuration that no template brings.
   *
   * @default - the template's
   */
  blueprint: z.enum(BLUEPRINT_NAMES).optional(),
  /**
   * Purpose of the configuration, at most 2048 characters.
   *
   * @default - none
   */
  description: p.description.optional(),
  /**
   * `ON_CREATE`: deployed with the project. `ON_DEMAND`: when a member asks for it.
   *
   * @default - the template's, else `ON_DEMAND`; Tooling is always `ON_CREATE`
   */
  deploymentMode: z.enum(["ON_CREATE", "ON_DEMAND"]).optional(),
  /**
   * Order among `ON_CREATE` configurations, 0 to 16; Tooling has 0, others at least 1.
   *
   * @default - the template's, else 1
   */
  deploymentOrder: z.number().int().min(0).max(16).optional(),
  /**
   * Place in which this environment is deployed.
   *
   * @default - the profile's
   */
  target: target.optional(),
  /**
   * SSM path from which the service reads parameter values.
   *
   * @default - none
   */
  ssmPath: p.ssmPath.optional(),
  /**
   * Parameter overrides by name: a string (not editable), or value and editability. Merged over the template's.
   *
   * @default - the template's
   */
  parameters: z.record(p.parameterName, override).default({}),
});

/** Profile from which a project is made. */
export const profile = z.strictObject({
  /** Name, 1 to 64 characters; unique in the domain. */
  name: p.serviceName,
  /**
   * Purpose of the profile, at most 2048 characters.
   *
   * @default - none
   */
  description: p.description.optional(),
  /**
   * Key of the unit that owns the profile.
   *
   * @default "root"
   */
  unit: p.unitKey.default("root"),
  /**
   * The service's own default is DISABLED, which surprises everyone.
   *
   * @default "ENABLED"
   */
  status: z.enum(["ENABLED", "DISABLED"]).default("ENABLED"),
  /**
   * A production profile reaches production accounts only, and only it may.
   *
   * @default false
   */
  production: z.boolean().default(false),
  /**
   * Place in which environments are deployed, unless a configuration says otherwise.
   *
   * @default - required, unless every configuration has its own or there is none (template `model-governance`)
   */
  target: target.optional(),
  /**
   * Stock template to start from. `model-governance` deploys nothing: it is the hidden profile of Bedrock's models.
   *
   * @default - none: `configurations` is the whole profile
   */
  template: z.enum(TEMPLATE_NAMES).optional(),
  /**
   * Environment configurations by name (1 to 64 characters). With a template: additions and overrides by name.
   *
   * @default - the template's
   */
  configurations: z.record(p.serviceName, configuration).default({}),
  /**
   * Names of the template's configurations to leave out.
   *
   * @default - none
   */
  without: z.array(z.string()).default([]),
  /**
   * Key of the connection to a Git provider that projects use, or the key and whether creators of projects may use another one. The
   * profile names it while it is AVAILABLE: a person finishes every connection once.
   *
   * @default - none, or what the parameter `gitConnectionArn` of Tooling says
   */
  git: profileGit.optional(),
  /**
   * Tags that projects put on their resources; at most 25.
   *
   * @default - none
   */
  resourceTags: z
    .record(
      p.serviceTagKey,
      z.union([
        p.serviceTagValue,
        z.strictObject({
          /** Value that projects start with. */
          value: p.serviceTagValue,
          /** True where the creator of a project may change it. */
          editable: z.boolean(),
        }),
      ]),
    )
    .default({}),
  /**
   * Let creators of projects add tags of their own.
   *
   * @default false
   */
  allowCustomResourceTags: z.boolean().default(false),
  /**
   * Purpose of the resource tags, shown to creators of projects.
   *
   * @default - none
   */
  resourceTagsDescription: p.description.optional(),
});
