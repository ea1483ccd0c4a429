import { z } from "zod";
import { SCHEDULE_PATTERN } from "../../contracts/service/schedules";
import { secretArn } from "./secrets";

const short = z.string().min(1).max(256);

/** A connection to Redshift. */
export const redshiftConnection = z.strictObject({
  /**
   * Cluster or workgroup.
   *
   * @default - none: host and port say it
   */
  storage: z
    .union([
      z.strictObject({
        /** Name of the cluster. */
        clusterName: short,
      }),
      z.strictObject({
        /** Name of the workgroup of Redshift Serverless. */
        workgroupName: short,
      }),
    ])
    .optional(),
  /**
   * Database.
   *
   * @default - the service's choice
   */
  databaseName: short.optional(),
  /**
   * Name of the host.
   *
   * @default - that of the storage
   */
  host: short.optional(),
  /**
   * Port.
   *
   * @default - that of the storage
   */
  port: z.number().int().min(1).max(65535).optional(),
  /**
   * Secret with the credentials.
   *
   * @default - the member's own identity
   */
  credentialsSecretArn: secretArn.optional(),
  /**
   * Read lineage from Redshift.
   *
   * @default - the service's choice
   */
  lineageSync: z
    .strictObject({
      /** True where lineage is read. */
      enabled: z.boolean(),
      /**
       * Times, as in schedules of data sources (UTC).
       *
       * @default - the service's choice
       */
      cron: z
        .string()
        .regex(SCHEDULE_PATTERN)
        .describe('a schedule with one minute and one hour, for example "cron(0 6 * * ? *)"')
        .optional(),
    })
    .optional(),
});
