import { z } from "zod";

/**
 * Building blocks of the schema. Patterns and lengths are the service's own (API model of DataZone, IAM, KMS, EC2);
 * the messages name what is allowed, the formatter adds the path, the value and the fix.
 */

/** Keys become construct ids: ids that differ only in punctuation collapse into one and a resource is lost. */
export const key = z.string().regex(/^[a-z][a-z0-9-]*$/).max(48);
/** Key of a domain unit, or `root` for the domain's root unit. */
export const unitKey = key;
export const accountId = z.string().regex(/^\d{12}$/);
export const region = z.string().regex(/^[a-z]{2}(-gov|-iso[a-z]?)?-[a-z]{4,10}-\d$/);
export const roleArn = z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/);
export const kmsKeyArn = z.string().regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[a-zA-Z0-9-]+$/);
export const policyArn = z.string().regex(/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/);
export const lambdaArn = z.string().regex(/^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[a-zA-Z0-9_-]+(:[a-zA-Z0-9_-]+)?$/);
export const description = z.string().max(2048);
/** Names of profiles, pools, projects and environment configurations. */
export const serviceName = z.string().regex(/^[\w -]+$/).min(1).max(64);
export const ssmPath = z.string().min(1).max(2048).regex(/^\/?[A-Za-z0-9_./-]+$/);
export const tagKey = z.string().min(1).max(128);
export const tagValue = z.string().max(256);
export const tags = z.record(tagKey, tagValue);
/** DataZone parameters are strings, whatever they mean: write `"100"`, `"true"`. */
export const parameters = z.record(z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/), z.string());

/** A map from configuration key to `value`. */
export const keyed = <T extends z.ZodType>(value: T) => z.record(key, value);
