import type { SeedParameters, SeedPlace } from "../model";

/** A statement of a policy, in IAM's words. Each allows. */
export interface SeedStatement {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Beginnings of ARNs in one place. */
export interface ArnsOf {
  /** Bucket, or a key pattern in it. */
  readonly s3: (bucket: string, key?: string) => string;
  /** Of a service in this account and Region. */
  readonly own: (service: string, resource: string) => string;
  /** Of IAM in this account. */
  readonly iam: (resource: string) => string;
}

/** ARNs of a stage's account, Region and partition. */
export function arnsOf({ account, region }: Pick<SeedPlace, "account" | "region">): ArnsOf {
  const partition = region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  return {
    s3: (bucket, key) => `arn:${partition}:s3:::${bucket}${key === undefined ? "" : `/${key}`}`,
    own: (service, resource) => `arn:${partition}:${service}:${region}:${account}:${resource}`,
    iam: (resource) => `arn:${partition}:iam::${account}:${resource}`,
  };
}

/** Use of a place's key for objects in S3; nothing where there is none. */
export function useOfKey(kmsKey: string | null, ...more: readonly string[]): SeedStatement[] {
  if (kmsKey === null) return [];
  return [{ sid: "UseTheKey", actions: ["kms:Decrypt", "kms:GenerateDataKey", ...more], resources: [kmsKey] }];
}

/** Beginning of every name that a deployment makes: `place.tf` of a deploy repository has the same. */
export function prefixOf({ useCase }: SeedParameters, stage: string): string {
  return `${useCase}-${stage}`;
}
