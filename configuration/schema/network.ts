import { z } from "zod";
import * as p from "./primitives";

/** Network in which environments of the account run in one Region. */
const network = z.discriminatedUnion("mode", [
  z.strictObject({
    /** A VPC that exists. */
    mode: z.literal("existing"),
    /** Id of the VPC, with DNS support and DNS host names on. */
    vpcId: z
      .string()
      .regex(/^vpc-[0-9a-f]{8,17}$/)
      .describe("the id of a VPC: vpc- and 8 to 17 of 0-9 and a-f"),
    /** At least 2 private subnets with free addresses; 3 in distinct Availability Zones are advised. */
    subnets: z
      .array(
        z.strictObject({
          /** Id of the subnet. */
          id: z
            .string()
            .regex(/^subnet-[0-9a-f]{8,17}$/)
            .describe("the id of a subnet: subnet- and 8 to 17 of 0-9 and a-f"),
          /**
           * Availability Zone of the subnet, for example `us-east-1a`.
           *
           * @default - not checked, and not passed to blueprints
           */
          availabilityZone: z
            .string()
            .regex(/^[a-z]{2}(-gov|-iso[a-z]?)?-[a-z]+-\d[a-z]$/)
            .describe("an Availability Zone such as us-east-1a")
            .optional(),
        }),
      )
      .min(2),
  }),
  z.strictObject({
    /** None: the account's blueprints need no VPC. */
    mode: z.literal("none"),
  }),
  z.strictObject({
    /** A VPC made for the account: private subnets, endpoints, no internet gateway unless asked for. */
    mode: z.literal("create"),
    /**
     * Address range, a /16 to /24. Changing this replaces the VPC.
     *
     * @default "10.38.0.0/20"
     */
    cidrBlock: z
      .string()
      .regex(/^(\d{1,3}\.){3}\d{1,3}\/(1[6-9]|2[0-4])$/)
      .describe("an IPv4 range of /16 to /24")
      .default("10.38.0.0/20"),
    /**
     * Availability Zones, 2 to 4, by letter.
     *
     * @default ["a", "b", "c"]
     */
    zones: z
      .array(
        z
          .string()
          .regex(/^[a-z]$/)
          .describe("the letter of an Availability Zone"),
      )
      .min(2)
      .max(4)
      .default(["a", "b", "c"]),
    /**
     * Interface endpoints, by service name without its prefix. `s3` is always there, as a gateway endpoint.
     *
     * @default - the services that `sagemakerDomainNetworkType=VpcOnly` needs
     */
    interfaceEndpoints: z
      .array(
        z
          .string()
          .regex(/^[a-z0-9.-]+$/)
          .describe("the name of an endpoint service without its prefix"),
      )
      .optional(),
    /**
     * Adds an internet gateway, a public subnet and one NAT gateway.
     *
     * @default false
     */
    internetAccess: z.boolean().default(false),
  }),
]);

/** Settings of an account in one Region. */
export const regionSettings = z.strictObject({
  /**
   * Network in which environments of the account run.
   *
   * @default - a VPC is created
   */
  network: network.default({
    mode: "create",
    cidrBlock: "10.38.0.0/20",
    zones: ["a", "b", "c"],
    internetAccess: false,
  }),
  /**
   * Name of a bucket that exists; it must begin with `amazon-sagemaker-`, the pattern of AWS's provisioning policy.
   * `none`: the account's blueprints need no bucket.
   *
   * @default - a bucket is created
   */
  bucketName: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
    .describe("the name of an S3 bucket: 3 to 63 lower-case letters, digits, dots and hyphens")
    .optional(),
  /**
   * Key that encrypts what projects store: the ARN of a KMS key that exists, in the same Region. `aws-owned`: no KMS key
   * of yours. A bucket that is created is then encrypted with a key of S3 (SSE-S3, `AES256`), and the blueprints get no
   * `KmsKeyArn`, so each service encrypts with a key of its own. From a created key to another or to `aws-owned`, the next
   * apply schedules the created one for deletion: what it encrypted is lost after 30 days, so encrypt it anew first. A key
   * that exists is left alone, and its policy must allow what a created key's does (`modules/kms-key/data-key-policy.ts`),
   * DataZone and the domain's execution role first: the deployment of projects fails without them.
   *
   * @default - a key is created
   */
  kmsKeyArn: p.kmsKeyArnOrNone.optional(),
});
