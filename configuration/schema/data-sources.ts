import { z } from "zod";
import { DEFAULT_CONNECTION } from "../../contracts/service/connections";
import { SCHEDULE_PATTERN, SCHEDULE_TIME_ZONES } from "../../contracts/service/schedules";
import { filledForm } from "./filled-forms";
import * as p from "./primitives";
import { secretArn } from "./secrets";

const pattern = z.string().min(1).max(2048);

const filter = z.strictObject({
  /** Name of the database, 1 to 128 characters. */
  database: z.string().min(1).max(128),
  /**
   * Name of the schema (Redshift), 1 to 128 characters.
   *
   * @default - none
   */
  schema: z.string().min(1).max(128).optional(),
  /**
   * Tables that are imported, by name; `*` stands for any characters.
   *
   * @default ["*"]
   */
  include: z.array(pattern).min(1).default(["*"]),
  /**
   * Tables that are left out of these, in the same way.
   *
   * @default - none
   */
  exclude: z.array(pattern).default([]),
});

const reading = {
  /** Databases, and which of their tables. A database (with its schema) is named once. */
  filters: z.array(filter).min(1),
  /**
   * Role that DataZone reads with, in the project's account.
   *
   * @default - that of the connection
   */
  dataAccessRoleArn: p.roleArn.optional(),
};

const source = {
  /** Name, 1 to 256 characters; unique in the project. */
  name: z.string().min(1).max(256),
  /**
   * Purpose of the data source, at most 2048 characters.
   *
   * @default - none
   */
  description: p.description.optional(),
  /**
   * Name of the connection that it reads through: one under `connections`, or one that the project's environments bring. Changing
   * this replaces the data source; assets that it has imported stay.
   *
   * @default "project.iam"
   */
  connection: z.string().min(1).max(64).default(DEFAULT_CONNECTION),
  /**
   * False: it is disabled and does not run.
   *
   * @default true
   */
  enabled: z.boolean().default(true),
  /**
   * Publish what is imported at once, without anybody looking at it before. Rules of the catalog refuse assets that lack something.
   *
   * @default false
   */
  publishOnImport: z.boolean().default(false),
  /**
   * Have business names of tables and columns generated, for people to accept.
   *
   * @default false
   */
  generateBusinessNames: z.boolean().default(false),
  /**
   * Times at which it runs.
   *
   * @default - it runs when somebody starts it
   */
  schedule: z
    .strictObject({
      /** `cron(<minute> <hour> <day of month> <month> <day of week> <year>)`; minute and hour are one number each. */
      cron: z
        .string()
        .regex(SCHEDULE_PATTERN)
        .max(256)
        .describe('a schedule with one minute and one hour, for example "cron(0 6 * * ? *)"'),
      /**
       * Time zone, in the service's spelling: `EUROPE_ZURICH`, `US_EASTERN`.
       *
       * @default "UTC"
       */
      timeZone: z.enum(SCHEDULE_TIME_ZONES).default("UTC"),
    })
    .optional(),
  /**
   * Metadata forms that imported assets get, at most 10.
   *
   * @default - none
   */
  forms: z.array(filledForm).max(10).default([]),
};

/** A data source of a project: what it imports into the project's inventory. */
export const dataSource = z.union([
  z.strictObject({
    ...source,
    /** Tables of the Glue catalog. Changing a data source from `glue` to `redshift` replaces it. */
    glue: z.strictObject({
      ...reading,
      /**
       * Catalog that the databases are in.
       *
       * @default - that of the account
       */
      catalogName: z.string().min(1).max(128).optional(),
      /**
       * Import results of Glue's data quality, too.
       *
       * @default false
       */
      importDataQuality: z.boolean().default(false),
    }),
  }),
  z.strictObject({
    ...source,
    /** Tables and views of Redshift. Changing a data source from `redshift` to `glue` replaces it. */
    redshift: z.strictObject({
      ...reading,
      /**
       * Place where the data is.
       *
       * @default - that of the connection
       */
      storage: z
        .union([
          z.strictObject({
            /** Name of the cluster. */
            clusterName: z
              .string()
              .regex(/^[0-9a-z].[a-z0-9-]*$/)
              .max(63)
              .describe("the name of a Redshift cluster"),
          }),
          z.strictObject({
            /** Name of the workgroup of Redshift Serverless. */
            workgroupName: z
              .string()
              .regex(/^[a-z0-9-]{3,64}$/)
              .describe("the name of a Redshift Serverless workgroup"),
          }),
        ])
        .optional(),
      /**
       * Secret with the credentials.
       *
       * @default - those of the connection
       */
      credentialsSecretArn: secretArn.optional(),
    }),
  }),
]);
