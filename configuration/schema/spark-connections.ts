import { z } from "zod";
import * as p from "./primitives";

const short = z.string().min(1).max(256);

/** A connection to Spark on EMR. */
export const sparkEmrConnection = z.strictObject({
  /**
   * ARN of the cluster, application or virtual cluster.
   *
   * @default - none
   */
  computeArn: z.string().max(2048).optional(),
  /**
   * ARN of the instance profile.
   *
   * @default - none
   */
  instanceProfileArn: short.optional(),
  /**
   * Virtual environment of Java.
   *
   * @default - the release's
   */
  javaVirtualEnv: short.optional(),
  /**
   * Place of the logs, `s3://...`.
   *
   * @default - none
   */
  logUri: short.optional(),
  /**
   * Virtual environment of Python.
   *
   * @default - the release's
   */
  pythonVirtualEnv: short.optional(),
  /**
   * Role that jobs run as.
   *
   * @default - the project's role
   */
  runtimeRoleArn: p.roleArn.optional(),
  /**
   * Place of the certificates that are trusted, `s3://...`.
   *
   * @default - none
   */
  trustedCertificatesS3Uri: short.optional(),
  /**
   * ARN of the managed endpoint (EMR on EKS).
   *
   * @default - none
   */
  managedEndpointArn: z.string().max(2048).optional(),
});

/** A connection to Spark on Glue. */
export const sparkGlueConnection = z.strictObject({
  /**
   * Connections of Glue that sessions use, by name, 1 to 16.
   *
   * @default - none
   */
  glueConnectionNames: z.array(z.string().min(1).max(64)).min(1).max(16).optional(),
  /**
   * Version of Glue.
   *
   * @default - the service's
   */
  glueVersion: short.optional(),
  /**
   * Minutes after which an idle session ends.
   *
   * @default - the service's
   */
  idleTimeoutMinutes: z.number().int().min(1).optional(),
  /**
   * Virtual environment of Java.
   *
   * @default - none
   */
  javaVirtualEnv: short.optional(),
  /**
   * Number of workers.
   *
   * @default - the service's
   */
  numberOfWorkers: z.number().int().min(1).optional(),
  /**
   * Virtual environment of Python.
   *
   * @default - none
   */
  pythonVirtualEnv: short.optional(),
  /**
   * Type of the workers, for example `G.1X`.
   *
   * @default - the service's
   */
  workerType: short.optional(),
});
