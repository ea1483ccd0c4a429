import { z } from "zod";
import { secretArn } from "./secrets";

const properties = z.record(z.string().min(1).max(128), z.string().min(1).max(2048));

const network = z.strictObject({
  /** Subnets, 1 to 50. */
  subnetIds: z
    .array(
      z
        .string()
        .regex(/^subnet-[a-z0-9]+$/)
        .describe("the id of a subnet"),
    )
    .min(1)
    .max(50),
  /**
   * Security groups, at most 50.
   *
   * @default - none
   */
  securityGroupIds: z.array(z.string().min(1).max(255)).max(50).default([]),
  /**
   * Availability Zone.
   *
   * @default - that of the subnet
   */
  availabilityZone: z.string().min(1).max(255).optional(),
});

const oauth2 = z.strictObject({
  /** Kind of grant. */
  grantType: z.enum(["AUTHORIZATION_CODE", "CLIENT_CREDENTIALS", "JWT_BEARER"]),
  /**
   * Id of a client application of your own; its secret is in `secretArn`.
   *
   * @default - AWS's application
   */
  clientId: z.string().min(1).max(2048).optional(),
  /**
   * Name of AWS's client application.
   *
   * @default - an application of your own
   */
  managedClientReference: z.string().min(1).max(2048).optional(),
  /**
   * Address that tokens come from.
   *
   * @default - none
   */
  tokenUrl: z
    .string()
    .regex(/^https?:\/\/.+$/)
    .max(256)
    .describe("an address that begins https://")
    .optional(),
  /**
   * Parameters of that address.
   *
   * @default - none
   */
  tokenUrlParameters: properties.default({}),
});

/** A connection of Glue, as it is made for a project. */
export const glueConnection = z.strictObject({
  /** Database or warehouse that it leads to. */
  type: z.enum([
    "SNOWFLAKE",
    "BIGQUERY",
    "DOCUMENTDB",
    "DYNAMODB",
    "MYSQL",
    "OPENSEARCH",
    "ORACLE",
    "POSTGRESQL",
    "REDSHIFT",
    "SAPHANA",
    "SQLSERVER",
    "TERADATA",
    "VERTICA",
  ]),
  /**
   * Name of the connection in Glue.
   *
   * @default - the service's choice
   */
  name: z.string().min(1).max(255).optional(),
  /**
   * Purpose of the connection in Glue, at most 2048 characters.
   *
   * @default - none
   */
  description: z.string().min(1).max(2048).optional(),
  /**
   * Properties in Glue's words: HOST, PORT, DATABASE. No passwords: they are in the secret.
   *
   * @default - none
   */
  connectionProperties: properties.default({}),
  /**
   * Network that it is reached from.
   *
   * @default - none
   */
  network: network.optional(),
  /**
   * Way in which it signs in.
   *
   * @default - without
   */
  authentication: z
    .strictObject({
      /** Kind of authentication. */
      type: z.enum(["BASIC", "OAUTH2", "CUSTOM"]),
      /** Secret with the credentials. */
      secretArn,
      /**
       * Key that encrypts the secret.
       *
       * @default - that of Secrets Manager
       */
      kmsKeyArn: z
        .string()
        .regex(/^arn:aws[a-z-]*:kms:.+$/)
        .describe("the ARN of a KMS key")
        .optional(),
      /**
       * Settings of OAuth 2.0.
       *
       * @default - none
       */
      oauth2: oauth2.optional(),
    })
    .optional(),
  /**
   * Have Glue check the credentials when it is made.
   *
   * @default - the service's choice
   */
  validateCredentials: z.boolean().optional(),
  /**
   * Compute that Glue checks it for.
   *
   * @default - the service's choice
   */
  validateFor: z
    .array(z.enum(["SPARK", "ATHENA", "PYTHON"]))
    .min(1)
    .optional(),
  /**
   * Further properties for Spark.
   *
   * @default - none
   */
  sparkProperties: properties.default({}),
  /**
   * Further properties for Athena.
   *
   * @default - none
   */
  athenaProperties: properties.default({}),
  /**
   * Further properties for Python.
   *
   * @default - none
   */
  pythonProperties: properties.default({}),
});
