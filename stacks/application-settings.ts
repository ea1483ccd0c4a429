import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import type { Construct } from "constructs";
import { keyText, type KeyInUse } from "../contracts/encryption-key";
import { attributeOf } from "../modules/expression";
import type { PrivateBucket } from "../modules/private-bucket";

/** Settings of a function of the application, as an object of its bucket. */
export interface SettingsObject {
  readonly bucket: PrivateBucket;
  readonly key: string;
  readonly content: string;
  readonly encryption: KeyInUse;
}

/** Writes settings. @returns expression of their version: one that changes makes the function read them anew */
export function settingsObject(
  scope: Construct,
  id: string,
  { bucket, key, content, encryption }: SettingsObject,
): string {
  const object = new S3Object(scope, id, {
    bucket: bucket.bucketName,
    key,
    content,
    contentType: "application/json",
    ...(encryption.type === "awsOwned" ? {} : { kmsKeyId: keyText(encryption) }),
    dependsOn: [...bucket.dependables],
  });
  return attributeOf(object, "version_id");
}
