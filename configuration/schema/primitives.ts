import { z } from "zod";
import { KNOWN_REGIONS } from "../../contracts/service/regions";
import { hints } from "./hints";

/**
 * Building blocks of the schema. Patterns and lengths are the service's own (API model of DataZone, IAM, KMS, EC2).
 * `describe` says what is allowed: it ends up in error messages. Only `register` may follow it: every other
 * call makes a new schema.
 */
const text = (pattern: RegExp, allowed: string) => z.string().regex(pattern).describe(allowed);

/**
 * Keys become construct ids: ids that differ only in punctuation collapse into one and a resource is lost.
 * Every JavaScript object has a `constructor`: a reference to that key would find something where nothing is.
 */
export const key = z
  .string()
  .regex(/^(?!constructor$)[a-z][a-z0-9-]*$/)
  .max(48)
  .describe("a key: lower-case letter first, then letters, digits and hyphens, at most 48 (^[a-z][a-z0-9-]*$)")
  .register(hints, { isKey: true });
/** Key of a domain unit, or `root` for the domain's root unit. */
export const unitKey = key;
/** Id of an AWS account: 12 digits, as a text. */
export const accountId = text(/^\d{12}$/, "12 digits in quotes").register(hints, {
  digits: { count: 12, of: "the account's" },
});
/** Name of an AWS Region. Every name of the right form is accepted. */
export const region = text(/^[a-z]{2}(-gov|-iso[a-z]?)?-[a-z]{4,10}-\d$/, 'an AWS Region such as "us-east-1"').register(
  hints,
  {
    words: KNOWN_REGIONS,
  },
);
/** ARN of an IAM role, with or without a path. */
export const roleArn = text(/^arn:aws[a-z-]*:iam::\d{12}:role\/([\w+=,.@-]+\/)*[\w+=,.@-]+$/, "the ARN of an IAM role");
/** ARN of a KMS key; an alias is refused. */
export const kmsKeyArn = text(
  /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[a-zA-Z0-9-]{36}$/,
  "the ARN of a KMS key (arn:aws:kms:<region>:<account>:key/<id of 36 characters>, not an alias)",
);
/** A key of ours, or none. */
export const kmsKeyArnOrNone = text(
  /^(aws-owned|arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[a-zA-Z0-9-]{36})$/,
  'the ARN of a KMS key (arn:aws:kms:<region>:<account>:key/<id of 36 characters>, not an alias), or "aws-owned"',
);
/** ARN of an IAM policy that the customer or AWS manages, with or without a path. */
export const policyArn = text(/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/, "the ARN of an IAM policy");
/** A policy that DataZone itself attaches as boundary: it takes none with a path. */
export const boundaryPolicyArn = text(
  /^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/[\w+=,.@-]+$/,
  "the ARN of an IAM policy without a path",
);
/** Id of an object that DataZone has made: a project, a term, an environment profile. */
export const serviceId = text(/^[a-zA-Z0-9_-]{1,36}$/, "an id of DataZone: 1 to 36 letters, digits, _ and -");
/** ARN of a Lambda function, with or without an alias. */
export const lambdaArn = text(
  /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[a-zA-Z0-9_-]+(:[a-zA-Z0-9_-]+)?$/,
  "the ARN of a Lambda function, with or without an alias",
);
/** Description of an object, at most 2048 characters. */
export const description = z.string().max(2048);
/** Names of profiles, pools, projects and environment configurations. */
export const serviceName = z
  .string()
  .regex(/^[\w -]+$/)
  .min(1)
  .max(64)
  .describe("1 to 64 letters, digits, _, - and spaces");
/** Name of an SSM parameter, at most 2048 characters. */
export const ssmPath = z
  .string()
  .min(1)
  .max(2048)
  .regex(/^\/?[A-Za-z0-9_./-]+$/)
  .describe("the name of an SSM parameter, for example /smus/account-id");
/** Characters that every AWS service takes in tags. @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
export const tagKey = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u)
  .describe("1 to 128 letters, digits, spaces and _ . : / = + - @");
/** Value of a tag, at most 256 characters; it may be empty. */
export const tagValue = z
  .string()
  .max(256)
  .regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u)
  .describe("at most 256 letters, digits, spaces and _ . : / = + - @");
/** Tags of AWS resources, by key. */
export const tags = z.record(tagKey, tagValue);
/** Tags of DataZone objects: among letters it takes ASCII only. */
export const serviceTagKey = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\w .:/=+@-]+$/)
  .describe("1 to 128 of a-z, A-Z, 0-9, spaces and _ . : / = + - @");
/** Value of a tag of a DataZone object: ASCII only, at most 256 characters; it may be empty. */
export const serviceTagValue = z
  .string()
  .max(256)
  .regex(/^[\w .:/=+@-]*$/)
  .describe("at most 256 of a-z, A-Z, 0-9, spaces and _ . : / = + - @");
/** Tags of DataZone objects, by key. */
export const serviceTags = z.record(serviceTagKey, serviceTagValue);
/** Name of a parameter of a blueprint. */
export const parameterName = text(
  /^[a-zA-Z_][a-zA-Z0-9_]*$/,
  "a parameter name: letters, digits and _, not a digit first",
);
/** DataZone parameters are strings, whatever they mean: write `"100"`, `"true"`. */
export const parameters = z.record(parameterName, z.string());

/** A map from configuration key to `value`. */
export const keyed = <T extends z.ZodType>(value: T) => z.record(key, value);
