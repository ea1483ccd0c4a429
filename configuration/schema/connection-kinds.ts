import { z } from "zod";
import { gitConnection } from "./git";
import { glueConnection } from "./glue-connection";
import { redshiftConnection } from "./redshift-connection";
import { sparkEmrConnection, sparkGlueConnection } from "./spark-connections";

const short = z.string().min(1).max(256);

/** Kinds of connections, by the API's name for them. Of each connection one is given. */
export const connectionKinds = {
  /**
   * Athena.
   *
   * @default - another kind
   */
  athena: z
    .strictObject({
      /** Workgroup. Changing this is done in place. */
      workgroupName: z.string().min(1).max(64),
    })
    .optional(),
  /**
   * A database or warehouse, through a connection of Glue. Description, connection properties and the secret change in place;
   * changing anything else replaces the connection.
   *
   * @default - another kind
   */
  glue: glueConnection.optional(),
  /**
   * A Git repository. Connection and branch change in place; changing the repository replaces the connection.
   *
   * @default - another kind
   */
  git: gitConnection.optional(),
  /**
   * A HyperPod cluster. Changing this replaces the connection.
   *
   * @default - another kind
   */
  hyperPod: z
    .strictObject({
      /** Name of the cluster. */
      clusterName: short,
    })
    .optional(),
  /**
   * The project's identity. Changing this is done in place.
   *
   * @default - another kind
   */
  iam: z
    .strictObject({
      /** True where lineage is read from Glue. */
      glueLineageSync: z.boolean(),
    })
    .optional(),
  /**
   * Redshift. Changing this is done in place.
   *
   * @default - another kind
   */
  redshift: redshiftConnection.optional(),
  /**
   * Spark on EMR. Changing this is done in place.
   *
   * @default - another kind
   */
  sparkEmr: sparkEmrConnection.optional(),
  /**
   * Spark on Glue. Changing this replaces the connection.
   *
   * @default - another kind
   */
  sparkGlue: sparkGlueConnection.optional(),
  /**
   * A bucket, or a part of one. Changing this is done in place.
   *
   * @default - another kind
   */
  s3: z
    .strictObject({
      /** `s3://<bucket>/<prefix>`. */
      uri: z
        .string()
        .regex(/^s3:\/\/.+$/)
        .max(2048)
        .describe("s3://<bucket>/<prefix>"),
      /**
       * Id of a location of S3 Access Grants.
       *
       * @default - none
       */
      accessGrantLocationId: z
        .string()
        .regex(/^[a-zA-Z0-9-]{1,64}$/)
        .describe("the id of a location of S3 Access Grants")
        .optional(),
      /**
       * Register the place with S3 Access Grants.
       *
       * @default - the service's choice
       */
      registerAccessGrantLocation: z.boolean().optional(),
    })
    .optional(),
  /**
   * Amazon Q. Changing this is done in place.
   *
   * @default - another kind
   */
  amazonQ: z
    .strictObject({
      /** True where it can be used. */
      enabled: z.boolean(),
      /**
       * ARN of the profile.
       *
       * @default - none
       */
      profileArn: z.string().min(1).max(2048).optional(),
      /**
       * Way in which people sign in.
       *
       * @default - the service's choice
       */
      authMode: z.string().min(1).max(128).optional(),
    })
    .optional(),
  /**
   * A tracking server of MLflow. Changing this is done in place.
   *
   * @default - another kind
   */
  mlflow: z
    .strictObject({
      /** ARN of the tracking server. */
      trackingServerArn: z.string().min(1).max(2048),
    })
    .optional(),
  /**
   * An environment of Managed Workflows for Apache Airflow. Changing this replaces the connection.
   *
   * @default - another kind
   */
  workflowsMwaa: z
    .strictObject({
      /** Name of the environment. */
      environmentName: z.string().min(1).max(256),
    })
    .optional(),
};
